"""Whoever said it sees a quote first: asked once by mail, it stays out until they say yes, and leaves when they say no."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Document, Link, Message
from inquiries.roles import Role
from meetings import asking_first, publishing, recapping
from meetings.models import Entry, Meeting, Recap
from tests.builders import make_entry, make_meeting, make_membership, make_recap, make_user

pytestmark = pytest.mark.django_db
SAID = "I am worn out, and nobody asks."


@pytest.fixture
def jo():
    meeting = make_meeting(number=4)
    jo = make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=now, closed_at=now, closed_by=jo)
    return jo


@pytest.fixture
def meeting(jo):
    return jo.group.meetings.get()


@pytest.fixture
def moira(jo):
    return make_membership(group=jo.group, person=make_user(name="Moira Keane"))


@pytest.fixture
def quote(meeting, jo, moira):
    return make_entry(meeting, kind="quote", text=SAID, speaker=moira, recorded_by=jo)


def page(quote, moira):
    asking_first.ask(quote, by=quote.recorded_by, at=timezone.now())
    link = Link.objects.get(purpose=Link.Purpose.QUOTE)
    return reverse("meetings:quote-page", args=[link.token])


def quoted(meeting):
    return [entry.text for entry in recapping.parts(meeting, text="", left_out=[]).quotes]


def test_the_button_asks_once_and_no_words_go_by_mail(client, meeting, jo, moira, quote):
    client.force_login(jo.person)
    write = client.get(reverse("meetings:recap", args=[meeting.group.slug, 4])).content.decode()
    assert "Ask Moira by mail" in write
    ask = reverse("meetings:quote-ask", args=[meeting.group.slug, 4, quote.pk])

    for _each in range(2):
        answer = client.post(ask, follow=True)

    message = Message.objects.get()
    assert message.person == moira.person
    assert "worn out" not in message.text + message.html + message.subject
    assert "no answer yet" in answer.content.decode()
    assert quoted(meeting) == []


def test_yes_puts_it_in_and_no_takes_it_out(client, meeting, moira, quote):
    url = page(quote, moira)
    assert SAID in client.get(url).content.decode()
    assert quoted(meeting) == []

    client.post(url, {"may": "yes", "text": SAID})
    assert quoted(meeting) == [SAID]

    client.post(url, {"may": "no"})
    assert quoted(meeting) == []
    assert Entry.objects.get().text == SAID


def test_other_words_take_their_place_and_the_first_are_kept(client, meeting, moira, quote):
    client.post(
        page(quote, moira), {"may": "yes", "text": "The work has grown, and I would like to be asked."}
    )

    assert quoted(meeting) == ["The work has grown, and I would like to be asked."]
    assert [wording.text for wording in Entry.objects.get().wordings.all()] == [SAID]


def test_a_no_after_publishing_leaves_the_page_and_the_pdf(client, meeting, jo, moira, quote):
    Entry.objects.update(may_be_quoted=True)
    recap = make_recap(meeting=meeting, changed_by=jo, published_at=timezone.now(), published_by=jo)
    recap.meeting = meeting
    before = publishing.order_pdf(recap, at=timezone.now())
    assert SAID in before.source
    Entry.objects.update(may_be_quoted=False)
    url = page(quote, moira)
    Entry.objects.update(may_be_quoted=True)

    client.post(url, {"may": "no"})

    assert not Document.objects.filter(pk=before.pk).exists()
    document = Recap.objects.get().document
    assert document is not None
    assert SAID not in document.source
    client.force_login(moira.person)
    recap_page = client.get(reverse("meetings:recap", args=[meeting.group.slug, 4])).content.decode()
    assert SAID not in recap_page


def test_nothing_else_of_the_meeting_is_on_the_page(client, meeting, jo, moira, quote):
    make_entry(meeting, kind="quote", text="Canary quote", speaker=jo, recorded_by=jo)
    make_entry(meeting, text="Canary agreement", recorded_by=jo)

    assert "Canary" not in client.get(page(quote, moira)).content.decode()


def test_a_link_shows_its_own_persons_words_alone(client, meeting, jo, moira, quote):
    other = make_entry(meeting, kind="quote", text="Canary", speaker=jo, recorded_by=jo)
    now = timezone.now()
    link = Link.objects.create(
        purpose=Link.Purpose.QUOTE, membership=moira, about=other.pk, made_at=now, ends_at=now + timedelta(1)
    )

    assert client.get(reverse("meetings:quote-page", args=[link.token])).status_code == 410


def test_what_was_removed_is_not_asked_about_any_more(client, meeting, jo, moira, quote):
    url = page(quote, moira)
    quote.remove(by=jo.person, at=timezone.now())

    assert client.get(url).status_code == 410
    assert client.post(url, {"may": "yes"}).status_code == 410
    assert not Entry.objects.get().may_be_quoted


def test_an_answer_that_is_missing_is_said(client, moira, quote):
    answer = client.post(page(quote, moira), {"text": "Other words"})

    assert answer.status_code == 422
    assert "Choose yes or no" in answer.content.decode()
    assert "Other words" in answer.content.decode()


def test_who_has_no_address_is_asked_in_person(client, meeting, jo):
    olive = make_membership(group=jo.group, person=make_user(email=None))
    entry = make_entry(meeting, kind="quote", text=SAID, speaker=olive, recorded_by=jo)

    assert not asking_first.ask(entry, by=jo, at=timezone.now())
    client.force_login(jo.person)
    assert (
        "No address: ask them yourself"
        in client.get(reverse("meetings:recap", args=[meeting.group.slug, 4])).content.decode()
    )
    assert not Message.objects.exists()


def test_members_ask_nobody(client, meeting, moira, quote):
    client.force_login(moira.person)

    answer = client.post(reverse("meetings:quote-ask", args=[meeting.group.slug, 4, quote.pk]))

    assert answer.status_code == 403
    assert not Message.objects.exists()


def heard(client, quote, how=""):
    url = reverse("meetings:quote-heard", args=[quote.meeting.group.slug, quote.meeting.number, quote.pk])
    return client.post(url + how)


def test_a_yes_heard_in_person_puts_it_in_and_can_be_undone(client, jo, meeting, quote):
    client.force_login(jo.person)
    heard(client, quote)
    assert quoted(meeting) == [SAID]

    heard(client, quote, "?take_back")

    assert quoted(meeting) == []


def test_their_own_no_stands_over_a_yes_heard_in_person(client, jo, meeting, moira, quote):
    client.post(page(quote, moira), {"may": "no"})
    client.force_login(jo.person)

    heard(client, quote)

    assert quoted(meeting) == []
    assert (
        "I asked: they said yes"
        not in client.get(reverse("meetings:recap", args=[meeting.group.slug, 4])).content.decode()
    )


def test_members_note_no_yes(client, meeting, moira, quote):
    client.force_login(moira.person)

    assert heard(client, quote).status_code == 403
    assert quoted(meeting) == []
