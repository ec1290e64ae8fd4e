"""Signing in, and signing in again over a page: what was typed stays, and is sent once one is back."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from playwright.sync_api import expect

from meetings.models import AgendaItem
from tests.builders import make_agenda_item, make_meeting, make_membership, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def jo():
    return make_membership(person=make_user(name="Jo Lennox", email="jo@example.scot"), role="facilitator")


def sent_code():
    return re.search(r"\d{4}-\d{4}", mail.outbox[-1].body).group()


def test_code_from_the_mail_signs_in(page, page_check, jo):
    page.goto("/account/")
    page_check(page)
    page.get_by_label("Email address").fill("jo@example")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page_check(page)
    page.get_by_label("Email address").fill("jo@example.scot")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    page_check(page)
    page.get_by_label("Code").fill(sent_code())
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile("/account/$"))
    expect(page.get_by_role("heading", name="Jo Lennox")).to_be_visible()
    page_check(page)


def test_demo_lets_one_choose_a_person(page, page_check, jo, settings):
    settings.CLIP_DEMO = True
    page.goto("/sign-in/?next=/account/")
    page.get_by_role("link", name="Choose a person instead").click()
    page_check(page)
    page.get_by_role("button", name="Jo Lennox").click()

    expect(page.get_by_role("link", name="Jo", exact=True)).to_be_visible()


@pytest.fixture
def item(jo):
    return make_agenda_item(make_meeting(jo.group), title="Medicines", minutes=20)


@pytest.fixture
def planning(open_page, size, jo, item):
    """The page of a plan, with minutes typed and not yet sent, whose session has ended meanwhile."""
    page = open_page(size, user=jo.person)
    page.goto(f"/groups/{jo.group.slug}/meetings/{item.meeting.number}/plan/")
    Session.objects.all().delete()
    return page


def type_minutes(page):
    field = page.locator("input[name=minutes]").first
    field.fill("35")
    field.press("Enter")


def test_ended_session_is_signed_in_over_the_page_and_the_same_is_sent_again(planning, page_check, jo, item):
    type_minutes(planning)
    dialog = planning.get_by_role("dialog", name="You have been signed out")
    expect(dialog.get_by_label("Email address")).to_be_focused()
    page_check(planning)
    assert planning.locator("input[name=minutes]").first.input_value() == "35"

    dialog.get_by_label("Email address").fill("jo@example.scot")
    dialog.get_by_role("button", name="Send me a code").click()
    dialog.get_by_label("Code").fill("0000-000")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_text("not the code that we sent last").first).to_be_visible()
    page_check(planning)
    dialog.get_by_label("Code").fill(sent_code())
    with planning.expect_response(re.compile("/minutes/$")) as again:
        dialog.get_by_role("button", name="Sign in").click()

    assert again.value.status == 200
    expect(dialog).to_be_hidden()
    assert AgendaItem.objects.get(pk=item.pk).minutes == 35


def test_demo_chooses_in_the_dialog(planning, jo, item, settings):
    settings.CLIP_DEMO = True
    type_minutes(planning)
    dialog = planning.get_by_role("dialog", name="You have been signed out")
    dialog.get_by_role("link", name="Choose a person instead").click()
    with planning.expect_response(re.compile("/minutes/$")) as again:
        dialog.get_by_role("button", name="Jo Lennox").click()

    assert again.value.status == 200
    assert AgendaItem.objects.get(pk=item.pk).minutes == 35


def test_words_of_one_person_are_never_sent_as_anothers(planning, jo, item, settings):
    settings.CLIP_DEMO = True
    make_membership(group=jo.group, person=make_user(name="Delia Fraser"), role="integration_manager")
    type_minutes(planning)
    dialog = planning.get_by_role("dialog", name="You have been signed out")
    dialog.get_by_role("link", name="Choose a person instead").click()
    dialog.get_by_role("button", name="Delia Fraser").click()
    planning.wait_for_url("**/")

    assert AgendaItem.objects.get(pk=item.pk).minutes == 20


def test_old_token_is_replaced_and_the_same_is_sent_once_more(open_page, size, jo, item, ears):
    ears.allow("status of 403|Status Error Code 403")
    page = open_page(size, user=jo.person)
    page.goto(f"/groups/{jo.group.slug}/meetings/{item.meeting.number}/plan/")
    page.context.clear_cookies(name="clip-csrf")
    page.evaluate("document.querySelector('meta[name=csrf-token]').content = 'x'.repeat(64)")
    with page.expect_response(lambda response: response.url.endswith("/minutes/") and response.status == 200):
        type_minutes(page)

    assert AgendaItem.objects.get(pk=item.pk).minutes == 35
