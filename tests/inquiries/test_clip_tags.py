"""Pages say dates, numbers and states as people say them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.template import Context, Template

from inquiries.templatetags import clip, navigation
from tests.builders import make_membership, make_organisation

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 3, 13, 30, tzinfo=UTC)
JULY = datetime(2026, 7, 3, 13, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def test_day_is_said_without_a_year_while_it_is_near():
    assert clip.day(DECEMBER) == "3 December"
    assert clip.weekday(DECEMBER) == "Thursday 3 December"


def test_day_far_off_has_its_year():
    assert clip.day(date(2025, 12, 3)) == "3 December 2025"
    assert clip.weekday(date(2025, 12, 3)) == "Wednesday 3 December 2025"


def test_short_day_has_no_full_stop():
    assert [clip.short_day(date(2026, month, 9)) for month in (1, 3, 6, 9, 12)] == [
        "9 Jan",
        "9 Mar",
        "9 June",
        "9 Sept",
        "9 Dec",
    ]


def test_unbroken_day_breaks_after_its_weekday_alone():
    assert clip.unbroken("Thursday 3 December") == "Thursday 3\u00a0December"


def test_clock_is_local_time():
    assert clip.clock(DECEMBER) == "1.30 pm"
    assert clip.clock(JULY) == "2.30 pm"
    assert clip.clock(datetime(2026, 12, 3, 9, 0, tzinfo=UTC)) == "9 am"
    assert clip.clock(datetime(2026, 12, 3, 12, 0, tzinfo=UTC)) == "12 noon"
    assert clip.weekday_clock(DECEMBER) == "Thursday 3 December, 1.30 pm"


def test_evening_in_summer_is_said_by_its_local_day():
    assert clip.day(datetime(2026, 7, 3, 23, 30, tzinfo=UTC)) == "4 July"


def test_from_to_says_the_half_of_the_day_once():
    def hours(start: int, end: int) -> str:
        at = [datetime(2026, 12, 3, hour, 30, tzinfo=UTC) for hour in (start, end)]
        return clip.from_to(SimpleNamespace(starts_at=at[0], ends_at=at[1]))

    assert hours(13, 16) == "1.30 to 4.30 pm"
    assert hours(10, 13) == "10.30 am to 1.30 pm"


def test_ago_and_ahead_count_days_of_the_calendar():
    assert clip.ago(datetime(2026, 11, 22, 23, 59, tzinfo=UTC)) == "yesterday"
    assert clip.ago(date(2026, 11, 20)) == "3 days ago"
    assert clip.ago(NOW) == "today"
    assert clip.ahead(DECEMBER) == "in ten days"
    assert clip.ahead(date(2026, 11, 24)) == "tomorrow"
    assert clip.ahead(date(2027, 1, 14)) == "in 52 days"
    assert clip.ahead(date(2026, 11, 20)) == "3 days ago"


def test_nothing_is_said_of_no_date():
    assert [say(None) for say in (clip.day, clip.weekday, clip.clock, clip.ago, clip.ahead)] == [""] * 5


def test_number_word_ends_at_twelve():
    assert [clip.number_word(number) for number in (0, 1, 12, 13, 1200)] == [
        "none",
        "one",
        "twelve",
        "13",
        "1,200",
    ]


def test_few_hides_what_is_under_five():
    assert [clip.few(number) for number in (None, 0, 4, 5)] == ["fewer than five"] * 3 + ["5"]


def test_a_part_is_told_only_where_the_rest_is_five_or_more():
    told = [clip.few_of(part, whole) for part, whole in [(4, 20), (15, 20), (16, 20), (20, 20), (7, None)]]

    rest = "nearly all"
    assert told == ["fewer than five", "15", rest, rest, "7"]


def test_state_has_a_shape_and_a_word():
    html = Template("{% load clip %}{% state 'under_way' %}").render(Context())
    assert html.strip() == '<span class="state state--under-way">Under way</span>'


def test_route_is_nothing_until_it_exists():
    assert clip.route("reports:no-such-page", "beston") == ""
    assert clip.route("inquiries:group", "beston") == "/groups/beston/"


@pytest.mark.django_db
def test_sector_says_its_name():
    organisation = make_organisation(sector="t")
    html = Template("{% load clip %}{% sector organisation %}").render(
        Context({"organisation": organisation})
    )
    assert html.strip() == '<span class="sector sector--t" role="img" aria-label="Third sector">T</span>'


@pytest.mark.django_db
def test_group_pages_mark_where_the_reader_is(rf):
    membership = make_membership()
    context = {"hat": membership, "group": membership.group}

    def marked(path: str) -> list[tuple[str, str]]:
        pages = navigation.group_pages(Context(context | {"request": rf.get(path)}))
        return [(str(page["label"]), page["here"]) for page in pages if page["here"]]

    home = f"/groups/{membership.group.slug}/"
    assert marked(home) == [("The group", "page")]
    assert marked(f"{home}people/") == [("People", "page")]
    assert marked(f"{home}people/new/") == [("People", "true")]
