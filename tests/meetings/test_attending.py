"""The picture of who came: each member, each meeting held; and whom to call, for those who look after the group alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import attending
from tests.builders import (
    make_attendance,
    make_group,
    make_meeting,
    make_membership,
    make_stewardship,
    make_user,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return make_group()


@pytest.fixture
def held(group):
    """Three meetings, a month apart, the last a week ago."""
    facilitator = make_membership(group=group, role=Role.FACILITATOR)
    days = (67, 37, 7)
    return [
        make_meeting(group=group, closed_by=facilitator, starts_at=timezone.now() - timedelta(days=ago))
        for ago in days
    ]


def member_of(group, name, **fields):
    return make_membership(group=group, person=make_user(name=name), **fields)


def marks(group):
    shown = attending.picture(group)
    return {row.member.person.name: row.marks for row in [*shown.here, *shown.gone]}


def page(client, group, person):
    client.force_login(person)
    return client.get(reverse("meetings:attendance", args=[group.slug]))


def test_each_member_has_a_mark_for_each_meeting_held(group, held):
    ann = member_of(group, "Ann Reid")
    for meeting in held[:2]:
        make_attendance(meeting, ann)
    make_attendance(held[2], ann, is_present=False)
    make_meeting(group=group)

    assert marks(group)["Ann Reid"] == ["came", "came", "away"]
    assert [came for _meeting, came in attending.picture(group).held] == [1, 1, 0]


def test_who_joined_late_or_left_is_not_counted_as_away(group, held):
    joined = (held[1].starts_at + timedelta(days=3)).date()
    member_of(group, "Late Lee", joined_on=joined)
    member_of(group, "Gone Gil", left_on=joined)

    assert marks(group)["Late Lee"] == ["", "", "away"]
    assert marks(group)["Gone Gil"] == ["away", "away", ""]
    assert [row.member.person.name for row in attending.picture(group).gone] == ["Gone Gil"]


def test_who_gets_the_recap_only_stands_there_once_they_came(group, held):
    ruth, sam = (member_of(group, name, is_informed_only=True) for name in ("Ruth Orr", "Sam Hay"))
    make_attendance(held[0], ruth)

    assert "Ruth Orr" in marks(group)
    assert sam.person.name not in marks(group)


def test_two_absences_running_suggest_a_call_to_who_looks_after_the_group(client, group, held):
    away, back = member_of(group, "Ann Reid"), member_of(group, "Bob Weir")
    make_attendance(held[0], away)
    make_attendance(held[2], back)
    says = "A call, perhaps, rather than a message"

    assert [row.member for row in attending.picture(group).to_call] == [away]
    for role in (Role.FACILITATOR, Role.INTEGRATION_MANAGER):
        assert says in page(client, group, make_membership(group=group, role=role).person).content.decode()
    assert says not in page(client, group, back.person).content.decode()


def test_one_meeting_missed_suggests_nothing(group, held):
    member_of(group, "New Nan", joined_on=held[2].starts_at.date())

    assert attending.picture(group).to_call == []


def test_above_the_group_nobody_reads_who_came(client, group, held):
    senior = make_stewardship(role=Role.SENIOR_MANAGER, partnership=group.partnership).person

    assert page(client, group, senior).status_code == 404


def test_the_picture_takes_as_many_queries_for_many_as_for_few(client, group, held):
    client.force_login(make_membership(group=group).person)
    url = reverse("meetings:attendance", args=[group.slug])
    client.get(url)  # the first of a session notes that it is there
    few = len(queries_of(lambda: client.get(url)))
    for n in range(20):
        make_attendance(held[n % 3], member_of(group, f"Member {n}"))

    assert len(queries_of(lambda: client.get(url))) == few <= 12


def test_before_a_first_meeting_it_says_what_will_stand_here(client, group):
    member = make_membership(group=group)

    assert "No meeting has been held yet" in page(client, group, member.person).content.decode()
