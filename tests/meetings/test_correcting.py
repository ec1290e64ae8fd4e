"""Correcting a recap that is out: other words, a note of what changed for its readers, and a mail only where the button says so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Document, Message
from inquiries.saving import StaleError
from meetings import correcting, publishing
from meetings.models import Correction
from tests.builders import make_host, make_membership, make_recap, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return make_host()


@pytest.fixture
def recap(jo):
    meeting = jo.group.meetings.get()
    return make_recap(
        meeting,
        changed_by=jo,
        text="The class is on Thursday.",
        version=1,
        published_at=timezone.now(),
        published_by=jo,
    )


@pytest.fixture
def ross(jo):
    joined = timezone.localdate() - timedelta(days=60)
    return make_membership(group=jo.group, person=make_user(name="Ross Lyle"), joined_on=joined)


@pytest.fixture
def page(client, jo):
    client.force_login(jo.person)
    return client


def url(recap, name="recap-correct"):
    return reverse(f"meetings:{name}", args=[recap.meeting.group.slug, recap.meeting.number])


def send(client, recap, **changed):
    said = {"text": "The class is on Tuesday.", "note": "Tuesday, not Thursday", "version": recap.version}
    return client.post(url(recap), said | changed)


def test_readers_see_the_new_words_and_what_changed(page, client, recap, ross):
    answer = send(page, recap)

    assert answer.url == url(recap, "recap")
    client.force_login(ross.person)
    content = client.get(url(recap, "recap")).content.decode()
    assert "The class is on Tuesday." in content
    assert "Tuesday, not Thursday" in content
    assert "The class is on Thursday." not in content
    assert Correction.objects.get().text_before == "The class is on Thursday."
    assert not Message.objects.exists()


def test_pdf_is_drawn_anew_with_the_note(page, recap):
    publishing.order_pdf(recap, at=timezone.now())
    before = Document.objects.get()

    send(page, recap)

    assert not Document.objects.filter(pk=before.pk).exists()
    assert "Tuesday, not Thursday" in Document.objects.get().source


def test_mail_leaves_only_where_the_button_says_so_and_holds_no_words(page, recap, ross):
    send(page, recap, tell="1")

    message = Message.objects.get()
    assert message.membership == ross
    assert "corrected the recap" in message.text
    said = message.text + message.html + message.subject
    assert "The class" not in said
    assert "not Thursday" not in said


def test_button_says_how_many_are_told(page, recap, ross):
    assert "Save, and tell the one person who got it" in page.get(url(recap)).content.decode()


def test_correction_says_what_changed_or_is_refused(page, recap):
    answer = send(page, recap, note=" ")

    assert answer.status_code == 422
    assert "Say what changed" in answer.content.decode()
    assert "The class is on Tuesday." in answer.content.decode()
    assert not Correction.objects.exists()


def test_stale_correction_keeps_both_texts(page, recap, jo):
    correcting.correct(recap, text="Theirs.", note="Theirs", version=1, by=jo, at=timezone.now())

    answer = send(page, recap, version=1)

    assert answer.status_code == 409
    content = answer.content.decode()
    assert "Theirs." in content
    assert "The class is on Tuesday." in content
    assert Correction.objects.count() == 1


def test_what_is_not_out_is_not_corrected(page, recap, jo):
    recap.published_at = recap.published_by = None
    recap.save()

    assert page.get(url(recap)).status_code == 404
    with pytest.raises(StaleError):
        correcting.correct(recap, text="x", note="x", version=1, by=jo, at=timezone.now())


def test_members_correct_nothing(client, recap, ross):
    client.force_login(ross.person)

    assert send(client, recap).status_code == 403
    assert not Correction.objects.exists()
