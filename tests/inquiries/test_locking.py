"""Keys to what a browser keeps: one a person and device, for them alone, sealed where it lies."""

from base64 import b64decode
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import locking
from inquiries.models import DeviceKey
from tests.builders import make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def jo():
    return make_user()


def test_key_is_the_same_each_time_and_long_enough(jo):
    device = uuid4()

    first, again = (locking.key_for(jo, device, at=NOW) for _ in range(2))

    assert first == again
    assert len(b64decode(first)) == 32


def test_keys_differ_by_person_and_by_device(jo):
    device = uuid4()
    keys = {
        locking.key_for(jo, device, at=NOW),
        locking.key_for(jo, uuid4(), at=NOW),
        locking.key_for(make_user(), device, at=NOW),
    }

    assert len(keys) == 3


def test_key_does_not_lie_open_in_the_table(jo):
    key = locking.key_for(jo, uuid4(), at=NOW)

    assert key not in DeviceKey.objects.get().sealed


def test_key_that_the_site_can_no_longer_open_is_made_anew(jo, settings):
    device = uuid4()
    before = locking.key_for(jo, device, at=NOW)
    settings.SECRET_KEY = "another" * 9

    after = locking.key_for(jo, device, at=NOW)

    assert after != before
    assert locking.key_for(jo, device, at=NOW) == after


def test_keys_unused_for_fourteen_days_go(jo):
    used, unused = uuid4(), uuid4()
    for device in (used, unused):
        locking.key_for(jo, device, at=NOW - timedelta(days=15))
    locking.key_for(jo, used, at=NOW)

    locking.forget_old(NOW)

    assert [key.device for key in DeviceKey.objects.all()] == [used]


def test_the_device_used_longest_ago_gives_way(jo):
    devices = [uuid4() for _ in range(locking.AT_MOST + 1)]
    for n, device in enumerate(devices):
        locking.key_for(jo, device, at=NOW + timedelta(minutes=n))

    assert {key.device for key in DeviceKey.objects.all()} == set(devices[1:])


def test_browser_asks_for_its_key(client, jo):
    client.force_login(jo)
    device = uuid4()

    answer = client.post(reverse("inquiries:device-key"), {"device": str(device)})

    assert answer.json() == {"key": locking.key_for(jo, device, at=NOW)}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("device", ["", "laptop"])
def test_device_without_a_name_is_told_what_to_do(client, jo, device):
    client.force_login(jo)

    answer = client.post(reverse("inquiries:device-key"), {"device": device})

    assert answer.status_code == 400
    assert "Reload the page" in answer.content.decode()
    assert not DeviceKey.objects.exists()
