"""The pages around a meeting, each looked at by axe on a desk and on a phone; and two hands in one debrief."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inquiries.models import Link
from meetings import asking_first, note_taking
from tests.browser.keeping import SOON, delia, jo
from tests.builders import make_agenda_item, make_entry, make_small_group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
__all__ = ["delia", "jo"]


@pytest.fixture
def meeting(jo):
    meeting = jo.group.meetings.get()
    make_agenda_item(meeting, title="Walk and talk")
    return meeting


@pytest.mark.parametrize(
    "path", ["debrief/", "bag/", "change/", "plan/format/keep/", "room/", "../../wall/", "../../wall/paper/"]
)
def test_page_is_open_to_everybody(open_page, size, page_check, site, jo, meeting, path):
    page = open_page(size, user=jo.person)
    page.goto(f"{site}/groups/{jo.group.slug}/meetings/1/{path}")

    page_check(page)


def test_pages_behind_a_link_are_open_to_everybody(open_page, size, page_check, site, jo, meeting):
    now = timezone.now()
    small_group = make_small_group(meeting=meeting, topic="Medicines", recorded_by=jo)
    link = note_taking.make_link(small_group, by=jo, at=now)
    quote = make_entry(meeting, kind="quote", text="Nobody asks.", speaker=jo, recorded_by=jo)
    asking_first.ask(quote, by=jo, at=now)
    asked = Link.objects.get(purpose=Link.Purpose.QUOTE)
    page = open_page(size)

    for address in (f"/small-group/{link.token}/", f"/quote/{asked.token}/"):
        page.goto(site + address)
        page_check(page)
        page.get_by_role("button").last.click()  # with nothing in it: what is wrong is said
        expect(page.get_by_role("alert")).to_be_visible()
        page_check(page)


def test_two_hands_in_one_debrief_see_both_texts(open_page, page_check, site, jo, delia, meeting):
    hers, his = open_page(user=delia.person), open_page(user=jo.person)
    for page in (hers, his):
        page.goto(f"{site}/groups/{jo.group.slug}/meetings/1/debrief/")
    hers.get_by_role("textbox", name="What happened").fill("It was loud.")
    hers.locator("#save-told").click()
    expect(hers.locator("#part-told")).to_contain_text("Saved at")

    his.get_by_role("textbox", name="What happened").fill("It was quiet.")
    his.locator("#save-told").click()

    expect(his.locator("#part-told")).to_contain_text("Delia Fraser wrote here", timeout=SOON)
    expect(his.locator("#part-told")).to_contain_text("It was loud.")
    expect(his.locator("#told-text")).to_have_value("It was quiet.")
    page_check(his)
