from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inquiries.models import DeviceKey
from tests.builders import make_user

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def signed_in(client, clock):
    client.force_login(make_user())
    client.get("/account/")
    return client


def is_signed_in(client):
    return client.get("/account/").status_code == 200


def test_session_ends_after_an_hour_without_a_request(signed_in, clock):
    clock.shift(timedelta(minutes=60))
    assert is_signed_in(signed_in)

    clock.shift(timedelta(minutes=60, seconds=1))
    assert not is_signed_in(signed_in)


def test_every_request_begins_the_hour_anew(signed_in, clock):
    for _ in range(10):
        clock.shift(timedelta(minutes=55))
        assert is_signed_in(signed_in)


def test_a_fragment_counts_as_a_request(signed_in, clock):
    clock.shift(timedelta(minutes=50))
    signed_in.get("/account/", headers=FRAGMENT)
    clock.shift(timedelta(minutes=50))

    assert is_signed_in(signed_in)


def test_session_ends_after_twelve_hours_however_busy(signed_in, clock):
    for _ in range(23):
        clock.shift(timedelta(minutes=30))
        assert is_signed_in(signed_in)
    clock.shift(timedelta(minutes=30))

    assert not is_signed_in(signed_in)


def test_ended_session_leaves_nothing_behind(signed_in, clock):
    key = signed_in.session.session_key
    clock.shift(timedelta(minutes=61))
    signed_in.get("/account/")

    assert not signed_in.session.exists(key)


def test_session_is_written_at_most_once_a_minute(signed_in, clock):
    writes = []
    for seconds in (59, 1):
        clock.shift(timedelta(seconds=seconds))
        with CaptureQueriesContext(connection) as queries:
            signed_in.get("/account/")
        writes.append([query["sql"] for query in queries if query["sql"].startswith("UPDATE")])

    assert [len(updates) for updates in writes] == [0, 1]


def test_signing_in_again_begins_twelve_new_hours(signed_in, clock, settings):
    settings.CLIP_DEMO = True
    clock.shift(timedelta(minutes=30))
    signed_in.post("/demo/", {"person": signed_in.session["_auth_user_id"]})
    signed_in.get("/account/")

    assert signed_in.session["began"] == int(timezone.now().timestamp())


def test_page_without_a_session_asks_for_sign_in_and_comes_back(client):
    assert client.get("/account/?a=1").url == "/sign-in/?next=/account/%3Fa%3D1"


def test_fragment_without_a_session_is_told_so(client):
    for response in (client.get("/account/", headers=FRAGMENT), client.post("/account/", headers=FRAGMENT)):
        assert (response.status_code, response.headers["HX-Trigger"]) == (401, "session-expired")
        assert response.content == b""


def test_form_sent_without_a_session_comes_back_to_its_page(client):
    response = client.post("/account/", headers={"Referer": "http://testserver/groups/?q=x"})
    strange = client.post("/account/", headers={"Referer": "http://evil.example/groups/"})

    assert response.url == "/sign-in/?next=/groups/"
    assert strange.url == "/sign-in/?next=/"


def test_pages_are_kept_out_of_caches_and_marked_as_ours(signed_in):
    response = signed_in.get("/account/")

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-App"] == "1"
    assert "HX-Request" in response.headers["Vary"]


def test_policy_lets_no_inline_script_or_style_in(signed_in):
    policy = signed_in.get("/account/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_old_token_in_a_fragment_is_told_by_a_code_and_gets_a_fresh_one():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/sign-in/", {"email": "a@example.scot"}, headers=FRAGMENT)

    assert (response.status_code, response.json()) == (403, {"code": "csrf"})
    token = response.cookies["clip-csrf"].value
    again = client.post("/sign-in/", {"email": "a@example.scot"}, headers=FRAGMENT | {"X-CSRFToken": token})
    assert again.status_code == 302


def test_old_token_in_a_page_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "a@example.scot"})

    assert response.status_code == 403
    assert "This page was open for too long" in response.content.decode()


# --- what a device kept ----------------------------------------------------------------------------


def test_what_one_person_typed_is_not_taken_from_another(client):
    jo, delia = make_user(), make_user()
    client.force_login(delia)
    url, device = reverse("inquiries:device-key"), {"device": str(uuid4())}

    for typed_by, status in ((jo, 401), (delia, 200)):
        headers = {"X-Clip-Person": str(typed_by.pk), "HX-Request": "true"}
        assert client.post(url, device, headers=headers).status_code == status
    assert DeviceKey.objects.get().person == delia


def test_page_that_looks_by_itself_keeps_no_session_open(client, settings):
    client.force_login(make_user())
    client.get("/groups/")
    session = client.session
    session["last_seen"] = before = session["last_seen"] - 120
    session.save()

    client.get("/groups/", headers={"X-Clip-Looks": "1"})
    assert client.session["last_seen"] == before
    client.get("/groups/")
    assert client.session["last_seen"] > before


def test_database_that_is_away_may_be_asked_again(client, monkeypatch):
    client.force_login(make_user())

    def away(*args, **kwargs):
        raise OperationalError("the server closed the connection unexpectedly")

    monkeypatch.setattr("inquiries.views.account.Membership.objects.current", away)
    answer = client.get(reverse("inquiries:account"))

    assert (answer.status_code, answer["Retry-After"], answer["X-App"]) == (503, "5", "1")
    assert "Clip is away for a moment" in answer.content.decode()
