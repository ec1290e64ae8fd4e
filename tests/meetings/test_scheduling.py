"""A series of dates in one step: its rhythm, the days it leaves out and why, and what is not accepted."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models.groups import Cadence
from inquiries.roles import Role
from meetings import re_timing, scheduling
from meetings.models import Meeting
from tests.builders import make_group, make_meeting, make_membership, make_stewardship

LONDON = ZoneInfo("Europe/London")
CLOCK = time(13, 30)


def days_of(first, cadence, count):
    return [proposed.day for proposed in scheduling.propose(first, cadence, count)]


def test_each_month_is_the_same_weekday_of_the_month():
    assert days_of(date(2027, 1, 14), Cadence.MONTHLY, 6) == [
        date(2027, 1, 14),
        date(2027, 2, 11),
        date(2027, 3, 11),
        date(2027, 4, 8),
        date(2027, 5, 13),
        date(2027, 6, 10),
    ]


def test_a_fifth_thursday_stands_for_the_last_of_each_month():
    assert days_of(date(2027, 7, 29), Cadence.MONTHLY, 3) == [
        date(2027, 7, 29),
        date(2027, 8, 26),
        date(2027, 9, 30),
    ]


@pytest.mark.parametrize(
    ("cadence", "second"),
    [
        (Cadence.FORTNIGHTLY, date(2027, 2, 18)),
        (Cadence.SIX_WEEKLY, date(2027, 3, 18)),
        (Cadence.QUARTERLY, date(2027, 5, 6)),
    ],
)
def test_other_rhythms(cadence, second):
    assert days_of(date(2027, 2, 4), cadence, 2)[1] == second


@pytest.mark.parametrize(
    ("holiday", "instead", "name"),
    [
        (date(2026, 12, 25), date(2027, 1, 8), "Christmas Day"),  # and New Year's Day a week later
        (
            date(2027, 1, 4),
            date(2027, 1, 11),
            "New Year",
        ),  # 2 January is a Saturday: a holiday of Scotland alone
        (date(2026, 11, 30), date(2026, 12, 7), "Andrew"),
    ],
)
def test_a_bank_holiday_of_scotland_moves_a_meeting_by_a_week_and_says_so(holiday, instead, name):
    (proposed,) = scheduling.propose(holiday, Cadence.MONTHLY, 1)

    assert proposed.day == instead
    assert "bank holiday" in proposed.why
    assert name in proposed.why


def test_a_weekend_moves_a_meeting_to_monday_and_says_so():
    (proposed,) = scheduling.propose(date(2027, 2, 6), Cadence.MONTHLY, 1)

    assert proposed.day == date(2027, 2, 8)
    assert "Saturday 6 February" in proposed.why
    assert "weekend" in proposed.why


def test_time_that_does_not_exist_or_comes_twice_is_named():
    forward, back = date(2027, 3, 28), date(2027, 10, 31)
    assert not scheduling.exists(forward, time(1, 30))
    assert "forward" in scheduling.what_of_the_clocks(forward, time(1, 30))
    assert "go back" in scheduling.what_of_the_clocks(back, time(1, 30))
    assert scheduling.what_of_the_clocks(back, time(13, 30)) == ""


@pytest.mark.django_db
def test_a_series_is_numbered_on_and_keeps_the_clock_of_the_hall():
    group = make_group()
    make_meeting(group=group, number=2, starts_at=datetime(2027, 1, 14, 13, 30, tzinfo=LONDON))

    made = scheduling.set_dates(group, [date(2027, 4, 8), date(2027, 2, 11)], CLOCK, venue="Linden House")

    assert [(m.number, timezone.localtime(m.starts_at, LONDON).isoformat()) for m in made] == [
        (3, "2027-02-11T13:30:00+00:00"),
        (4, "2027-04-08T13:30:00+01:00"),
    ]
    assert {m.venue for m in Meeting.objects.filter(number__gt=2)} == {"Linden House"}


@pytest.mark.django_db
def test_the_same_series_a_second_time_sets_nothing():
    group = make_group()
    scheduling.set_dates(group, [date(2027, 2, 11)], CLOCK)

    with pytest.raises(scheduling.TakenError):
        scheduling.set_dates(group, [date(2027, 2, 11)], CLOCK)

    assert Meeting.objects.count() == 1


@pytest.mark.django_db
def test_a_series_begins_after_the_last_meeting_that_takes_place():
    group = make_group()
    make_meeting(group=group, number=1, starts_at=datetime(2027, 1, 14, 13, 30, tzinfo=LONDON))
    off = make_meeting(
        group=group,
        number=2,
        starts_at=datetime(2027, 5, 13, 13, 30, tzinfo=LONDON),
        cancelled_at=timezone.now(),
    )

    made = scheduling.set_dates(group, [date(2027, 2, 11), date(2027, 6, 10)], CLOCK)

    assert [meeting.number for meeting in made] == [3, 4]
    assert not re_timing.hold_after_all(off)  # it would be the second by its number and the third by its day
    off.refresh_from_db()
    assert off.cancelled_at


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


def first_day():
    """The second Thursday of the month after next, which is never a bank holiday of Scotland."""
    day = timezone.localdate() + timedelta(days=45)
    return next(d for n in range(60) if (d := day + timedelta(days=n)).weekday() == 3 and 8 <= d.day <= 14)


def series_of(group):
    return reverse("meetings:series", args=[group.slug])


def answers(**changed):
    usual = {"first": first_day().isoformat(), "count": "3", "cadence": "monthly", "starts": "13:30"}
    return usual | {"minutes": "180", "venue": "Linden House"} | changed


@pytest.mark.django_db
def test_days_are_shown_first_and_set_with_the_second_button(client, jo):
    client.force_login(jo.person)

    shown = client.post(series_of(jo.group), answers(show="1"))
    assert shown.status_code == 200
    assert Meeting.objects.count() == 0
    fields = {row[0].html_name: row[0].value().isoformat() for row in shown.context["days"].rows()}
    assert fields["day_0"] == first_day().isoformat()

    answer = client.post(series_of(jo.group), answers(set="1", **fields | {"day_1": ""}), follow=True)

    assert [m.number for m in Meeting.objects.all()] == [1, 2]
    assert Meeting.objects.first().starts_local.date() == first_day()
    assert "2 meetings have a date now. No message has left." in answer.content.decode()


@pytest.mark.django_db
def test_pressing_twice_sets_the_dates_once(client, jo):
    client.force_login(jo.person)
    sent = answers(set="1", day_0=first_day().isoformat())
    client.post(series_of(jo.group), sent)

    again = client.post(series_of(jo.group), sent)

    assert Meeting.objects.count() == 1
    assert again.status_code == 422
    assert "choose a day after it" in again.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"first": ""}, "Enter the day of the first meeting"),
        ({"first": "2027-02-30"}, "Enter a real date"),
        ({"first": "2020-02-06"}, "Choose a day from today on"),
        ({"count": "0"}, "Enter a whole number from 1 to 24"),
        ({"count": "many"}, "Enter a whole number from 1 to 24"),
        ({"starts": "25:00"}, "Enter a time of day, like 13:30"),
        ({"minutes": "5"}, "Enter a whole number from 15 to 720"),
        ({"venue": "x" * 121}, "Where must be 120 characters or fewer"),
        ({"venue": "Hall\nBCC: eve@example.scot"}, "must not contain line breaks"),
        ({"set": "1", "day_0": "2027-02-30"}, "Enter a real date"),
        ({"set": "1", "day_0": ""}, "Leave at least one day in."),
        (
            {"set": "1", "day_0": "2028-02-10", "day_1": "2028-02-03"},
            "Choose a day after Thursday 10 February",
        ),
        ({"set": "1", "starts": "01:30", "day_0": "2027-03-28"}, "that time does not exist"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, jo, changed, told):
    client.force_login(jo.person)

    answer = client.post(series_of(jo.group), answers(access_notes="Ramp at the back.") | changed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Ramp at the back." in answer.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER])
def test_who_only_reads_the_dates_sets_none(client, role):
    group = make_group()
    client.force_login(make_stewardship(role=role, group=group).person)

    assert client.post(series_of(group), answers(set="1")).status_code == 403
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_an_administrator_sets_dates(client):
    group = make_group()
    client.force_login(
        make_stewardship(role=Role.ADMINISTRATOR, programme=group.partnership.programme).person
    )

    client.post(series_of(group), answers(set="1", day_0=first_day().isoformat()))

    assert Meeting.objects.get().group == group
