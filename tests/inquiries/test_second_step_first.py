import pytest
from django.core.cache import cache
from django.test import Client

from clip import checks
from inquiries.models import Membership
from inquiries.roles import Role
from tests.builders import make_group, make_membership, make_stewardship, make_user
from tests.second_steps import FRAGMENT, STEP, code_now, enter_mailed_code, make_app, signed_in_for

pytestmark = pytest.mark.django_db
SETTING_UP = "/account/signing-in/"


@pytest.fixture(autouse=True)
def _asked_for(settings):
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = True


def somebody(role):
    if role in dict(Role.of_a_group()):
        return make_membership(role=role).person
    return make_stewardship(role=role, programme=make_group().partnership.programme).person


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MEMBER])
def test_each_role_above_member_sets_one_up_first(client, role):
    client.force_login(somebody(role))
    response = client.get("/groups/?q=x")
    page = client.get(response.url).content.decode()

    assert response.url == f"{SETTING_UP}?next=/groups/%3Fq%3Dx"
    assert "You need a second step" in page or "you need a second step" in page
    assert "/groups/" not in page.replace("next=/groups/", "")  # no way round it


def test_plain_members_and_technical_administrators(client):
    member = Client()
    member.force_login(make_membership().person)
    client.force_login(make_user(is_staff=True))

    assert member.get("/groups/").status_code == 200
    assert client.get("/admin/").url.startswith(SETTING_UP)


@pytest.mark.parametrize(
    "path", ["/", "/account/", "/account/address/", "/account/sign-out-elsewhere/", "/groups/x/"]
)
def test_nothing_else_opens_before(client, path):
    client.force_login(somebody(Role.FACILITATOR))

    for response in (client.get(path), client.post(path)):
        assert (response.status_code, response.url.split("?")[0]) == (302, SETTING_UP)
    fragment = client.post(path, headers=FRAGMENT)
    assert (fragment.status_code, fragment.headers["X-Clip-Sign-In"]) == (401, SETTING_UP)


@pytest.mark.parametrize("path", ["/help/", "/privacy/", "/healthz", "/sign-out/", "/account/session/"])
def test_what_is_for_everybody_stays_open(client, path):
    client.force_login(somebody(Role.FACILITATOR))

    assert client.get(path).status_code == 200


def test_after_an_app_is_set_up_all_opens(client):
    jo = signed_in_for(client, somebody(Role.FACILITATOR), second_step=False)
    page = jo.get("/account/app/?next=/groups/")
    secret = page.context["secret"].replace(" ", "")
    response = jo.post("/account/app/", {"code": code_now(secret), "next": "/groups/"})

    assert response.url == "/account/recovery-codes/"
    assert jo.get("/groups/").status_code == 200


def test_who_has_one_and_has_not_shown_it_shows_it(client):
    person = somebody(Role.FACILITATOR)
    secret = make_app(person)
    client.force_login(person)

    assert client.get("/groups/").url == "/account/prove/?next=/groups/"
    assert client.post("/account/prove/", {"code": code_now(secret), "next": "/groups/"}).url == "/groups/"
    assert client.get("/groups/").status_code == 200


def test_who_has_one_adds_no_other_before_it_was_shown(client):
    person = somebody(Role.FACILITATOR)
    make_app(person)
    signed_in_for(client, person, second_step=False)

    for path in ("/account/passkeys/", "/account/recovery-codes/"):
        assert client.get(path).url.startswith("/account/prove/")
    assert client.post("/account/passkeys/make/").status_code == 302


def test_role_that_is_given_asks_at_the_next_request(client):
    place = make_membership()
    enter_mailed_code(client, place.person)
    assert client.get("/groups/").status_code == 200

    Membership.objects.filter(pk=place.pk).update(role=Role.FACILITATOR)

    assert client.get("/groups/").url.startswith(SETTING_UP)


def test_who_signed_in_with_it_is_not_asked_on_each_page(client, django_assert_max_num_queries):
    person = somebody(Role.FACILITATOR)
    enter_mailed_code_and_step(client, person, make_app(person))

    assert client.get("/groups/").status_code == 200


def enter_mailed_code_and_step(client, person, secret):
    enter_mailed_code(client, person)
    return client.post(STEP, {"code": code_now(secret)})


def test_page_over_another_says_where_to_set_it_up(client):
    client.force_login(somebody(Role.FACILITATOR))
    form = client.get(SETTING_UP, headers=FRAGMENT).content.decode()

    assert "<html" not in form
    assert "I have done it, carry on here" in form


def test_demo_asks_nobody(client, settings):
    settings.SECOND_FACTOR_REQUIRED, settings.CLIP_DEMO = False, True
    person = somebody(Role.FACILITATOR)
    client.post("/demo/", {"person": person.pk})

    assert client.get("/groups/").status_code == 200
    assert "no second step" in Client().get("/sign-in/").content.decode()


def test_off_outside_the_demo_is_complained_about(settings):
    settings.SECOND_FACTOR_REQUIRED, settings.CLIP_DEMO = False, False
    [advice] = checks.second_step_is_asked_for(None)
    assert advice.id == "clip.W008"

    settings.CLIP_DEMO = True
    assert checks.second_step_is_asked_for(None) == []
    settings.SECOND_FACTOR_REQUIRED, settings.CLIP_DEMO = True, False
    assert checks.second_step_is_asked_for(None) == []


@pytest.mark.parametrize(
    ("url", "work"),
    [
        ("https://clip.example.scot", True),
        ("http://localhost:8000", True),
        ("http://clip.localhost", True),
        ("http://clip.example.scot", False),
        ("https://10.0.0.7", False),
        ("http://127.0.0.1:8000", False),
        ("https://[::1]:8000", False),
    ],
)
def test_passkeys_are_offered_where_they_can_be_made(client, settings, url, work):
    settings.SITE_URL = url
    page = signed_in_for(client, make_user()).get("/account/").content.decode()

    assert (checks.passkeys_can_be_made(None) == []) == work
    assert ("Add a passkey" in page) == work
    assert ("an address made of numbers" in page) == (not work)
