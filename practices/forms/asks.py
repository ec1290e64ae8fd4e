"""Forms of asks: the group's wording, and what a senior manager answers."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries import gathering, spotting
from inquiries.forms.base import ClipForm
from inquiries.models import Group
from practices.models import AskAnswer

NAMES = _(
    "This names %(names)s, so the group’s reports would leave it out. Take the name out, or keep it with the second button below."
)


class AskForm(ClipForm):
    """What the group asks, in a wording that may leave the room."""

    stories = frozenset({"wording"})  # it goes into reports
    missing = {"wording": _("Enter what you ask")}
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    wording = forms.CharField(
        label=_("What do you ask of senior managers?"),
        help_text=_(
            "Something that one of them can say yes to. They read this and not the barrier behind it."
        ),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(ClipForm):
    """Yes; no, because; not yet, by a day; and what they will do themselves."""

    stories = frozenset({"because", "myself"})  # they go into reports
    missing = {"says": _("Choose your answer")}
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    says = forms.ChoiceField(label=_("Your answer"), choices=AskAnswer.Says.choices, widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Because"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    answers_by = forms.DateField(
        label=_("If not yet: by when will you answer?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a real date, like 14 5 2027")},
    )
    myself = forms.CharField(
        label=_("What will you do yourself?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    naming = False  # whether it asks about a name: only then there is a button to keep it

    def __init__(self, *args: Any, today: date, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.group = today, group
        for name in ("because", "answers_by"):
            self.fields[name].is_asked = True  # type: ignore[attr-defined]  # by some answers

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        says = data.get("says")
        if says == AskAnswer.Says.NO and not data.get("because"):
            self.add_error("because", _now("Enter why: the group reads it"))
        if says == AskAnswer.Says.NOT_YET:
            if not data.get("answers_by") and "answers_by" not in self.errors:
                self.add_error("answers_by", _now("Enter by when you answer"))
            elif data.get("answers_by") and data["answers_by"] < self.today:
                self.add_error("answers_by", _now("The day must be today or later"))
        else:
            data["answers_by"] = None
        if "keep_names" not in self.data:  # a button of its own
            self._ask_about_names(data)
        return data

    def _ask_about_names(self, data: dict[str, Any]) -> None:
        """Say once whom a box names: reports leave out what names somebody (`reporting.asked`)."""
        for box in ("because", "myself"):
            members = gathering.everybody_in(self.group).values()
            if named := spotting.named_in(data.get(box) or "", members):
                self.naming = True
                self.add_error(box, str(NAMES) % {"names": ", ".join(named)})
