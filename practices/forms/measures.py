"""Forms of measures: what is counted, of what, and readings by hand, pasted from a spreadsheet, or from a file."""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.models import Aspiration
from practices.forms.kept import DAY, KeptForm, day, lines
from practices.models import Measure, SmallTest

ROWS_AT_MOST = 1000
BYTES_AT_MOST = 200_000
WAYS_TO_WRITE_A_DAY = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
LARGEST = Decimal("999999999.999")
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


class MeasureForm(KeptForm):
    """What is measured, of which small test or aspiration, and by which rules its chart is read."""

    missing = {"what": _("Enter what is measured"), "of": _("Choose what it is a measure of")}
    prefilled = ("of",)
    of = forms.ChoiceField(label=_("Of what?"))
    field_order = ["of", "what", "unit", "baseline", "rules"]

    class Meta:
        model = Measure
        fields = ("what", "unit", "baseline", "rules")
        labels = {
            "what": _("What is counted or timed?"),
            "unit": _("Counted per what, or in what?"),
            "baseline": _("How many readings were there before anything was changed?"),
            "rules": _("By which rules is the chart read?"),
        }
        help_texts = {
            "what": _("Something that you know already is best: calls at noon, people at lunch."),
            "unit": _("Such as “a week” or “minutes”."),
            "baseline": _("The median is taken from these; from all readings where this is empty."),
        }
        widgets = {"what": lines(), "rules": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.hat.group
        tests = SmallTest.objects.kept().filter(group=group).order_by("-starts_on")[:200]
        hopes = Aspiration.objects.kept().filter(group=group)
        self.fields["of"].choices = [  # type: ignore[attr-defined]
            ("", _now("Choose")),
            (_now("Small tests"), [(f"small-test:{row.pk}", row.what) for row in tests]),
            (_now("Aspirations"), [(f"aspiration:{row.pk}", row.text) for row in hopes]),
        ]
        self.fields["rules"].choices = Measure.RuleSet.choices  # type: ignore[attr-defined]
        if self.is_new:
            self.initial.setdefault("rules", Measure.RuleSet.RUN_CHART)
        else:
            kind = "small-test" if self.instance.small_test_id else "aspiration"
            self.initial["of"] = f"{kind}:{self.instance.small_test_id or self.instance.aspiration_id}"

    def words(self) -> dict[str, Any]:
        said = super().words()
        kind, _colon, key = said.pop("of").partition(":")
        ends = {"small_test_id": None, "aspiration_id": None}
        return said | ends | {"small_test_id" if kind == "small-test" else "aspiration_id": key}


class ReadingForm(ClipForm):
    """One reading by hand."""

    missing = {"on": _("Enter the day of the reading"), "value": _("Enter the number")}
    on = forms.DateField(label=_("On which day?"), widget=day(), error_messages=DAY)
    value = forms.DecimalField(
        label=_("What was it?"),
        max_digits=12,
        decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Enter a number, like 12 or 3.5")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_now("A reading can’t be of a day that is still to come"))
        return on


class ReadingsForm(ClipForm):
    """Many readings: two columns pasted from a spreadsheet, or a file of them."""

    # Days and numbers side by side look like long numbers. Nothing of this box is kept but days and numbers, each read as one.
    holds_contacts = frozenset({"pasted"})

    pasted = forms.CharField(
        label=_("Paste two columns from a spreadsheet"),
        help_text=_(
            "A day and a number on each line, like 14/5/2026 and 12. A line of headings may come first."
        ),
        required=False,
        widget=lines(6),
        max_length=60_000,
        strip=False,
    )
    file = forms.FileField(
        label=_("Or choose a CSV file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > BYTES_AT_MOST:
            raise forms.ValidationError(_now("The file is too large: take one of at most a thousand lines"))
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        text, name = data.get("pasted", ""), "pasted"
        if data.get("file"):
            text, name = data["file"].read().decode("utf-8-sig", errors="replace"), "file"
        if self.errors:
            return data
        if not text.strip():
            raise forms.ValidationError(_now("Paste the readings, or choose a file"))
        readings, wrong = read_lines(text)
        if any(on > timezone.localdate() for on, _value in readings):
            wrong.append(_now("A reading can’t be of a day that is still to come"))
        for sentence in wrong[:5]:
            self.add_error(name, sentence)
        data["readings"] = readings
        return data


def read_lines(text: str) -> tuple[list[tuple[date, Decimal]], list[str]]:
    """The readings of a pasted or uploaded text, and what is wrong with it line by line; nothing is half read."""
    rows, wrong = _rows(text)
    readings = []
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row if cell.strip()]
        if not cells or (number == 1 and not any(letter.isdigit() for letter in "".join(cells))):
            continue
        on, value = (_day(cells[0]), _number(cells[1])) if len(cells) == 2 else (None, None)
        if on is None or value is None:
            wrong.append(_what_is_wrong(cells, on) % {"n": number})
        else:
            readings.append((on, value))
    return readings, wrong


def _rows(text: str) -> tuple[list[list[str]], list[str]]:
    """The cells of each line, and what is wrong with the text as a whole."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True):
            if len(rows) == ROWS_AT_MOST:
                return rows, [_now("There are more than a thousand lines: take fewer")]
            rows.append(row)
    except csv.Error:
        said = _now("Line %(n)s: a quotation mark is not closed, or does not belong there. Take it out")
        return rows, [said % {"n": len(rows) + 1}]
    return rows, []


def _delimiter(text: str) -> str:
    first = next(iter(text.lstrip().splitlines()), "")
    return next((mark for mark in ("\t", ";", ",") if mark in first), ",")


def _day(cell: str) -> date | None:
    for pattern in WAYS_TO_WRITE_A_DAY:
        try:
            return datetime.strptime(cell, pattern).date()  # noqa: DTZ007 - a day has no hour
        except ValueError:
            continue
    return None


def _what_is_wrong(cells: list[str], on: date | None) -> str:
    """The sentence for a line that holds no reading; it takes the number of the line."""
    if on and len(cells) == 2 and "," in cells[1] and any(sign.isdigit() for sign in cells[1]):
        return _now(
            "Line %(n)s: a comma may stand only between thousands, like 1,200."
            " For part of a number write a point, like 8.5"
        )
    return _now("Line %(n)s needs a day and a number, like 14/5/2026 and 12")


def _number(cell: str) -> Decimal | None:
    """A number as people here write it: a comma parts thousands, and never a whole from its part."""
    plain = cell.replace("\u00a0", "").replace(" ", "")
    try:
        value = Decimal(plain.replace(",", "") if THOUSANDS.fullmatch(plain) else plain)
    except InvalidOperation:
        return None
    return round(value, 3) if value.is_finite() and abs(value) <= LARGEST else None
