"""What identifies somebody is refused in the browser before it is sent, or kept on the device; by the server's own rules."""

import random

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bench import identifiers
from inquiries.identifying import refused
from inquiries.roles import Role
from meetings.models import Entry
from tests.browser.keeping import address, jo, proxy, say, unsent
from tests.browser.keeping import page as recording
from tests.browser.test_keeping_device import EVERYTHING
from tests.builders import make_membership
from tests.inquiries import test_identifying

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
__all__ = ["jo", "proxy", "recording"]
NUMBER = "0101901234"
FINDS = (
    """(texts) => texts.map((text) => [false, true].map((isStory) => window.clip.refused(text, isStory)))"""
)


def corpus():
    """Disguised numbers, honest stories, every example of the server's tests, and letters thrown together."""
    chance = random.Random(3)
    examples = [
        value
        for name in dir(test_identifying)
        for mark in getattr(getattr(test_identifying, name), "pytestmark", [])
        if mark.name == "parametrize"
        for case in mark.args[1]
        for value in [case[0] if isinstance(case, tuple) else case]
        if isinstance(value, str)
    ]
    letters = "0123456789" * 4 + " .-/\n\u00a0\u200b٣７६𝟗᠑꩓aAbG@_+,:()|\\"
    noise = ["".join(chance.choices(letters, k=chance.randrange(8, 60))) for _ in range(4000)]
    return [*identifiers.chi_strings(60, 5), *identifiers.stories(), *examples, *noise]


def test_browser_and_server_find_the_same(open_page, site, jo):
    page, texts, year = open_page(user=jo.person), corpus(), timezone.localdate().year
    page.goto(site + address(jo))
    seen = page.evaluate(FINDS, texts)
    known = [
        [
            [[found.kind.value, found.paragraph] for found in refused(text, year=year, in_story=in_story)]
            for in_story in (False, True)
        ]
        for text in texts
    ]
    differ = [
        (text, here, there) for text, here, there in zip(texts, seen, known, strict=True) if here != there
    ]
    assert differ[:5] == []


def test_a_number_is_refused_before_anything_is_kept_on_the_device(recording, proxy):
    say(recording, f"Ring her, {NUMBER}")
    expect(recording.get_by_role("alert")).to_contain_text("looks like a CHI or other ID number")
    expect(recording.locator("#agreed-text")).to_have_value(f"Ring her, {NUMBER}")
    expect(recording.locator("#agreed-text")).to_be_focused()

    proxy.mode = "cut"
    say(recording, f"Ring her, {NUMBER}")
    expect(recording.get_by_role("alert")).to_contain_text("looks like a CHI or other ID number")
    assert not [one for one in recording.evaluate(EVERYTHING) if NUMBER in one]

    say(recording, "Ring her on Friday")
    expect(unsent(recording)).to_have_count(1)
    recording.get_by_role("button", name="Change").first.click()
    recording.locator("#unsent input.ds_input").fill(f"Ring her, {NUMBER}")
    recording.locator("#unsent form").get_by_role("button").first.click()
    expect(unsent(recording)).to_contain_text("looks like a CHI or other ID number")
    assert not Entry.objects.exists()


def test_a_plain_form_says_so_at_its_box_and_lets_a_telephone_number_be_asked_about(
    open_page, site, size, page_check
):
    place = make_membership(role=Role.FACILITATOR)
    page = open_page(size, user=place.person)
    page.goto(f"{site}/groups/{place.group.slug}/aspirations/")
    box = page.locator("form[method=post] textarea, form[method=post] input[type=text]").first

    box.fill("Ring 0141 496 0999")
    box.blur()
    expect(page.get_by_role("status").filter(has_text="looks like a telephone number")).to_be_visible()
    box.fill(f"Ring {NUMBER}")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_contain_text("looks like a CHI or other ID number")
    expect(box).to_have_attribute("aria-invalid", "true")
    page_check(page)
    box.fill("Ring on Friday")
    box.blur()
    expect(page.get_by_role("alert")).to_have_count(0)
