"""The parts that all pages are made of, in a real browser: in both schemes, narrow, by keyboard, and when nothing arrives."""

import re

import pytest
from playwright.sync_api import expect

from meetings.models import AgendaItem
from tests.builders import make_agenda_item, make_meeting, make_membership

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def parts(page, settings):
    settings.CLIP_DEMO = True
    page.goto("/parts/")
    return page


def test_parts_are_sound_in_both_schemes(parts, page_check):
    page_check(parts)
    parts.emulate_media(color_scheme="dark")
    page_check(parts)


def test_parts_fit_a_window_of_320(parts, page_check):
    parts.set_viewport_size({"width": 320, "height": 640})
    page_check(parts)


def test_parts_keep_their_shapes_in_forced_colours(parts):
    parts.emulate_media(forced_colors="active")
    stuck = parts.locator(".state--stuck").first
    border = stuck.evaluate("e => getComputedStyle(e, '::before').borderTopWidth")
    assert float(border.removesuffix("px")) > 0


def test_summary_has_the_focus_and_leads_to_its_field(parts):
    expect(parts.locator(".ds_error-summary")).to_be_focused()
    parts.get_by_role("link", name="Choose an answer to “Sector”").click()
    expect(parts.locator("#id_wrong-sector_0")).to_be_focused()


def test_skip_link_comes_first(open_page, size):
    page = open_page(size)
    page.goto("/help/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_open_pages_are_sound(page, page_check, ears):
    ears.allow("status of 404")
    for path in ["/help/", "/accessibility/", "/privacy/", "/no-such-page/"]:
        page.goto(path)
        page_check(page)


@pytest.fixture
def item():
    facilitator = make_membership(role="facilitator")
    return make_agenda_item(make_meeting(facilitator.group), title="Medicines", minutes=20)


@pytest.fixture
def plan(open_page, item):
    group = item.meeting.group
    page = open_page("desk", user=group.memberships.get(role="facilitator").person)
    page.goto(f"/groups/{group.slug}/meetings/{item.meeting.number}/plan/")
    return page


def type_minutes(page):
    field = page.locator("input[name=minutes]").first
    field.fill("35")
    field.press("Enter")


def test_page_of_a_halls_portal_is_never_swapped_in(plan, item, ears):
    ears.allow("Status Error Code 200")
    plan.route("**/minutes/", lambda route: route.fulfill(status=200, body="<p>Buy an hour of wifi</p>"))
    type_minutes(plan)

    expect(plan.get_by_role("alert").get_by_text("Not sent. What you typed is still here")).to_be_visible()
    assert plan.get_by_text("Buy an hour").count() == 0
    assert plan.locator("input[name=minutes]").first.input_value() == "35"


def test_trouble_goes_once_something_arrives(plan, item, ears):
    ears.allow("ERR_FAILED|htmx:(afterRequest|sendError)")
    plan.route("**/minutes/", lambda route: route.abort())
    type_minutes(plan)
    expect(plan.locator("#trouble")).to_be_visible()
    plan.unroute("**/minutes/")
    with plan.expect_response(re.compile("/minutes/$")):
        plan.locator("input[name=minutes]").first.press("Enter")

    expect(plan.locator("#trouble")).to_be_hidden()
    assert AgendaItem.objects.get(pk=item.pk).minutes == 35


def test_form_without_htmx_is_sent_once(plan):
    sent = []
    plan.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    plan.goto("/account/")
    form = plan.locator("main form", has=plan.get_by_role("button", name="Sign out", exact=True))
    form.evaluate("form => { form.requestSubmit(); form.requestSubmit() }")
    plan.wait_for_url("**/sign-in/")

    assert len(sent) == 1
