"""Two record one meeting at two laptops: each sees what the other keeps within five seconds, and loses nothing of their own."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings import opening
from meetings.models import Attendance, Meeting
from tests.browser.keeping import address, delia, jo, proxy, say, texts
from tests.builders import make_action, make_entry, make_membership, make_small_group, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
__all__ = ["delia", "jo", "proxy"]
SOON = 5000  # milliseconds: the promise


@pytest.fixture
def meeting(jo):
    return jo.group.meetings.get()


@pytest.fixture
def two(open_page, site, meeting, jo, delia):
    """Jo's page and Delia's, each in a browser of their own."""
    pages = []
    for member in (jo, delia):
        page = open_page(user=member.person)
        page.goto(site + address(member))
        page.wait_for_function("() => window.clip.store.isLasting()")
        pages.append(page)
    return pages


def expect_focus_and_text(box, text):
    expect(box).to_be_focused()
    expect(box).to_have_value(text)


def test_each_sees_the_others_entries_and_keeps_focus_and_text(two):
    hers, his = two
    typing = his.locator("#quote-text")
    typing.press_sequentially("Half a tho")
    his.locator("#check-out-text").fill("And this")
    typing.focus()
    his.evaluate("document.querySelector('#quote-text').setSelectionRange(4, 4)")

    say(hers, "We go.")
    hers.get_by_role("button", name="Moira", exact=True).click()
    hers.locator("#new-action-line").fill("Visit, Moira, by next meeting")
    hers.keyboard.press("Enter")

    expect(his.locator("#recorded")).to_contain_text("We go.", timeout=SOON)
    expect(his.locator("#recorded")).to_contain_text("Visit", timeout=SOON)
    expect(his.get_by_role("button", name="Moira", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(his.locator("#here-count")).to_have_text("1, from one organisation")
    expect(his.locator("#close")).to_contain_text("This evening one person gets what they took on")
    expect_focus_and_text(typing, "Half a tho")
    his.keyboard.type("!")
    expect_focus_and_text(typing, "Half!" + " a tho")
    expect(his.locator("#check-out-text")).to_have_value("And this")


def test_both_keep_what_they_record_at_once(two):
    hers, his = two
    for n in range(4):
        say(hers, f"Hers {n}")
        say(his, f"His {n}")

    for page in two:
        for text in ("Hers 0", "Hers 3", "His 0", "His 3"):
            expect(page.locator("#recorded")).to_contain_text(text, timeout=SOON)
    assert sorted(texts()) == sorted(f"{who} {n}" for who in ("Hers", "His") for n in range(4))


def test_change_that_is_being_typed_stays_while_others_record(two, meeting, jo):
    make_entry(meeting, text="We go.", recorded_by=jo)
    hers, his = two
    his.reload()
    his.get_by_role("link", name="Change We go.").click()
    box = his.locator(".change textarea")
    box.fill("We go on")
    say(hers, "By bus.")

    expect(his.locator("#recorded")).to_contain_text("By bus.", timeout=SOON)
    expect_focus_and_text(box, "We go on")
    box.fill("We go on Tuesday.")
    his.get_by_role("button", name="Save these words").click()
    expect(hers.locator("#recorded")).to_contain_text("We go on Tuesday.", timeout=SOON)


def test_what_a_small_group_learns_comes_in_around_the_box_that_is_typed_in(two, meeting, jo):
    topics = [make_small_group(meeting, topic=topic, recorded_by=jo) for topic in ("Hours", "Pills")]
    hers, his = two
    for page in two:
        page.reload()
    box = his.locator(f"#learned-{topics[0].pk}-text")
    box.press_sequentially("Half a tho")
    for topic, text in zip(topics, ("A promise first.", "Once a day."), strict=True):
        say(hers, text, box=f"#learned-{topic.pk}-text")
    say(hers, "Lunches", box="#add-small-group-topic")

    for text in ("A promise first.", "Once a day.", "Lunches"):
        expect(his.locator("#small-group-list")).to_contain_text(text, timeout=SOON)
    expect_focus_and_text(box, "Half a tho")


def test_tap_with_the_focus_shows_what_the_other_tapped(two):
    hers, his = two
    his.get_by_role("button", name="Moira", exact=True).focus()
    hers.get_by_role("button", name="Moira", exact=True).click()

    moira = his.get_by_role("button", name="Moira", exact=True)
    expect(moira).to_have_attribute("aria-pressed", "true", timeout=SOON)
    expect(moira).to_be_focused()
    moira.click()
    expect(hers.get_by_role("button", name="Moira", exact=True)).to_have_attribute(
        "aria-pressed", "false", timeout=SOON
    )
    assert not Attendance.objects.get().is_present


def test_round_stays_with_who_types_and_says_what_the_other_heard(two, meeting):
    lead = make_membership(group=meeting.group, person=make_user(name="Ross Kerr"))
    make_action(lead=lead, text="Ask at the library")
    hers, his = two
    for page in two:
        page.reload()
    his.get_by_label("In their words").press_sequentially("They w")
    hers.get_by_text("Done", exact=True).click()
    hers.get_by_role("button", name="Save this update").click()
    expect(his.locator("#recorded")).to_contain_text("Ask at the library", timeout=SOON)

    expect_focus_and_text(his.get_by_label("In their words"), "They w")
    expect(his.locator("#round")).to_contain_text(re.compile("Heard at"))


def test_two_who_change_the_same_words_see_both(two, meeting, jo, delia, page_check):
    make_entry(meeting, text="At first.", recorded_by=jo)
    hers, his = two
    for page in two:
        page.reload()
        page.get_by_role("link", name="Change At first.").click()
        expect(page.locator(".change textarea")).to_be_focused()
    hers.locator(".change textarea").fill("Hers.")
    his.locator(".change textarea").fill("His.")
    hers.get_by_role("button", name="Save these words").click()
    expect(hers.locator("#recorded")).to_contain_text("Hers.")
    his.get_by_role("button", name="Save these words").click()

    expect(his.locator("#unsent .conflict")).to_contain_text("Jo Adair changed this at")
    expect(his.locator("#unsent .two")).to_contain_text("Hers.")
    expect(his.locator("#unsent .two")).to_contain_text("His.")
    page_check(his)
    his.get_by_role("button", name="Put your words in its place").click()
    expect(hers.locator("#recorded")).to_contain_text("His.", timeout=SOON)
    assert texts() == ["His."]


def test_other_is_told_that_the_record_was_closed(two, meeting, jo):
    opening.close_record(meeting, by=jo, at=timezone.now())

    expect(two[1].locator("#toast")).to_contain_text("was closed meanwhile", timeout=SOON)
    assert Meeting.objects.get().is_held


def test_page_without_a_change_is_left_alone(two):
    page = two[0]
    page.evaluate("document.querySelectorAll('main *').forEach((one) => { one.seen = true })")
    page.wait_for_timeout(7000)

    assert page.evaluate("[...document.querySelectorAll('main *')].every((one) => one.seen)")


def test_own_removal_leaves_what_is_typed_beside_it(two, meeting, jo):
    for text in ("We go.", "By bus."):
        make_entry(meeting, text=text, recorded_by=jo)
    page = two[0]
    page.reload()
    page.get_by_role("link", name="Change We go.").click()
    page.locator(".change textarea").fill("We go on Tuesday.")
    page.get_by_role("button", name="Remove By bus.").click()

    expect(page.locator("#recorded")).not_to_contain_text("By bus.")
    expect(page.locator(".change textarea")).to_have_value("We go on Tuesday.")
    page.get_by_role("button", name="Save these words").click()
    expect(page.locator("#recorded")).to_contain_text("We go on Tuesday.")
    assert texts() == ["We go on Tuesday."]


def test_focus_stays_where_one_types_while_an_answer_comes(open_page, proxy, meeting, jo):
    page = open_page(user=jo.person)
    page.goto(proxy.url + address(jo))
    page.wait_for_function("() => window.clip.store.isLasting()")
    proxy.delay = 0.3
    say(page, "We go.")
    page.locator("#quote-text").focus()
    page.keyboard.type("Half ")
    expect(page.locator("#recorded")).to_contain_text("We go.")
    page.wait_for_timeout(300)
    page.keyboard.type("a thought")

    expect_focus_and_text(page.locator("#quote-text"), "Half a thought")
