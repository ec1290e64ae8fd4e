"""Forms of role cards, of the search for help, and of words and their meanings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.models import CardLine, Style, Term

HINTS = {
    CardLine.Kind.DO: _("In words that somebody from another organisation understands."),
    CardLine.Kind.OFFER: _("A room, a phone call, a skill, an hour: what others could ask you for."),
    CardLine.Kind.CURIOUS: _("What you would like to learn from the others."),
    CardLine.Kind.REACH: _("When and how: “a text after two”, “ring the desk, they find me”."),
}


class LineForm(ClipForm):
    """One line of one's own card, and who reads it."""

    text = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    shared_with = forms.ChoiceField(label=_("Who reads this line"), choices=CardLine.Share.choices)
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=kind, **kwargs)
        self.kind = CardLine.Kind(kind)
        self.fields["text"].label, self.fields["text"].help_text = str(self.kind.label), HINTS[self.kind]


class HelpForm(ClipForm):
    """Who can help with …?"""

    missing = {"asked": _("Enter what you need help with")}
    asked = forms.CharField(label=_("Who can help with …"), max_length=80)


class TermForm(ClipForm):
    """A word that means different things at one table."""

    missing = {"text": _("Enter the word")}
    text = forms.CharField(label=_("A word that we don’t all mean alike"), max_length=80)


class MeaningForm(ClipForm):
    """What one's organisation means by a word, or what the group agrees to mean."""

    missing = {"text": _("Enter what is meant")}
    text = forms.CharField(max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, term: Term, label: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"{kind}-{term.pk}", **kwargs)
        self.fields["text"].label = label


def _moment(number: int, situation: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=situation.when,
        choices=[(style, situation.choices[Style(style)]) for style in _order(number)],
        widget=forms.RadioSelect,
    )


def _order(number: int) -> list[str]:
    """Another order at each moment, so that no style always stands first."""
    styles = list(Style.values)
    turn = number % len(styles)
    return styles[turn:] + styles[:turn]


def style_form(sent: Any, situations: list[Any]) -> ClipForm:
    """Eight moments of the work, each with four things that one might do first."""
    moments = {f"moment_{number}": _moment(number, each) for number, each in enumerate(situations, start=1)}
    missing = dict.fromkeys(moments, _("Choose what comes nearest"))
    form: type[ClipForm] = type("StyleForm", (ClipForm,), moments | {"missing": missing})
    return form(sent)
