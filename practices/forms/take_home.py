"""The form of what somebody writes for those who send them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipModelForm
from practices.forms.kept import lines
from practices.models import TakeHome


class TakeHomeForm(ClipModelForm):
    """Three boxes, each of which may stay empty."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    class Meta:
        model = TakeHome
        fields = TakeHome.WORDS
        labels = {
            "gave": _("What else did we give?"),
            "gained": _("What did we gain?"),
            "changed": _("What changed, for people or for us?"),
        }
        help_texts = {
            "gave": _("Besides the time: a room, a budget, a way of working."),
            "gained": _("Such as “We know whom to ring at the surgery.”"),
            "changed": _("Small is fine. Leave out names, and what others said in the room."),
        }
        widgets = {"gave": lines(), "gained": lines(), "changed": lines()}
