"""Forms of taking in an old log of actions: the rows as text or as a file, and whom a name means."""

from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.models import Group
from inquiries.models.base import fold
from inquiries.sheets import UnreadableError
from meetings import reading_logs
from meetings.checking_logs import NOBODY, Log, people_of
from meetings.reading_logs import Row


class LogForm(ClipForm):
    """Rows pasted from a spreadsheet, or a file of them; each cell is looked at by itself (checking_logs)."""

    holds_contacts = frozenset({"pasted"})

    file = forms.FileField(
        label=_("CSV or Excel file (.xlsx)"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,text/csv"}),
    )
    pasted = forms.CharField(
        label=_("Or paste the rows from a spreadsheet, with their headings"),
        required=False,
        max_length=reading_logs.LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "ds_input", "spellcheck": "false", "wrap": "off"}),
    )
    rows: list[Row]
    text: str

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        file, name = said.get("file"), "pasted"
        if not file and not said.get("pasted", "").strip():
            raise forms.ValidationError(_now("Choose a file, or paste the rows"))
        try:
            self.text = said.get("pasted", "")
            if file:
                name = "file"
                self.text = reading_logs.text_of(file.read(reading_logs.LARGEST + 1), file.name)
            self.rows = reading_logs.rows_of(self.text)
        except UnreadableError as problem:
            self.add_error(name, str(problem))
        return said


class WhoForm(forms.Form):
    """For each name that is nobody’s in the group: whom it means."""

    def __init__(self, *args: Any, log: Log, group: Group, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        people = [(str(place.pk), _named(place)) for place in people_of(group)]
        for name in log.unknown:
            leaves = [] if fold(name) in log.leads else [(NOBODY, _now("Leave them out"))]
            self.fields[key_of(name)] = forms.ChoiceField(
                label=name,
                choices=[("", _now("Choose somebody")), *leaves, *people],
                widget=forms.Select(attrs={"class": "plain"}),
            )


def _named(place: Any) -> str:
    said = f"{place.person.name}, {place.organisation.name}"
    return _now("%(name)s (left)") % {"name": said} if place.left_on else said


def key_of(name: str) -> str:
    """The name of the box that asks whom a name means."""
    return f"who-{sha256(fold(name).encode()).hexdigest()[:16]}"
