from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from inquiries import departing
from inquiries.models import Message
from inquiries.roles import Role
from meetings import offering, updating
from meetings.models import Action, ActionUpdate
from tests.builders import make_action, make_digest_choice, make_membership

pytestmark = pytest.mark.django_db
Through = ActionUpdate.Through


def tell(action, state, *, minutes=1, by=None, through=Through.PAGE, words="", key=None):
    at = action.agreed_at + timedelta(minutes=minutes)
    return updating.tell(
        action,
        state=state,
        words=words,
        through=through,
        by=by or action.lead,
        at=at,
        client_key=key or uuid4(),
    )


def test_what_is_told_counts():
    action = make_action()

    update = tell(action, "done", words=" At last. ")

    action.refresh_from_db()
    assert (action.state, action.heard_at, action.finished_at) == ("done", update.at, update.at)
    assert (update.words, update.capacity) == ("At last.", "member")


def test_something_older_that_arrives_late_does_not_count():
    action = make_action()
    tell(action, "done", minutes=10)

    tell(action, "stuck", minutes=5)

    action.refresh_from_db()
    assert action.state == "done"
    assert action.updates.count() == 2


def manager_of(action):
    """An integration manager who wishes to hear at once of who is stuck."""
    manager = make_membership(group=action.group, role=Role.INTEGRATION_MANAGER)
    make_digest_choice(manager.person, stuck_at_once=True)
    return manager


def test_the_same_key_twice_is_once_even_from_the_bin():
    action, key = make_action(), uuid4()
    manager_of(action)
    first = tell(action, "stuck", key=key)
    updating.undo(first, by=action.lead, at=timezone.now())

    again = tell(action, "done", minutes=5, key=key)

    action.refresh_from_db()
    assert again.pk == first.pk
    assert action.state == "open"
    assert Message.objects.count() == 1


def test_undo_lets_the_one_before_count_again():
    action = make_action()
    before = tell(action, "under_way")
    last = tell(action, "done", minutes=5)

    assert updating.undo(last, by=action.lead, at=timezone.now())
    assert not updating.undo(last, by=action.lead, at=timezone.now())

    action.refresh_from_db()
    assert (action.state, action.heard_at, action.finished_at) == ("under_way", before.at, None)


@pytest.mark.parametrize("first", ["open", "offered"])
def test_undo_of_the_only_one_goes_back_to_the_first_state(first):
    action = make_action(state=first)

    updating.undo(tell(action, "back"), by=action.lead, at=timezone.now())

    action.refresh_from_db()
    assert (action.state, action.heard_at) == (first, action.agreed_at)


def test_undo_of_one_that_no_longer_counts_changes_no_state():
    action = make_action()
    old = tell(action, "stuck")
    tell(action, "done", minutes=5)

    updating.undo(old, by=action.lead, at=timezone.now())

    action.refresh_from_db()
    assert action.state == "done"


def test_passing_on_offers_it_and_undo_gives_it_back():
    action = make_action(state="back")
    first, other = action.lead, make_membership(group=action.group)
    manager = manager_of(action)

    update = updating.pass_on(action, other, by=manager, at=timezone.now(), client_key=uuid4())

    action.refresh_from_db()
    assert (action.lead, action.state) == (other, "offered")
    updating.undo(update, by=manager, at=timezone.now())
    action.refresh_from_db()
    assert (action.lead, action.state) == (first, "back")


def test_a_mail_about_an_offer_that_was_taken_back_stays_here():
    action = make_action(state="back")
    other, manager, now = make_membership(group=action.group), manager_of(action), timezone.now()

    update = offering.offer(action, other, by=manager, at=now, client_key=uuid4())
    asked = Message.objects.get(kind=Message.Kind.ASKED)
    assert not departing.why_not(asked, now)
    updating.undo(update, by=manager, at=now)
    assert departing.why_not(asked, now) == "It was taken back or answered before it left."


def test_another_date_says_nothing_of_how_it_goes():
    action = make_action()
    heard, due = action.heard_at, action.due_on

    update = updating.put_off(
        action,
        due + timedelta(days=7),
        by=action.lead,
        at=timezone.now() + timedelta(hours=1),
        client_key=uuid4(),
    )

    action.refresh_from_db()
    assert (action.due_on, action.heard_at) == (due + timedelta(days=7), heard)
    updating.undo(update, by=action.lead, at=timezone.now())
    action.refresh_from_db()
    assert action.due_on == due


def put_off(action, days, *, minutes, key=None):
    at = action.agreed_at + timedelta(minutes=minutes)
    due = action.agreed_at.date() + timedelta(days=days)
    return updating.put_off(action, due, by=action.lead, at=at, client_key=key or uuid4())


def test_undoing_an_older_date_leaves_the_newer_and_undoing_that_gives_the_first():
    action = make_action()
    due = action.due_on
    older, newer = put_off(action, 40, minutes=1), put_off(action, 60, minutes=2)
    stands = action.due_on

    updating.undo(older, by=action.lead, at=timezone.now())
    action.refresh_from_db()
    assert action.due_on == stands

    newer.refresh_from_db()
    updating.undo(newer, by=action.lead, at=timezone.now())
    action.refresh_from_db()
    assert action.due_on == due


def test_undoing_an_older_wording_leaves_the_newer():
    action = make_action(text="Ask Linden House")
    said = {"by": action.lead, "at": timezone.now()}
    older = updating.word_anew(action, "Ring", was="Ask Linden House", client_key=uuid4(), **said)
    said["at"] += timedelta(minutes=1)
    updating.word_anew(action, "Go and see", was="Ring", client_key=uuid4(), **said)

    updating.undo(older, by=action.lead, at=timezone.now())

    action.refresh_from_db()
    assert action.text == "Go and see"


def test_of_two_who_pass_it_on_at_once_one_is_told_that_the_other_was_first():
    action = make_action(state="back")
    first, second = (make_membership(group=action.group) for _n in range(2))
    manager, now = manager_of(action), timezone.now()
    stale = Action.objects.get(pk=action.pk)

    assert offering.offer(action, first, by=manager, at=now, client_key=uuid4())
    assert offering.offer(stale, second, by=manager, at=now, client_key=uuid4()) is None

    action.refresh_from_db()
    assert action.lead == first
    assert [told.passed_to for told in action.updates.all()] == [first]
    assert [asked.person for asked in Message.objects.all()] == [first.person]


def test_of_two_who_give_it_another_date_at_once_one_is_told():
    action = make_action()
    stale = Action.objects.get(pk=action.pk)

    assert put_off(action, 40, minutes=1)
    assert put_off(stale, 60, minutes=2) is None

    assert action.updates.count() == 1
    assert Action.objects.get(pk=action.pk).due_on == action.due_on


def test_a_date_sent_again_after_it_was_taken_back_changes_nothing():
    action, key = make_action(), uuid4()
    due = action.due_on
    first = put_off(action, 40, minutes=1, key=key)
    updating.undo(first, by=action.lead, at=timezone.now())

    again = put_off(Action.objects.get(pk=action.pk), 40, minutes=3, key=key)

    assert again == first
    assert Action.objects.get(pk=action.pk).due_on == due


def test_stuck_tells_the_integration_manager_without_their_words():
    action = make_action()
    manager = manager_of(action)

    update = tell(action, "stuck", through=Through.ANSWER, words="I am overwhelmed.")

    alert = Message.objects.get(kind=Message.Kind.ALERT)
    assert (alert.person, alert.key) == (manager.person, f"alert:{update.pk}:{manager.pk}")
    assert action.text in alert.text
    assert action.lead.person.name in alert.text
    assert "overwhelmed" not in alert.text + alert.html + alert.subject


@pytest.mark.parametrize("through", [Through.MEETING, Through.BEHALF])
def test_stuck_said_in_the_room_or_entered_for_somebody_sends_no_mail(through):
    action = make_action()
    manager_of(action)

    tell(action, "stuck", through=through)

    assert not Message.objects.exists()


def test_an_alert_that_has_not_left_is_called_off():
    action = make_action()
    manager_of(action)
    update = tell(action, "stuck", through=Through.ANSWER)

    updating.undo(update, by=action.lead, at=timezone.now())

    assert Message.objects.get().state == Message.State.SUPPRESSED


def test_newest_is_one_an_action():
    action = make_action()
    tell(action, "under_way", words="Begun")
    tell(action, "stuck", minutes=5, words="Stopped")

    [row] = Action.objects.for_desk()

    assert row.said.words == "Stopped"
