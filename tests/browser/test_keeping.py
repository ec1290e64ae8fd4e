"""Recording survives: what is typed is kept while there is no network, and each thing arrives once, in order."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inquiries.roles import Role
from meetings.models import Attendance, Entry
from tests.browser.proxy import Proxy
from tests.builders import make_entry, make_meeting, make_membership, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 20_000  # milliseconds: what the browser's patience and two or three tries take


@pytest.fixture
def jo():
    meeting = make_meeting(opened_at=timezone.now(), starts_at=timezone.now() - timedelta(minutes=30))
    make_membership(group=meeting.group, person=make_user(name="Moira Keane"))
    return make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))


@pytest.fixture
def proxy(site):
    proxy = Proxy(site)
    yield proxy
    proxy.close()


@pytest.fixture
def page(open_page, proxy, jo, ears):
    ears.allow(r"ERR_|status of 50[234]|answered 50[234]")
    return opened(open_page(user=jo.person), proxy, jo)


def address(jo):
    return f"/groups/{jo.group.slug}/meetings/1/record/"


def opened(page, proxy, jo):
    page.goto(proxy.url + address(jo))
    page.wait_for_function("() => window.clip.store.isLasting()")
    return page


def say(page, text, box="#agreed-text"):
    page.locator(box).fill(text)
    page.locator(box).press("Enter")


def state(page):
    return page.locator("[data-save-state]")


def texts():
    return [entry.text for entry in Entry.objects.order_by("recorded_at", "pk")]


def unsent(page):
    return page.locator("#unsent li")


def test_what_was_typed_without_network_arrives_once_and_in_order(page, proxy, jo):
    proxy.mode = "cut"
    for text in ("We go.", "By bus.", "On Tuesday."):
        say(page, text)
        expect(unsent(page).filter(has_text=text)).to_contain_text("Not sent, kept on this device")
    page.get_by_role("button", name="Moira", exact=True).click()
    expect(page.get_by_role("button", name="Moira", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(state(page)).to_have_text("Not sent, kept on this device: 4")

    proxy.mode = "pass"

    expect(state(page)).to_have_text(re.compile(r"^Saved \d\d:\d\d$"), timeout=SOON)
    expect(unsent(page)).to_have_count(0)
    expect(page.locator("#recorded")).to_contain_text("On Tuesday.")
    assert [entry.text for entry in Entry.objects.order_by("recorded_at")] == [
        "We go.",
        "By bus.",
        "On Tuesday.",
    ]
    assert Attendance.objects.get().is_present


def test_reload_without_network_opens_the_page_and_goes_on(page, proxy, jo):
    make_entry(jo.group.meetings.get(), text="Said before.", recorded_by=jo)
    page.reload()
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_timeout(2500)  # until the page is kept
    proxy.mode = "cut"
    say(page, "We go.")
    expect(unsent(page)).to_have_count(1)

    page.reload()

    expect(page.locator("#offline")).to_contain_text("No connection to Clip.")
    expect(unsent(page)).to_contain_text("We go.")
    expect(page.locator("#recorded")).to_contain_text("Said before.")
    say(page, "By bus.")
    expect(unsent(page)).to_have_count(2)
    expect(state(page)).to_have_text("Not sent, kept on this device: 2")

    proxy.mode = "pass"
    expect(page.locator("#offline")).to_have_count(0, timeout=SOON)
    expect(page.locator("#recorded")).to_contain_text("By bus.")
    assert sorted(texts()) == ["By bus.", "Said before.", "We go."]
