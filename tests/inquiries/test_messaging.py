"""The ledger: a row for each message, taken by one worker at a time, and never a word too many."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from inquiries import messaging
from inquiries.messaging import Letter
from inquiries.models import Message, User
from tests.builders import make_membership, make_message, make_user

pytestmark = pytest.mark.django_db
OPEN = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)  # a Thursday
NIGHT = datetime(2026, 11, 26, 22, 0, tzinfo=UTC)
State, Kind = Message.State, Message.Kind


def letter(**fields):
    defaults = {
        "key": "recap:5:ross",
        "kind": Kind.RECAP,
        "subject": "What we said",
        "text": "Hello",
        "html": "<p>Hello</p>",
        "due_at": OPEN,
    }
    if "membership" not in fields:
        defaults["membership"] = make_membership()
    return Letter(**defaults | fields)


def again(message):
    message.refresh_from_db()
    return message


def test_a_letter_becomes_one_row_however_often_it_is_queued():
    first = letter()

    assert messaging.queue(first, at=OPEN) == Message.objects.get()
    assert messaging.queue(letter(membership=first.membership, text="Otherwise"), at=OPEN) is None
    message = Message.objects.get()
    assert (message.state, message.text, message.person) == (State.QUEUED, "Hello", first.membership.person)


def test_a_letter_is_not_queued_where_what_it_tells_of_was_undone():
    with transaction.atomic():
        messaging.queue(letter(), at=OPEN)
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_a_subject_keeps_to_one_line_of_bounded_length():
    messaging.queue(letter(subject="We meet\r\nBcc: all@example.scot " + "x" * 400), at=OPEN)

    subject = Message.objects.get().subject
    assert subject.startswith("We meet Bcc: all@example.scot xxx")
    assert len(subject) == 300


def test_a_message_is_claimed_once_and_the_try_is_counted_before_the_work():
    message = make_message()

    claimed = messaging.claim(message.pk, timezone.now())
    assert (claimed.state, claimed.attempts, claimed.pk) == (State.CLAIMED, 1, message.pk)
    assert messaging.claim(message.pk, timezone.now()) is None
    assert again(message).attempts == 1


def test_a_message_is_not_claimed_before_its_time():
    message = make_message(due_at=OPEN)

    assert messaging.claim(message.pk, OPEN - timedelta(seconds=1)) is None
    assert messaging.claim(message.pk, OPEN) is not None


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_gets_a_message():
    for _ in range(5):
        message, won = make_message(), []
        start = threading.Barrier(4)

        def work(message=message, won=won, start=start):
            try:
                start.wait(10)
                won.append(messaging.claim(message.pk, timezone.now()) is not None)
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert sorted(won) == [False, False, False, True]
        assert again(message).attempts == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"email": None}, "They have no email address."),
        ({"is_active": False}, "They no longer take part in Clip."),
        ({"notes_paused_at": OPEN}, "They have paused these notes."),
    ],
)
def test_a_note_that_should_not_leave_any_more_is_kept_back_with_why(change, why):
    message = make_message(kind=Kind.NOTE, made_at=OPEN, due_at=OPEN)
    User.objects.filter(pk=message.person_id).update(**change)

    assert messaging.claim(message.pk, OPEN) is None
    assert (again(message).state, message.failed_because) == (State.SUPPRESSED, why)


def test_somebody_who_left_the_group_gets_nothing_more_of_it():
    message = make_message(make_membership(left_on=OPEN.date()))

    assert messaging.claim(message.pk, timezone.now()) is None
    assert (again(message).state, message.failed_because) == (State.SUPPRESSED, "They have left the group.")


def test_what_a_check_of_an_app_above_finds_keeps_a_message_back(settings):
    settings.MESSAGE_CHECKS = [f"{__name__}.fine", f"{__name__}.nothing_to_say"]
    message = make_message()

    assert messaging.claim(message.pk, timezone.now()) is None
    assert (again(message).state, message.failed_because) == (State.SUPPRESSED, "Nothing to say any more.")


def fine(message):
    return ""


def nothing_to_say(message):
    return "Nothing to say any more."


def test_pausing_notes_stops_no_invitation():
    message = make_message(kind=Kind.INVITATION)
    User.objects.filter(pk=message.person_id).update(notes_paused_at=OPEN)

    assert messaging.claim(message.pk, timezone.now()) is not None


def test_a_note_held_up_into_the_night_waits_for_the_morning():
    message = make_message(kind=Kind.NOTE, made_at=OPEN, due_at=OPEN)

    assert messaging.claim(message.pk, NIGHT) is None
    assert (again(message).state, message.due_at) == (
        State.QUEUED,
        datetime(2026, 11, 27, 8, 0, tzinfo=UTC),
    )


def test_a_note_that_somebody_sends_in_the_evening_leaves_in_the_evening():
    message = make_message(kind=Kind.NOTE, made_at=NIGHT, due_at=NIGHT)

    assert messaging.claim(message.pk, NIGHT) is not None


def test_handing_over_fails_where_the_message_was_given_to_another(settings):
    settings.MESSAGE_LEASE_SECONDS = 0
    mine = messaging.claim(make_message().pk, timezone.now())
    messaging.sweep(timezone.now())
    other = messaging.claim(mine.pk, timezone.now())

    assert messaging.hand_over(mine) is False
    assert messaging.settle(mine, State.SENT) is False
    assert messaging.hand_over(other) is True
    assert again(mine).state == State.HANDED


def test_the_sweep_leaves_alone_what_is_being_sent():
    claimed = messaging.claim(make_message().pk, timezone.now())
    handed = messaging.claim(make_message().pk, timezone.now())
    messaging.hand_over(handed)

    messaging.sweep(timezone.now())
    assert (again(claimed).state, again(handed).state) == (State.CLAIMED, State.HANDED)


def test_the_sweep_queues_what_was_claimed_and_asks_a_person_about_what_was_handed_over(settings):
    settings.MESSAGE_LEASE_SECONDS = 0
    claimed = messaging.claim(make_message().pk, timezone.now())
    handed = messaging.claim(make_message().pk, timezone.now())
    messaging.hand_over(handed)

    messaging.sweep(timezone.now())
    messaging.sweep(timezone.now())
    assert (again(claimed).state, claimed.crashes) == (State.QUEUED, 1)
    assert (again(handed).state, handed.failed_because) == (
        State.UNCERTAIN,
        "The mail server got the text and gave no answer.",
    )


def test_a_message_that_was_answered_while_it_was_swept_is_not_uncertain(settings, monkeypatch):
    settings.MESSAGE_LEASE_SECONDS = 0
    handed = messaging.claim(make_message().pk, timezone.now())
    messaging.hand_over(handed)
    words = messaging.no_answer()

    def answered_meanwhile():
        Message.objects.filter(pk=handed.pk).update(state=State.SENT, sent_at=OPEN)
        return words

    monkeypatch.setattr(messaging, "no_answer", answered_meanwhile)
    messaging.sweep(timezone.now())
    assert again(handed).state == State.SENT
    assert not handed.tries.filter(state=State.UNCERTAIN).exists()


def test_an_answer_that_comes_after_the_sweep_still_counts(settings):
    settings.MESSAGE_LEASE_SECONDS = 0
    slow = messaging.claim(make_message().pk, timezone.now())
    messaging.hand_over(slow)
    messaging.sweep(timezone.now())

    assert messaging.settle(slow, State.SENT, sent_at=OPEN) is True
    assert (again(slow).state, slow.sent_at, slow.failed_because) == (State.SENT, OPEN, "")


def test_a_message_that_ends_its_worker_three_times_is_set_aside(settings):
    settings.MESSAGE_LEASE_SECONDS = 0
    message = make_message()
    for _ in range(3):
        assert messaging.claim(message.pk, timezone.now())
        messaging.sweep(timezone.now())

    assert messaging.claim(message.pk, timezone.now()) is None
    assert (again(message).state, message.attempts) == (State.FAILED, 3)
    assert message.failed_because == "Sending it was broken off three times."


@pytest.mark.parametrize(
    ("state", "is_sent"),
    [(state, state in (State.FAILED, State.UNCERTAIN)) for state in State.values],
)
def test_only_what_failed_or_may_have_been_delivered_is_sent_again(state, is_sent):
    message = make_message(state=state, attempts=5, crashes=2, failed_because="No room", due_at=NIGHT)

    manager = make_user()

    assert messaging.send_again(message, by=manager, at=OPEN) is is_sent
    assert messaging.send_again(message, by=manager, at=OPEN) is False
    expected = (State.QUEUED, OPEN, 0, 0, "") if is_sent else (state, NIGHT, 5, 2, "No room")
    again(message)
    assert (
        message.state,
        message.due_at,
        message.attempts,
        message.crashes,
        message.failed_because,
    ) == expected
    assert (message.sent_again_by, message.sent_again_at) == ((manager, OPEN) if is_sent else (None, None))


def test_what_a_person_sends_again_is_a_letter_of_that_day():
    message = make_message(state=State.UNCERTAIN, first_tried_at=NIGHT - timedelta(days=3))

    messaging.send_again(message, by=message.person, at=timezone.now())
    claimed = messaging.claim(message.pk, timezone.now())
    assert timezone.now() - claimed.first_tried_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("state", "begun", "ends"),
    [(State.CLAIMED, "claimed_at", State.QUEUED), (State.HANDED, "handed_at", State.UNCERTAIN)],
)
def test_a_lease_that_began_in_the_future_has_ended(state, begun, ends):
    """The clock was set back by an hour while a worker died."""
    lost = make_message(state=state, **{begun: timezone.now() + timedelta(hours=1)})
    running = make_message(state=state, **{begun: timezone.now()})

    messaging.sweep(timezone.now())
    assert (again(lost).state, again(running).state) == (ends, state)


def test_words_are_forgotten_thirty_days_after_sending_and_the_line_stays():
    old = make_message(
        state=State.SENT, sent_at=OPEN, calendar="BEGIN:VCALENDAR", pause_url="https://x.scot/"
    )
    newer = make_message(state=State.SENT, sent_at=OPEN + timedelta(days=1))
    waiting = make_message(due_at=OPEN + timedelta(days=60), made_at=OPEN)
    given_up = make_message(state=State.FAILED, due_at=OPEN - timedelta(days=1))

    now = OPEN + timedelta(days=30, minutes=1)
    assert messaging.purge(now) == 2
    assert messaging.purge(now) == 0
    again(old)
    assert (old.text, old.html, old.calendar, old.pause_url, old.purged_at) == ("", "", "", "", now)
    assert (old.subject, old.state, old.sent_at) == ("We meet on Thursday", State.SENT, OPEN)
    assert (again(given_up).text, again(newer).text, again(waiting).text) == ("", "Do come.", "Do come.")
    assert messaging.send_again(given_up, by=given_up.person, at=now) is False


def test_the_next_message_to_fall_due_is_known():
    assert messaging.next_due(OPEN) is None
    make_message(due_at=OPEN + timedelta(hours=2))
    make_message(due_at=OPEN + timedelta(hours=1), state=State.RETRY)
    make_message(due_at=OPEN + timedelta(minutes=1), state=State.SENT)

    assert messaging.next_due(OPEN) == OPEN + timedelta(hours=1)
