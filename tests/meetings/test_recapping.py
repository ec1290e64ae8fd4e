from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from inquiries.models import Document, Link, Message
from inquiries.roles import Role
from inquiries.saving import StaleError
from meetings import publishing, recapping
from meetings.models import Meeting, Recap
from tests.builders import (
    make_action,
    make_attendance,
    make_entry,
    make_meeting,
    make_membership,
    make_organisation,
    make_recap,
    make_small_group,
    make_update,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR, person=make_user(name="Jo Lennox"))


@pytest.fixture
def before(jo):
    """The meeting before, closed four weeks ago."""
    then = timezone.now() - timedelta(weeks=4)
    return make_meeting(
        jo.group, closed_by=jo, starts_at=then - timedelta(hours=3), opened_at=then, closed_at=then
    )


@pytest.fixture
def meeting(jo, before):
    return make_meeting(jo.group, closed_by=jo, starts_at=timezone.now() - timedelta(hours=4))


def parts(meeting, **fields):
    return recapping.parts(meeting, **{"text": "", "left_out": []} | fields)


def agreed_before(before, lead, **fields):
    return make_action(lead=lead, meeting=before, **fields)


# --- what changed ---------------------------------------------------------------------------------


def test_changed_actions_come_done_first_and_open_ones_after(jo, before, meeting):
    stuck, done, under_way, quiet = (agreed_before(before, jo) for _ in range(4))
    make_update(stuck, state="stuck")
    make_update(done, state="done")
    make_update(under_way, state="under_way")

    found = parts(meeting)

    assert [(row.action, row.state) for row in found.changed] == [
        (done, "done"),
        (under_way, "under_way"),
        (stuck, "stuck"),
    ]
    assert [row.action for row in found.still] == [quiet]


def test_changed_leaves_out_what_was_finished_before(jo, before, meeting):
    make_update(agreed_before(before, jo), state="done", at=before.closed_at - timedelta(hours=1))

    found = parts(meeting)

    assert (found.changed, found.still) == ([], [])


def test_changed_leaves_out_what_was_said_after_the_meeting(jo, before, meeting):
    action = agreed_before(before, jo)
    make_update(action, state="done", at=timezone.now() + timedelta(days=2))

    found = parts(meeting)

    assert found.changed == []
    assert [(row.action, row.state) for row in found.still] == [(action, "open")]


def test_changed_tells_the_newest_and_its_words(jo, before, meeting):
    action = agreed_before(before, jo)
    make_update(action, state="stuck", words="No list", at=timezone.now() - timedelta(days=3))
    make_update(action, state="under_way", words="The list is here")

    (row,) = parts(meeting).changed

    assert (row.state, row.words) == ("under_way", "The list is here")


@pytest.mark.parametrize("through", ["answer", "page", "behalf"])
def test_changed_tells_no_words_that_were_not_said_in_the_room(jo, before, meeting, through):
    make_update(agreed_before(before, jo), state="stuck", words="I am worn out", through=through)

    (row,) = parts(meeting).changed

    assert (row.state, row.words) == ("stuck", "")


def test_changed_passes_over_another_date(jo, before, meeting):
    action = agreed_before(before, jo)
    make_update(action, state="open", due_before=action.due_on)

    assert parts(meeting).changed == []


def test_changed_is_of_this_group_and_not_of_the_bin(jo, before, meeting):
    removed = agreed_before(before, jo, removed_at=timezone.now(), removed_by=jo.person)
    elsewhere = make_membership()
    other = make_action(lead=elsewhere, meeting=make_meeting(elsewhere.group))
    for action in (removed, other):
        make_update(action, state="done")

    found = parts(meeting)

    assert (found.changed, found.still) == ([], [])


# --- the other sections ---------------------------------------------------------------------------


def test_quotes_are_only_those_that_may_be_told(meeting):
    told = make_entry(meeting, kind="quote", text="I would not have it back.", may_be_quoted=True)
    kept = make_entry(meeting, kind="quote", text="We are afraid of the list.", may_be_quoted=False)

    found = parts(meeting)

    assert (found.quotes, found.not_asked) == ([told], [kept])


def test_learned_stands_by_small_group(meeting):
    lunch, hours, _silent = (make_small_group(meeting, topic=topic) for topic in ("Lunch", "Hours", "Buses"))
    make_entry(meeting, kind="learned", small_group=hours, text="A promise")
    make_entry(meeting, kind="learned", small_group=lunch, text="A morning back")

    assert parts(meeting).learned == [("Lunch", ["A morning back"]), ("Hours", ["A promise"])]


def test_left_has_words_without_names(jo, meeting):
    make_entry(meeting, kind="check_out", text="Hopeful", recorded_by=jo)

    assert parts(meeting).left == ["Hopeful"]


def test_came_counts_people_and_names_them_by_organisation_of_the_day(jo, meeting):
    surgery, council = make_organisation(name="Surgery"), make_organisation(name="Council")
    anil = make_membership(jo.group, make_user(name="Anil"), organisation=council)
    mairi = make_membership(jo.group, make_user(name="Mairi"), organisation=surgery)
    sadia = make_membership(jo.group, make_user(name="Sadia"), organisation=council)
    absent = make_membership(jo.group, make_user(name="Ewan"))
    make_attendance(meeting, anil, organisation=surgery)  # he has moved since
    make_attendance(meeting, mairi)
    make_attendance(meeting, sadia)
    make_attendance(meeting, absent, is_present=False)

    found = parts(meeting)

    assert found.came == [(council, ["Sadia"]), (surgery, ["Anil", "Mairi"])]
    assert found.people == 3


def test_took_on_is_of_this_meeting(jo, before, meeting):
    agreed_before(before, jo)
    new = make_action(lead=jo, meeting=meeting)

    assert parts(meeting).took_on == [new]


def test_next_meeting_is_the_one_after_that_is_on(jo, meeting):
    make_meeting(jo.group, cancelled_at=timezone.now())
    following = make_meeting(jo.group)

    assert parts(meeting).next_meeting == following


def test_sections_can_be_left_out(jo, meeting):
    make_entry(meeting, kind="agreed")
    make_action(lead=jo, meeting=meeting)

    found = parts(meeting, left_out=["agreed"])

    assert (found.offered, found.shown) == (["agreed", "took_on"], ["took_on"])


# --- the draft ------------------------------------------------------------------------------------


def test_draft_tells_what_was_heard_and_what_groups_took_up(jo, before):
    meeting = make_meeting(jo.group, closed_by=jo, focus="What should stay.")
    for state in ("done", "stuck"):
        make_update(agreed_before(before, jo), state=state, meeting=meeting)
    for topic in ("Lunch", "Hours"):
        make_small_group(meeting, topic=topic)

    assert recapping.draft_text(meeting) == (
        "We came together for this: what should stay.\n\n"
        "We heard how two actions are going. One is done.\n\n"
        "In small groups we took up “Lunch” and “Hours”."
    )


def test_draft_of_an_empty_record_is_empty(meeting):
    assert recapping.draft_text(meeting) == ""


def save(meeting, by, version=0, text="We met."):
    return recapping.save(meeting, text=text, left_out=[], version=version, by=by, at=timezone.now())


def test_save_counts_versions(jo, meeting):
    first = save(meeting, jo)
    second = save(meeting, jo, version=first.version, text="We met again.")

    assert (first.version, second.version, second.text) == (1, 2, "We met again.")


def test_save_refuses_what_was_typed_over_another_version(jo, meeting):
    save(meeting, jo)

    with pytest.raises(StaleError) as stale:
        save(meeting, jo, version=0, text="Mine")

    assert stale.value.theirs.text == "We met."
    assert Recap.objects.get().text == "We met."


def test_save_leaves_what_is_published(jo, meeting):
    recap = make_recap(meeting, jo, text="Out", version=1, published_at=timezone.now(), published_by=jo)

    with pytest.raises(StaleError):
        save(meeting, jo, version=1)

    recap.refresh_from_db()
    assert recap.text == "Out"


# --- who gets what --------------------------------------------------------------------------------


def test_readers_are_those_who_came_those_who_missed_it_and_the_informed(jo, meeting):
    came, missed, informed = (
        make_membership(jo.group, make_user(name=name), is_informed_only=name == "Informed")
        for name in ("Came", "Missed", "Informed")
    )
    make_attendance(meeting, came)

    found = publishing.readers(meeting, but=jo)

    assert [(reader.membership, reader.kind) for reader in found] == [
        (came, "came"),
        (informed, "informed"),
        (missed, "missed"),
    ]


def test_readers_are_nobody_who_left_or_joined_later(jo, meeting):
    today = timezone.localdate()
    make_membership(jo.group, left_on=today)
    make_membership(jo.group, joined_on=today + timedelta(days=1))
    walk_in = make_membership(jo.group, joined_on=today + timedelta(days=1))
    make_attendance(meeting, walk_in)
    make_membership()

    assert [reader.membership for reader in publishing.readers(meeting, but=jo)] == [walk_in]


def test_readers_bring_their_own_actions_of_this_meeting(jo, before, meeting):
    ross, priya = make_membership(jo.group), make_membership(jo.group)
    agreed_before(before, ross)
    mine = make_action(lead=ross, meeting=meeting)
    make_action(lead=ross, meeting=meeting, state="done")

    found = {reader.membership: reader.actions for reader in publishing.readers(meeting, but=jo)}

    assert found == {ross: [mine], priya: []}


# --- publishing -----------------------------------------------------------------------------------


@pytest.fixture
def recap(jo, meeting):
    return make_recap(meeting, jo, text="Nobody was in a hurry.", version=3)


def publish(recap, by, **fields):
    return publishing.publish(recap, **{"version": recap.version, "by": by, "at": timezone.now()} | fields)


def test_publish_queues_a_mail_for_each_and_orders_the_pdf(jo, recap):
    members = [make_membership(jo.group) for _ in range(2)]
    make_membership(jo.group, make_user(email=""))

    assert publish(recap, jo) == 2

    recap.refresh_from_db()
    assert (recap.published_by, recap.document.state) == (jo, "queued")
    assert set(Message.objects.values_list("key", flat=True)) == {f"recap:{recap.pk}:{m.pk}" for m in members}
    assert Link.objects.filter(purpose="recap", about=recap.meeting_id).count() == 2


def test_publish_twice_is_once(jo, recap):
    make_membership(jo.group)

    assert [publish(recap, jo), publish(recap, jo)] == [1, None]
    assert (Message.objects.count(), Document.objects.count()) == (1, 1)


def test_publish_refuses_what_changed_since_it_was_looked_over(jo, recap):
    assert publish(recap, jo, version=2) is None
    assert not Message.objects.exists()


def test_publish_waits_for_a_record_that_was_opened_again(jo, recap):
    Meeting.objects.filter(pk=recap.meeting_id).update(closed_at=None, closed_by=None)

    assert publish(recap, jo) is None


def test_letter_tells_nothing_of_the_room_but_ones_own(jo, recap):
    ross, other = make_membership(jo.group), make_membership(jo.group)
    make_attendance(recap.meeting, ross)
    make_entry(recap.meeting, text="We keep the lunch", recorded_by=jo)
    make_entry(recap.meeting, kind="check_out", text="Braver", recorded_by=jo)
    make_action(lead=ross, meeting=recap.meeting, text="Visit the surgery")
    make_action(lead=ross, meeting=recap.meeting, text="Ask the buses", state="offered")
    make_action(lead=other, meeting=recap.meeting, text="Count the lists")

    publish(recap, jo)

    message = Message.objects.get(membership=ross)
    for body in (message.text, message.html):
        assert "Visit the surgery" in body
        assert "Ask the buses" in body
        assert "can say no" in body
        for kept in ("Nobody was in a hurry", "We keep the lunch", "Braver", "Count the lists"):
            assert kept not in body
    assert message.subject.startswith("Recap: ")
    assert message.from_name == f"Jo, {jo.group.name} group"
    assert message.reply_to == jo.person.email


def test_letter_says_while_you_were_away_to_who_missed_it(jo, recap):
    make_membership(jo.group)

    publish(recap, jo)

    message = Message.objects.get()
    assert message.subject.startswith("While you were away: ")
    assert "While you were away, the group met on" in message.text


def test_letter_asks_nothing_of_the_informed(jo, recap):
    make_membership(jo.group, is_informed_only=True)

    publish(recap, jo)

    assert "There is nothing you need to do." in Message.objects.get().text


def test_letter_says_in_plain_text_what_was_typed(jo, recap):
    ross = make_membership(jo.group)
    make_action(lead=ross, meeting=recap.meeting, text="Ask Smith & Sons' <driver>")

    publish(recap, jo)

    message = Message.objects.get()
    assert "Ask Smith & Sons' <driver>" in message.text
    assert "Ask Smith &amp; Sons&#x27; &lt;driver&gt;" in message.html


def test_link_ends_after_half_a_year(jo, recap):
    make_membership(jo.group)
    at = timezone.now()

    publish(recap, jo, at=at)

    assert Link.objects.get().ends_at == at + timedelta(days=180)


def test_preview_of_a_letter_makes_no_link(jo, recap):
    make_membership(jo.group)
    (reader,) = publishing.readers(recap.meeting, but=jo)

    mail = publishing.preview(recap, reader, by=jo, at=timezone.now())

    assert "/recap/…" in mail.text
    assert not Link.objects.exists()


def test_paper_is_the_same_whenever_it_is_made(jo, recap):
    now = publishing.paper(recap)

    with time_machine.travel(timezone.now() + timedelta(days=40)):
        assert publishing.paper(recap) == now


def test_group_names_what_the_paper_is_of(jo, recap):
    paper = publishing.paper(recap)

    assert "Older people live well at home." in paper
    assert jo.person.name not in paper.split("<h1>")[0]
    assert f'<meta name="author" content="{jo.group.name}">' in paper
