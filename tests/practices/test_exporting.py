"""What one may read of a group as a file: no word more than the pages show, and no word less."""

import re

import pytest
from django.utils import timezone

from inquiries.models import Moment
from inquiries.roles import Role
from meetings.models import ActionUpdate
from tests.builders import (
    make_action,
    make_agreement,
    make_ask,
    make_ask_answer,
    make_aspiration,
    make_barrier,
    make_check_answer,
    make_cycle,
    make_debrief_part,
    make_entry,
    make_group,
    make_holding,
    make_meeting,
    make_membership,
    make_noticed_change,
    make_recap,
    make_release,
    make_report,
    make_retelling,
    make_room_word,
    make_small_test,
    make_story,
    make_update,
    make_user,
)
from tests.practices.exported import NOW, WORDS, content_of, every, furnished, held, sheets_of, text_of
from tests.practices.kept import above, let_out
from tests.practices.reporting import look, out

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR, person=make_user(name="Jo Adair", short_name="Jo"))


@pytest.fixture
def ailsa(jo):
    """A member who joined before the meetings that the tests hold."""
    return make_membership(group=jo.group, person=make_user(name="Ailsa Munro", short_name="Ailsa"))


# --- what is in it --------------------------------------------------------------------------------


@every
@pytest.mark.parametrize("who", ["member", "facilitator"])
def test_a_file_holds_all_that_one_inside_may_read(client, jo, ailsa, kind, who):
    furnished(jo, ailsa)
    reader = ailsa if who == "member" else jo
    said = text_of(client, reader.person, jo.group, kind)
    assert [word for word in WORDS if f"Canary {word}" not in said] == []
    assert "Jo Adair" in said


@every
def test_above_the_group_a_file_holds_what_is_read_there_and_no_name(client, jo, ailsa, kind):
    furnished(jo, ailsa)
    said = text_of(client, above(jo.group), jo.group, kind)
    found = [word for word in WORDS if re.search(rf"Canary {word}\b", said)]
    assert found == ["purpose", "why", "ask", "answer"]
    assert "Jo" not in said
    assert "Ailsa" not in said
    assert "George Allan" in said  # who answers, as on the page of asks


@every
def test_what_was_let_out_is_read_above_the_group_without_who(client, jo, ailsa, kind):
    furnished(jo, ailsa)
    group, meeting = jo.group, jo.group.meetings.get(number=1)
    story = jo.stories.get()
    test = jo.small_tests_led.get(what="Canary test")
    let_out(story, kind="story")
    let_out(story, kind="story", about=story.retellings.get().pk)
    let_out(test, kind="small test")
    let_out(jo.changes_noticed.get())
    quote = meeting.entries.get(kind="quote")
    for thing, about in (("quotes", quote.pk), ("recap", meeting.pk)):
        make_release(meeting, kind=thing, about=about, released_by=jo)
    said = text_of(client, above(group), group, kind)
    for word in ("story", "again", "test", "round", "noticed_change", "quote", "recap"):
        assert f"Canary {word}" in said
    assert "Jo" not in said


@every
def test_a_story_that_went_out_takes_nothing_along_that_was_told_again(client, jo, kind):
    story = make_story(told_by=jo, title="Canary story")
    make_retelling(story, text="Canary again")
    let_out(story, kind="story")
    said = text_of(client, above(jo.group), jo.group, kind)
    assert "Canary story" in said
    assert "Canary again" not in said


@every
def test_above_the_group_nothing_that_names_somebody_is_read_whatever_belongs_to_it(client, jo, ailsa, kind):
    story, test = make_story(told_by=jo, title="Canary story"), make_small_test(jo, what="Canary test")
    again = make_retelling(story, text="Canary again, as Ailsa Munro says")
    let_out(story, kind="story", about=again.pk)
    make_cycle(test, plan="Canary round with Ailsa")
    named = make_small_test(jo, what="Canary with Ailsa")
    make_cycle(named, plan="Canary of hers")
    for row, thing in ((story, "story"), (test, "small test"), (named, "small test")):
        let_out(row, kind=thing)
    said = text_of(client, above(jo.group), jo.group, kind)
    assert "Canary story" in said
    assert "Canary test" in said
    assert [
        word for word in ("Ailsa", "Canary again", "Canary round", "Canary of hers") if word in said
    ] == []


@every
def test_a_senior_managers_own_answer_is_theirs_whomever_it_names(client, jo, ailsa, kind):
    ask, george, other = make_ask(jo), above(jo.group), above(jo.group)
    make_ask_answer(ask, by=george, because="Canary: I ask Ailsa")
    files = [text_of(client, person, jo.group, kind) for person in (george, other)]
    assert ["Canary" in said for said in files] == [True, False]


# --- what is not ----------------------------------------------------------------------------------


PRIVATE = "Heron"


def private_words(jo, ailsa):
    """In every place that no file of Jo's may hold, or nobody's."""
    group, meeting = jo.group, held(jo)
    make_holding(ailsa, owner=ailsa, commitment=f"{PRIVATE} map", assumption=f"{PRIVATE} assumed")
    make_noticed_change(ailsa, level="myself", what=f"{PRIVATE} in me", evidence=f"{PRIVATE} seen")
    make_room_word(meeting, kind="word", text=f"{PRIVATE} to the facilitator")
    make_room_word(meeting, kind="check_in", text=f"{PRIVATE} check-in")
    make_room_word(meeting, kind="check_out", text=f"{PRIVATE} check-out")
    make_entry(meeting=meeting, recorded_by=jo, kind="check_out", text=f"{PRIVATE} left")
    make_entry(meeting=meeting, recorded_by=jo, kind="quote", speaker=ailsa, text=f"{PRIVATE} not agreed")
    make_debrief_part(meeting, changed_by=jo, text=f"{PRIVATE} debrief")
    make_check_answer(meeting, line=f"{PRIVATE} checked")
    make_story(told_by=ailsa, title=f"{PRIVATE} withdrawn", removed_at=NOW, removed_by=ailsa.person)
    make_action(lead=ailsa, text=f"{PRIVATE} in the bin", removed_at=NOW, removed_by=ailsa.person)
    other = make_membership(group=make_group(partnership=group.partnership))
    make_story(told_by=other, title=f"{PRIVATE} of another group")
    make_action(lead=other, text=f"{PRIVATE} of another group")
    make_barrier(other, what=f"{PRIVATE} of another group")
    draft = make_meeting(group=group, closed_by=jo)
    make_recap(meeting=draft, changed_by=jo, text=f"{PRIVATE} draft")
    make_entry(meeting=draft, recorded_by=jo, text=f"{PRIVATE} before its recap")
    for person, n in ((jo.person, 1), (ailsa.person, 2)):
        type(person).objects.filter(pk=person.pk).update(
            email=f"{PRIVATE.lower()}{n}@example.org",
            phone=f"01632 96010{n}",
            contact_email=f"{PRIVATE}@x.org",
        )


@every
@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.NATIONAL_BODY, Role.ADMINISTRATOR)]
)
def test_a_file_holds_nothing_that_is_private(client, jo, ailsa, kind, role):
    private_words(jo, ailsa)
    inside = role in dict(Role.of_a_group())
    reader = make_membership(group=jo.group, role=role).person if inside else above(jo.group, role)
    said = text_of(client, reader, jo.group, kind)
    assert [
        line for line in said.splitlines() if PRIVATE.casefold() in line.casefold() or "01632" in line
    ] == []


@every
def test_what_is_ones_own_stands_in_ones_own_file_alone_and_says_so(client, jo, ailsa, kind):
    make_holding(ailsa, owner=ailsa, commitment="Heron map")
    make_noticed_change(ailsa, level="relationships", what="Heron between us")
    own = sheets_of(client, ailsa.person, jo.group, kind)
    found = [rows for rows in own.values() if any("Heron" in str(cell) for row in rows for cell in row)]
    assert len(found) == 2
    assert all("You alone." in rows[0][0] for rows in found)
    assert "Heron" not in text_of(client, jo.person, jo.group, kind)


@every
def test_what_is_ones_own_is_in_no_count_of_the_log(client, jo, ailsa, kind, caplog):
    make_meeting(group=jo.group)  # and the purpose that each group has
    make_holding(ailsa, owner=ailsa)
    make_noticed_change(ailsa, level="myself")
    with caplog.at_level("INFO", logger="practices.views.exporting"):
        sheets_of(client, ailsa.person, jo.group, kind)
    assert caplog.messages == [f"Exported 2 rows of {jo.group.pk} as {kind} to {ailsa.person.pk}, member."]


@every
def test_an_answer_to_a_note_is_read_by_who_gave_it_and_who_looks_after_notes(client, jo, ailsa, kind):
    other = make_membership(group=jo.group)
    action = make_action(lead=ailsa)
    make_update(action, words="Canary in answer", through=ActionUpdate.Through.ANSWER)
    make_update(action, words="Canary on the page", through=ActionUpdate.Through.PAGE)
    files = {who: text_of(client, who.person, jo.group, kind) for who in (ailsa, jo, other)}
    assert ["Canary in answer" in files[who] for who in (ailsa, jo, other)] == [True, True, False]
    assert all("Canary on the page" in said for said in files.values())


@every
def test_a_new_joiner_reads_of_meetings_since_they_joined(client, jo, kind):
    late = make_membership(group=jo.group, joined_on=timezone.localdate())
    meeting = held(jo, text="Canary recap")
    type(meeting).objects.filter(pk=meeting.pk).update(starts_at=NOW - timezone.timedelta(days=40))
    make_entry(meeting=meeting, recorded_by=jo, text="Canary agreed")
    assert "Canary" not in text_of(client, late.person, jo.group, kind)
    assert "Canary agreed" in text_of(client, jo.person, jo.group, kind)


@every
def test_what_a_recap_leaves_out_is_in_no_members_file(client, jo, ailsa, kind):
    meeting = held(jo, left_out=["agreed"])
    make_entry(meeting=meeting, recorded_by=jo, text="Canary agreed")
    assert "Canary" not in text_of(client, ailsa.person, jo.group, kind)
    assert "Canary" in text_of(client, jo.person, jo.group, kind)


@every
@pytest.mark.parametrize("role", [Role.NATIONAL_BODY, Role.ADMINISTRATOR])
def test_who_reads_no_page_of_words_gets_no_file(client, jo, kind, role):
    assert content_of(client, above(jo.group, role), jo.group, kind)[0] == 404


def test_there_is_no_other_format(client, jo):
    assert content_of(client, jo.person, jo.group, "xml")[0] == 404


# --- how far it came, how it works together, and its reports -----------------------------------------


@every
def test_how_far_a_group_came_is_read_above_it_once_published_and_no_members_own_view(
    client, jo, ailsa, kind
):
    hope = make_aspiration(group=jo.group, text="We ring each other")
    look(jo, hope, "some", evidence="Two of us rang", by_members=["good"], published=False)
    george = above(jo.group)
    assert "Two of us rang" in text_of(client, ailsa.person, jo.group, kind)
    assert "Two of us rang" not in text_of(client, george, jo.group, kind)
    look(jo, hope, "some", moment=Moment.FINAL, evidence="All of us rang")
    told = [text_of(client, person, jo.group, kind) for person in (ailsa.person, george)]
    assert all("All of us rang" in text for text in told)
    assert not any("Seen on the stairs" in text for text in told)


@every
def test_a_report_is_in_a_file_above_the_group_once_published_and_in_a_members_once_shown(
    client, jo, ailsa, kind
):
    make_report(jo, lead="Not shown to anybody yet", shown_at=None)
    make_report(jo, lead="Shown to the members", shown_at=timezone.now())
    out(jo, lead="Published for all above")
    mine, theirs = (text_of(client, person, jo.group, kind) for person in (ailsa.person, above(jo.group)))
    assert "Not shown to anybody yet" not in mine
    assert "Shown to the members" in mine
    assert "Shown to the members" not in theirs
    assert "Published for all above" in theirs


@every
def test_how_a_group_works_together_is_in_every_file_of_it(client, jo, ailsa, kind):
    make_agreement(group=jo.group, leaves_room="Nothing but what we let out")
    for person in (ailsa.person, above(jo.group)):
        assert "Nothing but what we let out" in text_of(client, person, jo.group, kind)
