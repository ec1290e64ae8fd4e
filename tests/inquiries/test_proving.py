from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.builders import make_user
from tests.second_steps import (
    ASK,
    FRAGMENT,
    PROVE,
    code_now,
    enter_mailed_code,
    mailed_code,
    make_app,
    make_codes,
    make_passkey,
    signed_in_for,
)  # fmt: skip

pytestmark = pytest.mark.django_db
GATED = "/account/address/"


@pytest.fixture(autouse=True)
def _asked_for(settings):
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now().replace(second=5), tick=False) as traveller:
        yield traveller


@pytest.fixture
def ross(clock):
    return make_user(name="Ross Kerr", email="ross@example.scot")


@pytest.fixture
def at_work(client, ross):
    return signed_in_for(client, ross)


def test_signing_in_counts_for_ten_minutes(client, ross, clock):
    enter_mailed_code(client, ross)
    clock.shift(599)
    assert client.get(GATED).status_code == 200

    clock.shift(1)
    assert client.get(GATED).url == f"{PROVE}?next=%2Faccount%2Faddress%2F"


def test_form_that_opened_in_time_may_be_sent_for_ten_minutes_more(at_work, clock):
    clock.shift(timedelta(minutes=19))
    assert at_work.post(GATED, {"email": "new@example.scot"}).url == "/account/address/code/"

    clock.shift(timedelta(minutes=1))
    late = at_work.post(GATED, {"email": "x"}, headers={"Referer": "http://testserver/account/address/"})
    assert late.url == f"{PROVE}?next=%2Faccount%2Faddress%2F"


def test_fragment_is_told_where_to_prove_it(at_work, clock):
    clock.shift(timedelta(minutes=20))
    answer = at_work.post(GATED, {"email": "x"}, headers=FRAGMENT)

    assert (answer.status_code, answer.headers["X-Clip-Sign-In"]) == (401, PROVE)


def prove(client, **sent):
    before = client.session.session_key
    answer = client.post(PROVE, sent | {"next": GATED})
    assert client.session.session_key != before or answer.status_code != 302
    return answer


@pytest.mark.parametrize("way", ["app", "recovery code", "passkey"])
def test_each_second_step_proves_it_and_changes_the_session_key(at_work, ross, clock, way):
    clock.shift(timedelta(minutes=15))
    secret, codes, device = make_app(ross), make_codes(ross), make_passkey(ross)
    sent = {
        "app": lambda: {"code": code_now(secret)},
        "recovery code": lambda: {"code": codes[0]},
        "passkey": lambda: {"credential": device.show(at_work.post(ASK).json())},
    }[way]()

    assert prove(at_work, **sent).url == GATED
    assert at_work.get(GATED).status_code == 200


def test_wrong_code_proves_nothing_and_five_have_to_wait(at_work, ross, clock):
    clock.shift(timedelta(minutes=15))
    make_app(ross)
    answers = [prove(at_work, code="000000").status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]
    assert at_work.get(GATED).status_code == 302


def test_mailed_code_does_not_stand_in_for_a_second_step(at_work, ross, clock):
    clock.shift(timedelta(minutes=15))
    at_work.post(PROVE, {"next": GATED})
    make_app(ross)

    assert prove(at_work, code=mailed_code()).status_code == 422


def test_who_has_none_gets_a_code_by_mail(at_work, ross, clock):
    clock.shift(timedelta(minutes=15))
    asked = at_work.get(f"{PROVE}?next={GATED}").content.decode()
    sent = at_work.post(PROVE, {"next": GATED}).content.decode()
    wrong = prove(at_work, code="0000-000")
    right = prove(at_work, code=mailed_code())

    assert "Send a code to ross@example.scot" in asked
    assert mail.outbox[0].to == ["ross@example.scot"]
    assert f'name="next" value="{GATED}"' in sent
    assert (wrong.status_code, right.url) == (422, GATED)
    assert prove(at_work, code=mailed_code()).status_code == 422  # once


def test_mailed_code_has_three_tries_and_ten_minutes(at_work, clock):
    at_work.post(PROVE)
    for _ in range(3):
        prove(at_work, code="0000-000")
    assert prove(at_work, code=mailed_code()).status_code == 422

    at_work.post(PROVE)
    clock.shift(601)
    assert prove(at_work, code=mailed_code()).status_code == 422


def test_unreachable_mail_server_is_said(at_work, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = at_work.post(PROVE)

    assert answer.status_code == 503
    assert "We can’t send emails just now." in answer.content.decode()


def test_over_a_page_it_tells_the_page(at_work, ross):
    secret = make_app(ross)
    form = at_work.get(PROVE, headers=FRAGMENT).content.decode()
    answer = at_work.post(PROVE, {"code": code_now(secret)}, headers=FRAGMENT)

    assert "<html" not in form
    assert f'hx-post="{PROVE}"' in form
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, "signed-in")


def test_way_back_elsewhere_is_ignored(at_work, ross):
    secret = make_app(ross)

    assert at_work.post(PROVE, {"code": code_now(secret), "next": "//evil.example"}).url == "/"


def test_proof_in_one_session_is_none_in_another(at_work, ross, clock):
    secret = make_app(ross)
    other = signed_in_for(Client(), ross)
    clock.shift(timedelta(minutes=15))
    prove(at_work, code=code_now(secret))

    assert other.get(GATED).status_code == 302


def test_demo_asks_nothing(at_work, clock, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    clock.shift(timedelta(minutes=30))

    assert at_work.get(GATED).status_code == 200
