import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from inquiries import signing_in
from inquiries.models import Message
from tests.builders import make_user

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"
CODE = "/sign-in/code/"
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def ailsa():
    return make_user(name="Ailsa Reid", email="ailsa@example.scot")


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def ask(client, email="ailsa@example.scot", **extra):
    return client.post(SIGN_IN, {"email": email} | extra)


def sent_code():
    return re.search(r"\d{4}-\d{4}", mail.outbox[-1].body).group()


def test_code_from_the_mail_opens_a_session(client, ailsa):
    assert ask(client).url == CODE
    response = client.post(CODE, {"code": sent_code()})

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(ailsa.pk)


def test_code_may_be_typed_without_its_dash(client, ailsa):
    ask(client)
    client.post(CODE, {"code": sent_code().replace("-", " ")})

    assert "_auth_user_id" in client.session


def test_address_is_found_however_it_is_typed(client, ailsa):
    ask(client, "  AILSA@Example.Scot ")

    assert mail.outbox[0].to == ["ailsa@example.scot"]


def test_session_key_changes_at_sign_in(client, ailsa):
    ask(client)
    before = client.session.session_key
    client.post(CODE, {"code": sent_code()})

    assert client.session.session_key != before


def test_code_mail_has_both_bodies_and_a_steady_message_id(client, ailsa):
    ask(client)
    message = Message.objects.get()

    assert mail.outbox[0].alternatives[0].mimetype == "text/html"
    assert sent_code() in mail.outbox[0].alternatives[0].content
    assert mail.outbox[0].extra_headers["Message-ID"] == message.message_id


def test_row_of_a_code_keeps_no_words(client, ailsa):
    ask(client)
    message = Message.objects.get()

    assert (message.kind, message.state, message.person) == ("code", "sent", ailsa)
    assert (message.text, message.html) == ("", "")
    assert sent_code() not in message.subject


def test_row_of_a_code_in_the_demo_keeps_its_words_for_the_outbox(client, ailsa, settings):
    settings.CLIP_DEMO = True
    ask(client)

    assert sent_code() in Message.objects.get().text


def test_unknown_address_gets_the_very_same_page(client, ailsa):
    known = ask(client)
    known_page = client.get(CODE).content.decode()
    client.cookies.clear()
    unknown = ask(client, "nobody@example.scot")
    unknown_page = client.get(CODE).content.decode()

    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert without_token(unknown_page.replace("nobody@", "ailsa@")) == without_token(known_page)
    assert len(mail.outbox) == 1


def without_token(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_unknown_address_cannot_be_entered_with_any_code(client):
    ask(client, "nobody@example.scot")

    for code in ("", "0000-0000", "-"):
        assert client.post(CODE, {"code": code}).status_code == 422
    assert "_auth_user_id" not in client.session


def test_somebody_inactive_gets_no_code(client):
    make_user(email="gone@example.scot", is_active=False)
    ask(client, "gone@example.scot")

    assert mail.outbox == []


def test_somebody_made_inactive_after_asking_is_not_let_in(client, ailsa):
    ask(client)
    ailsa.is_active = False
    ailsa.save()
    response = client.post(CODE, {"code": sent_code()})

    assert response.url == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_unreachable_mail_server_says_the_same_to_everybody(client, ailsa, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    pages = [ask(client, email) for email in ("ailsa@example.scot", "nobody@example.scot")]

    assert [page.status_code for page in pages] == [503, 503]
    assert "We can’t send emails just now." in pages[0].content.decode()
    assert Message.objects.count() == 0


def test_mail_server_that_refuses_the_person_shows_in_the_ledger_alone(client, ailsa, settings):
    settings.EMAIL_BACKEND = "tests.inquiries.test_signing_in.Refusing"

    assert ask(client).url == CODE
    assert Message.objects.get().state == "failed"


class Refusing:
    """A mail server that answers, and takes nothing."""

    def __init__(self, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        pass

    def send_messages(self, messages):
        raise ConnectionResetError


@pytest.mark.parametrize(
    "email", ["", "  ", "ailsa", "a@b@c", "a@", "Ailsa <ailsa@example.scot>", "a\r\nb@example.scot"]
)
def test_bad_address_is_said_at_the_field_and_kept(client, email):
    response = ask(client, email)

    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    kept = response.context["form"]["email"].value()
    assert kept.replace("\r", "").strip() == email.replace("\r", "").strip()


def test_wrong_code_is_said_and_after_three_it_has_ended(client, ailsa):
    ask(client)
    code = sent_code()
    wrong = [client.post(CODE, {"code": "0000-000"}) for _ in range(3)]

    assert [page.status_code for page in wrong] == [422, 422, 422]
    assert "not the code that we sent last" in wrong[0].content.decode()
    assert "Ask for a new one" in wrong[2].content.decode()
    assert client.post(CODE, {"code": code}).url == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_old_code_has_ended(client, ailsa, clock):
    ask(client)
    code = sent_code()
    clock.shift(601)
    response = client.post(CODE, {"code": code})

    assert "That code has ended" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_code_works_once(client, ailsa):
    ask(client)
    code = sent_code()
    client.post(CODE, {"code": code})
    client.post(reverse("account_logout"))

    assert client.post(CODE, {"code": code}).url == SIGN_IN


def test_sixth_asking_for_one_account_has_to_wait(client, ailsa):
    answers = [ask(client) for _ in range(6)]

    assert [page.status_code for page in answers] == [302] * 5 + [429]
    assert answers[5].headers["Retry-After"] == "600"
    assert "Too many tries. Wait 10 minutes, then try again." in answers[5].content.decode()
    assert len(mail.outbox) == 5


def test_limit_of_an_account_holds_wherever_the_tries_come_from(client, ailsa):
    for number in range(5):
        client.post(SIGN_IN, {"email": "ailsa@example.scot"}, REMOTE_ADDR=f"198.51.100.{number}")

    assert (
        client.post(SIGN_IN, {"email": "Ailsa@example.scot"}, REMOTE_ADDR="198.51.100.9").status_code == 429
    )


def test_others_in_the_same_hall_are_not_held_up_by_one(client, ailsa):
    for _ in range(6):
        ask(client)

    assert ask(client, "somebody@example.scot").status_code == 302


def test_limit_of_an_address_on_the_network_is_fifty_an_hour(client, clock):
    answers = [ask(client, f"p{number}@example.scot").status_code for number in range(51)]
    clock.shift(3601)

    assert answers == [302] * 50 + [429]
    assert ask(client).status_code == 302


def test_wrong_codes_count_over_several_codes(client, ailsa):
    for _ in range(2):
        ask(client)
        answers = [client.post(CODE, {"code": "0000-000"}).status_code for _ in range(3)]

    assert answers == [422, 422, 429]


def test_limit_passes(client, ailsa, clock):
    for _ in range(6):
        ask(client)
    clock.shift(15 * 60 + 1)

    assert ask(client).status_code == 302


@pytest.mark.parametrize(
    "url",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example/", "http:evil", "javascript:alert(1)",
        "data:text/html,x", "/account/%0d%0aSet-Cookie:x", "/account/\r\nx", " /account/", ".", "x/../y", "account/",
        "https://ailsa@testserver/", "///evil.example", "/nowhere/", "/" + "a" * 3000, "/\u3002evil", "/account/\x00",
    ],
)  # fmt: skip
def test_way_back_that_is_not_ours_is_ignored(client, ailsa, url):
    assert not signing_in.is_our_path(url)
    ask(client, next=url)
    response = client.post(CODE, {"code": sent_code(), "next": url})

    assert response.url == reverse("today")


def test_way_back_to_a_page_of_ours_is_kept_through_both_steps(client, ailsa):
    response = ask(client, next="/account/?a=1")
    page = client.get(response.url).content.decode()
    answer = client.post(response.url, {"code": sent_code()})

    assert 'name="next" value="/account/?a=1"' in page
    assert answer.url == "/account/?a=1"


def test_sign_in_over_a_page_answers_with_its_form_alone(client, ailsa):
    page = client.get(SIGN_IN, headers=FRAGMENT).content.decode()

    assert "<html" not in page
    assert 'hx-post="/sign-in/"' in page


def test_sign_in_over_a_page_tells_the_page_and_goes_nowhere(client, ailsa):
    ask(client)
    response = client.post(CODE, {"code": sent_code()}, headers=FRAGMENT)

    assert (response.status_code, response.headers["HX-Trigger"]) == (204, "signed-in")
    assert response.headers["X-Clip-Person"] == str(ailsa.pk)
    assert "clip-csrf" in response.cookies
    assert "_auth_user_id" in client.session


def test_too_many_tries_over_a_page_are_told_in_its_form(client, ailsa):
    response = [client.post(SIGN_IN, {"email": "ailsa@example.scot"}, headers=FRAGMENT) for _ in range(6)][-1]

    assert response.status_code == 429
    assert 'id="sign-in-form"' in response.content.decode()
    assert "Too many tries. Wait 10 minutes, then try again." in response.content.decode()


@pytest.mark.parametrize("url", [SIGN_IN, CODE])
def test_sign_in_over_a_page_notices_that_one_is_signed_in_meanwhile(client, ailsa, url):
    client.force_login(ailsa)

    assert client.get(url, headers=FRAGMENT).status_code == 204
    assert client.get(url).status_code == 302


def test_there_is_no_sign_up_and_no_password(client):
    for name in ("account_signup", "account_reset_password", "account_change_password", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert 'type="password"' not in client.get(SIGN_IN).content.decode()


def test_sign_out_asks_first(client, ailsa):
    client.force_login(ailsa)
    page = client.get("/sign-out/")

    assert page.status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/").url == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_somebody_signed_in_is_sent_on(client, ailsa):
    client.force_login(ailsa)

    assert client.get(f"{SIGN_IN}?next=/account/").url == "/account/"
