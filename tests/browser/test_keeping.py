"""Recording survives a hall's network: what is typed is kept, and each thing arrives once, in order."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from meetings import opening, recording
from meetings.models import Attendance, Entry
from tests.browser.keeping import (
    SOON,
    delia,
    expect_saved,
    jo,
    kept_for_reload,
    page,
    proxy,
    say,
    state,
    texts,
    unsent,
)
from tests.browser.test_signing_in_again import sent_code
from tests.builders import make_entry

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["delia", "jo", "page", "proxy"]


def test_what_was_typed_without_network_arrives_once_and_in_order(page, proxy, jo, page_check):
    proxy.mode = "cut"
    for text in ("We go.", "By bus.", "On Tuesday."):
        say(page, text)
        expect(unsent(page).filter(has_text=text)).to_contain_text("Not sent, kept on this device")
    moira = page.get_by_role("button", name="Moira", exact=True)
    moira.click()
    expect(moira).to_have_attribute("aria-pressed", "true")
    expect(state(page)).to_have_text("Not sent, kept on this device: 4")
    page_check(page)

    proxy.mode = "pass"

    expect_saved(page)
    expect(unsent(page)).to_have_count(0)
    expect(page.locator("#recorded")).to_contain_text("On Tuesday.")
    assert texts() == ["We go.", "By bus.", "On Tuesday."]
    assert Attendance.objects.get().is_present


@pytest.mark.long
@pytest.mark.parametrize("mode", ["cut", "stall", "502", "503", "504", "captive", "portal", "lost"])
def test_no_network_loses_or_doubles_or_claims_anything(page, proxy, mode):
    page.evaluate(WATCH_STATE)
    proxy.mode = mode
    say(page, "We go.")
    expect(state(page)).to_have_text("Not sent, kept on this device: 1", timeout=SOON)
    expect(page.locator("body")).not_to_contain_text("hall wifi")
    assert not [told for told in page.evaluate("window.told") if "Saved" in told]

    proxy.mode = "pass"

    expect_saved(page)
    assert texts() == ["We go."]


WATCH_STATE = """() => {
    window.told = []
    const box = document.querySelector("[data-save-state]")
    new MutationObserver(() => window.told.push(box.textContent)).observe(box, {childList: true, characterData: true, subtree: true})
}"""


@pytest.mark.long
def test_each_state_is_told_once(page, proxy):
    page.evaluate(WATCH_STATE)
    page.locator("#agreed-text").press_sequentially("We go.")
    page.keyboard.press("Enter")
    expect_saved(page)
    proxy.mode = "cut"
    say(page, "By bus.")
    expect(state(page)).to_contain_text("Not sent")
    page.wait_for_timeout(5000)  # two tries more
    proxy.mode = "pass"
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect_saved(page)

    told = [words.split(" ")[0] for words in page.evaluate("window.told")]
    assert told == ["Saving…", "Saved", "Saving…", "Not", "Saved"]


@pytest.mark.long
def test_reload_without_network_opens_the_page_and_goes_on(page, proxy, jo, page_check):
    make_entry(jo.group.meetings.get(), text="Said before.", recorded_by=jo)
    page.reload()
    kept_for_reload(page)
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
    page_check(page)

    proxy.mode = "pass"
    expect(page.locator("#offline")).to_have_count(0, timeout=SOON)
    expect(page.locator("#recorded")).to_contain_text("By bus.")
    assert sorted(texts()) == ["By bus.", "Said before.", "We go."]


@pytest.mark.long
def test_start_page_without_network_opens_the_meeting_that_was_open(page, proxy):
    kept_for_reload(page)
    proxy.mode = "cut"
    page.goto(f"{proxy.url}/")

    expect(page.locator("#offline")).to_contain_text("No connection to Clip.")
    say(page, "We go.")
    expect(unsent(page)).to_contain_text("We go.")

    page.goto(f"{proxy.url}/groups/")
    page.get_by_role("link", name="Record meeting 1").click()
    expect(unsent(page)).to_contain_text("We go.")


@pytest.mark.long
def test_what_is_not_sent_can_be_changed_and_taken_back(page, proxy, page_check):
    proxy.mode = "cut"
    for text in ("We go.", "By bus."):
        say(page, text)
    by_bus, we_go = unsent(page).filter(has_text="By bus."), unsent(page).filter(has_text="We go.")
    by_bus.get_by_role("button", name="Remove").click()
    by_bus.get_by_role("button", name="Undo").click()
    by_bus.get_by_role("button", name="Remove").click()
    we_go.get_by_role("button", name="Change").click()
    page_check(page)
    we_go.get_by_label("Agreed").fill("We go on Tuesday.")
    we_go.get_by_role("button", name="Keep these words").click()
    expect(unsent(page).filter(has_text="We go on Tuesday.")).to_have_count(1)

    proxy.mode = "pass"

    expect_saved(page)
    assert texts() == ["We go on Tuesday."]


@pytest.mark.long
def test_page_that_is_left_is_sent_from_the_next(page, proxy):
    proxy.mode = "cut"
    say(page, "We go.")
    expect(unsent(page)).to_have_count(1)

    proxy.mode = "pass"
    page.goto(f"{proxy.url}/account/")

    page.wait_for_function(
        "() => Object.entries(localStorage).some(([name, value]) => name.startsWith('clip-unsent') && value === 'no')",
        timeout=SOON,
    )
    assert texts() == ["We go."]


@pytest.mark.long
def test_ended_session_is_signed_in_over_the_page_and_the_queue_goes_on(page, proxy):
    proxy.mode = "cut"
    for text in ("We go.", "By bus."):
        say(page, text)
    expect(unsent(page)).to_have_count(2)
    Session.objects.all().delete()
    proxy.mode = "pass"
    dialog = page.get_by_role("dialog", name="You have been signed out")
    expect(dialog).to_be_visible(timeout=SOON)
    dialog.get_by_label("Email address").fill("jo@example.scot")
    dialog.get_by_role("button", name="Send me a code").click()
    expect(dialog.get_by_label("Code")).to_be_visible()
    dialog.get_by_label("Code").fill(sent_code())
    dialog.get_by_role("button", name="Sign in").click()

    expect_saved(page)
    assert texts() == ["We go.", "By bus."]


@pytest.mark.long
def test_words_of_one_person_are_not_sent_by_the_next(page, proxy, site, delia, settings):
    settings.CLIP_DEMO = True
    proxy.mode = "cut"
    say(page, "We go.")
    expect(unsent(page)).to_have_count(1)
    other = page.context.new_page()  # somebody else signs in at the same laptop, in another window
    other.goto(f"{site}/demo/")
    other.get_by_role("button", name="Delia Fraser").click()
    other.wait_for_load_state("networkidle")

    proxy.mode = "pass"
    page.wait_for_url(f"{proxy.url}/", timeout=SOON)

    assert texts() == []
    assert not Entry.objects.exists()


@pytest.mark.long
def test_old_token_is_replaced_once_and_the_same_is_sent(page, proxy, ears):
    ears.allow("status of 403|Status Error Code 403")
    page.context.clear_cookies(name="clip-csrf")
    page.evaluate("document.querySelector('meta[name=csrf-token]').content = 'x'.repeat(64)")
    say(page, "We go.")

    expect_saved(page)
    assert texts() == ["We go."]


@pytest.mark.long
def test_record_that_was_closed_gives_the_words_back(page, proxy, jo, page_check):
    proxy.mode = "cut"
    say(page, "We go.")
    expect(unsent(page)).to_have_count(1)
    opening.close_record(jo.group.meetings.get(), by=jo, at=timezone.now())

    proxy.mode = "pass"

    expect(unsent(page)).to_contain_text("The record of meeting 1 is not open", timeout=SOON)
    expect(unsent(page).get_by_role("button", name="Copy")).to_be_visible()
    expect(state(page)).to_have_text("Not saved yet: see what is wrong")
    page_check(page)
    unsent(page).get_by_role("button", name="Remove").click()
    assert texts() == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("choice", "stands"), [("Put your words in its place", "Mine."), ("Keep what stands", "Theirs.")]
)
def test_two_versions_are_shown_side_by_side_to_choose(page, proxy, jo, delia, page_check, choice, stands):
    entry = make_entry(jo.group.meetings.get(), text="At first.", recorded_by=jo)
    page.reload()
    page.get_by_role("link", name="Change At first.").click()
    page.locator(".change textarea").fill("Mine.")
    proxy.mode = "cut"
    page.get_by_role("button", name="Save these words").click()
    expect(unsent(page)).to_contain_text("Mine.")
    recording.change_entry(entry, "Theirs.", version=0, by=delia, at=timezone.now())

    proxy.mode = "pass"

    expect(state(page)).to_have_text("Two versions: choose", timeout=SOON)
    expect(page.locator(".conflict")).to_be_focused()
    expect(page.locator(".two")).to_contain_text("Theirs.")
    expect(page.locator(".two")).to_contain_text("Mine.")
    page_check(page)
    page.locator("#unsent").get_by_text(choice).click()
    expect(page.locator("#recorded")).to_contain_text(stands)
    expect(unsent(page)).to_have_count(0)
    assert texts() == [stands]


@pytest.mark.long
def test_other_words_after_a_lost_answer_keep_both(page, proxy):
    proxy.mode = "lost"
    say(page, "We go.")
    expect(unsent(page)).to_have_count(1)
    page.wait_for_timeout(500)
    row = unsent(page)
    row.get_by_role("button", name="Change").click()
    row.get_by_label("Agreed").fill("We stay.")
    proxy.mode = "pass"
    row.get_by_role("button", name="Keep these words").click()
    expect(page.locator(".two")).to_contain_text("We go.", timeout=SOON)
    expect(page.locator(".two")).to_contain_text("We stay.")
    page.get_by_role("button", name="Keep both").click()

    expect(unsent(page)).to_have_count(0)
    assert sorted(texts()) == ["We go.", "We stay."]


@pytest.mark.long
def test_refused_words_wait_for_a_change(page, proxy):
    proxy.mode = "cut"
    say(page, "Visit, Nobody at all", box="#new-action-line")  # nobody is called that
    say(page, "We go.")
    expect(unsent(page)).to_have_count(2)

    proxy.mode = "pass"

    expect(page.locator("#recorded")).to_contain_text("We go.", timeout=SOON)
    row = unsent(page)
    expect(row).to_have_count(1)
    expect(state(page)).to_have_text("Not saved yet: see what is wrong")
    row.get_by_role("button", name="Change").click()
    row.get_by_label("New action").fill("Visit, Moira")
    row.get_by_role("button", name="Keep these words").click()
    expect_saved(page)
    expect(page.locator("#recorded")).to_contain_text("Visit")


@pytest.mark.long
def test_reload_behind_a_captive_portal_opens_the_page_as_it_was(page, proxy):
    kept_for_reload(page)
    proxy.mode = "captive"
    page.reload()

    expect(page.locator("#offline")).to_contain_text("No connection to Clip.")
    expect(page.locator("body")).not_to_contain_text("hall wifi")
    say(page, "We go.")
    expect(unsent(page)).to_have_count(1)
