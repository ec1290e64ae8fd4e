"""Recording: each entry is kept once, changed over what its writer saw, and refused once the record is closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from inquiries.models import Membership, Message, Organisation, User
from inquiries.roles import Role
from inquiries.saving import StaleError
from meetings import following_up, hearing, one_line, opening, recording, taking_on
from meetings.models import Action, ActionUpdate, Attendance, Entry, Meeting, SmallGroup
from meetings.recorded import recorded
from tests.builders import (
    make_action,
    make_attendance,
    make_entry,
    make_meeting,
    make_membership,
    make_organisation,
    make_recap,
    make_small_group,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def meeting():
    return make_meeting(opened_at=NOW)


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR)


def line(lead, **said):
    return one_line.Line(
        **{"text": "Visit the lunch", "lead": lead, "due_on": NOW.date() + timedelta(days=30)} | said
    )


# --- opening and closing --------------------------------------------------------------------------


def test_record_opens_once():
    meeting = make_meeting()

    assert opening.open_record(meeting, at=NOW)
    assert not opening.open_record(meeting, at=NOW + timedelta(hours=1))
    assert Meeting.objects.get().opened_at == NOW


def test_record_closes_once_and_the_meeting_is_held(meeting, jo):
    delia = make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)

    assert opening.close_record(meeting, by=jo, at=NOW)
    assert not opening.close_record(meeting, by=delia, at=NOW + timedelta(hours=1))
    assert (Meeting.objects.get().closed_by, Meeting.objects.held().count()) == (jo, 1)


def test_record_that_is_not_open_does_not_close(jo):
    assert not opening.close_record(make_meeting(group=jo.group), by=jo, at=NOW)


def test_record_reopens_until_the_recap_is_out(meeting, jo):
    opening.close_record(meeting, by=jo, at=NOW)
    recap = make_recap(meeting)

    assert opening.reopen(meeting)
    opening.close_record(meeting, by=jo, at=NOW)
    type(recap).objects.update(published_at=NOW, published_by=jo)
    assert not opening.reopen(meeting)


def test_who_takes_something_on_after_reopening_hears_of_it_too(meeting, jo):
    ross = make_membership(group=meeting.group)
    make_action(lead=jo, meeting=meeting)
    opening.close_record(meeting, by=jo, at=NOW)
    meeting.refresh_from_db()
    following_up.follow_up(meeting, at=NOW)
    assert hearing.told_this_evening(meeting) == 0

    opening.reopen(meeting)
    make_action(lead=ross, meeting=meeting)
    opening.close_record(meeting, by=jo, at=NOW)
    assert hearing.told_this_evening(meeting) == 1
    assert following_up.follow_up(meeting, at=NOW)

    assert [message.membership for message in Message.objects.order_by("made_at")] == [jo, ross]


def test_closed_record_keeps_nothing_new(meeting, jo):
    opening.close_record(meeting, by=jo, at=NOW)
    who = {"by": jo, "at": NOW, "client_key": uuid4()}

    for keep in (
        lambda: recording.mark(meeting, jo, is_present=True, by=jo, at=NOW),
        lambda: recording.walk_in(meeting, "Lewis Orr", "Home care", "c", **who),
        lambda: recording.add_small_group(meeting, "Medicines", **who),
        lambda: recording.add_entry(meeting, kind="agreed", text="We go.", **who),
        lambda: recording.tell(meeting, make_action(lead=jo), state="done", words="", **who),
        lambda: taking_on.take_on(meeting, line(jo), **who),
    ):
        with pytest.raises(opening.ClosedError):
            keep()
    assert not Entry.objects.exists()
    assert not User.objects.filter(name="Lewis Orr").exists()


def test_replay_of_what_was_kept_is_welcome_after_closing(meeting, jo):
    said = {"kind": "agreed", "text": "We go.", "by": jo, "at": NOW, "client_key": uuid4()}
    entry = recording.add_entry(meeting, **said)
    opening.close_record(meeting, by=jo, at=NOW)

    assert recording.add_entry(meeting, **said) == entry


# --- who is here ----------------------------------------------------------------------------------


def test_member_comes_with_the_organisation_of_the_day(meeting, jo):
    ross = make_membership(group=meeting.group)
    practice = ross.organisation

    recording.mark(meeting, ross, is_present=True, by=jo, at=NOW)
    Membership.objects.filter(pk=ross.pk).update(organisation=make_organisation())

    assert Attendance.objects.get().organisation == practice


def test_mark_is_taken_back_and_given_again(meeting, jo):
    for is_present in (True, True, False, True):
        recording.mark(meeting, jo, is_present=is_present, by=jo, at=NOW)

    assert Attendance.objects.get().is_present


def test_same_member_comes_to_two_meetings(meeting, jo):
    recording.mark(meeting, jo, is_present=True, by=jo, at=NOW)
    recording.mark(make_meeting(group=meeting.group, opened_at=NOW), jo, is_present=True, by=jo, at=NOW)

    assert Attendance.objects.present().count() == 2


def test_walk_in_is_a_member_from_that_day(meeting, jo):
    key = uuid4()
    for _ in range(3):
        recording.walk_in(meeting, "Lewis Orr", "Home care", "c", by=jo, at=NOW, client_key=key)

    lewis = Membership.objects.get(person__name="Lewis Orr")
    assert (lewis.role, lewis.joined_on) == (Role.MEMBER, meeting.starts_local.date())
    assert (lewis.organisation.name, lewis.organisation.sector) == ("Home care", "c")
    assert lewis.spells.count() == 1
    assert Attendance.objects.get().is_walk_in


def test_walk_in_finds_an_organisation_however_it_is_written(meeting, jo):
    café = make_organisation(name="Harbour Café")

    recording.walk_in(meeting, "Lewis Orr", "harbour cafe", "", by=jo, at=NOW, client_key=uuid4())

    assert Membership.objects.get(person__name="Lewis Orr").organisation == café
    assert Organisation.objects.filter(name_folded="harbour cafe").count() == 1


def test_walk_in_who_had_left_is_back_and_nobody_new(meeting, jo):
    lewis = make_membership(
        group=meeting.group, person=make_user(name="Lewis Orr"), left_on=timezone.localdate(meeting.starts_at)
    )

    recording.walk_in(meeting, "lewis orr", "Home care", "c", by=jo, at=NOW, client_key=uuid4())

    lewis.refresh_from_db()
    assert (lewis.left_on, lewis.organisation.name, lewis.spells.count()) == (None, "Home care", 2)
    assert User.objects.filter(name_folded="lewis orr").count() == 1


def test_walk_in_who_is_a_member_is_marked_as_here(meeting, jo):
    make_membership(group=meeting.group, person=make_user(name="Lewis Orr"))

    recording.walk_in(meeting, "lewis orr", "Elsewhere", "c", by=jo, at=NOW, client_key=uuid4())

    assert User.objects.filter(name_folded="lewis orr").count() == 1
    assert not Attendance.objects.get().is_walk_in


# --- entries --------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_removed", [False, True])
def test_entry_is_kept_once(meeting, jo, is_removed):
    said = {"kind": "agreed", "by": jo, "at": NOW, "client_key": uuid4()}
    entry = recording.add_entry(meeting, text="We go.", **said)
    if is_removed:
        recording.remove(meeting, entry, by=jo, at=NOW)

    for _ in range(8):
        recording.add_entry(meeting, text="Something else", **said)

    assert Entry.objects.get().text == "We go."
    assert Entry.objects.kept().exists() is not is_removed


def test_small_group_is_kept_once(meeting, jo):
    key = uuid4()
    for _ in range(8):
        recording.add_small_group(meeting, "Medicines", by=jo, at=NOW, client_key=key)

    assert SmallGroup.objects.count() == 1


def test_change_over_something_older_keeps_what_stands(meeting, jo):
    entry = make_entry(meeting, text="We go.", recorded_by=jo)
    delia = make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    recording.change_entry(entry, "We go on Tuesday.", version=0, by=delia, at=NOW)

    with pytest.raises(StaleError) as stale:
        recording.change_entry(entry, "We stay.", version=0, by=jo, at=NOW)

    assert stale.value.theirs == Entry.objects.get().text == "We go on Tuesday."
    assert (stale.value.by, stale.value.at) == (delia, NOW)


def test_each_wording_of_an_entry_is_kept(meeting, jo):
    entry = make_entry(meeting, text="We go.", recorded_by=jo)
    delia = make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    recording.change_entry(entry, "We go on Tuesday.", version=0, by=delia, at=NOW)
    recording.change_entry(entry, "We go by bus.", version=1, by=jo, at=NOW)

    assert [(w.version, w.text, w.by) for w in entry.wordings.all()] == [
        (0, "We go.", jo),
        (1, "We go on Tuesday.", delia),
    ]


def test_what_was_removed_takes_no_other_words(meeting, jo):
    entry = make_entry(meeting, text="We go.", recorded_by=jo)
    recording.remove(meeting, entry, by=jo, at=NOW)

    with pytest.raises(recording.RemovedError):
        recording.change_entry(entry, "We stay.", version=0, by=jo, at=NOW)

    assert Entry.objects.get().text == "We go."


def test_each_change_of_the_record_counts(meeting, jo):
    def version():
        return Meeting.objects.get(pk=meeting.pk).record_version

    said = {"kind": "agreed", "text": "We go.", "by": jo, "at": NOW, "client_key": uuid4()}
    entry = recording.add_entry(meeting, **said)
    assert version() == 1
    recording.add_entry(meeting, **said)  # a replay changes nothing
    assert version() == 1
    recording.remove(meeting, entry, by=jo, at=NOW)
    opening.close_record(meeting, by=jo, at=NOW)
    assert version() == 3


def test_topic_changed_by_two_keeps_the_first(meeting, jo):
    group = make_small_group(meeting, topic="Pills", recorded_by=jo)
    recording.change_topic(group, "Medicines", was="Pills")

    with pytest.raises(StaleError):
        recording.change_topic(group, "Tablets", was="Pills")

    assert SmallGroup.objects.get().topic == "Medicines"


# --- the round of updates -------------------------------------------------------------------------


def test_round_asks_of_each_open_action_once(meeting, jo):
    first, second = (make_action(lead=jo, agreed_at=NOW - timedelta(days=60 - n)) for n in (0, 1))
    make_action(lead=jo, state="done")
    make_action(lead=jo, state="offered")
    make_action(lead=jo, meeting=meeting)
    make_action(lead=make_membership())

    asked = []
    while (here := hearing.round_of(meeting)).action:
        asked.append((here.action, here.place, here.total))
        recording.tell(meeting, here.action, state="done", words="", by=jo, at=NOW, client_key=uuid4())

    assert asked == [(first, 1, 2), (second, 2, 2)]
    assert hearing.round_of(meeting).is_over


def test_come_back_to_it_goes_round(meeting, jo):
    first, second = (make_action(lead=jo, agreed_at=NOW - timedelta(days=60 - n)) for n in (0, 1))

    assert hearing.round_of(meeting).later == second.pk
    assert hearing.round_of(meeting, second.pk).later == first.pk


def test_update_told_again_stands_in_place_of_the_first(meeting, jo):
    action = make_action(lead=jo, heard_at=NOW - timedelta(days=30))
    said = {"by": jo, "client_key": uuid4()}
    for _ in range(8):
        recording.tell(meeting, action, state="done", words="All of it.", at=NOW, **said)
    recording.tell(
        meeting,
        action,
        state="stuck",
        words="Not yet.",
        at=NOW + timedelta(minutes=1),
        by=jo,
        client_key=uuid4(),
    )

    assert ActionUpdate.objects.kept().get().words == "Not yet."
    assert ActionUpdate.objects.count() == 2
    action.refresh_from_db()
    assert (action.state, action.finished_at) == ("stuck", None)


def test_update_that_is_removed_counts_no_more_and_again_once_it_is_back(meeting, jo):
    action = make_action(lead=jo, heard_at=NOW - timedelta(days=30), agreed_at=NOW - timedelta(days=30))
    update = recording.tell(meeting, action, state="done", words="", by=jo, at=NOW, client_key=uuid4())

    assert recording.remove(meeting, update, by=jo, at=NOW)
    assert Action.objects.get().state == "open"
    assert recording.put_back(meeting, ActionUpdate.objects.get())
    assert (Action.objects.get().state, Action.objects.get().finished_at) == ("done", NOW)


# --- new actions ----------------------------------------------------------------------------------


def test_action_of_somebody_here_is_theirs_and_of_somebody_absent_an_offer(meeting, jo):
    ross = make_membership(group=meeting.group)
    make_attendance(meeting, jo)

    mine = taking_on.take_on(meeting, line(jo), by=jo, at=NOW, client_key=uuid4())
    theirs = taking_on.take_on(meeting, line(ross, helpers=[jo]), by=jo, at=NOW, client_key=uuid4())

    assert (mine.state, theirs.state) == ("open", "offered")
    assert list(theirs.helpers.all()) == [jo]
    assert hearing.told_this_evening(meeting) == 2


def test_action_is_kept_once(meeting, jo):
    key = uuid4()
    for _ in range(8):
        taking_on.take_on(meeting, line(jo), by=jo, at=NOW, client_key=key)

    assert Action.objects.count() == 1


def test_offer_follows_who_is_here(meeting, jo):
    taking_on.take_on(meeting, line(jo), by=jo, at=NOW, client_key=uuid4())

    states = [
        (recording.mark(meeting, jo, is_present=here, by=jo, at=NOW), Action.objects.get().state)
        for here in (True, True, False)
    ]

    assert states == [(True, "open"), (False, "open"), (True, "offered")]


def test_action_is_said_otherwise(meeting, jo):
    ross = make_membership(group=meeting.group)
    make_attendance(meeting, jo)
    action = taking_on.take_on(meeting, line(jo), by=jo, at=NOW, client_key=uuid4())
    was = taking_on.line_of(action)

    taking_on.change(meeting, action, line(ross, text="Visit on Monday"), was=was)

    action = Action.objects.get()
    assert (action.text, action.lead, action.state) == ("Visit on Monday", ross, "offered")
    with pytest.raises(StaleError):
        taking_on.change(meeting, action, line(jo), was=was)


def test_line_of_an_action_is_understood(meeting, jo):
    action = taking_on.take_on(meeting, line(jo, is_question=True), by=jo, at=NOW, client_key=uuid4())

    found = taking_on.read(meeting, taking_on.line_of(action))

    assert (found.text, found.lead, found.due_on, found.is_question) == (action.text, jo, action.due_on, True)


def test_next_day_is_the_next_meeting_or_four_weeks_on(meeting):
    assert taking_on.next_day(meeting) == meeting.starts_local.date() + timedelta(days=28)

    later = make_meeting(group=meeting.group, starts_at=meeting.starts_at + timedelta(days=42))

    assert taking_on.next_day(meeting) == later.starts_local.date()


# --- what was recorded ----------------------------------------------------------------------------


def test_recorded_says_who_is_asked_this_evening(meeting, jo):
    mairi = make_membership(
        group=meeting.group, person=make_user(name="Dr Mairi Sinclair", short_name="Dr Sinclair")
    )
    taking_on.take_on(meeting, line(mairi), by=jo, at=NOW, client_key=uuid4())

    assert "Offered to Dr Mairi Sinclair" in recorded(meeting)[0].under
    assert "Dr Sinclair is asked this evening" in recorded(meeting)[0].under


def test_small_group_that_learned_something_can_not_be_removed(meeting, jo):
    group = make_small_group(meeting, recorded_by=jo)
    assert recorded(meeting)[0].can_remove

    make_entry(meeting, kind="learned", small_group=group, recorded_by=jo)

    assert [row.can_remove for row in recorded(meeting) if row.what == "small-group"] == [False]
