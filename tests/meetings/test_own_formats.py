"""A group's own formats: made of a plan, offered to that group alone, in the bin and back."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import own_formats
from meetings.models import AgendaItem, OwnFormat
from tests.builders import (
    make_agenda_item,
    make_meeting,
    make_membership,
    make_own_format,
    make_user,
)
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(minutes=60)


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))


def url(meeting, name, *args):
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number, *args])


def parts_of(group):
    return [[(part.title, part.minutes) for part in chosen.parts] for chosen in own_formats.of(group)]


def test_agenda_is_kept_in_order_without_what_was_carried_in(client, meeting, jo):
    make_agenda_item(meeting, title="Walk", minutes=40, position=2, note="Two by two.")
    make_agenda_item(meeting, title="Arrive", minutes=20, position=1)
    make_agenda_item(meeting, title="Aileen’s ramp", minutes=10, position=3, carries=uuid4())
    client.force_login(jo.person)

    answer = client.post(url(meeting, "own-format-keep"), {"name": "After the summer"}, follow=True)

    assert parts_of(meeting.group) == [[("Arrive", 20), ("Walk", 40)]]
    assert "“After the summer” is kept" in answer.content.decode()
    assert OwnFormat.objects.get().parts.last().note == "Two by two."


def test_another_plan_of_the_group_starts_from_it_scaled_to_its_minutes(client, meeting, jo):
    kept = make_own_format(meeting.group, made_by=jo)
    client.force_login(jo.person)
    page = client.get(url(meeting, "plan")).content.decode()
    assert kept.name in page

    client.post(url(meeting, "plan-format"), {"format": str(kept.pk)})

    items = AgendaItem.objects.kept().filter(meeting=meeting)
    assert [(item.title, item.minutes) for item in items] == [("Walk and talk", 60)]


def test_no_other_group_is_offered_it(client, meeting, jo):
    theirs = make_own_format()
    client.force_login(jo.person)

    assert theirs.name not in client.get(url(meeting, "plan")).content.decode()
    answer = client.post(url(meeting, "plan-format"), {"format": str(theirs.pk)})
    assert answer.status_code == 422
    assert client.post(url(meeting, "own-format-remove", theirs.pk)).status_code == 404
    assert OwnFormat.objects.kept().get() == theirs


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Enter a name"),
        ("x" * 61, "must be 60 characters or fewer"),
        ("Taken", "There is a format of this name already"),
    ],
)
def test_name_that_is_missing_too_long_or_taken_is_said(client, meeting, jo, name, told):
    make_own_format(meeting.group, made_by=jo, name="Taken")
    make_agenda_item(meeting)
    client.force_login(jo.person)

    answer = client.post(url(meeting, "own-format-keep"), {"name": name})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert OwnFormat.objects.count() == 1


def test_bin_and_back(client, meeting, jo):
    kept = make_own_format(meeting.group, made_by=jo)
    client.force_login(jo.person)

    answer = client.post(url(meeting, "own-format-remove", kept.pk), follow=True)
    assert own_formats.of(meeting.group) == []
    assert url(meeting, "own-format-put-back", kept.pk) in answer.content.decode()

    client.post(url(meeting, "own-format-put-back", kept.pk))
    assert len(own_formats.of(meeting.group)) == 1


def test_out_of_the_bin_only_while_its_name_is_free(client, meeting, jo):
    kept = make_own_format(meeting.group, made_by=jo, name="Ours")
    kept.remove(by=jo.person, at=timezone.now())
    make_own_format(meeting.group, made_by=jo, name="Ours")
    client.force_login(jo.person)

    answer = client.post(url(meeting, "own-format-put-back", kept.pk), follow=True)

    assert "Another format has that name now" in answer.content.decode()
    assert OwnFormat.objects.kept().count() == 1


def test_plan_asks_the_same_queries_however_many_formats(client, meeting, jo):
    client.force_login(jo.person)

    assert_same_queries(
        ask=lambda: client.get(url(meeting, "plan")),
        add_row=lambda: make_own_format(meeting.group, made_by=jo),
    )
