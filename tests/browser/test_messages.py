"""The outbox and what it leads to, a group's messages, and pausing one's notes, in Chromium."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from inquiries import linking
from inquiries.composing import compose
from inquiries.models import Link, Message
from inquiries.roles import Role
from tests.builders import make_membership, make_message, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
State = Message.State


@pytest.fixture
def ross():
    return make_membership(person=make_user(name="Ross Kerr", email="ross@example.scot"))


@pytest.fixture
def pause_url(site, ross):
    now = timezone.now()
    link = linking.link_for(Link.Purpose.PAUSE, ross, about=ross.pk, ends_at=now + timedelta(days=9), at=now)
    return site + reverse("inquiries:pause", args=[link.token])


@pytest.fixture
def note(ross, pause_url):
    context = {
        "person": ross.person,
        "group": ross.group,
        "words": "",
        "button": "Pause",
        "button_url": pause_url,
        "pause_url": pause_url,
        "code": "",
        "minutes": 1,
    }
    words = compose("inquiries/emails/code", context)
    return make_message(
        ross, kind=Message.Kind.NOTE, subject="A note", text=words.text, html=words.html, state=State.SENT
    )


def test_a_mail_in_the_outbox_is_read_and_its_button_followed(
    open_page, size, page_check, settings, ross, note
):
    settings.CLIP_DEMO = True
    page = open_page(size, user=ross.person)
    page.goto("/outbox/")
    page_check(page)
    page.get_by_label("To").select_option("Ross Kerr")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="A note").click()

    expect(page.get_by_role("heading", name="A note")).to_be_visible()
    page_check(page)
    page.frame_locator("iframe").get_by_role("link", name="Pause", exact=True).click()
    expect(page.get_by_role("heading", name="Pause the notes between meetings?")).to_be_visible()


def test_notes_are_paused_and_started_again_without_signing_in(page, page_check, pause_url):
    page.goto(pause_url)
    page_check(page)
    page.get_by_role("button", name="Pause my notes").click()
    expect(page.get_by_role("heading", name="Your notes are paused")).to_be_visible()
    page_check(page)
    page.get_by_role("button", name="Start my notes again").click()
    expect(page.get_by_role("button", name="Pause my notes")).to_be_visible()


def test_what_failed_is_sent_again_from_the_ledger(open_page, size, page_check, ross):
    delia = make_membership(group=ross.group, role=Role.INTEGRATION_MANAGER)
    make_message(ross, state=State.FAILED, failed_because="The mail server said 550 no such mailbox")
    make_message(state=State.SENT, membership=ross)
    page = open_page(size, user=delia.person)
    page.goto(reverse("inquiries:messages", args=[ross.group.slug]))
    page_check(page)
    page.get_by_role("button", name="Send again to Ross").click()

    expect(page.get_by_text("It goes to Ross once more.")).to_be_visible()
    expect(page.get_by_role("button", name="Send again to Ross")).to_have_count(0)
    page_check(page)


def test_a_link_that_has_ended_offers_the_next_step(page, page_check):
    page.goto("/pause/not-whole/")
    page_check(page)
    expect(page.get_by_role("heading", name="This link has ended")).to_be_visible()
    expect(page.locator("#main").get_by_role("link", name="Sign in")).to_be_visible()
