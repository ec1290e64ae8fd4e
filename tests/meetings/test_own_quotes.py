"""Whoever is quoted takes it back or words it anew, signed in, where it stands and without an end date; nobody else does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Message
from inquiries.roles import Role
from meetings.models import Entry, Release
from practices.models import Report
from tests.builders import (
    make_entry,
    make_meeting,
    make_membership,
    make_recap,
    make_release,
    make_report,
    make_user,
)
from tests.practices.reporting import out
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
SAID = "I am worn out, and nobody asks."
NOW = timezone.now()
BESIDE = "Say it otherwise, or take it back"


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR, person=make_user(name="Jo Adair"))


@pytest.fixture
def moira(jo):
    return make_membership(
        group=jo.group, person=make_user(name="Moira Keane"), joined_on=timezone.localdate() - timedelta(400)
    )


@pytest.fixture
def quote(jo, moira):
    """One that was let out a year ago and stands in a recap and in what the group let out."""
    meeting = make_meeting(jo.group, closed_by=jo, opened_at=NOW, starts_at=NOW - timedelta(days=365))
    make_recap(meeting=meeting, changed_by=jo, published_at=NOW, published_by=jo)
    entry = make_entry(
        meeting, kind="quote", text=SAID, speaker=moira, recorded_by=jo, may_be_quoted=True, answered_at=NOW
    )
    make_release(meeting, kind=Release.Kind.QUOTE, about=entry.pk, released_by=jo)
    return entry


def url_of(quote):
    return reverse("meetings:own-quote", args=[quote.pk])


def text_of(client, person, url):
    client.force_login(person)
    answer = client.get(url)
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def places(quote):
    """Where it stands: in the recap, and under what the group let out."""
    slug = quote.meeting.group.slug
    return [
        reverse("meetings:recap", args=[slug, quote.meeting.number]),
        reverse("meetings:released", args=[slug]),
    ]


def test_beside_ones_own_quote_stands_the_way_to_take_it_back_and_beside_nobody_elses(
    client, jo, moira, quote
):
    for url in places(quote):
        own = text_of(client, moira.person, url)
        assert own.count(BESIDE) == 1
        assert url_of(quote) in own
        assert SAID in text_of(client, jo.person, url)
        assert BESIDE not in text_of(client, jo.person, url)


def test_taken_back_it_is_gone_from_each_page_and_can_come_back(client, jo, moira, quote):
    client.force_login(moira.person)
    client.post(url_of(quote), {"may": "no", "text": SAID})
    assert all(SAID not in text_of(client, moira.person, url) for url in places(quote))
    assert "It is told nowhere." in text_of(client, moira.person, url_of(quote))

    client.post(url_of(quote), {"may": "yes", "text": SAID})
    assert all(SAID in text_of(client, jo.person, url) for url in places(quote))


def test_other_words_take_its_place_and_the_first_are_kept(client, moira, quote):
    client.force_login(moira.person)
    for _each in range(2):  # a replay changes nothing
        client.post(url_of(quote), {"may": "yes", "text": "The work has grown."})
    assert all("The work has grown." in text_of(client, moira.person, url) for url in places(quote))
    assert [wording.text for wording in Entry.objects.get().wordings.all()] == [SAID]
    assert not Message.objects.exists()


def test_nobody_else_finds_it_whatever_they_hold(client, jo, quote):
    other = make_membership(group=jo.group)
    for person in (jo.person, other.person, make_user()):
        client.force_login(person)
        assert client.get(url_of(quote)).status_code == 404
        assert client.post(url_of(quote), {"may": "no"}).status_code == 404
    assert Entry.objects.get().may_be_quoted


def test_who_left_the_group_still_takes_back_what_they_said(client, moira, quote):
    type(moira).objects.filter(pk=moira.pk).update(left_on=timezone.localdate())
    assert SAID in text_of(client, moira.person, url_of(quote))
    client.post(url_of(quote), {"may": "no"})
    assert not Entry.objects.get().may_be_quoted
    assert Entry.objects.get().text == SAID


def test_what_was_taken_out_of_the_record_is_not_there(client, jo, moira, quote):
    quote.remove(by=jo.person, at=NOW)
    assert text_of(client, moira.person, url_of(quote)) == 404


def test_an_answer_that_is_missing_is_said_and_the_words_are_kept(client, moira, quote):
    client.force_login(moira.person)
    Entry.objects.update(answered_at=None)
    answer = client.post(url_of(quote), {"text": "The work has grown."})
    assert answer.status_code == 422
    assert "Choose yes or no" in answer.content.decode()
    assert "The work has grown." in answer.content.decode()


def test_its_page_says_who_reads_it_above_the_group_once_it_is_out(client, moira, quote):
    above = "senior managers, the learning partner and national bodies"
    assert above in text_of(client, moira.person, url_of(quote))
    Release.objects.update(taken_back_at=NOW, taken_back_by=quote.recorded_by)
    assert above not in text_of(client, moira.person, url_of(quote))


def test_a_report_leads_whoever_is_quoted_in_it_there_and_nobody_else(client, jo, moira, quote):
    row = out(jo, quote)
    assert Report.objects.get().frozen["said"]
    assert url_of(quote) in text_of(client, moira.person, row.get_absolute_url())
    assert url_of(quote) not in text_of(client, jo.person, row.get_absolute_url())
    client.force_login(moira.person)
    client.post(url_of(quote), {"may": "no"})
    assert SAID not in text_of(client, jo.person, row.get_absolute_url())
    assert url_of(quote) not in text_of(client, moira.person, row.get_absolute_url())


def test_what_clip_keeps_of_you_lists_what_is_told(client, jo, moira, quote):
    page = reverse("own-copy")
    assert url_of(quote) in text_of(client, moira.person, page)
    assert url_of(quote) not in text_of(client, jo.person, page)
    Entry.objects.update(may_be_quoted=False)
    assert url_of(quote) not in text_of(client, moira.person, page)


def test_pages_take_as_many_queries_for_thirty_quotes_as_for_one(client, jo, moira, quote):
    client.force_login(moira.person)

    def add():
        more = make_entry(quote.meeting, kind="quote", speaker=moira, recorded_by=jo, may_be_quoted=True)
        make_release(quote.meeting, kind=Release.Kind.QUOTE, about=more.pk, released_by=jo)

    for url in [*places(quote), reverse("own-copy"), make_report(jo).get_absolute_url()]:
        assert_same_queries(ask=lambda url=url: client.get(url), add_row=add)
