"""What was recorded, changed, removed and put back while the record is open."""

import pytest
from django.utils import timezone

from inquiries.roles import Role
from meetings.models import ActionUpdate, Entry, SmallGroup
from tests.builders import (
    make_action,
    make_entry,
    make_meeting,
    make_membership,
    make_small_group,
    make_user,
)
from tests.meetings.record_pages import url, with_key
from tests.swaps import assert_swap_equals_reload, swap

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(opened_at=timezone.now())


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))


@pytest.fixture
def moira(meeting):
    return make_membership(group=meeting.group, person=make_user(name="Moira Keane"))


@pytest.fixture
def page(client, jo):
    client.force_login(jo.person)
    return client


# --- change, remove, put back ---------------------------------------------------------------------


def test_entry_is_changed_in_place(page, meeting, jo):
    entry = make_entry(meeting, text="We go.", recorded_by=jo)
    path = url(meeting, "record-change", "entry", entry.pk)
    assert "We go." in swap(page, path, method="get").content.decode()

    assert_swap_equals_reload(
        page, path, {"text": "We go on Tuesday.", "version": 0}, target="recorded", page=url(meeting)
    )

    assert Entry.objects.get().text == "We go on Tuesday."


@pytest.mark.parametrize("is_htmx", [False, True])
def test_stale_change_shows_both_texts(page, meeting, jo, is_htmx):
    entry = make_entry(meeting, text="Theirs stands.", version=1, recorded_by=jo)
    path = url(meeting, "record-change", "entry", entry.pk)
    data = {"text": "Mine is typed.", "version": 0}

    answer = swap(page, path, data) if is_htmx else page.post(path, data)

    assert answer.status_code == 409
    for words in ("Theirs stands.", "Mine is typed.", "Nothing has been lost", 'value="1"'):
        assert words in answer.content.decode()
    assert Entry.objects.get().text == "Theirs stands."


def test_action_and_topic_are_changed_in_place(page, meeting, jo, moira):
    action = make_action(lead=moira, meeting=meeting, text="Visit", due_on=meeting.starts_local.date())
    group = make_small_group(meeting, topic="Pills", recorded_by=jo)
    day = f"{action.due_on.day}/{action.due_on.month}/{action.due_on.year}"

    page.post(
        url(meeting, "record-change", "action", action.pk),
        with_key(line="Visit twice, Jo", was=f"Visit, Moira Keane, {day}"),
    )
    page.post(url(meeting, "record-change", "small-group", group.pk), {"topic": "Medicines", "was": "Pills"})

    action.refresh_from_db()
    assert (action.text, action.lead) == ("Visit twice", jo)
    assert SmallGroup.objects.get().topic == "Medicines"


def test_empty_change_is_refused(page, meeting, jo):
    entry = make_entry(meeting, recorded_by=jo)

    answer = page.post(url(meeting, "record-change", "entry", entry.pk), {"text": " ", "version": 0})

    assert answer.status_code == 422
    assert "to take it out, remove it instead" in answer.content.decode()


def test_row_goes_to_the_bin_and_comes_back(page, meeting, jo, moira):
    action = make_action(lead=moira, meeting=meeting)
    page.post(url(meeting, "record-update", make_action(lead=moira).pk), with_key(state="done", words=""))
    rows = {
        "entry": make_entry(meeting, recorded_by=jo),
        "small-group": make_small_group(meeting, recorded_by=jo),
        "action": action,
        "update": ActionUpdate.objects.get(),
    }
    for what, row in rows.items():
        gone = assert_swap_equals_reload(
            page, url(meeting, "record-remove", what, row.pk), target="recorded", page=url(meeting)
        )
        assert url(meeting, "record-put-back", what, row.pk) in gone.content.decode()
        row.refresh_from_db()
        assert row.removed_at
        assert_swap_equals_reload(
            page, url(meeting, "record-put-back", what, row.pk), target="recorded", page=url(meeting)
        )
        row.refresh_from_db()
        assert not row.removed_at


def test_row_of_another_meeting_is_not_found(page, meeting, jo):
    entry = make_entry(recorded_by=jo)

    for name in ("record-remove", "record-put-back", "record-change"):
        assert page.post(url(meeting, name, "entry", entry.pk)).status_code == 404
