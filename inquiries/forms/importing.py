"""The form that takes a file of people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm


class PeopleFileForm(ClipForm):
    """A CSV file or an Excel workbook; what is in it is said by importing.draft."""

    missing = {"file": _("Choose a file")}

    file = forms.FileField(
        label=_("CSV or Excel file (.xlsx)"),
        help_text=_("Up to 2,000 rows. Nothing is imported before you have looked it over."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,text/csv"}),
    )
