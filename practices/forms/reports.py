"""The form of a report: what it says in a line, what was learned, what is uncertain, and what of the room it holds."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from inquiries import gathering, spotting
from meetings.models import Release
from practices.forms.kept import KeptForm, lines
from practices.forms.outside import OutsideForm
from practices.models import Report
from practices.reporting import hinting, laying_out, looking_over, suggesting
from practices.reporting.offering import Offered, offered

MOST = {"lead": 600, "learned": 1000, "uncertain": 1000, "ahead": 1000}  # letters, as the columns hold them
HINTED = tuple(MOST)


def _hints(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class ReportForm(OutsideForm, KeptForm):
    """A draft; nothing stands in it but what is typed here, sentences that somebody ticks, and what the group released."""

    stories = frozenset({"title", *HINTED})
    asks_about = looking_over.MAY_TELL
    prefilled = ("kind",)
    missing = {"title": _("Enter what it says, in a line"), "kind": _("Choose which report it is")}
    lead_more = _hints(_("Add to these sentences"))
    learned_more = _hints(_("Add to what we learned"))
    uncertain_more = _hints(_("Add to what is uncertain"))
    ahead_more = _hints(_("Add to what comes next"))
    chosen = forms.MultipleChoiceField(
        label=_("Of what the group let out"),
        help_text=_(
            "What is ticked stands in the report, those for people first. What is not ticked is not in it."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = [
        "kind",
        "title",
        "lead",
        "lead_more",
        "chosen",
        "learned",
        "learned_more",
        "uncertain",
        "uncertain_more",
        "ahead",
        "ahead_more",
        "sure",
    ]

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
        released = offered(self.hat.group)
        self.fields["chosen"].choices = _by_place(released)  # type: ignore[attr-defined]
        self._hint(hinting.sentences(self.hat.group, released))
        if self.is_new:
            self.initial.setdefault("kind", Report.Kind.PROGRESS)
            self.initial.setdefault(
                "chosen", suggesting.suggested(self.hat.group, released, self.initial["kind"])
            )
        else:
            self.initial.setdefault("chosen", self.instance.chosen)

    def names_of(self, text: str) -> list[str]:
        return spotting.named_in(text, gathering.everybody_in(self.hat.group).values())

    def _hint(self, sentences: dict[str, list[str]]) -> None:
        """Offer what is not said yet; a box for which there is nothing asks nothing."""
        for name in HINTED:
            said = getattr(self.instance, name) or ""
            new = [one for one in sentences[name] if one not in said]
            if new:
                self.fields[f"{name}_more"].choices = [(one, one) for one in new]  # type: ignore[attr-defined]
            else:
                del self.fields[f"{name}_more"]

    def clean(self) -> dict[str, Any]:
        """What was ticked goes behind what was typed, as far as the box holds it."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in HINTED:
            more = said.pop(f"{name}_more", [])
            if not more or name not in said:
                continue
            said[name] = " ".join(filter(None, [said[name].strip(), *more]))
            most = MOST[name]
            if len(said[name]) > most:
                words = _now("With what you ticked it is too long. Shorten it, or tick less")
                self.add_error(name, words)
        return said

    def words(self) -> dict[str, Any]:
        kept = [*self.Meta.fields, "chosen"]
        return {name: value for name, value in super().words().items() if name in kept}


def _by_place(released: list[Offered]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What was released, under the heading where it will stand, each with how many words it brings."""
    return [
        (str(_heading(place)), [(str(one.key), _label(one)) for one in some])
        for place, some in groupby(released, key=lambda one: one.place)
    ]


def _heading(place: str) -> Any:
    return _("Six practices") if place == "practices" else laying_out.HEADINGS[place]


def _label(one: Offered) -> str:
    words = ngettext("%(n)s word", "%(n)s words", one.length) % {"n": one.length}
    title = one.words.partition("\n\n")[0]
    told = {"label": one.label, "words": Truncator(title).words(24), "count": words}
    if one.place == "figures":
        return _now("Run chart: %(words)s") % told if one.kind == Release.Kind.MEASURE else title
    if one.again:
        return _now("%(label)s, told again: %(words)s (%(count)s)") % told
    return _now("%(label)s: %(words)s (%(count)s)") % told
