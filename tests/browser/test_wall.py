"""The wall on a projector beside the laptop that records: one key blanks it, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.browser.keeping import SOON, address, delia, expect_saved, jo, page, proxy, say, texts
from tests.builders import make_action, make_aspiration

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
__all__ = ["delia", "jo", "page", "proxy"]


@pytest.fixture
def wall(open_page, site, delia):
    """The wall in a browser of its own, as on the computer of the projector."""
    make_aspiration(group=delia.group, text="Families hear early")
    shown = open_page(user=delia.person)
    shown.goto(f"{site}/groups/{delia.group.slug}/wall/")
    return shown


def test_one_key_blanks_the_wall_and_pauses_recording_until_somebody_goes_on(page, wall, jo, page_check):
    expect(wall.locator("main")).to_contain_text("Families hear early")
    page_check(wall)
    page.locator("#quote-text").fill("Half a tho")
    page.locator("body").click(position={"x": 2, "y": 400})

    page.keyboard.press("b")

    dialog = page.get_by_role("dialog", name="Paused at")
    expect(dialog).to_be_visible()
    page_check(page)
    expect(wall.locator("main")).not_to_contain_text("Families hear early", timeout=SOON)
    assert Meeting.objects.get().is_paused
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()

    page.get_by_role("button", name="Go on").click()

    expect(dialog).to_be_hidden()
    expect(wall.locator("main")).to_contain_text("Families hear early", timeout=SOON)
    expect(page.locator("#quote-text")).to_have_value("Half a tho")
    say(page, "We go on.")
    expect_saved(page)
    assert texts() == ["We go on."]


def test_a_pause_covers_the_page_at_once_also_without_network(page, proxy, wall):
    proxy.mode = "cut"
    page.locator("body").click(position={"x": 2, "y": 400})
    page.keyboard.press("b")
    expect(page.get_by_role("dialog", name="Paused at")).to_be_visible()

    proxy.mode = "pass"

    expect(wall.locator("main")).not_to_contain_text("Families hear early", timeout=SOON)


def test_who_records_beside_sees_the_pause_and_its_end(page, open_page, site, delia):
    hers = open_page(user=delia.person)
    hers.goto(site + address(delia))
    page.get_by_role("button", name="Pause").click()
    expect(hers.get_by_role("dialog", name="Paused at")).to_be_visible(timeout=SOON)

    hers.get_by_role("button", name="Go on").click()

    expect(page.get_by_role("dialog", name="Paused at")).to_be_hidden(timeout=SOON)


def test_the_wall_shows_what_is_new_without_a_touch(wall, jo):
    make_action(lead=jo, text="Visit Linden House")

    expect(wall.locator("main")).to_contain_text("Visit Linden House", timeout=SOON)
