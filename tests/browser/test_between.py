"""The pages between two meetings, each looked at by axe on a desk and on a phone, and what one does there by keyboard."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from inquiries.models import Undeliverable
from inquiries.roles import Role
from meetings import nudging
from meetings.models import Action, DigestChoice, Nudge
from tests.builders import (
    make_action,
    make_meeting,
    make_membership,
    make_message,
    make_note_rhythm,
    make_undeliverable,
    make_user,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
LONG_AGO = timedelta(days=20)


@pytest.fixture
def delia():
    """An integration manager of two groups in which one person took something on, and of one who waits."""
    delia, ross = make_user(name="Delia Orr"), make_user(name="Ross Tait")
    for _ in range(2):
        meeting = make_meeting()
        place = make_membership(group=meeting.group, person=delia, role=Role.INTEGRATION_MANAGER)
        heard = timezone.now() - LONG_AGO
        lead = make_membership(group=meeting.group, person=ross)
        make_action(lead=lead, state="stuck", heard_at=heard, agreed_at=heard)
        make_note_rhythm(meeting.group)
        nudging.plan_notes(meeting, at=timezone.now())
    return place


def test_pages_between_meetings_are_open_to_everybody(open_page, size, page_check, site, delia):
    slug, action = delia.group.slug, Action.objects.filter(group=delia.group).get()
    returned = make_message(
        make_membership(group=delia.group), state="bounced", failed_because="It came back: no"
    )
    make_undeliverable(returned.person)
    page = open_page(size, user=delia.person)

    for address in (
        reverse("today"),
        reverse("meetings:desk"),
        reverse("meetings:queue"),
        reverse("meetings:digest"),
        reverse("meetings:notes", args=[slug]),
        reverse("meetings:actions", args=[slug]),
        action.get_absolute_url(),
        reverse("inquiries:messages", args=[slug]),
        reverse("inquiries:message", args=[slug, returned.pk]),
        reverse("meetings:own-calendar"),
        reverse("inquiries:own-notes"),
        reverse("inquiries:account"),
    ):
        page.goto(site + address)
        for more in page.locator("main details").all():
            more.evaluate("part => { part.open = true }")
        page_check(page)


def test_a_note_is_worded_and_the_whole_mail_read_as_its_person_will(
    open_page, size, page_check, site, delia
):
    page = open_page(size, user=delia.person)
    page.goto(site + reverse("meetings:queue"))
    expect(page.get_by_text("one message", exact=True)).to_be_visible()
    page.get_by_text("See the whole mail").click()
    page_check(page)

    page.get_by_role("link", name="Change Ross’s note of").first.click()
    expect(page.get_by_text("In one message with what they took on in")).to_be_visible()
    page.get_by_text("Put your own words on top").click()
    page.get_by_label("Your own words on top").fill("It was good to see you.")
    page.get_by_role("button", name="Save, no message leaves").first.press("Enter")
    expect(page.get_by_text("The note to Ross Tait opens with your words.")).to_be_visible()
    assert Nudge.objects.filter(words="It was good to see you.").count() == 1


def test_something_is_taken_on_between_meetings_and_a_mistake_is_told_at_the_field(
    open_page, size, page_check, site, delia
):
    page = open_page(size, user=delia.person)
    page.goto(site + reverse("meetings:actions", args=[delia.group.slug]))
    page.get_by_text("Add what somebody took on since the meeting").click()
    page.get_by_label("What somebody takes on").fill("Visit Linden House")
    page.get_by_label("What somebody takes on").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Say who takes it on")
    page_check(page)

    page.get_by_label("What somebody takes on").fill("Visit Linden House, Ross, by the next meeting")
    page.get_by_label("They said yes already").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="Visit Linden House")).to_be_visible()
    expect(page.get_by_text("Ross Tait has it. No message has left.")).to_be_visible()


def test_digest_calendar_and_address_are_chosen_with_one_press_each(open_page, size, page_check, site, delia):
    returned = make_message(make_membership(group=delia.group), state="bounced")
    make_undeliverable(returned.person)
    page = open_page(size, user=delia.person)

    page.goto(site + reverse("meetings:digest"))
    page.get_by_label("At what hour?").select_option("9 am")
    page.get_by_role("button", name="Save, no message leaves").click()
    expect(page.get_by_text("Kept. No message has left.")).to_be_visible()
    assert DigestChoice.objects.get().hour == 9

    page.goto(site + reverse("meetings:own-calendar"))
    page.get_by_role("button", name="Make my private address").click()
    assert page.get_by_label("Copy it into").input_value().startswith(f"{site}/calendar/")
    page_check(page)

    page.goto(site + reverse("inquiries:message", args=[delia.group.slug, returned.pk]))
    page.get_by_role("button", name="address works again").click()
    expect(page.get_by_text("from now on. No message has left.")).to_be_visible()
    assert not Undeliverable.objects.exists()
