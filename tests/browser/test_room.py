"""Phones in a room: thirty at once over HTTP, and one in a real browser beside the facilitator's page."""

import re
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar

import pytest
from playwright.sync_api import expect

from meetings.models import RoomWord
from tests.browser.keeping import SOON, delia, jo
from tests.builders import make_room_code

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
__all__ = ["delia", "jo"]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def code(jo):
    return make_room_code(jo.group.meetings.get(), shown_by=jo, code="abcdefg2").code


def speak(site, code, number):
    """What one phone does: looks, then checks in and says a word to the facilitator; it presses each button twice."""
    phone = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = phone.open(f"{site}/room/{code}/", timeout=60).read().decode()
    token = TOKEN.search(page)[1]
    for panel in ("check-in", "word"):
        said = {"csrfmiddlewaretoken": token, "text": f"{panel} of phone {number}"}
        for _press in range(2):
            phone.open(
                f"{site}/room/{code}/{panel}/", urllib.parse.urlencode(said).encode(), timeout=60
            ).read()


def test_thirty_phones_at_once_lose_nothing_and_double_nothing(site, code):
    with ThreadPoolExecutor(30) as phones:
        list(phones.map(lambda number: speak(site, code, number), range(30)))

    for kind, panel in (("check_in", "check-in"), ("word", "word")):
        texts = sorted(RoomWord.objects.filter(kind=kind).values_list("text", flat=True))
        assert texts == sorted(f"{panel} of phone {number}" for number in range(30))


def test_a_phone_says_a_word_and_the_facilitator_sees_it(open_page, site, code, jo, page_check):
    beside = open_page(user=jo.person)
    beside.goto(f"{site}/groups/{jo.group.slug}/meetings/1/room/")
    page_check(beside)
    phone = open_page("phone")
    phone.goto(f"{site}/room/")
    page_check(phone)
    phone.get_by_label("The code on the wall").fill("ABCD efg2")
    phone.get_by_role("button", name="Go in").click()
    page_check(phone)

    phone.get_by_role("textbox", name="How do you arrive?").fill("Tired, and glad to be here.")
    phone.get_by_role("button", name="Send it, without my name").first.click()

    expect(phone.get_by_text("Sent. Thank you.")).to_be_visible()
    page_check(phone)
    expect(beside.locator("#said")).to_contain_text("Tired, and glad to be here.", timeout=SOON)
    page_check(beside)
