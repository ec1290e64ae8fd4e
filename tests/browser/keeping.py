"""What the tests of keeping share: a meeting that is recorded, a network that fails, and what the page says of it."""

import os
import re
import signal
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inquiries.roles import Role
from meetings.models import Entry
from tests.browser.proxy import Proxy
from tests.builders import make_meeting, make_membership, make_user

SOON = 25_000  # milliseconds: what the browser's patience and two or three tries take
# The browser looks for a newer worker when it likes: also while the network is cut.
NETWORK_NOISE = (
    r"ERR_|status of 50[234]|answered 50[234]|Failed to load resource|when fetching the script"
    r"|The script (has an unsupported|does not have a) MIME type"  # what a captive portal answers for it
)


@pytest.fixture
def jo():
    """A facilitator whose meeting is being recorded."""
    meeting = make_meeting(opened_at=timezone.now(), starts_at=timezone.now() - timedelta(minutes=30))
    make_membership(group=meeting.group, person=make_user(name="Moira Keane"))
    return make_membership(
        group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair", email="jo@example.scot")
    )


@pytest.fixture
def delia(jo):
    """Who records the same meeting at another laptop, or signs in at the same one."""
    person = make_user(name="Delia Fraser", email="delia@example.scot")
    return make_membership(group=jo.group, role=Role.INTEGRATION_MANAGER, person=person)


@pytest.fixture
def proxy(site):
    proxy = Proxy(site)
    yield proxy
    proxy.close()


@pytest.fixture
def page(open_page, proxy, jo, ears):
    ears.allow(NETWORK_NOISE)
    return opened(open_page(user=jo.person), proxy.url, jo)


def address(member):
    return f"/groups/{member.group.slug}/meetings/1/record/"


def opened(page, site, member):
    """The recording page, ready to keep."""
    page.goto(site + address(member))
    page.wait_for_function("() => window.clip.store.isLasting()")
    return page


def kept_for_reload(page):
    """Wait until a reload without network would open the page."""
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    while not page.evaluate("() => window.clip.store.page().then(Boolean)"):
        page.wait_for_timeout(100)


def say(page, text, box="#agreed-text"):
    page.locator(box).fill(text)
    page.locator(box).press("Enter")


def state(page):
    return page.locator("[data-save-state]")


def expect_saved(page):
    expect(state(page)).to_have_text(re.compile(r"^Saved \d\d:\d\d$"), timeout=SOON)


def unsent(page):
    return page.locator("#unsent li")


def texts():
    """What was agreed, in the order in which it was said."""
    return [entry.text for entry in Entry.objects.kept().order_by("recorded_at", "pk")]


def kill(folder) -> None:
    """End the browser that runs on this folder as a flat battery would: no farewell."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with suppress(OSError):
            if f"--user-data-dir={folder}".encode() in (entry / "cmdline").read_bytes().split(b"\0"):
                os.kill(int(entry.name), signal.SIGKILL)
