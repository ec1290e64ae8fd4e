"""Forms of the queue of notes: which go out, and one's own words on top."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm, ClipModelForm
from meetings.models import NoteRhythm


class RhythmForm(ClipModelForm):
    """Which notes go out in a group besides the one before each meeting."""

    class Meta:
        model = NoteRhythm
        fields = ["after_recap", "midway"]
        labels = {
            "after_recap": _("The day after the recap went out"),
            "midway": _("Half way between two meetings"),
        }


class NoteForm(ClipForm):
    """One's own words on top of a note."""

    words = forms.CharField(
        label=_("Your own words on top"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "class": "ds_input"}),
    )
