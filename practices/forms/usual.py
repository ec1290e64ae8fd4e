"""The form of what became usual."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipModelForm
from practices.forms.kept import DAY, day, lines
from practices.models import Usual


class UsualForm(ClipModelForm):
    """What it takes to stay, and when somebody looks again."""

    missing: dict[str, Any] = {
        "adopted_by": _("Enter who does it now"),
        "since": _("Enter since when"),
    }
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = Usual
        fields = ("adopted_by", "where", "since", "costs", "slips", "look_again_on")
        labels = {
            "adopted_by": _("Who does it now?"),
            "where": _("Where?"),
            "since": _("Since when?"),
            "costs": _("What does it cost whom?"),
            "slips": _("How would we notice that it slipped?"),
            "look_again_on": _("When does somebody look again?"),
        }
        help_texts = {
            "adopted_by": _("Teams and organisations rather than a person."),
            "slips": _("What somebody would see first: an empty chair, a call at noon."),
            "look_again_on": _("Whoever led the small test is asked by mail on that day."),
        }
        widgets = {"costs": lines(), "slips": lines(), "since": day(), "look_again_on": day()}
        error_messages = {"since": DAY, "look_again_on": DAY}
