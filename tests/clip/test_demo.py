"""The demo tells Beston as the article does, stands between two meetings, and never mixes with real people."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from clip.demo import dates, seeding
from clip.demo.outlines import OUTLINES
from inquiries.models import Group, Membership, NationalBody, Partnership, User
from meetings.models import Action, Attendance, Meeting, Recap
from practices.models import Face, Overview
from practices.reporting import surveying

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded():
    seeding.seed(timezone.now())


def test_demo_is_refused_outside_the_demo(settings):
    settings.CLIP_DEMO = False
    with pytest.raises(CommandError, match="CLIP_DEMO=1"):
        call_command("demo")
    assert not User.objects.exists()


def test_demo_seeded_twice_is_seeded_once(settings, capsys):
    settings.CLIP_DEMO = True
    call_command("demo")
    before = (User.objects.count(), Action.objects.count(), Attendance.objects.count())
    call_command("demo")
    assert (User.objects.count(), Action.objects.count(), Attendance.objects.count()) == before


def test_programme_has_three_national_bodies_and_ten_partnerships(seeded):
    assert NationalBody.objects.count() == 3
    assert Partnership.objects.count() == 10


def test_beston_was_attended_as_the_article_tells(seeded):
    beston = Group.objects.get(slug="beston")
    came = Attendance.objects.present().filter(meeting__group=beston)
    each_time = Counter(came.values_list("meeting__number", flat=True))
    of_each = Counter(came.values_list("membership__person__name", flat=True))
    members = Membership.objects.filter(group=beston)
    assert sorted(each_time) == [1, 2, 3, 4, 5, 6]
    assert all(15 <= count <= 20 for count in each_time.values())
    assert [name for name, count in of_each.items() if count == 6] == ["Jo Lennox"]
    assert sum(count >= 4 for count in of_each.values()) > members.count() / 2
    assert 10 <= members.values("organisation").distinct().count() <= 15


def test_beston_has_held_all_six_meetings_and_its_recaps_are_out(seeded):
    meetings = Meeting.objects.filter(group__slug="beston")
    assert meetings.held().count() == 6
    assert Recap.objects.published().filter(meeting__in=meetings).count() == 6
    assert not Action.objects.filter(group__slug="beston").open().exists()


@pytest.mark.parametrize(
    "today",
    [date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 24), date(2027, 3, 28), date(2028, 2, 29)],
)
def test_today_stands_between_meetings_four_and_five(today):
    days = dates.wester_beston_days(today)
    assert days == sorted(days)
    assert days[3] + timedelta(days=14) < today < days[4] - timedelta(days=7)
    assert {day.weekday() for day in days} == {dates.THURSDAY}
    assert not [day for day in days[5:] if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6)]
    assert dates.beston_days(today)[-1] < days[0]


def test_second_group_has_something_to_do_in_each_state(seeded):
    actions = Action.objects.filter(group__slug="wester-beston")
    assert set(actions.values_list("state", flat=True)) == set(Action.State)
    assert actions.quiet_since(timezone.now() - timedelta(days=14)).exists()
    assert actions.filter(helpers__isnull=False).exists()


def test_people_who_joined_lately_came_to_no_meeting_yet(seeded):
    lewis = Membership.objects.get(person__name="Lewis Orr")
    last_held = Meeting.objects.held().filter(group__slug="wester-beston").order_by("-number")[0]
    assert lewis.joined_on > timezone.localdate(last_held.starts_at)
    assert not Attendance.objects.filter(membership=lewis).exists()


def test_a_national_body_reads_numbers_of_the_programme_and_what_is_too_small_stays_hidden(client, seeded):
    """Rows E4 and F5: told by the rules of decision 68, whichever group stands beside a small number."""
    fraser = User.objects.get(name="Fraser Innes")
    told = Overview.objects.get(partnership=None).told[Face.NATIONAL]
    totals = {name: total["n"] for name, total in told["totals"].items()}
    assert totals["people"] == 126
    assert totals["held"] == 38
    assert totals["done"] >= 45
    assert totals["going"] >= 38
    assert totals["help"] is None
    usual, trying, let_go = told["tests"]
    assert (usual, trying, let_go) == (13, 16, None)
    assert [level["n"] for level in told["levels"]] == [None, 12, 12, 10, 17]
    client.force_login(fraser)
    page = client.get(reverse("practices:overview", args=[Overview.objects.get(partnership=None).pk]))
    assert "126" in page.content.decode()


def test_each_of_nine_partnerships_has_a_group_and_one_has_not_begun(seeded):
    begun = Partnership.objects.filter(groups__meetings__closed_at__isnull=False).distinct()
    assert begun.count() == 9
    assert Partnership.objects.exclude(pk__in=begun).get().name == "Torrie"


def test_what_groups_in_outline_let_out_names_nobody_of_them(seeded):
    """All of it is read above them: a member’s name in it would hide it there."""
    found = surveying.survey(Group.objects.all(), timezone.localdate()).values()
    by_name = {facts.group.name: facts for facts in found}
    for outline in OUTLINES:
        facts = by_name[outline.name]
        assert len(facts.small_tests) == len(outline.trying + outline.adopted + outline.let_go)
        assert len(facts.changes) == len(outline.noticed)
        assert bool(facts.said) == bool(outline.quote)
