"""Writing, publishing and reading a recap in Chromium: what is typed is seen at once, and the PDF comes by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inquiries import linking, rendering
from inquiries.models import Document, Link
from inquiries.roles import Role
from meetings import publishing
from meetings.models import Recap
from tests.builders import (
    make_action,
    make_attendance,
    make_entry,
    make_meeting,
    make_membership,
    make_recap,
    make_small_group,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR, person=make_user(name="Jo Lennox"))


@pytest.fixture
def ross(jo):
    return make_membership(jo.group, make_user(name="Ross Kerr"))


@pytest.fixture
def meeting(jo, ross):
    meeting = make_meeting(jo.group, closed_by=jo, starts_at=timezone.now() - timedelta(hours=4))
    make_attendance(meeting, ross)
    make_entry(meeting, text="We keep the lunch", recorded_by=jo)
    make_entry(meeting, kind="quote", text="We are afraid of the list.", speaker=ross, recorded_by=jo)
    make_entry(meeting, kind="check_out", text="Braver", recorded_by=jo)
    small_group = make_small_group(meeting, recorded_by=jo)
    make_entry(meeting, kind="learned", small_group=small_group, text="A morning back", recorded_by=jo)
    make_action(lead=ross, meeting=meeting, text="Ask-" + "the-bus-company-" * 6, state="offered")
    return meeting


@pytest.fixture
def address(meeting):
    return f"/groups/{meeting.group.slug}/meetings/{meeting.number}/recap/"


def test_writer_sees_at_once_how_it_reads(open_page, size, page_check, jo, address):
    page = open_page(size, user=jo.person)
    page.goto(address)
    page_check(page)
    sheet = page.locator("#how")

    page.get_by_label("What we talked about").fill("Nobody was in a hurry. <b>So</b>")
    expect(sheet).to_contain_text("Nobody was in a hurry. <b>So</b>")
    page.get_by_label("How we left (1)").uncheck()
    expect(sheet).not_to_contain_text("Braver")

    assert not Recap.objects.exists()
    page_check(page)


def test_two_texts_stand_side_by_side(open_page, size, page_check, ears, jo, meeting, address):
    ears.allow("409")
    page = open_page(size, user=jo.person)
    page.goto(address)
    delia = make_membership(meeting.group, make_user(name="Delia Fraser"), role=Role.INTEGRATION_MANAGER)
    make_recap(meeting, delia, text="Hers", version=1)

    page.get_by_label("What we talked about").fill("His")
    page.get_by_role("button", name="Save, no message leaves").click()

    expect(page.get_by_role("alert")).to_contain_text("Delia Fraser changed this")
    expect(page.get_by_label("What we talked about")).to_have_value("His")
    page_check(page)


def test_pdf_comes_by_itself(open_page, size, page_check, jo, meeting, address):
    recap = make_recap(meeting, jo, text="Nobody was in a hurry.", version=1)
    publishing.publish(recap, version=1, by=jo, at=timezone.now())
    page = open_page(size, user=jo.person)
    page.goto(address)
    expect(page.get_by_text("The PDF waits its turn.")).to_be_visible()
    page_check(page)

    Document.objects.update(state="failed", failed_because="The PDF maker found a fault in the page.")
    expect(page.get_by_text("The PDF could not be made.")).to_be_visible()
    page_check(page)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("The PDF waits its turn.")).to_be_visible()
    rendering.render(Document.objects.get().pk, timezone.now())

    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible()
    page_check(page)


def test_without_javascript_one_looks_again(open_page, jo, meeting, address):
    make_recap(meeting, jo, text="Nobody was in a hurry.", version=1)
    page = open_page("phone", user=jo.person, javascript=False)
    page.goto(f"{address}preview/")

    page.get_by_role("button", name="Publish recap to 1 person").click()
    expect(page.get_by_text("The PDF waits its turn.")).to_be_visible()
    rendering.render(Document.objects.get().pk, timezone.now())
    page.get_by_role("link", name="Look again").click()

    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible()


def test_link_opens_without_a_password_and_ends(open_page, size, page_check, ears, jo, ross, meeting):
    ears.allow("410")
    recap = make_recap(meeting, jo, text="Nobody was in a hurry.", version=1)
    publishing.publish(recap, version=1, by=jo, at=timezone.now())
    link = Link.objects.get(membership=ross)
    page = open_page(size)

    page.goto(f"/recap/{link.token}/")
    expect(page.get_by_text("This page is for Ross")).to_be_visible()
    page_check(page)

    linking.revoke(link, at=timezone.now())
    page.goto(f"/recap/{link.token}/")
    expect(page.get_by_role("heading", name="This link has ended")).to_be_visible()
    page_check(page)
