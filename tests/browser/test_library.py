"""The learning library in a browser: each page looked at by axe, on a desk and on a phone, and something found and tried by keyboard."""

import pytest
from django.urls import reverse

from inquiries.roles import Role
from practices.models import SmallTest
from tests.builders import (
    make_barrier,
    make_library_entry,
    make_library_story,
    make_membership,
    make_programme,
    make_small_test,
    make_stewardship,
    make_taken_up,
)
from tests.practices.shared import entry_of, groups_of, library_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def places():
    return groups_of(make_programme())


def test_pages_of_the_library_are_open_to_everybody(open_page, size, page_check, site, places):
    teller, reader = (make_membership(group=group) for group in places)
    entry = make_library_entry(
        make_small_test(teller), learning="Ask first.", gives="The ward: an hour", gains="All"
    )
    make_library_entry(make_barrier(teller))
    make_library_entry(make_library_story(told_by=teller, title="The long day"))
    own = make_library_entry(make_small_test(reader))
    begun = make_taken_up(entry, small_test=make_small_test(reader)).small_test
    page = open_page(size, user=reader.person)
    for address in (
        library_of(reader.group),
        entry_of(reader.group, entry),
        entry_of(reader.group, own),
        entry_of(reader.group, entry, "try"),
        begun.get_absolute_url(),
        reverse("practices:library-share", args=[reader.group.slug, "small-test", begun.pk]),
    ):
        page.goto(site + address)
        page_check(page)


def test_what_is_looked_for_is_found_or_said_how_else_by_keyboard(open_page, size, page_check, site, places):
    teller, reader = (make_membership(group=group) for group in places)
    make_library_entry(make_small_test(teller), title="Soup", text="The kettle was too heavy.")
    page = open_page(size, user=reader.person)
    page.goto(site + library_of(reader.group))
    page.get_by_label("What are you looking for?").fill("kettle ferry")
    page.keyboard.press("Enter")
    page.get_by_text("Nothing says all of").wait_for()
    page_check(page)
    page.get_by_role("button", name="Look for any of these words").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Soup").wait_for()
    assert page.locator("mark").all_inner_texts() == ["kettle"]
    page_check(page)


def test_it_is_tried_in_ones_own_group(open_page, size, page_check, site, places):
    teller, reader = (make_membership(group=group) for group in places)
    entry = make_library_entry(make_small_test(teller), title="Soup from twelve", for_whom="carers")
    page = open_page(size, user=reader.person)
    page.goto(site + entry_of(reader.group, entry))
    page.get_by_role("link", name="Try this in our group").click()
    page.get_by_role("button", name="Begin it, no message leaves").click()
    page.get_by_text("Taken up from the learning library").wait_for()
    page_check(page)
    assert SmallTest.objects.get(group=reader.group).taken_up.entry == entry


def test_the_library_of_a_programme_is_open_to_everybody(open_page, size, page_check, site, places):
    entry = make_library_entry(make_small_test(make_membership(group=places[0])))
    national = make_stewardship(role=Role.NATIONAL_BODY, programme=entry.programme)
    page = open_page(size, user=national.person)
    for address in ("", f"{entry.pk}/"):
        page.goto(site + reverse("practices:programme-library", args=[entry.programme.slug]) + address)
        page_check(page)
