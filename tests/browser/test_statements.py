"""The privacy notice, written and read in a real browser, with and without what is still missing."""

import pytest
from playwright.sync_api import expect

from tests.builders import make_programme, make_stewardship

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def test_who_administers_fills_the_notice_in(open_page, size, page_check):
    ishbel = make_stewardship(role="administrator", programme=make_programme()).person
    page = open_page(size, user=ishbel)
    page.goto("/privacy/")
    page_check(page)
    page.get_by_role("link", name="Fill it in").click()
    page_check(page)

    page.get_by_label("Who runs Clip here").fill("Firth Health and Social Care Partnership")
    page.get_by_role("button", name="Let everybody read this").click()

    expect(page.get_by_text("Everybody reads this from now on")).to_be_visible()
    expect(page.get_by_text("Firth Health and Social Care Partnership")).to_be_visible()
    expect(page.get_by_role("heading", name="Not filled in yet")).to_be_visible()
    page_check(page)
