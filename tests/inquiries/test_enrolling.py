import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from inquiries.factors import Kind, factors_of
from inquiries.models import Message
from tests.builders import make_membership, make_user
from tests.passkeys import Device
from tests.queries import assert_same_queries
from tests.second_steps import code_now, make_app, make_codes, make_passkey, signed_in_for

pytestmark = pytest.mark.django_db
ADD, MAKE, APP, CODES = (
    "/account/passkeys/",
    "/account/passkeys/make/",
    "/account/app/",
    "/account/recovery-codes/",
)


@pytest.fixture(autouse=True)
def _asked_for(settings):
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def ross():
    """A plain member, who may have a second step and need not."""
    return make_membership(person=make_user(name="Ross Kerr", email="ross@example.scot")).person


@pytest.fixture
def at_home(client, ross):
    return signed_in_for(client, ross)


@pytest.fixture
def elsewhere(ross):
    """Another device on which Ross is signed in."""
    return signed_in_for(Client(), ross)


def is_in(client):
    return client.get("/account/").status_code == 200


def notices():
    return [
        message.subject.partition(":")[0]
        for message in Message.objects.filter(kind="security").order_by("made_at")
    ]


def add_passkey(client, name="My phone", device=None):
    made = (device or Device()).make(client.post(MAKE).json())
    return client.post(ADD, {"name": name, "credential": made})


def test_passkey_is_added_told_of_and_ends_other_sessions(at_home, elsewhere, ross):
    before = at_home.session.session_key
    response = add_passkey(at_home)

    assert response.url == CODES
    assert [passkey.name for passkey in factors_of(ross).passkeys] == ["My phone"]
    assert notices() == ["A passkey was added"]
    assert is_in(at_home)
    assert not is_in(elsewhere)
    assert at_home.session.session_key != before


def test_passkey_without_a_name_gets_one(at_home, ross):
    add_passkey(at_home, " ")
    add_passkey(at_home, "")

    assert [passkey.name for passkey in factors_of(ross).passkeys] == ["Passkey 1", "Passkey 2"]


def test_same_device_is_told_that_it_has_one(at_home, ross):
    add_passkey(at_home)
    excluded = at_home.post(MAKE).json()["publicKey"]["excludeCredentials"]

    assert len(excluded) == 1


@pytest.mark.parametrize(
    "sent", ["", "{}", "[]", '{"id":"AA","rawId":"AA","type":"public-key","response":{}}']
)
def test_broken_passkey_is_refused_in_words(at_home, ross, sent):
    at_home.post(MAKE)
    response = at_home.post(ADD, {"name": "Mine", "credential": sent})

    assert response.status_code == 422
    assert 'value="Mine"' in response.content.decode()
    assert not factors_of(ross).any


def test_passkey_made_for_an_older_question_or_another_site_is_refused(at_home, ross):
    old = Device().make(at_home.post(MAKE).json())
    at_home.post(MAKE)

    assert at_home.post(ADD, {"credential": old}).status_code == 422
    assert add_passkey(at_home, device=Device(host="evil.example")).status_code == 422
    assert add_passkey(at_home, device=Device(origin="https://evil.example")).status_code == 422
    assert not factors_of(ross).any


def test_passkey_gets_another_name(at_home, ross):
    make_passkey(ross)
    [passkey] = factors_of(ross).passkeys
    at_home.post(f"/account/passkeys/{passkey.key}/name/", {"name": "  Ward   laptop "})
    at_home.post(f"/account/passkeys/{passkey.key}/name/", {"name": " "})

    assert factors_of(ross).passkeys[0].name == "Ward laptop"


def test_passkey_of_another_is_not_there(at_home):
    other = make_user()
    make_passkey(other)
    [passkey] = factors_of(other).passkeys

    for what in ("name", "remove"):
        assert at_home.post(f"/account/passkeys/{passkey.key}/{what}/", {"name": "x"}).status_code == 404
    assert factors_of(other).passkeys[0].name == "My phone"


def test_last_passkey_of_a_member_goes_and_takes_the_codes_along(at_home, elsewhere, ross):
    make_passkey(ross)
    make_codes(ross)
    [passkey] = factors_of(ross).passkeys
    at_home.post(f"/account/passkeys/{passkey.key}/remove/")

    assert Authenticator.objects.count() == 0
    assert notices() == ["A passkey was removed"]
    assert is_in(at_home)
    assert not is_in(elsewhere)


def test_last_second_step_stays_on_who_must_have_one(client):
    jo = make_membership(role="facilitator").person
    make_passkey(jo)
    [passkey] = factors_of(jo).passkeys
    signed_in_for(client, jo)
    page = client.get("/account/").content.decode()

    assert client.post(f"/account/passkeys/{passkey.key}/remove/").status_code == 403
    assert "To remove this one, add another first" in page
    make_app(jo)
    assert client.post(f"/account/passkeys/{passkey.key}/remove/").status_code == 302
    assert client.post("/account/app/remove/").status_code == 403


def test_app_is_turned_on_by_a_code_of_it(at_home, elsewhere, ross):
    page = at_home.get(APP)
    secret = page.context["secret"].replace(" ", "")
    wrong = at_home.post(APP, {"code": "000000"})
    response = at_home.post(APP, {"code": code_now(secret)})

    assert page.context["square"].startswith("data:image/svg+xml")
    assert page.context["address"] == f"otpauth://totp/ross%40example.scot?secret={secret}&issuer=Clip"
    assert (wrong.status_code, wrong.context["secret"].replace(" ", "")) == (422, secret)
    assert response.url == CODES
    assert factors_of(ross).app is not None
    assert notices() == ["An authenticator app was added"]
    assert not is_in(elsewhere)
    assert secret not in str(dict(at_home.session))


def test_code_that_turned_the_app_on_does_not_sign_in_as_well(at_home, ross):
    secret = at_home.get(APP).context["secret"].replace(" ", "")
    at_home.post(APP, {"code": code_now(secret)})

    assert at_home.post("/account/prove/", {"code": code_now(secret)}).status_code == 422


def test_app_sent_twice_is_one(at_home, ross):
    at_home.get(APP)
    make_app(ross)

    assert at_home.get(APP).url == "/account/signing-in/"
    assert Authenticator.objects.count() == 1


def test_app_is_taken_off(at_home, elsewhere, ross):
    make_app(ross)
    for _ in range(2):
        at_home.post("/account/app/remove/")

    assert factors_of(ross).app is None
    assert notices() == ["Your authenticator app was removed"]
    assert not is_in(elsewhere)


def shown(response):
    return re.findall(r"<code>(\d{4}-\d{4})</code>", response.content.decode())


def test_ten_codes_are_shown_once(at_home, ross):
    make_app(ross)
    response = at_home.post(CODES, {"instead_of": ""})
    replay = at_home.post(CODES, {"instead_of": ""})

    assert len(set(shown(response))) == 10
    assert shown(replay) == shown(at_home.get(CODES)) == []
    assert "can’t be shown again" in replay.content.decode()
    assert at_home.post("/account/prove/", {"code": shown(response)[0]}).status_code == 302


def test_new_codes_end_the_old_and_are_told_of(at_home, elsewhere, ross):
    make_app(ross)
    old = make_codes(ross)
    key = at_home.get(CODES).context["key"]
    new = shown(at_home.post(CODES, {"instead_of": key}))

    assert len(new) == 10
    assert at_home.post("/account/prove/", {"code": old[0]}).status_code == 422
    assert notices() == ["You have new recovery codes"]
    assert not is_in(elsewhere)


def test_codes_stand_in_for_nothing_without_a_second_step(at_home, ross):
    assert shown(at_home.post(CODES, {"instead_of": ""})) == []
    assert Authenticator.objects.count() == 0


def test_codes_are_not_legible_in_the_database(ross):
    codes = make_codes(ross)
    row = Authenticator.objects.get(type=Kind.RECOVERY_CODES)

    assert not any(code in str(row.data) for code in codes)


def test_everywhere_else_is_signed_out(at_home, elsewhere):
    at_home.post("/account/sign-out-elsewhere/")

    assert is_in(at_home)
    assert not is_in(elsewhere)


def test_notice_says_what_to_do_and_keeps_no_secret(at_home, ross):
    add_passkey(at_home, "Grey laptop")
    message = Message.objects.get(kind="security")

    assert (message.person, message.group, message.address) == (ross, None, "ross@example.scot")
    for words in (message.text, message.html):
        assert "Sign out everywhere else" in words
        assert "/account/signing-in/" in words
        assert "Grey laptop" not in words


@pytest.mark.parametrize("path", [ADD, APP, CODES, "/account/address/"])
def test_each_change_asks_again_after_ten_minutes(at_home, path):
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert at_home.get(path).url == f"/account/prove/?next={path.replace('/', '%2F')}"


def test_page_takes_the_same_queries_however_many_passkeys(at_home, ross):
    make_app(ross)
    assert_same_queries(ask=lambda: at_home.get("/account/"), add_row=lambda: make_passkey(ross))
