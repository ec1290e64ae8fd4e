import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from inquiries import readdressing
from inquiries.models import Message, User
from tests.builders import make_user
from tests.second_steps import mailed_code, signed_in_for

pytestmark = pytest.mark.django_db
ADDRESS, CODE = "/account/address/", "/account/address/code/"


@pytest.fixture(autouse=True)
def _asked_for(settings):
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def ross():
    return make_user(name="Ross Kerr", email="ross@example.scot")


@pytest.fixture
def at_work(client, ross):
    return signed_in_for(client, ross)


def ask(client, email="Ross.Kerr@example.scot"):
    return client.post(ADDRESS, {"email": email})


def test_nothing_changes_before_the_code(at_work, ross):
    assert ask(at_work).url == CODE
    ross.refresh_from_db()

    assert ross.email == "ross@example.scot"
    assert mail.outbox[0].to == ["ross.kerr@example.scot"]
    assert Message.objects.get().text == ""  # a code: its row keeps no words
    assert mailed_code() not in str(dict(at_work.session))


def test_right_code_changes_it_tells_both_and_ends_other_sessions(at_work, ross):
    elsewhere = signed_in_for(Client(), ross)
    ask(at_work)
    response = at_work.post(CODE, {"code": mailed_code()})
    ross.refresh_from_db()

    assert response.url == "/account/"
    assert ross.email == "ross.kerr@example.scot"
    told = Message.objects.filter(kind="security", person=ross)
    assert sorted(message.address for message in told) == ["ross.kerr@example.scot", "ross@example.scot"]
    assert all("Your email address was changed" in message.text for message in told)
    assert at_work.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_wrong_code_is_said_and_three_end_it(at_work, ross):
    ask(at_work)
    code = mailed_code()
    answers = [at_work.post(CODE, {"code": "0000-000"}).status_code for _ in range(3)]

    assert answers == [422] * 3
    assert at_work.post(CODE, {"code": code}).url == ADDRESS
    ross.refresh_from_db()
    assert ross.email == "ross@example.scot"


def test_code_works_once_and_only_after_asking(at_work):
    assert at_work.get(CODE).url == ADDRESS
    ask(at_work)
    code = mailed_code()
    at_work.post(CODE, {"code": code})

    assert at_work.post(CODE, {"code": code}).url == ADDRESS


def test_address_of_somebody_else_looks_the_same_and_gets_no_code(at_work, ross):
    make_user(email="taken@example.scot")
    free, taken = ask(at_work, "free@example.scot"), None
    free_page = at_work.get(CODE).content.decode()
    taken = ask(at_work, "taken@example.scot")
    taken_page = at_work.get(CODE).content.decode()

    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    assert plain(taken_page.replace("taken@", "free@")) == plain(free_page)
    assert [message.to for message in mail.outbox] == [["free@example.scot"]]
    for code in ("", mailed_code(), "0000-0000"):
        assert at_work.post(CODE, {"code": code}).status_code == 422


def plain(page):
    return re.sub(r'(value|content)="\w{64}"', "", page)


def test_address_that_somebody_took_meanwhile_is_refused(at_work, ross):
    ask(at_work, "free@example.scot")
    make_user(email="free@example.scot")

    assert at_work.post(CODE, {"code": mailed_code()}).status_code == 422
    ross.refresh_from_db()
    assert ross.email == "ross@example.scot"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter your new email address"),
        ("ross", "Enter an email address in the correct format"),
        ("ROSS@example.scot", "That is your address already"),
    ],
)
def test_bad_address_is_said_at_the_field_and_kept(at_work, typed, said):
    response = ask(at_work, typed)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert response.context["form"]["email"].value() == typed


def test_sixth_asking_has_to_wait(at_work):
    answers = [ask(at_work, f"p{number}@example.scot").status_code for number in range(6)]

    assert answers == [302] * 5 + [429]


def test_unreachable_mail_server_is_said_and_changes_nothing(at_work, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert ask(at_work).status_code == 503
    assert at_work.get(CODE).url == ADDRESS


def test_whoever_had_no_address_gets_one_notice(at_work, ross):
    User.objects.filter(pk=ross.pk).update(email="new@example.scot")
    ross.refresh_from_db()
    readdressing.tell_of_move(ross, old="", at=timezone.now())

    assert [message.address for message in Message.objects.all()] == ["new@example.scot"]
