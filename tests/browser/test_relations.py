"""Who works together in a browser: the picture looked at by axe, on a desk and on a phone, and moved by keys and without script."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from tests.builders import make_action, make_meeting, make_membership

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def jo():
    """A facilitator whose group met twice, with a tie from each meeting."""
    jo = make_membership(role=Role.FACILITATOR)
    first = timezone.now() - timedelta(days=60)
    for number in (1, 2):
        meeting = make_meeting(jo.group, number=number, starts_at=first, closed_by=jo)
        first += timedelta(days=30)
        action = make_action(make_membership(group=jo.group), meeting=meeting)
        action.helpers.add(make_membership(group=jo.group))
    return jo


def test_the_picture_is_open_to_everybody(open_page, size, page_check, site, jo):
    page = open_page(size, user=jo.person)
    here = site + reverse("practices:relations", args=[jo.group.slug])
    for address in (here, f"{here}?after=1"):
        page.goto(address)
        page.locator("#relations details summary").click()
        page_check(page)


def test_the_slider_moves_by_keys_and_keeps_its_place(open_page, size, site, jo):
    page = open_page(size, user=jo.person)
    page.goto(site + reverse("practices:relations", args=[jo.group.slug]))
    page.locator("#after").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/relations/?after=1")
    page.locator("#relations figure svg:visible").get_by_text("One tie after one meeting").last.wait_for()
    assert page.evaluate("document.activeElement.id") == "after"
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/relations/?after=2")
