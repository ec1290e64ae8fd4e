"""What was tried, told and noticed in a meeting: kept from its recording page, told in its recap, gone once withdrawn."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Document
from inquiries.roles import Role
from meetings import naming, publishing, recapping
from practices import recounting, telling
from practices.models import Barrier, NoticedChange, Priority, SmallTest
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


def test_recap_and_recording_page_ask_as_often_for_many_as_for_one(client, meeting, jo):
    client.force_login(jo.person)
    assert_same_queries(ask=lambda: recounting.sections(meeting), add_row=lambda: of(meeting, jo))
    assert_same_queries(ask=lambda: client.get(record(meeting)), add_row=lambda: of(meeting, jo))
