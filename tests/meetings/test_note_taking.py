"""A note-taker's link: it writes to one small group's page alone, and ends with the record."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Link
from inquiries.roles import Role
from meetings import blanking, note_taking, opening
from meetings.models import Entry
from tests.builders import make_entry, make_meeting, make_membership, make_small_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    now = timezone.now()
    return make_meeting(number=5, opened_at=now, starts_at=now - timedelta(minutes=30))


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR)


@pytest.fixture
def small_group(meeting, jo):
    return make_small_group(meeting=meeting, topic="Medicines", recorded_by=jo)


@pytest.fixture
def page(small_group, jo):
    link = note_taking.make_link(small_group, by=jo, at=timezone.now())
    return reverse("meetings:notes-page", args=[link.token])


def write(client, page, text, key=None):
    return client.post(page, {"text": text, "client_key": str(key or uuid4())})


def texts():
    return list(Entry.objects.kept().values_list("text", flat=True))


def test_it_writes_without_an_account_into_the_record_of_its_small_group(client, page, small_group, jo):
    answer = write(client, page, "Twice a day, not four times.")

    assert answer.url == page
    entry = Entry.objects.get()
    assert (entry.kind, entry.small_group, entry.recorded_by) == ("learned", small_group, jo)
    client.force_login(jo.person)
    record = client.get(reverse("meetings:record", args=[jo.group.slug, 5])).content.decode()
    assert "Twice a day, not four times." in record


def test_sent_twice_it_is_kept_once(client, page):
    key = uuid4()
    write(client, page, "Twice a day.", key)
    write(client, page, "Twice a day.", key)

    assert texts() == ["Twice a day."]


def test_nothing_else_of_the_meeting_is_on_the_page(client, page, meeting, jo):
    other = make_small_group(meeting=meeting, topic="Canary topic", recorded_by=jo)
    make_entry(
        meeting, kind="learned", small_group=other, text="Canary of another small group", recorded_by=jo
    )
    make_entry(meeting, text="Canary agreement", recorded_by=jo)
    write(client, page, "Ours.")

    shown = client.get(page).content.decode()

    assert "Ours." in shown
    assert "Canary" not in shown


def test_it_ends_with_the_record(client, page, meeting, jo):
    opening.close_record(meeting, by=jo, at=timezone.now())

    assert client.get(page).status_code == 410
    assert write(client, page, "Late.").status_code == 410
    assert texts() == []


def test_in_a_pause_nothing_is_kept_and_the_words_stay(client, page, meeting):
    blanking.pause(meeting, at=timezone.now())

    answer = write(client, page, "She is in tears.")

    assert answer.status_code == 409
    assert "She is in tears." in answer.content.decode()
    assert texts() == []


@pytest.mark.parametrize(
    ("text", "told"), [("", "Enter what they learned"), ("x" * 2001, "2,000 characters")]
)
def test_what_is_wrong_is_said(client, page, text, told):
    answer = write(client, page, text)

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_small_group_in_the_bin_takes_no_notes(client, page, small_group, jo):
    small_group.remove(by=jo.person, at=timezone.now())

    assert client.get(page).status_code == 410


def test_link_is_made_with_a_button_the_same_for_all_who_hold_the_meeting_and_ended(
    client, meeting, small_group, jo
):
    give_out = reverse("meetings:notes-link", args=[meeting.group.slug, 5, small_group.pk])
    client.force_login(jo.person)
    client.get(give_out)
    assert not Link.objects.exists()

    client.post(give_out)
    delia = make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    client.force_login(delia.person)
    client.post(give_out)
    link = Link.objects.get()
    assert link.membership == jo
    assert link.token in client.get(give_out).content.decode()

    client.post(give_out, {"end": "1"})
    assert client.get(reverse("meetings:notes-page", args=[link.token])).status_code == 410


def test_members_make_no_link(client, meeting, small_group):
    client.force_login(make_membership(group=meeting.group).person)

    answer = client.post(reverse("meetings:notes-link", args=[meeting.group.slug, 5, small_group.pk]))

    assert answer.status_code == 403
    assert not Link.objects.exists()
