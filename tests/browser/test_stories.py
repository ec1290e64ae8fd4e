"""Stories in a browser: each page looked at by axe, and one told by keyboard with what leads to somebody taken out."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from inquiries.roles import Role
from practices.models import Story
from tests.builders import make_membership, make_retelling, make_story

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


def test_a_story_is_told_by_keyboard_and_a_telephone_number_stops_it_in_the_browser(open_page, site, page_check, jo):
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
