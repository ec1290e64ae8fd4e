"""The practice check: answered on phones, without whose it is, shown as a spread from five answers on, and never as a mean."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practices.models import CheckAnswer, Practice
from tests.builders import make_attendance, make_check_answer, make_meeting, make_membership, make_room_code
from tests.practices.kept import above, let_out, page_of, url
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LINE = "We say it aloud now"


@pytest.fixture
def meeting(jo):
    return make_meeting(group=jo.group, opened_at=timezone.now())


@pytest.fixture
def room(meeting, jo):
    return make_room_code(meeting, shown_by=jo)


def said(client, room, **answers):
    return client.post(reverse("meetings:room-say", args=[room.code, "practice-check"]), answers)


def test_a_phone_answers_once_a_practice_and_may_change_it(client, room):
    assert said(client, room, purpose="4", purpose_line=LINE, diversity="2").status_code == 302
    assert said(client, room, purpose="3", purpose_line=LINE).status_code == 302
    answer = CheckAnswer.objects.get()
    assert (answer.practice, answer.score, answer.line) == ("purpose", 3, LINE)
    assert LINE in client.get(reverse("meetings:room-phone", args=[room.code])).content.decode()


def test_what_is_kept_knows_its_day_and_nobody(client, room):
    said(client, room, purpose="4")
    names = {field.name for field in CheckAnswer._meta.concrete_fields}
    assert names == {"id", "meeting", "practice", "score", "line", "said_on", "device"}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Answer at least one of the questions"),
        ({"purpose": "6"}, "Choose one of those offered"),
        ({"purpose_line": LINE}, "Choose a number to your line"),
        ({"purpose": "4", "purpose_line": "Ring 0101901234"}, "CHI or other ID number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, room, answers, words):
    answer = said(client, room, **answers)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not CheckAnswer.objects.exists()


@pytest.fixture
def closed(meeting, jo):
    meeting.closed_at, meeting.closed_by = timezone.now(), jo
    meeting.save()
    return meeting


def test_while_answers_can_change_nothing_is_shown(client, jo, meeting):
    for _ in range(6):
        make_check_answer(meeting, line=LINE)
    assert "Nothing to show yet" in page_of(client, jo.person, url(jo, "checks"))[1]


def test_under_five_answers_nothing_is_shown(client, jo, closed):
    meeting = closed
    for _ in range(4):
        make_check_answer(meeting, line=LINE)
    page = page_of(client, jo.person, url(jo, "checks"))[1]
    assert "Nothing to show yet" in page
    assert LINE not in page
    make_check_answer(meeting, line=LINE)
    page = page_of(client, jo.person, url(jo, "checks"))[1]
    assert LINE in page
    assert "5 answers" in page


def test_it_is_a_spread_and_no_mean(client, jo, closed):
    meeting = closed
    for score in (1, 1, 5, 5, 5, 5):
        make_check_answer(meeting, score=score)
    page = page_of(client, jo.person, url(jo, "checks"))[1]
    assert "3.7" not in page
    assert ">4</span>" in page


def test_newcomers_read_the_lines_since_they_joined_and_of_a_meeting_they_came_to(client, jo):
    """Decision 76: before that, the spread alone."""
    today = timezone.localdate()
    new = make_membership(group=jo.group, joined_on=today - timedelta(days=20))
    for days, line in ((60, "Long before"), (30, "Came as a guest"), (10, "Since then")):
        held = make_meeting(group=jo.group, closed_by=jo, starts_at=timezone.now() - timedelta(days=days))
        for _ in range(5):
            make_check_answer(held, line=line)
        if days == 30:
            make_attendance(held, new)

    theirs = page_of(client, new.person, url(new, "checks"))[1]

    assert "Long before" in page_of(client, jo.person, url(jo, "checks"))[1]
    assert "Long before" not in theirs
    assert "Came as a guest" in theirs
    assert "Since then" in theirs
    assert theirs.count("5 answers") == page_of(client, jo.person, url(jo, "checks"))[1].count("5 answers")


def test_it_goes_out_only_by_the_group_and_without_its_lines(client, jo, closed):
    meeting = closed
    for _ in range(5):
        make_check_answer(meeting, line=LINE)
    george = above(jo.group)
    assert page_of(client, george, url(jo, "checks"))[0] == 404
    asked = reverse("meetings:goes-out", args=[jo.group.slug, meeting.number])
    assert "Practice check of meeting" in page_of(client, jo.person, asked)[1]
    out = let_out(meeting, kind="practice check")
    status, page = page_of(client, george, url(jo, "checks"))
    assert status == 200
    assert "5 answers" in page
    assert LINE not in page
    out.delete()
    assert page_of(client, george, url(jo, "checks"))[0] == 404


def test_many_answers_take_as_many_queries_as_few(client, jo, closed):
    meeting = closed
    client.force_login(jo.person)
    assert_same_queries(
        ask=lambda: client.get(url(jo, "checks")),
        add_row=lambda: [make_check_answer(meeting, practice=one) for one in Practice],
    )
