"""What is due a look: in the note to its lead, and what became usual at its later date, once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from inquiries import sending
from inquiries.models import Message
from inquiries.roles import Role
from meetings import nudging
from meetings.models import Nudge
from practices import looking_again
from practices.models import SmallTest, Usual
from tests.builders import make_action, make_meeting, make_membership, make_small_test, make_usual
from tests.practices.kept import page_of, sent
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
MEETS = datetime(2026, 12, 3, 13, 30, tzinfo=UTC)
DUE = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
LONG_AGO = DUE - timedelta(days=20)
A_TUESDAY = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


@pytest.fixture
def meeting():
    meeting = make_meeting(starts_at=MEETS)
    make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    return meeting


@pytest.fixture
def lead(meeting):
    return make_membership(group=meeting.group)


def trying(lead, **fields):
    days = {"starts_on": LONG_AGO.date(), "look_on": MEETS.date()}
    return make_small_test(lead, **days | fields)


def note():
    message = Message.objects.get(kind=Message.Kind.NOTE)
    sending.deliver(message.pk, message.due_at)
    message.refresh_from_db()
    return message


def test_a_lead_with_nothing_else_open_gets_a_note_that_leads_to_it(meeting, lead):
    row = trying(lead)
    nudging.send_due(DUE)
    message = note()
    assert message.person == lead.person
    assert row.what in message.text
    assert row.get_absolute_url() in message.text
    assert "took on" not in message.text


def test_it_stands_beside_the_actions_of_the_same_lead_in_one_message(meeting, lead):
    row = trying(lead)
    action = make_action(lead=lead, heard_at=LONG_AGO, agreed_at=LONG_AGO)
    nudging.send_due(DUE)
    text = note().text
    assert row.what in text
    assert action.text in text
    assert Nudge.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"look_on": MEETS.date() + timedelta(days=1)},
        {"stage": SmallTest.Stage.ADOPTED, "settled_on": DUE.date()},
        {"removed_at": DUE},
    ],
    ids=["to look at later", "settled", "in the bin"],
)
def test_nothing_due_sends_nothing(meeting, lead, fields):
    if "removed_at" in fields:
        fields["removed_by"] = lead.person
    trying(lead, **fields)
    nudging.send_due(DUE)
    assert not Message.objects.exists()


def test_looked_at_meanwhile_it_is_not_sent(meeting, lead):
    row = trying(lead)
    nudging.send_due(DUE)
    SmallTest.objects.filter(pk=row.pk).update(stage=SmallTest.Stage.ADOPTED, settled_on=DUE.date())
    assert note().state == Message.State.SUPPRESSED


# --- what became usual ------------------------------------------------------------------------------


def usual(lead, **fields):
    days = {"starts_on": LONG_AGO.date(), "look_on": LONG_AGO.date(), "settled_on": LONG_AGO.date()}
    row = make_small_test(lead, stage=SmallTest.Stage.ADOPTED, **days)
    return make_usual(row, since=LONG_AGO.date(), **{"look_again_on": A_TUESDAY.date()} | fields)


def test_on_its_day_whoever_led_it_is_asked_once(lead):
    row = usual(lead)
    for minutes in (0, 5):
        looking_again.send_due(A_TUESDAY + timedelta(minutes=minutes))
    message = Message.objects.get(kind=Message.Kind.LOOK)
    assert message.person == lead.person
    assert row.small_test.get_absolute_url() in message.text
    assert row.small_test.what not in message.text  # it stays in Clip, where it can be withdrawn


def test_before_its_day_at_night_and_without_a_day_nobody_is_asked(lead):
    usual(lead)
    looking_again.send_due(A_TUESDAY - timedelta(days=1))
    looking_again.send_due(A_TUESDAY.replace(hour=23))
    Usual.objects.update(look_again_on=None)
    looking_again.send_due(A_TUESDAY)
    assert not Message.objects.exists()


def test_where_the_lead_has_left_whoever_holds_the_group_is_asked(meeting, lead):
    usual(lead)
    lead.left_on = LONG_AGO.date()
    lead.save()
    looking_again.send_due(A_TUESDAY)
    assert Message.objects.get().membership.role == Role.INTEGRATION_MANAGER


def test_looked_at_before_it_left_it_stays(lead):
    row = usual(lead)
    looking_again.send_due(A_TUESDAY)
    Usual.objects.filter(pk=row.pk).update(look_again_on=A_TUESDAY.date() + timedelta(days=90))
    message = Message.objects.get()
    sending.deliver(message.pk, message.due_at)
    message.refresh_from_db()
    assert message.state == Message.State.SUPPRESSED


def test_many_take_as_many_queries_to_find_as_one(meeting):
    days = {}

    def add():
        member = make_membership(group=meeting.group)
        trying(member)
        days[member.pk] = MEETS.date()

    assert_same_queries(ask=lambda: looking_again.lines(days), add_row=add)


SAID = {"adopted_by": "The district nurses", "since": "2026-10-01", "slips": "An empty chair"}


def test_what_it_takes_to_stay_is_kept_over_the_version_that_was_seen(client, lead):
    row = make_small_test(lead, stage=SmallTest.Stage.ADOPTED, settled_on=timezone.localdate())
    assert sent(client, lead, "small-test-usual", row.pk, **SAID, version=0).status_code == 302
    page = page_of(client, lead.person, row.get_absolute_url())[1]
    assert "The district nurses" in page
    assert "An empty chair" in page
    late = sent(client, lead, "small-test-usual", row.pk, **SAID | {"adopted_by": "All of us"}, version=0)
    assert late.status_code == 409
    assert "All of us" in late.content.decode()
    assert Usual.objects.get().adopted_by == "The district nurses"


def test_one_that_is_still_tried_takes_nothing_to_stay(client, lead):
    row = make_small_test(lead)
    assert "business as usual" not in page_of(client, lead.person, row.get_absolute_url())[1].lower()
    assert sent(client, lead, "small-test-usual", row.pk, **SAID, version=0).status_code == 409
    assert not Usual.objects.exists()


def test_due_again_its_page_asks_first(client, lead):
    row = usual(lead, look_again_on=timezone.localdate()).small_test
    assert "Is it still usual?" in page_of(client, lead.person, row.get_absolute_url())[1]
