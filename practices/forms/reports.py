"""The form of a report: what it says in a line, what was learned, what is uncertain, and what of the room it holds."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from practices.forms.kept import KeptForm, lines
from practices.models import Report
from practices.reporting import composing


class ReportForm(KeptForm):
    """A draft; nothing stands in it but what is typed here and what the group released."""

    missing = {"title": _("Enter what it says, in a line"), "kind": _("Choose which report it is")}
    chosen = forms.MultipleChoiceField(
        label=_("Of what the group let out"),
        help_text=_("Small differences for people first. What is not ticked is not in it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["kind", "title", "lead", "chosen", "learned", "uncertain", "ahead"]

    class Meta:
        model = Report
        fields = ("kind", "title", "lead", "learned", "uncertain", "ahead")
        labels = {
            "kind": _("Which report is it?"),
            "title": _("What does it say, in a line?"),
            "lead": _("In three sentences"),
            "learned": _("What did we learn?"),
            "uncertain": _("What is uncertain?"),
            "ahead": _("What comes next, or how can it go on?"),
        }
        help_texts = {
            "title": _("Such as “Half way: on purpose, and stuck on two things only you can move”."),
            "uncertain": _("Said out loud it is believed. Left out it is found."),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "lead": lines(3),
            "learned": lines(3),
            "uncertain": lines(3),
            "ahead": lines(3),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.who_reads = _now(
            "Those who hold the group, until you show it to the members. Above the group once it is published."
        )
        self.fields["kind"].choices = Report.Kind.choices  # type: ignore[attr-defined]
        offered = composing.offered(self.hat.group)
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (str(one.key), f"{one.label}: {Truncator(one.words).words(24)}") for one in offered
        ]
        if self.is_new:
            self.initial.setdefault("kind", Report.Kind.PROGRESS)
            self.initial.setdefault("chosen", [str(one.key) for one in offered])
        else:
            self.initial["chosen"] = self.instance.chosen
