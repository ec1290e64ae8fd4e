from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from inquiries.models import User
from tests.builders import make_user
from tests.second_steps import FRAGMENT, signed_in_for

pytestmark = pytest.mark.django_db
SESSION = "/account/session/"


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now().replace(microsecond=0), tick=False) as traveller:
        yield traveller


@pytest.fixture
def at_work(client, clock):
    client.force_login(make_user())
    client.get("/account/")
    return client


def left(client):
    return client.get(SESSION, headers=FRAGMENT).json()


def test_session_says_how_long_is_left(at_work, clock):
    assert left(at_work) == {"idle": 3600, "end": 43200}

    clock.shift(timedelta(minutes=50))
    assert left(at_work) == {"idle": 600, "end": 40200}


def test_looking_is_no_sign_of_life(at_work, clock):
    for _ in range(4):
        clock.shift(timedelta(minutes=15))
        left(at_work)
    clock.shift(timedelta(seconds=1))

    assert at_work.get(SESSION, headers=FRAGMENT).status_code == 401


def test_saying_that_one_is_there_begins_the_hour_anew(at_work, clock):
    clock.shift(timedelta(minutes=58))

    assert at_work.post(SESSION, headers=FRAGMENT).json()["idle"] == 3600
    clock.shift(timedelta(minutes=58))
    assert left(at_work)["idle"] == 120


def test_twelve_hours_are_not_made_longer(at_work, clock):
    for _ in range(12):
        clock.shift(timedelta(minutes=59))
        at_work.post(SESSION)
    clock.shift(timedelta(minutes=12))

    assert at_work.post(SESSION, headers=FRAGMENT).status_code == 401


def test_somebody_made_inactive_is_out_at_the_next_request(at_work, clock):
    User.objects.update(is_active=False)

    assert at_work.get("/account/").url.startswith("/sign-in/")
    assert at_work.post("/account/", headers=FRAGMENT).status_code == 401


def test_session_key_that_somebody_was_given_is_worth_nothing_after_sign_in(client):
    client.get("/sign-in/")
    client.post("/sign-in/", {"email": "x@example.scot"})
    planted = client.session.session_key
    signed_in_for(client, make_user())
    thief = Client()
    thief.cookies["clip-sid"] = planted

    assert thief.get("/account/").url.startswith("/sign-in/")


def test_everywhere_means_each_device(client):
    person = make_user()
    devices = [signed_in_for(Client(), person) for _ in range(3)]
    signed_in_for(client, person).post("/account/sign-out-elsewhere/")

    assert [device.get("/account/").status_code for device in devices] == [302, 302, 302]
    assert client.get("/account/").status_code == 200


def test_pages_hold_the_warning_and_those_for_anybody_do_not(at_work):
    assert 'id="session-ends"' in at_work.get("/account/").content.decode()
    assert 'id="session-ends"' not in Client().get("/sign-in/").content.decode()
