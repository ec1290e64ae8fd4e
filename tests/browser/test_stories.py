"""Stories and small tests in a browser: each page looked at by axe, and what one does there by keyboard."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from inquiries.roles import Role
from practices.models import Story
from tests.builders import (
    make_membership,
    make_retelling,
    make_small_test,
    make_story,
    make_strand,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


def test_pages_of_stories_are_open_to_everybody(open_page, size, page_check, site, jo):
    story = make_retelling(make_story(jo, learning="Being helped is work.")).story
    page, slug = open_page(size, user=jo.person), jo.group.slug
    for address in (
        reverse("practices:stories", args=[slug]),
        story.get_absolute_url(),
        reverse("practices:story-tell", args=[slug]),
        reverse("practices:story-change", args=[slug, story.pk]),
    ):
        page.goto(site + address)
        page_check(page)


def test_pages_of_small_tests_are_open_to_everybody(open_page, size, page_check, site, jo):
    row = make_small_test(jo, look_on=timezone.localdate(), gives="An hour")
    make_strand(make_story(jo), row)
    page, slug = open_page(size, user=jo.person), jo.group.slug
    for address in (
        reverse("practices:small-tests", args=[slug]),
        row.get_absolute_url(),
        reverse("practices:small-test-begin", args=[slug]),
    ):
        page.goto(site + address)
        page_check(page)


def test_a_small_test_is_begun_and_adapted_by_keyboard(open_page, site, page_check, jo):
    page = open_page(user=jo.person)
    page.goto(site + reverse("practices:small-test-begin", args=[jo.group.slug]))
    page.get_by_label("What will we try?").fill("The nurse looks in")
    page.get_by_label("Who does it help?").fill("People on their own")
    page.get_by_role("button", name="Begin it").press("Enter")
    expect(page.get_by_role("heading", name="The nurse looks in")).to_be_visible()

    page.get_by_text("Say how it went").press("Enter")
    page.get_by_label("What did we do?").fill("She went twice")
    page.get_by_label("Partly").press("Space")
    page.get_by_label("Adapt: try it another way").press("Space")
    page.get_by_role("button", name="Keep what it taught").press("Enter")
    expect(page.get_by_text("Enter what you will try next").first).to_be_visible()
    page_check(page)
    page.get_by_label("To adapt it").fill("On Thursdays")
    page.get_by_label("And when do we look at that?").fill(str(timezone.localdate() + timedelta(days=7)))
    page.get_by_role("button", name="Keep what it taught").press("Enter")
    expect(page.get_by_role("heading", name="Round 2")).to_be_visible()


def test_a_story_is_told_by_keyboard_and_a_telephone_number_stops_it_in_the_browser(
    open_page, site, page_check, jo
):
    page = open_page(user=jo.person)
    page.goto(site + reverse("practices:story-tell", args=[jo.group.slug]))
    page.get_by_label("What it is about").fill("Three visits before lunch")
    page.get_by_label("What happened?").fill("She waits in.\n\nRing 0141 496 0999.")
    page.get_by_label("Made of several people’s").press("Space")
    page.get_by_role("button", name="Keep the story").press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("looks like a telephone number in paragraph 2")
    expect(page.get_by_label("What happened?")).to_be_focused()
    page_check(page)
    assert not Story.objects.exists()
    page.get_by_label("What happened?").fill("She waits in. Mrs Keane rings.")
    page.get_by_role("button", name="Keep the story").press("Enter")

    page.get_by_label("Why can nobody be recognised?").fill("The name is invented")
    page_check(page)
    page.get_by_role("button", name="Keep the story").press("Enter")
    expect(page.get_by_role("heading", name="Three visits before lunch")).to_be_visible()
    assert Story.objects.get().sure_because == "The name is invented"
