"""Receiving: what comes twice is carried out once, and other words under the same key are never taken for it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from inquiries import receiving
from inquiries.models import Receipt
from tests.builders import make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture
def jo():
    return make_user()


def sent(person, path="/said/", headers=None, **data):
    request = RequestFactory().post(path, data, headers=headers)
    request.user = person
    return request


def carry_out(done, request, **more):
    return receiving.once(request, lambda: done.append(1) or "done", at=NOW, **more)


def test_request_is_carried_out_once(jo):
    done, key = [], str(uuid4())

    answers = [carry_out(done, sent(jo, client_key=key, text="We go.")) for _ in range(8)]

    assert answers == ["done", *[None] * 7]
    assert done == [1]


def test_request_without_a_key_is_carried_out_each_time(jo):
    done = []
    for key in ("", "no key"):
        carry_out(done, sent(jo, text="We go.", client_key=key))

    assert done == [1, 1]
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    "other", [{"text": "We stay."}, {"path": "/elsewhere/"}, {"more": "x"}, {"text": ["We go.", "twice"]}]
)
def test_other_words_under_the_same_key_are_refused(jo, other):
    done, key = [], str(uuid4())
    carry_out(done, sent(jo, client_key=key, text="We go."))

    with pytest.raises(receiving.OtherWordsError):
        carry_out(done, sent(jo, **{"client_key": key, "text": "We go."} | other))
    assert done == [1]


def test_another_file_under_the_same_key_is_refused(jo):
    done, key = [], str(uuid4())
    for content in (b"one", b"one"):
        carry_out(done, sent(jo, client_key=key, chart=SimpleUploadedFile("a.jpg", content)))
    assert done == [1]

    with pytest.raises(receiving.OtherWordsError):
        carry_out(done, sent(jo, client_key=key, chart=SimpleUploadedFile("a.jpg", b"two")))


def test_key_of_one_person_says_nothing_about_anothers(jo):
    done, key = [], str(uuid4())
    for person in (jo, make_user()):
        carry_out(done, sent(person, client_key=key, text=person.name))

    assert done == [1, 1]


def test_buttons_of_one_form_are_told_apart(jo):
    done, key = [], str(uuid4())
    for about in (uuid4(), uuid4()):
        for _ in range(2):
            carry_out(done, sent(jo, path=f"/here/{about}/", client_key=key), about=about)

    assert done == [1, 1]


def test_what_fails_leaves_no_receipt_and_may_be_sent_again(jo):
    request = sent(jo, client_key=str(uuid4()), text="We go.")

    def fail():
        raise LookupError

    with pytest.raises(LookupError):
        receiving.once(request, fail, at=NOW)
    assert not Receipt.objects.exists()


def test_receipt_holds_no_words(jo):
    carry_out([], sent(jo, client_key=str(uuid4()), text="Moira is tired."))

    assert "Moira" not in str(Receipt.objects.values_list().get())


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("90500", 90.5), ("", 0), ("-5", 0), ("x", 0), ("٣", 0), ("9" * 13, 0), ("9999999999", 30 * 86400)],
)
def test_what_a_device_kept_was_said_earlier(jo, header, seconds):
    request = sent(jo, headers={"X-Clip-Age": header})

    said = receiving.sent_at(request, now=NOW)

    assert NOW - said == (timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (NOW - timedelta(seconds=5), NOW - timedelta(seconds=1)),  # long ago: its own age tells
        (NOW - timedelta(milliseconds=400), NOW - timedelta(milliseconds=400) + timedelta(microseconds=1)),
        (NOW + timedelta(days=1), NOW - timedelta(seconds=1)),  # not in this world
    ],
)
def test_nothing_stands_earlier_than_what_was_said_before_it(jo, before, said):
    since = (before - EPOCH) // timedelta(microseconds=1)
    request = sent(jo, headers={"X-Clip-Age": "1000", "X-Clip-After": str(since)})

    assert receiving.sent_at(request, now=NOW) == said


def test_a_replay_is_told_as_of_when_the_first_was_kept(jo):
    key, answers = str(uuid4()), []
    for at in (NOW, NOW + timedelta(minutes=1)):
        request, response = sent(jo, client_key=key), HttpResponse()
        receiving.once(request, lambda: "done", at=at)
        receiving.stamp(request, response)
        answers.append(response.headers["X-Clip-At"])

    assert answers == [str((NOW - EPOCH) // timedelta(microseconds=1))] * 2


def test_old_receipts_go(jo):
    for days in (29, 31):
        Receipt.objects.create(person=jo, key=uuid4(), digest="", made_at=NOW - timedelta(days=days))

    receiving.forget_old(NOW)

    assert [NOW - row.made_at for row in Receipt.objects.all()] == [timedelta(days=29)]
