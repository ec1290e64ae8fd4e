"""Forms about one's own notes: until when they are paused, and at what hours they may come."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.models import User


class PauseForm(ClipForm):
    """The day from which there are notes again; without one until their person starts them."""

    until = forms.DateField(
        label=_("Until I am back on"),
        help_text=_("Leave it empty to pause them until you start them again."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "ds_input"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("The day you are back must be a real date, like 14 5 2027.")},
    )

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until <= timezone.localdate():
            raise forms.ValidationError(_("The day you are back must be after today."))
        return until


class HoursForm(ClipForm):
    """At what time of a working day notes may come."""

    hours = forms.ChoiceField(
        label=_("When may a note reach you?"), choices=User.NoteHours, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, initial={"hours": person.note_hours}, **kwargs)
