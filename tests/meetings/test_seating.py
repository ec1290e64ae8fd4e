"""Who sat in which small group: kept for those who came, while the record is open, without undoing what others keep."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import seating
from tests.builders import make_attendance, make_meeting, make_membership, make_small_group
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def meeting():
    return make_meeting(opened_at=NOW, starts_at=NOW - timedelta(minutes=30))


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR)


@pytest.fixture
def tables(meeting, jo):
    return [make_small_group(meeting, topic=topic, recorded_by=jo) for topic in ("Medicines", "Lunch")]


def came(meeting):
    member = make_membership(group=meeting.group)
    make_attendance(meeting, member)
    return member


def url(meeting):
    return reverse("meetings:record-seats", args=[meeting.group.slug, meeting.number])


def test_each_sits_in_one_small_group_or_in_none(client, meeting, jo, tables):
    moira, tom = came(meeting), came(meeting)
    client.force_login(jo.person)
    client.post(url(meeting), {str(moira.pk): tables[0].pk, str(tom.pk): ""})
    assert seating.seats(meeting) == {moira.pk: tables[0].pk}
    client.post(url(meeting), {str(moira.pk): tables[1].pk, str(tom.pk): tables[1].pk})
    assert set(tables[1].members.all()) == {moira, tom}
    assert not tables[0].members.exists()


def test_whom_somebody_else_seated_meanwhile_stays_there(meeting, jo, tables):
    moira, tom = came(meeting), came(meeting)
    seating.seat(meeting, {tom.pk: tables[1].pk}, at=NOW)
    seating.seat(meeting, {moira.pk: tables[0].pk}, at=NOW)
    assert seating.seats(meeting) == {moira.pk: tables[0].pk, tom.pk: tables[1].pk}


def test_only_those_who_came_and_groups_of_this_meeting_can_be_chosen(client, meeting, jo, tables):
    moira, absent = came(meeting), make_membership(group=meeting.group)
    foreign = make_small_group()
    client.force_login(jo.person)
    assert client.post(url(meeting), {str(moira.pk): foreign.pk}).status_code == 422
    client.post(url(meeting), {str(absent.pk): tables[0].pk, str(moira.pk): ""})
    assert seating.seats(meeting) == {}


def test_members_seat_nobody_and_a_closed_record_takes_nothing(client, meeting, jo, tables):
    moira = came(meeting)
    client.force_login(moira.person)
    assert client.post(url(meeting), {str(moira.pk): tables[0].pk}).status_code == 403
    type(meeting).objects.update(closed_at=NOW, closed_by=jo)
    client.force_login(jo.person)
    assert client.post(url(meeting), {str(moira.pk): tables[0].pk}).status_code == 302
    assert seating.seats(meeting) == {}


def test_its_page_asks_as_often_for_many_as_for_one(client, meeting, jo, tables):
    came(meeting)
    client.force_login(jo.person)

    def add_row():
        came(meeting)
        make_small_group(meeting, recorded_by=jo)

    assert_same_queries(ask=lambda: client.get(url(meeting)), add_row=add_row)
