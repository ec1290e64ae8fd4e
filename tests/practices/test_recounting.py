"""What was tried, told and noticed in a meeting: kept from its recording page, told in its recap, gone once withdrawn."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from clip.keeping import withdrawing
from inquiries.models import Document
from inquiries.roles import Role
from meetings import naming, publishing, recapping
from meetings.models import RecapLine
from practices import keeping_words, recounting, telling
from practices.models import Barrier, NoticedChange, Priority, ScenarioLine, SmallTest
from tests.builders import (
    make_barrier,
    make_meeting,
    make_membership,
    make_noticed_change,
    make_priority,
    make_recap,
    make_small_test,
    make_story,
)
from tests.practices.kept import page_of, url
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()


@pytest.fixture
def meeting():
    return make_meeting(opened_at=NOW, starts_at=NOW - timedelta(minutes=30))


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR)


def record(meeting):
    return reverse("meetings:record", args=[meeting.group.slug, meeting.number])


LINES = [
    (SmallTest, "small-test-begin", {"what": "A nurse at lunch", "for_whom": "all", "look_on": TODAY}),
    (NoticedChange, "change-add", {"what": "They ring us", "level": "team", "noticed_on": TODAY}),
    (Barrier, "barrier-add", {"what": "Two lawyers", "quadrant": "systems"}),
    (Priority, "priority-add", {"what": "Benches"}),
]


@pytest.mark.parametrize(("model", "route", "said"), LINES)
def test_a_line_from_the_recording_page_belongs_to_the_meeting_and_leads_back(
    client, meeting, jo, model, route, said
):
    client.force_login(jo.person)
    people = {"lead": jo.pk, "noticed_by": jo.pk, "client_key": uuid4()}
    answer = client.post(f"{url(jo, route)}?at=record", said | people)
    assert answer["Location"] == f"{record(meeting)}#also"
    assert model.objects.get().meeting == meeting
    page = client.get(record(meeting)).content.decode()
    kept = reverse("practices:record-kept", args=[meeting.group.slug, meeting.number])
    assert f'href="{kept}"' in page
    assert f'href="{url(jo, route)}?at=record"' in page
    assert said["what"] in client.get(kept).content.decode()


JOTTED = [
    ("small test", SmallTest, {}),
    ("change:communities", NoticedChange, {"level": "communities"}),
    ("barrier:systems", Barrier, {"quadrant": "systems"}),
    ("priority", Priority, {}),
    ("line:area", ScenarioLine, {"part": "area"}),
]


def jot(client, meeting, jo, **said):
    client.force_login(jo.person)
    address = reverse("practices:record-jot", args=[meeting.group.slug, meeting.number])
    return client.post(address, {"client_key": uuid4(), "text": "A bench by the door"} | said)


@pytest.mark.parametrize(("sort", "model", "said"), JOTTED)
def test_a_line_is_kept_as_what_it_is_said_to_be_once(client, meeting, jo, sort, model, said):
    key = uuid4()
    for _ in range(2):
        assert jot(client, meeting, jo, sort=sort, client_key=key).status_code == 302
    row = model.objects.get()
    assert (row.what, row.meeting, row.recorded_by) == ("A bench by the door", meeting, jo)
    assert {name: getattr(row, name) for name in said} == said
    assert client.get(row.get_absolute_url()).status_code == 200


def test_a_line_without_words_or_sort_is_asked_for_and_what_was_typed_stays(client, meeting, jo):
    page = jot(client, meeting, jo, sort="change:myself")  # of oneself: not in somebody else’s line
    assert page.status_code == 422
    assert "A bench by the door" in page.content.decode()
    assert jot(client, meeting, jo, sort="priority", text=" ").status_code == 422
    assert not NoticedChange.objects.exists()


def test_a_line_with_a_number_of_somebody_is_not_kept(client, meeting, jo):
    page = jot(client, meeting, jo, sort="priority", text="Ask 0101336489 in")
    assert page.status_code == 422
    assert not Priority.objects.exists()


def test_members_and_a_closed_record_keep_no_line(client, meeting, jo):
    ross = make_membership(group=meeting.group)
    assert jot(client, meeting, ross, sort="priority").status_code == 403
    type(meeting).objects.update(closed_at=NOW, closed_by=jo)
    assert jot(client, meeting, jo, sort="priority").status_code == 410
    assert not Priority.objects.exists()


@pytest.mark.parametrize(("model", "route", "said"), LINES)
def test_during_a_pause_nothing_is_taken_down_and_what_was_typed_stays(
    client, meeting, jo, model, route, said
):
    type(meeting).objects.update(paused_at=NOW)
    client.force_login(jo.person)
    people = {"lead": jo.pk, "noticed_by": jo.pk, "client_key": uuid4()}
    answer = client.post(f"{url(jo, route)}?at=record", said | people)
    assert answer.status_code == 422
    assert "A pause: nothing is taken down just now" in answer.content.decode()
    assert said["what"] in answer.content.decode()
    assert not model.objects.exists()


def test_between_meetings_it_belongs_to_none(client, jo, meeting):
    type(meeting).objects.update(closed_at=NOW, closed_by=jo)
    client.force_login(jo.person)
    client.post(url(jo, "priority-add"), {"what": "Benches", "client_key": uuid4()})
    assert Priority.objects.get().meeting is None


def of(meeting, jo):
    """One of each at a meeting."""
    make_story(jo, meeting=meeting, title="Seven before lunch", learning="Help is work")
    make_small_test(jo, meeting=meeting, what="A nurse at lunch", for_whom="all")
    make_priority(jo, meeting=meeting, what="Benches")
    make_barrier(jo, meeting=meeting, what="Two lawyers")
    make_noticed_change(jo, meeting=meeting, what="They ring us")
    make_noticed_change(jo, meeting=meeting, what="I was afraid", level="myself")


def test_the_recap_tells_of_them_and_of_nobodys_own(client, meeting, jo):
    of(meeting, jo)
    parts = recapping.parts(meeting, text="", left_out=[])
    told = {one.key: one.lines for one in parts.added}
    assert told["stories"] == ["Seven before lunch. Help is work"]
    assert told["tried"] == ["A nurse at lunch, for all"]
    assert told["different"] == ["They ring us"]
    assert set(told) == {"stories", "tried", "priorities", "barriers", "different"}
    assert set(told) <= set(parts.offered)


def test_a_section_can_be_left_out_of_the_recap(client, meeting, jo):
    of(meeting, jo)
    type(meeting).objects.update(closed_at=NOW, closed_by=jo)
    make_recap(meeting=meeting, changed_by=jo, published_at=NOW, published_by=jo, left_out=["barriers"])
    page = page_of(client, jo.person, reverse("meetings:recap", args=[meeting.group.slug, meeting.number]))[1]
    assert "Seven before lunch" in page
    assert "Two lawyers" not in page


def test_whoever_such_a_line_names_is_asked_as_for_all_words_of_a_recap(meeting, jo):
    make_priority(jo, meeting=meeting, what="Jean Paterson decides")
    parts = recapping.parts(meeting, text="", left_out=[])
    jean = make_membership(group=meeting.group)
    type(jean.person).objects.filter(pk=jean.person_id).update(name="Jean Paterson")
    assert [one.membership for one in naming.named(parts, but=jo)] == [jean]


def test_small_tests_looked_at_on_the_day_are_told_with_what_comes_of_them(meeting, jo):
    row = make_small_test(jo, what="One list")
    row.cycles.update(decision="let go", looked_on=meeting.starts_local.date(), looked_by=jo)
    looked = next(one for one in recounting.sections(meeting) if one.key == "looked")
    assert looked.lines == ["One list: let it go, and keep what it taught"]


def test_a_withdrawn_story_is_gone_from_the_recap_and_its_pdf_is_made_anew(client, meeting, jo):
    story = make_story(jo, meeting=meeting, title="Seven before lunch")
    type(meeting).objects.update(closed_at=NOW, closed_by=jo)
    recap = make_recap(meeting=meeting, changed_by=jo, published_at=NOW, published_by=jo)
    before = publishing.order_pdf(recap, at=NOW)
    assert "Seven before lunch" in publishing.paper(recap)
    story.refresh_from_db()
    telling.withdraw(story, by=jo, at=NOW)
    recap.refresh_from_db()
    assert "Seven before lunch" not in publishing.paper(recap)
    assert recap.document_id != before.pk
    assert Document.objects.filter(pk=recap.document_id).exists()


# --- a recap that is out stays as it was --------------------------------------------------------------


@pytest.fixture
def out(meeting, jo):
    """What puts the recap of the meeting out, as it stands then."""

    def publish():
        type(meeting).objects.update(closed_at=NOW, closed_by=jo)
        return make_recap(meeting=meeting, changed_by=jo, published_at=NOW, published_by=jo)

    return publish


def told_in(recap):
    """Its paper, made from the rows of now."""
    return publishing.paper(type(recap).objects.select_related("meeting__group").get(pk=recap.pk))


def test_what_is_shared_after_a_recap_went_out_never_comes_into_it(client, meeting, jo, out):
    make_noticed_change(jo, meeting=meeting, what="They ring us")
    mine = make_noticed_change(jo, meeting=meeting, what="I was afraid", level="myself")
    recap = out()
    NoticedChange.objects.filter(pk=mine.pk).update(is_shared=True)
    make_priority(jo, meeting=meeting, what="Benches, thought of later")
    assert "I was afraid" in str(recounting.sections(meeting))
    assert "They ring us" in told_in(recap)
    assert "I was afraid" not in told_in(recap)
    assert "thought of later" not in told_in(recap)


def test_other_words_do_not_change_a_recap_that_is_out(meeting, jo, out):
    row = make_priority(jo, meeting=meeting, what="Benches")
    recap = out()
    keeping_words.reword(row, {"what": "Chairs"}, version=row.version, by=jo, at=NOW)
    assert "Benches" in told_in(recap)
    assert "Chairs" not in told_in(recap)


def test_a_correction_takes_other_words_in_where_it_is_ticked(client, meeting, jo, out):
    bench = make_priority(jo, meeting=meeting, what="Benches")
    lunch = make_priority(jo, meeting=meeting, what="Lunch")
    recap = out()
    Priority.objects.filter(pk=bench.pk).update(what="Chairs")
    Priority.objects.filter(pk=lunch.pk).update(what="Supper")
    correct = reverse("meetings:recap-correct", args=[meeting.group.slug, meeting.number])
    page = page_of(client, jo.person, correct)[1]
    assert "Chairs" in page
    assert "Supper" in page
    said = {"text": "", "note": "Chairs, not benches", "version": recap.version, "anew": [str(bench.pk)]}
    assert client.post(correct, said).status_code == 302
    told = told_in(recap)
    assert "Chairs" in told
    assert "Lunch" in told
    assert "Supper" not in told


@pytest.mark.parametrize(
    ("make", "words", "remove", "put_back"),
    [
        (make_priority, "what", "priority-remove", "priority-put-back"),
        (make_barrier, "what", "barrier-remove", "barrier-put-back"),
        (make_small_test, "what", "small-test-remove", "small-test-put-back"),
        (make_story, "title", "story-withdraw", "story-put-back"),
    ],
)
def test_what_is_taken_away_goes_from_the_recap_and_its_rows_and_comes_back_with_it(
    client, meeting, jo, out, make, words, remove, put_back
):
    row = make(jo, meeting=meeting, **{words: "A bench by the door"})
    recap = out()
    before = publishing.order_pdf(recap, at=NOW)
    assert "A bench by the door" in told_in(recap)
    client.force_login(jo.person)
    client.post(url(jo, remove, row.pk))
    recap.refresh_from_db()
    assert "A bench by the door" not in told_in(recap)
    assert not RecapLine.objects.exclude(text="").exists()
    assert recap.document_id != before.pk
    client.post(url(jo, put_back, row.pk))
    assert "A bench by the door" in told_in(recap)


def test_words_that_were_erased_are_erased_from_the_recap_too(meeting, jo, out):
    row = make_story(jo, meeting=meeting, title="Moon", learning="")
    recap = out()
    assert "Moon" in told_in(recap)
    withdrawing.withdraw("story", row.pk, at=NOW)
    assert "Moon" not in told_in(recap)
    assert not RecapLine.objects.exclude(text="").exists()


def test_recap_and_recording_page_ask_as_often_for_many_as_for_one(client, meeting, jo):
    client.force_login(jo.person)
    assert_same_queries(ask=lambda: recounting.sections(meeting), add_row=lambda: of(meeting, jo))
    assert_same_queries(ask=lambda: client.get(record(meeting)), add_row=lambda: of(meeting, jo))
