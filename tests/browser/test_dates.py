"""Dates in a real browser: a series set, one meeting moved and called off, each page looked at by axe."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inquiries.models import Message
from inquiries.roles import Role
from meetings import inviting
from meetings.models import Meeting
from tests.builders import make_membership, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def jo():
    person = make_user(name="Jo Adair", email="jo@example.scot")
    return make_membership(role=Role.FACILITATOR, person=person)


def test_a_facilitator_sets_a_series_moves_one_meeting_and_calls_another_off(open_page, size, page_check, jo):
    page = open_page(size, user=jo.person)
    page.goto(f"/groups/{jo.group.slug}/meetings/")
    page_check(page)
    page.get_by_role("link", name="Set dates").last.click()
    page_check(page)

    page.get_by_label("First meeting on").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    page.get_by_label("How many meetings").fill("2")
    page.get_by_label("Begins at").fill("13:30")
    page.get_by_role("button", name="Show the days").click()
    expect(page.get_by_role("heading", name="The days it comes to")).to_be_visible()
    page_check(page)
    page.get_by_role("button", name="Set the two days, no message leaves").click()
    expect(page.get_by_text("2 meetings have a date now. No message has left.")).to_be_visible()

    make_membership(group=jo.group, person=make_user(name="Ross Kerr"))
    first = Meeting.objects.get(number=1)
    inviting.invite(first, "Do come.", by=jo, at=timezone.now())
    page.get_by_role("link", name="Change when and where").first.click()
    page.get_by_label("Where", exact=False).first.fill("The library")
    page.get_by_label("Your own words").fill("The hall is taken.")
    page.get_by_role("button", name="Show it in the preview").click()
    expect(page.locator("#preview")).to_contain_text("The hall is taken.")
    page_check(page)
    page.get_by_role("button", name="Save, and tell one person").click()
    expect(page.get_by_text("One message is on its way.")).to_be_visible()
    assert Message.objects.filter(kind=Message.Kind.CHANGED).count() == 1

    page.goto(f"/groups/{jo.group.slug}/meetings/2/change/")
    page.get_by_role("link", name="Call off meeting 2").click()
    page_check(page)
    page.get_by_role("button", name="Call off meeting 2, no message leaves").click()
    expect(page.get_by_role("heading", name="Called off")).to_be_visible()
    page_check(page)
