"""The clock's rounds, one at a time, and the demo's replay of what falls due."""

import threading
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from clip import tasks, ticking
from inquiries import sending
from inquiries.models import Heartbeat, Message
from tests.builders import make_membership, make_message

State = Message.State
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
rounds: list[tuple[str, datetime]] = []


def first(at):
    rounds.append(("first", at))


def broken(at):
    rounds.append(("broken", at))
    raise ZeroDivisionError


def last(at):
    rounds.append(("last", at))


def next_due(after):
    """What the replay asks this module: something is due at 10 and at 14 o'clock."""
    moments = [NOW.replace(hour=hour) for hour in (10, 14)]
    return min((moment for moment in moments if moment > after), default=None)


@pytest.fixture(autouse=True)
def own_jobs(settings):
    rounds.clear()
    settings.TICK_JOBS = [
        f"{__name__}.first",
        f"{__name__}.last",
        "inquiries.messaging.sweep",
    ]


@pytest.mark.django_db
def test_a_round_runs_each_job_and_leaves_a_heartbeat_in_real_time():
    ticking.run(NOW)

    assert rounds == [("first", NOW), ("last", NOW)]
    assert timezone.now() - Heartbeat.objects.get(name="tick").beat_at < timedelta(seconds=10)


@pytest.mark.django_db
def test_a_job_that_fails_holds_up_no_other_and_is_heard_of(settings, caplog):
    settings.TICK_JOBS = [f"{__name__}.broken", "nowhere.at_all", f"{__name__}.last"]

    with pytest.raises(ExceptionGroup) as raised:
        ticking.run(NOW)
    assert [type(problem) for problem in raised.value.exceptions] == [
        ZeroDivisionError,
        ModuleNotFoundError,
    ]
    assert [name for name, _ in rounds] == ["broken", "last"]
    assert "The job nowhere.at_all failed." in caplog.text
    assert Heartbeat.objects.filter(name="tick").exists()


@pytest.mark.django_db
def test_messages_are_given_out_even_where_a_job_fails(settings, monkeypatch):
    settings.TICK_JOBS = [f"{__name__}.broken"]
    given_out = []
    monkeypatch.setattr(tasks, "dispatch", lambda **kwargs: given_out.append(True))

    with pytest.raises(ExceptionGroup):
        tasks.tick()
    assert given_out == [True]


@pytest.mark.django_db(transaction=True)
def test_of_several_rounds_at_once_one_has_its_turn():
    Heartbeat.objects.create(name="round", beat_at=ticking.LONG_AGO)
    won, start = [], threading.Barrier(4)

    def work():
        try:
            start.wait(10)
            with ticking.turn() as is_mine:
                won.append(is_mine)
                over.wait(10)
        finally:
            connection.close()

    over = threading.Event()
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    while len(won) < 4:
        over.wait(0.02)
    over.set()
    for thread in threads:
        thread.join(10)
    assert sorted(won) == [False, False, False, True]
    with ticking.turn() as is_mine:
        assert is_mine


@pytest.mark.django_db
def test_a_round_that_was_killed_holds_up_the_next_tick_by_nothing():
    with time_machine.travel(NOW, tick=False):
        killed = ticking.turn()
        assert killed.__enter__() is True
    with time_machine.travel(NOW + timedelta(seconds=60), tick=False), ticking.turn() as is_mine:
        assert is_mine


@pytest.mark.django_db
def test_a_clock_that_was_set_back_holds_up_no_round():
    Heartbeat.objects.create(name="round", beat_at=timezone.now() + timedelta(hours=1))

    with ticking.turn() as is_mine:
        assert is_mine


@pytest.mark.django_db
@time_machine.travel(NOW)
def test_a_replay_steps_through_what_falls_due_and_sends_in_order():
    late = make_message(due_at=NOW.replace(hour=16), made_at=NOW)
    soon = make_message(due_at=NOW.replace(hour=11), made_at=NOW)
    beyond = make_message(due_at=NOW.replace(hour=20), made_at=NOW)

    left = list(ticking.replay(NOW.replace(hour=18)))
    assert [(message.pk, message.state, message.sent_at.hour) for message in left] == [
        (soon.pk, State.SENT, 11),
        (late.pk, State.SENT, 16),
    ]
    hours = [at.hour for name, at in rounds if name == "first"]
    assert hours == [9, 10, 11, 14, 16, 18]
    beyond.refresh_from_db()
    assert beyond.state == State.QUEUED
    assert Heartbeat.objects.get(name="tick").beat_at.hour == 9


@pytest.mark.django_db
@time_machine.travel(NOW)
def test_a_second_replay_sends_nothing_twice():
    make_message(due_at=NOW.replace(hour=11), made_at=NOW)

    assert len(list(ticking.replay(NOW.replace(hour=18)))) == 1
    assert list(ticking.replay(NOW.replace(hour=18))) == []


@pytest.mark.django_db
@time_machine.travel(NOW)
def test_tick_at_says_in_a_line_each_what_left_and_what_did_not():
    ross = make_message(due_at=datetime(2026, 12, 3, 17, 0, tzinfo=UTC), made_at=NOW)
    gone = make_message(make_membership(left_on=NOW.date()), due_at=NOW, made_at=NOW)

    told = StringIO()
    call_command("tick", at="2026-12-03 18:00", stdout=told)
    assert told.getvalue().splitlines() == [
        f"Mon 23 Nov 09:00  Not sent, on purpose: Invitation, {gone.person.name} (They have left the group.)",
        f"Thu 03 Dec 17:00  Sent: Invitation, {ross.person.name}",
        "2 messages until Thursday 03 December 2026, 18:00",
    ]


@pytest.mark.django_db
def test_tick_at_reads_local_time():
    with time_machine.travel(datetime(2026, 7, 1, 8, 0, tzinfo=UTC)):
        make_message(due_at=datetime(2026, 7, 1, 17, 0, tzinfo=UTC))  # six in the evening in Scotland
        call_command("tick", at="2026-07-01 17:59", stdout=StringIO())
        assert Message.objects.get().state == State.QUEUED
        call_command("tick", at="2026-07-01 18:00", stdout=StringIO())
    assert Message.objects.get().state == State.SENT


@pytest.mark.parametrize("at", ["tomorrow", "2026-02-31 10:00", ""])
def test_tick_at_asks_for_a_time_it_can_read(at):
    with pytest.raises(CommandError, match="Give a local time"):
        call_command("tick", at=at)


def test_tick_at_is_refused_outside_the_demo_and_tests(settings):
    settings.TESTING = settings.CLIP_DEMO = False

    with pytest.raises(CommandError, match="in the demo and in tests alone"):
        call_command("tick", at="2026-12-03 18:00")


@pytest.mark.django_db
def test_tick_without_a_time_sends_what_is_due_now_from_this_process():
    now, later = make_message(), make_message(due_at=timezone.now() + timedelta(hours=1))

    call_command("tick", stdout=StringIO())
    now.refresh_from_db()
    later.refresh_from_db()
    assert (now.state, later.state) == (State.SENT, State.QUEUED)


@pytest.mark.django_db
def test_a_message_that_can_not_be_written_holds_up_no_other(monkeypatch, caplog):
    poison, next_one = make_message(subject="poison"), make_message()
    build = sending.build

    def break_down(message, connection=None):
        if message.subject == "poison":
            raise ValueError("broken")
        return build(message, connection)

    monkeypatch.setattr(sending, "build", break_down)
    states = {message.pk: message.state for message in ticking.deliver_due(timezone.now())}
    assert states == {poison.pk: Message.State.QUEUED, next_one.pk: Message.State.SENT}
    assert f"The message {poison.pk} could not be sent." in caplog.text
