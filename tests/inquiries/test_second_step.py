import json
import logging
import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from fido2.webauthn import AuthenticatorData

from inquiries import checking, factors
from inquiries.models import Message
from tests.builders import make_membership, make_user
from tests.passkeys import Device
from tests.second_steps import (
    ASK,
    CODE,
    FRAGMENT,
    PASSKEY,
    SIGN_IN,
    STEP,
    code_now,
    enter_mailed_code,
    is_signed_in,
    mailed_code,
    make_app,
    make_codes,
    make_passkey,
    use_passkey,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def jo():
    return make_membership(
        person=make_user(name="Jo Lennox", email="jo@example.scot"), role="facilitator"
    ).person


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now().replace(second=5), tick=False) as traveller:
        yield traveller


# --- the app --------------------------------------------------------------------------------------


def test_code_of_the_mail_alone_opens_nothing_for_who_has_an_app(client, jo):
    make_app(jo)
    response = enter_mailed_code(client, jo)

    assert response.url == STEP
    assert not is_signed_in(client)
    assert client.get("/account/").url.startswith(SIGN_IN)


def test_code_of_the_app_is_the_second_step(client, jo):
    secret = make_app(jo)
    response = enter_mailed_code(client, jo, next="/account/")
    page = client.get(response.url).content.decode()
    answer = client.post(STEP, {"code": code_now(secret), "next": "/account/"})

    assert response.url == f"{STEP}?next=%2Faccount%2F"
    assert 'name="next" value="/account/"' in page
    assert answer.url == "/account/"
    assert client.session["_auth_user_id"] == str(jo.pk)
    assert client.session["second_step"] is True


@pytest.mark.parametrize(("later", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_code_of_the_app_may_be_half_a_minute_off(client, jo, clock, later, fits):
    secret = make_app(jo)
    enter_mailed_code(client, jo)
    client.post(STEP, {"code": code_now(secret, later)})

    assert is_signed_in(client) == fits


def test_code_of_the_app_works_once(client, jo, clock):
    secret = make_app(jo)
    for seconds in (0, 29):  # the half minute it belongs to, and the one after, in which it would still fit
        enter_mailed_code(client, jo)
        response = client.post(STEP, {"code": code_now(secret, 0 if seconds == 0 else -1)})
        client.post("/sign-out/")
        clock.shift(seconds)

    assert response.status_code == 422
    assert "was used before" in response.content.decode()


def test_older_code_does_not_follow_a_newer_one(client, jo, clock):
    secret = make_app(jo)
    enter_mailed_code(client, jo)
    client.post(STEP, {"code": code_now(secret, 1)})
    client.post("/sign-out/")
    enter_mailed_code(client, jo)

    assert client.post(STEP, {"code": code_now(secret)}).status_code == 422


def test_code_shown_by_two_at_once_lets_one_in(jo):
    secret = make_app(jo)
    one, two = factors.factors_of(jo), factors.factors_of(jo)

    assert checking.code(one, code_now(secret), at=timezone.now()) is not None
    assert checking.code(two, code_now(secret), at=timezone.now()) is None


def test_secret_is_not_legible_in_the_database(jo):
    secret = make_app(jo)

    assert secret not in json.dumps(Authenticator.objects.get().data)


def test_another_secret_key_opens_no_code_and_falls_over_nothing(client, jo, settings):
    secret = make_app(jo)
    settings.SECRET_KEY = "another" * 10
    enter_mailed_code(client, jo)

    assert client.post(STEP, {"code": code_now(secret)}).status_code == 422
    settings.SECRET_KEY_FALLBACKS = ["for-tests-only-" * 4]
    assert client.post(STEP, {"code": code_now(secret)}).status_code == 302


# --- recovery codes -------------------------------------------------------------------------------


def test_recovery_code_stands_in_once_and_is_told_by_mail(client, jo):
    make_app(jo)
    codes = make_codes(jo)
    answers = []
    for typed in (f"{codes[3][:4]}-{codes[3][4:]}", codes[3]):
        enter_mailed_code(client, jo)
        answers.append(client.post(STEP, {"code": typed}).status_code)
        client.post("/sign-out/")

    assert answers == [302, 422]
    assert factors.factors_of(jo).codes_left == 9
    [notice] = Message.objects.filter(kind="security")
    assert (notice.person, notice.state) == (jo, "queued")
    assert "A recovery code was used to sign in" in notice.text


def test_recovery_code_used_by_two_at_once_lets_one_in(jo):
    make_app(jo)
    codes = make_codes(jo)
    one, two = factors.factors_of(jo), factors.factors_of(jo)

    assert checking.code(one, codes[0], at=timezone.now()) is not None
    assert checking.code(two, codes[0], at=timezone.now()) is None


# --- passkeys -------------------------------------------------------------------------------------


def test_passkey_signs_in_alone(client, jo):
    device = make_passkey(jo)
    response = use_passkey(client, device, next="/account/")

    assert response.url == "/account/"
    assert client.session["second_step"] is True
    assert factors.factors_of(jo).passkeys[0].used_at is not None
    assert mail.outbox == []


def test_passkey_is_the_second_step_after_a_code(client, jo):
    device = make_passkey(jo)
    enter_mailed_code(client, jo)
    options = client.post(ASK).json()
    response = client.post(STEP, {"credential": device.show(options)})

    assert [key["id"] for key in options["publicKey"]["allowCredentials"]]
    assert response.status_code == 302
    assert is_signed_in(client)


def test_options_tell_nothing_of_who_has_a_passkey(client, jo):
    make_passkey(jo)

    assert client.post(ASK).json()["publicKey"]["allowCredentials"] == []


def refused(client, response):
    return response.status_code == 422 and not is_signed_in(client)


def test_passkey_of_another_does_not_open_the_second_step(client, jo):
    make_passkey(jo)
    other = make_passkey(make_user())
    enter_mailed_code(client, jo)

    assert refused(client, client.post(STEP, {"credential": other.show(client.post(ASK).json())}))


def test_answer_of_a_passkey_works_once(client, jo):
    device = make_passkey(jo)
    shown = device.show(client.post(ASK).json())
    client.post(PASSKEY, {"credential": shown})
    client.post("/sign-out/")

    assert refused(client, client.post(PASSKEY, {"credential": shown}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://clip.evil.example"},
        {"host": "evil.example"},
        {"flags": AuthenticatorData.FLAG.UP},  # whoever holds the device, and not its owner
        {"flags": AuthenticatorData.FLAG.UV},
    ],
)
def test_passkey_shown_elsewhere_or_by_nobody_is_refused(client, jo, wrong):
    device = make_passkey(jo)
    for name, value in wrong.items():
        setattr(device, name, value)

    assert refused(client, use_passkey(client, device))


def test_passkey_that_is_not_known_is_refused(client, jo):
    make_passkey(jo)
    stranger = Device()
    stranger.handle = make_passkey(jo).handle

    response = use_passkey(client, stranger)

    assert refused(client, response)
    assert "That passkey did not open the door" in response.content.decode()


@pytest.mark.parametrize(
    "sent", ["", "no JSON", "[]", "null", "{}", '{"id": 1}', '{"response": {}}', '{"response": {"userHandle": 7}}',
             '{"response": {"userHandle": "bm9ib2R5"}}', '{"rawId":"AA","id":"AA","type":"x","response":{"userHandle":""}}'],
)  # fmt: skip
def test_broken_answer_of_a_browser_is_refused_in_words(client, jo, sent):
    make_passkey(jo)
    client.post(ASK)

    assert refused(client, client.post(PASSKEY, {"credential": sent}))


def test_passkey_of_somebody_inactive_is_refused(client, jo):
    device = make_passkey(jo)
    jo.is_active = False
    jo.save()

    assert refused(client, use_passkey(client, device))


def test_somebody_made_inactive_before_the_second_step_is_not_let_in(client, jo):
    secret = make_app(jo)
    enter_mailed_code(client, jo)
    jo.is_active = False
    jo.save()

    assert client.post(STEP, {"code": code_now(secret)}).url == SIGN_IN
    assert not is_signed_in(client)


# --- limits, sessions, what is told ---------------------------------------------------------------


def test_sixth_wrong_code_has_to_wait_even_with_the_right_one(client, jo, clock):
    secret = make_app(jo)
    enter_mailed_code(client, jo)
    answers = [client.post(STEP, {"code": "000000"}).status_code for _ in range(5)]
    last = client.post(STEP, {"code": code_now(secret)})

    assert answers == [422] * 5
    assert (last.status_code, last.headers["Retry-After"]) == (429, "600")
    clock.shift(timedelta(minutes=15, seconds=1))
    enter_mailed_code(client, jo)
    assert client.post(STEP, {"code": code_now(secret)}).status_code == 302


def test_limit_is_kept_in_the_database(client, jo):
    make_app(jo)
    enter_mailed_code(client, jo)
    client.post(STEP, {"code": "000000"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM clip_cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] > 0


def test_limit_holds_from_another_browser_with_another_code(client, jo):
    make_app(jo)
    enter_mailed_code(client, jo)
    for _ in range(5):
        client.post(STEP, {"code": "000000"})
    other = Client()
    enter_mailed_code(other, jo)

    assert other.post(STEP, {"code": "000000"}).status_code == 429


def test_session_key_changes_at_the_second_step_and_the_old_one_opens_nothing(client, jo):
    secret = make_app(jo)
    client.get(SIGN_IN)
    enter_mailed_code(client, jo)
    before = client.session.session_key
    client.post(STEP, {"code": code_now(secret)})

    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_session_key_changes_with_a_passkey(client, jo):
    device = make_passkey(jo)
    options = client.post(ASK).json()
    before = client.session.session_key
    client.post(PASSKEY, {"credential": device.show(options)})

    assert client.session.session_key not in (before, None)


def test_second_step_is_not_reached_without_the_code(client, jo):
    make_app(jo)
    client.post(SIGN_IN, {"email": jo.email})

    assert client.get(STEP).url == SIGN_IN
    assert client.get("/sign-in/lost/").url == SIGN_IN


def test_pages_before_the_right_code_are_the_same_with_and_without_a_second_step(jo):
    make_app(jo)
    make_user(email="ailsa@example.scot")
    pages = [first_pages(email) for email in ("jo@example.scot", "ailsa@example.scot", "nobody@example.scot")]

    assert pages[0] == pages[1] == pages[2]


def first_pages(email):
    client = Client()
    answers = [
        client.post(SIGN_IN, {"email": email}),
        client.get(CODE),
        client.post(CODE, {"code": "0000-000"}),
    ]
    return [(answer.status_code, scrubbed(answer.content.decode(), email)) for answer in answers]


def scrubbed(page, email):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(email, ""))


def test_no_code_is_ever_logged(client, jo, caplog):
    caplog.set_level(logging.DEBUG)
    secret = make_app(jo)
    [recovery, *_rest] = make_codes(jo)
    enter_mailed_code(client, jo)
    client.post(STEP, {"code": "123456"})
    shown = code_now(secret)
    client.post(STEP, {"code": shown})

    logged = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    for code in (mailed_code(), shown, "123456", recovery):
        assert code not in logged


def test_second_step_over_a_page_tells_the_page(client, jo):
    secret = make_app(jo)
    client.post(SIGN_IN, {"email": jo.email}, headers=FRAGMENT)
    step = client.post(CODE, {"code": mailed_code()}, headers=FRAGMENT)
    form = client.get(step.url, headers=FRAGMENT).content.decode()
    answer = client.post(STEP, {"code": code_now(secret)}, headers=FRAGMENT)

    assert step.url == STEP
    assert "<html" not in form
    assert f'hx-post="{STEP}"' in form
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, "signed-in")


def test_passkey_over_a_page_tells_the_page(client, jo):
    device = make_passkey(jo)
    shown = device.show(client.post(ASK).json())
    answer = client.post(PASSKEY, {"credential": shown}, headers=FRAGMENT)

    assert (answer.status_code, answer.headers["X-Clip-Person"]) == (204, str(jo.pk))


def test_plain_member_without_a_second_step_signs_in_by_code_alone(client):
    member = make_membership().person

    assert enter_mailed_code(client, member).url == "/"
    assert client.session["second_step"] is False
