"""The recording page in Chromium: keys, names completed, focus that stays where the work is, and the same without script."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inquiries.roles import Role
from meetings import planning
from meetings.formats import STANDARD
from meetings.models import Action, Entry
from tests.builders import make_action, make_attendance, make_meeting, make_membership, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting():
    meeting = make_meeting(opened_at=timezone.now(), starts_at=timezone.now() - timedelta(minutes=30))
    for name in ("Moira Keane", "Mona Petrie"):
        member = make_membership(group=meeting.group, person=make_user(name=name))
        make_action(lead=member)
    make_attendance(meeting, member)
    return meeting


@pytest.fixture
def jo(meeting):
    jo = make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))
    planning.choose_format(meeting, STANDARD, by=jo, at=timezone.now())
    return jo


def address(meeting):
    return f"/groups/{meeting.group.slug}/meetings/{meeting.number}/record/"


def test_meeting_is_recorded_from_the_keyboard(open_page, size, page_check, meeting, jo):
    page = open_page(size, user=jo.person)
    page.goto(address(meeting))
    page_check(page)

    page.keyboard.press("n")
    line = page.locator("#new-action-line")
    expect(line).to_be_focused()
    page.keyboard.type("Visit with two carers, Mo")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    page_check(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(line).to_have_value(re.compile("Visit with two carers, (Moira Keane|Mona Petrie)"))
    page.keyboard.press("Enter")

    expect(page.locator("#recorded")).to_contain_text("Visit with two carers")
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    expect(line).to_have_value("")
    expect(line).to_be_focused()


def test_refused_line_stays_and_the_summary_has_the_focus(open_page, size, page_check, meeting, jo):
    page = open_page(size, user=jo.person)
    page.goto(address(meeting))
    page.locator("#agreed-text").fill("Half a thought")

    page.locator("#new-action-line").fill("Visit, Mo")
    page.locator("#new-action-line").press("Escape")
    page.locator("#new-action-line").press("Enter")

    expect(page.locator("#new-action .ds_error-summary")).to_be_focused()
    expect(page.locator("#new-action-line")).to_have_value("Visit, Mo")
    expect(page.locator("#agreed-text")).to_have_value("Half a thought")
    page_check(page)


def test_change_and_undo_leave_the_page_where_it_is(open_page, page_check, meeting, jo):
    page = open_page("desk", user=jo.person)
    page.goto(address(meeting))
    page.locator("#agreed-text").fill("We go.")
    page.keyboard.press("Enter")
    page.locator("#quote-text").fill("Half a thought")

    page.get_by_role("link", name=re.compile("Change.*We go")).click()
    page.locator(".change textarea").fill("We go on Tuesday.")
    page_check(page)
    page.get_by_role("button", name="Save these words").click()
    expect(page.locator("#recorded")).to_contain_text("We go on Tuesday.")
    page.get_by_role("button", name=re.compile("Remove.*We go")).click()
    expect(page.locator("#recorded")).not_to_contain_text("We go on Tuesday.")
    page.get_by_role("button", name="Undo").click()

    expect(page.locator("#recorded")).to_contain_text("We go on Tuesday.")
    expect(page.locator("#quote-text")).to_have_value("Half a thought")


def test_bar_tells_the_item_and_its_minutes(open_page, size, meeting, jo):
    page = open_page(size, user=jo.person)
    page.goto(address(meeting))

    expect(page.get_by_role("heading", level=1)).to_contain_text("Round of updates")
    expect(page.locator("[data-hall-left]")).to_have_text(re.compile(r"^\d+ minutes left$"))


def test_meeting_is_recorded_without_script(open_page, meeting, jo):
    page = open_page("desk", user=jo.person, javascript=False)
    page.goto(address(meeting))

    page.get_by_role("button", name="Moira", exact=True).click()
    expect(page.get_by_role("button", name="Moira", exact=True)).to_have_attribute("aria-pressed", "true")
    page.locator("#new-action-line").fill("Visit, Moira, next meeting")
    page.keyboard.press("Enter")
    page.locator("#agreed-text").fill("We go.")
    page.keyboard.press("Enter")
    expect(page.locator("#recorded")).to_contain_text("We go.")

    assert Action.objects.get(meeting=meeting).state == "open"
    assert Entry.objects.get().text == "We go."


def test_what_is_tried_is_kept_in_a_line_and_the_next_can_be_typed(open_page, size, page_check, meeting, jo):
    page = open_page(size, user=jo.person)
    page.goto(address(meeting))
    line = page.get_by_label("Tried, noticed, in the way")
    page.get_by_label("It is").select_option(label="Our systems")
    line.fill("Two lawyers for one form")
    line.press("Enter")
    kept = page.locator("#jotted").get_by_role("link", name="Two lawyers for one form")
    expect(kept).to_be_visible()
    expect(line).to_have_value("")
    expect(page.get_by_label("It is")).to_have_value("barrier:systems")
    page_check(page)
    kept.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Two lawyers for one form")
