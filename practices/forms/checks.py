"""The form of a practice check on a phone: one number for each practice, and a line where somebody likes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from practices.models import Practice

SCORES = [("1", _("1, not at all")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5, very much"))]
QUESTIONS = {
    Practice.DISBELIEF: _("Do we try things although we doubt them?"),
    Practice.PURPOSE: _("Do we have a purpose that I can sign up to?"),
    Practice.ACCOUNTABILITY: _("Do we answer to each other for what we said we would do?"),
    Practice.DIVERSITY: _("Can we say where we differ?"),
    Practice.STRUCTURE: _("Do our structures help what we are here for?"),
    Practice.LEADERSHIP: _("Do people here, at every level, go first?"),
}


def _number(practice: Practice) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=QUESTIONS[practice], choices=SCORES, widget=forms.RadioSelect, required=False
    )


def _line() -> forms.CharField:
    return forms.CharField(label=_("A line to it"), max_length=200, required=False)


class CheckForm(ClipForm):
    """Six questions; whoever does not want to answer one leaves it."""

    disbelief = _number(Practice.DISBELIEF)
    disbelief_line = _line()
    purpose = _number(Practice.PURPOSE)
    purpose_line = _line()
    accountability = _number(Practice.ACCOUNTABILITY)
    accountability_line = _line()
    diversity = _number(Practice.DIVERSITY)
    diversity_line = _line()
    structure = _number(Practice.STRUCTURE)
    structure_line = _line()
    leadership = _number(Practice.LEADERSHIP)
    leadership_line = _line()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for practice in Practice.values:
            if data.get(f"{practice}_line") and not data.get(practice) and practice not in self.errors:
                self.add_error(practice, _now("Choose a number to your line, or take the line out"))
        if not self.errors and not any(data.get(practice) for practice in Practice.values):
            raise forms.ValidationError(_now("Answer at least one of the questions"))
        return data
