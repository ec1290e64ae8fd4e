"""Forms of dates: a series, the days it comes to, and when and where one meeting is."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from inquiries.forms.base import ClipForm
from inquiries.models.groups import Cadence
from inquiries.templatetags.clip import weekday
from meetings import scheduling, timing
from meetings.models import Meeting
from meetings.scheduling import Proposed

REAL_DAY = _lazy("Enter a real date, like 14 5 2027")
MOST = 24  # meetings in one step
A_DAY = timedelta(days=1)


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(
        attrs={"type": "date", "class": "ds_input ds_input--fixed-10"}, format="%Y-%m-%d"
    )
    return forms.DateField(label=label, widget=widget, error_messages={"invalid": REAL_DAY}, **more)


def _number(label: Any, least: int, most: int) -> forms.IntegerField:
    wrong = _lazy("Enter a whole number from %(least)s to %(most)s") % {"least": least, "most": most}
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        widget=forms.TextInput(attrs={"class": "ds_input ds_input--fixed-4", "inputmode": "numeric"}),
    )


class PlaceForm(ClipForm):
    """At what time meetings begin, how long they last, and where."""

    missing: dict[str, Any] = {"starts": _lazy("Enter when it begins, like 13:30")}

    starts = forms.TimeField(
        label=_lazy("Begins at"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={"invalid": _lazy("Enter a time of day, like 13:30")},
        widget=forms.TimeInput(attrs={"type": "time", "class": "ds_input ds_input--fixed-5"}, format="%H:%M"),
    )
    minutes = _number(_lazy("Minutes"), 15, 720)
    venue = forms.CharField(label=_lazy("Where"), max_length=120, required=False)
    address = forms.CharField(label=_lazy("Address"), max_length=200, required=False)
    access_notes = forms.CharField(
        label=_lazy("Getting there and in"),
        help_text=_lazy("Steps, hearing loop, parking, lunch: it stands in each invitation."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def place(self) -> dict[str, Any]:
        """What every meeting of it has in common, but for its day and time."""
        return {name: self.cleaned_data[name] for name in ("minutes", "venue", "address", "access_notes")}


class SeriesForm(PlaceForm):
    """A series: from which day, in which rhythm, how many."""

    missing = PlaceForm.missing | {
        "first": _lazy("Enter the day of the first meeting"),
        "count": _lazy("Enter how many meetings"),
    }
    field_order = ["first", "count", "cadence", "starts", "minutes", "venue", "address", "access_notes"]

    first = _day(_lazy("First meeting on"))
    count = _number(_lazy("How many meetings"), 1, MOST)
    cadence = forms.ChoiceField(label=_lazy("How often"), choices=Cadence.choices)

    def __init__(self, *args: Any, last: Meeting | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last = last

    def clean_first(self) -> date:
        first: date = self.cleaned_data["first"]
        if first < timezone.localdate():
            raise ValidationError(_("Choose a day from today on: meetings that were held are not set again."))
        if self.last and first <= self.last.starts_local.date():
            raise ValidationError(_after(self.last))
        return first

    def proposed(self) -> list[Proposed]:
        data = self.cleaned_data
        return scheduling.propose(data["first"], data["cadence"], data["count"])


def _after(last: Meeting) -> str:
    words = {"number": last.number, "day": weekday(last.starts_at)}
    return _("Meeting %(number)s is on %(day)s: choose a day after it.") % words


class DaysForm(ClipForm):
    """The days that a series comes to, each of which can be changed or, emptied, left out."""

    def __init__(self, *args: Any, series: SeriesForm, first_number: int, **kwargs: Any) -> None:
        self.clock, self.last, self.proposed = series.cleaned_data["starts"], series.last, series.proposed()
        super().__init__(*args, **kwargs)
        for place, proposed in enumerate(self.proposed):
            label = _("Meeting %(number)s") % {"number": first_number + place}
            field = _day(label, required=False, initial=proposed.day)
            field.is_asked = True  # type: ignore[attr-defined]  # emptied it is left out, not "if you like"
            self.fields[f"day_{place}"] = field

    def rows(self) -> list[tuple[forms.BoundField, date | None, str]]:
        """Each day as its box shows it, with what there is to say of it: why it was moved, that it is a holiday, that the clocks change."""
        rows = []
        for place, proposed in enumerate(self.proposed):
            field = self[f"day_{place}"]
            day = _as_day(field.value())
            own = proposed.why if day == proposed.day else scheduling.why_not(day) if day else ""
            clocks = scheduling.what_of_the_clocks(day, self.clock) if day else ""
            rows.append((field, day, " ".join(filter(None, [own, clocks]))))
        return rows

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        before = self.last.starts_local.date() if self.last else timezone.localdate() - A_DAY
        for name in self.fields:
            day = data.get(name)
            if day is None:
                continue
            if not scheduling.exists(day, self.clock):
                self.add_error(name, scheduling.what_of_the_clocks(day, self.clock))
            elif day <= before:
                self.add_error(name, _("Choose a day after %(day)s") % {"day": weekday(before)})
            before = max(before, day)
        if not self.errors and not self.days():
            raise ValidationError(_("Leave at least one day in."))
        return data

    def days(self) -> list[date]:
        named = [self.cleaned_data.get(name) for name in self.fields]
        return [day for day in named if day]


def _as_day(value: Any) -> date | None:
    """The day that a control shows, where it is one."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


class ChangeForm(PlaceForm):
    """When and where one meeting is, what it is for, and a word to those who are told."""

    missing = PlaceForm.missing | {"day": _lazy("Enter the day of the meeting")}
    field_order = ["focus", "day", "starts", "minutes", "venue", "address", "access_notes", "words"]

    focus = forms.CharField(label=_lazy("What this meeting is for"), max_length=200, required=False)
    day = _day(_lazy("Day"))
    words = forms.CharField(
        label=_lazy("Your own words to those who are told"),
        help_text=_lazy("Why it changes, for example. They stand on top of the message, with your name."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, meeting: Meeting, around: tuple[Meeting | None, Meeting | None], **kwargs: Any
    ) -> None:
        local = meeting.starts_local
        kept = ("focus", "minutes", "venue", "address", "access_notes")
        initial = {name: getattr(meeting, name) for name in kept} | {
            "day": local.date(),
            "starts": local.time(),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.meeting, self.around = meeting, around

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, clock = data.get("day"), data.get("starts")
        if day and clock and not scheduling.exists(day, clock):
            self.add_error("starts", scheduling.what_of_the_clocks(day, clock))
        elif day and clock:
            self._check(timing.moment(day, clock))
        return data

    def _check(self, starts_at: datetime) -> None:
        """A meeting stays between its neighbours, and is not moved into the past."""
        if _same(starts_at, self.meeting.starts_at):
            return
        before, after = self.around
        if starts_at < timezone.now():
            self.add_error("day", _("That is past already: choose a day and time still to come."))
        elif before and starts_at <= before.starts_at:
            self.add_error("day", _after(before))
        elif after and starts_at >= after.starts_at:
            words = {"number": after.number, "day": weekday(after.starts_at)}
            told = _("Meeting %(number)s is on %(day)s: choose a day before it, or move that one first.")
            self.add_error("day", told % words)

    def changed(self) -> dict[str, Any]:
        """What the meeting becomes."""
        data = self.cleaned_data
        starts_at = timing.moment(data["day"], data["starts"])
        if _same(starts_at, self.meeting.starts_at):
            starts_at = self.meeting.starts_at
        focus = {"focus": data["focus"]} if "focus" in self.fields else {}
        return self.place() | focus | {"starts_at": starts_at}


def _same(one: datetime, other: datetime) -> bool:
    """Whether two moments are the same to the minute, which is all that a form shows."""
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


class CallOffForm(ClipForm):
    """Why a meeting is called off, in one's own words."""

    words = forms.CharField(
        label=_lazy("Your own words"),
        help_text=_lazy("Why, and what happens instead. They stand on top of the message, with your name."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
