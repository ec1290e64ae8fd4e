"""The digest: once a working day at the hour she chose, what changed in her groups alone, and nothing where nothing did."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from inquiries.models import Message
from inquiries.roles import Role
from meetings import digesting, updating
from meetings.models import DigestChoice
from tests.builders import (
    make_action,
    make_digest_choice,
    make_group,
    make_membership,
    make_message,
    make_user,
)

pytestmark = pytest.mark.django_db
FOUR = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)  # a Thursday
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
Kind = Message.Kind


@pytest.fixture
def delia():
    return make_user(name="Delia Orr")


@pytest.fixture
def group(delia):
    group = make_group()
    make_membership(group=group, person=delia, role=Role.INTEGRATION_MANAGER)
    return group


def say(group, state, at, text="Ring the leisure trust", words="I am overwhelmed.", **fields):
    """Somebody answers about something that they took on in this group."""
    action = make_action(
        lead=make_membership(group=group), text=text, agreed_at=at - A_DAY, heard_at=at - A_DAY
    )
    said = {"through": "answer", "by": action.lead, "at": at, "client_key": uuid4()}
    return updating.tell(action, state=state, words=words, **said | fields)


def test_it_tells_what_changed_and_none_of_the_words(group):
    say(group, "stuck", FOUR - AN_HOUR, "Ring the leisure trust")
    say(group, "back", FOUR - AN_HOUR, "Visit the day centre")
    say(group, "done", FOUR - AN_HOUR, "Print the leaflet")

    digesting.send_due(FOUR)

    digest = Message.objects.get()
    assert digest.kind == Kind.DIGEST
    for text in ("Ring the leisure trust", "Visit the day centre", "Print the leaflet", "told already"):
        assert text in digest.text
    assert "overwhelmed" not in digest.text + digest.html


def test_it_comes_once_at_its_hour_and_tells_nothing_twice(group):
    say(group, "stuck", FOUR - AN_HOUR)

    for at in (
        FOUR - timedelta(minutes=1),
        FOUR,
        FOUR + timedelta(minutes=1),
        FOUR + A_DAY,
        FOUR + 4 * A_DAY,
    ):
        digesting.send_due(at)

    assert [message.made_at for message in Message.objects.all()] == [FOUR]


def test_nothing_is_sent_where_nothing_changed(group):
    digesting.send_due(FOUR)

    assert not Message.objects.exists()


def test_it_waits_over_the_weekend(group):
    saturday = FOUR + 2 * A_DAY
    digesting.send_due(FOUR + A_DAY)
    say(group, "done", saturday)

    digesting.send_due(saturday + AN_HOUR)
    assert not Message.objects.exists()
    assert digesting.next_due(saturday) == FOUR + 4 * A_DAY + A_DAY  # past St Andrew's Day

    digesting.send_due(FOUR + 5 * A_DAY)
    assert Message.objects.count() == 1


def test_a_clock_that_stood_still_sends_it_once_that_day(group):
    say(group, "stuck", FOUR - AN_HOUR)

    for minutes in (0, 1, 2):
        digesting.send_due(FOUR + 2 * AN_HOUR + timedelta(minutes=minutes))

    assert Message.objects.count() == 1


def test_the_hour_is_hers(group, delia):
    make_digest_choice(delia, hour=9)
    say(group, "stuck", FOUR - 10 * AN_HOUR)

    digesting.send_due(FOUR - 7 * AN_HOUR)

    assert Message.objects.get(kind=Kind.DIGEST).made_at.hour == 9


def test_who_is_stuck_before_the_hour_is_in_it_and_after_it_at_once(group):
    say(group, "stuck", FOUR - AN_HOUR)
    assert not Message.objects.exists()

    digesting.send_due(FOUR)
    late = say(group, "stuck", FOUR + AN_HOUR)

    alert = Message.objects.get(kind=Kind.ALERT)
    assert alert.due_at == late.at


def test_at_once_where_she_wishes(group, delia):
    make_digest_choice(delia, stuck_at_once=True)

    say(group, "stuck", FOUR - AN_HOUR)

    assert Message.objects.get().kind == Kind.ALERT


def test_at_once_where_she_wants_no_digest(group, delia):
    make_digest_choice(delia, wants_digest=False)
    say(group, "stuck", FOUR - AN_HOUR)

    digesting.send_due(FOUR)

    assert Message.objects.get().kind == Kind.ALERT


def test_an_alert_at_night_waits_for_the_morning(group, delia):
    make_digest_choice(delia, stuck_at_once=True)

    say(group, "stuck", FOUR + 6 * AN_HOUR)

    assert Message.objects.get().due_at == FOUR + 16 * AN_HOUR


def test_it_tells_what_went_quiet_and_what_did_not_arrive(group):
    quiet_since = FOUR - timedelta(days=14, hours=1)
    make_action(lead=make_membership(group=group), text="Gone quiet", heard_at=quiet_since)
    make_action(lead=make_membership(group=group), text="Long quiet", heard_at=quiet_since - 3 * A_DAY)
    lost = make_message(make_membership(group=group), state="uncertain", made_at=FOUR - AN_HOUR)

    digesting.send_due(FOUR)

    digest = Message.objects.get(kind=Kind.DIGEST)
    assert "Gone quiet" in digest.text
    assert "Long quiet" not in digest.text
    assert f"{lost.person.name}: may have been delivered" in digest.text


def test_what_was_taken_back_or_said_anew_is_not_told(group):
    taken_back = say(group, "stuck", FOUR - 2 * AN_HOUR, "Taken back")
    updating.undo(taken_back, by=taken_back.by, at=FOUR - AN_HOUR)
    first = say(group, "stuck", FOUR - 2 * AN_HOUR, "Said anew")
    said = {"through": "answer", "by": first.by, "at": FOUR - AN_HOUR, "client_key": uuid4()}
    updating.tell(first.action, state="done", words="", **said)

    digesting.send_due(FOUR)

    text = Message.objects.get(kind=Kind.DIGEST).text
    assert "Taken back" not in text
    assert text.count("Said anew") == 1
    assert "Stuck, and would like help" not in text


def test_other_groups_and_what_she_entered_herself_are_not_in_it(group, delia):
    say(make_group(), "stuck", FOUR - AN_HOUR, "Elsewhere")
    hers = group.memberships.get(person=delia)
    say(group, "done", FOUR - AN_HOUR, "Entered by her", by=hers, through="behalf")

    digesting.send_due(FOUR)

    assert not Message.objects.filter(kind=Kind.DIGEST).exists()


def test_what_was_said_in_the_room_stays_out_of_mails(group):
    say(group, "stuck", FOUR - AN_HOUR, "Said in the room", through="meeting")

    digesting.send_due(FOUR)

    assert not Message.objects.exists()


def test_she_chooses_on_a_page_that_nobody_else_has(client, group, delia):
    client.force_login(make_membership(role=Role.FACILITATOR).person)
    assert client.get(reverse("meetings:digest")).status_code == 404

    client.force_login(delia)
    client.post(reverse("meetings:digest"), {"wants_digest": "on", "hour": "9"})
    choice = DigestChoice.objects.get()
    assert (choice.wants_digest, choice.hour, choice.stuck_at_once) == (True, 9, False)

    answer = client.post(reverse("meetings:digest"), {"wants_digest": "on", "hour": "23"})
    assert answer.status_code == 422


def test_the_first_one_after_a_long_weekend_tells_of_friday(group):
    friday, monday = (
        datetime(2026, 4, 3, 9, 0, tzinfo=UTC),
        datetime(2026, 4, 6, 16, 0, tzinfo=UTC),
    )  # Good Friday
    say(group, "done", friday, "Said on Good Friday")

    digesting.send_due(monday)

    assert "Said on Good Friday" in Message.objects.get().text
