"""The box of the recording page in which what is tried, noticed or in the way is kept in a line."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.record import NEXT, RecordForm
from practices import jotting


class JottedForm(RecordForm):
    """One line, and what it is."""

    part, name = "jotted", "jotted_form"
    missing = RecordForm.missing | {"text": _("Enter it in a line"), "sort": _("Choose what it is")}
    sort = forms.ChoiceField(label=_("It is"), choices=jotting.SORTS)
    text = forms.CharField(label=_("Tried, noticed, in the way"), max_length=200, widget=NEXT)
