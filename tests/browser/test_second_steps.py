"""Second steps in Chromium: passkeys on a device that the browser plays, an app, recovery codes, all over a page too."""

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from inquiries import regaining
from inquiries.factors import factors_of
from meetings.models import AgendaItem
from tests.builders import make_agenda_item, make_meeting, make_membership, make_stewardship, make_user
from tests.second_steps import code_now, mailed_code, make_app, make_codes

pytestmark = pytest.mark.django_db(transaction=True)
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


# What other scripts count on, such as whoever keeps things to be sent (static/js/session.js).
HEARD = """window.heard = []
for (const name of ["clip:signed-out", "clip:signed-in"]) document.addEventListener(name, () => window.heard.push(name))
"""


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def asked_for(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def jo():
    return make_membership(person=make_user(name="Jo Lennox", email="jo@example.scot"), role="facilitator")


@pytest.fixture
def held(open_page):
    """Open a page in a browser whose device holds passkeys."""

    def open_one(size="desk", **more):
        page = open_page(size, **more)
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        return page

    return open_one


def enter_mailed_code(page, email="jo@example.scot"):
    """On the page of signing in, or in the dialog over another."""
    page.get_by_label("Email address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("Code", exact=True)).to_be_visible()
    page.get_by_label("Code", exact=True).fill(mailed_code())
    page.get_by_role("button", name="Sign in").click()


def test_passkey_is_made_at_first_sign_in_and_signs_in_alone_after(held, page_check, jo, asked_for):
    page = held()
    page.goto("/account/")
    enter_mailed_code(page)
    expect(page.get_by_role("heading", name="One thing before you start")).to_be_visible()
    page.get_by_role("link", name="Make a passkey on this device").click()
    page.get_by_label("What do you call it?").fill("Ward laptop")
    page.get_by_role("button", name="Make a passkey on this device").click()
    expect(page.get_by_role("heading", name="For the day your device is gone")).to_be_visible()
    page.get_by_role("button", name="Show me ten codes, once").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page_check(page)
    page.get_by_role("link", name="I have them, go on").click()
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use my passkey").click()

    expect(page.get_by_role("link", name="Jo", exact=True)).to_be_visible()
    assert [passkey.name for passkey in factors_of(jo.person).passkeys] == ["Ward laptop"]


@pytest.mark.long
def test_app_is_set_up_and_its_code_signs_in(page, page_check, jo, asked_for):
    page.goto("/account/")
    page_check(page)
    enter_mailed_code(page)
    expect(page.get_by_role("heading", name="One thing before you start")).to_be_visible()
    page_check(page)
    page.get_by_role("link", name="Use an app").click()
    page.get_by_text("I can’t scan it").click()
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page_check(page)
    page.get_by_label("The six digits that your app shows now").fill("000000")
    page.get_by_role("button", name="Use this app from now on").click()
    expect(page.locator(".ds_error-summary")).to_be_focused()
    page_check(page)
    page.get_by_label("The six digits that your app shows now").fill(code_now(secret))
    page.get_by_role("button", name="Use this app from now on").click()
    expect(page.get_by_role("heading", name="For the day your device is gone")).to_be_visible()
    page_check(page)
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    enter_mailed_code(page)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page_check(page)
    page.get_by_label("Code", exact=True).fill(code_now(secret, 1))
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_role("link", name="Jo", exact=True)).to_be_visible()


@pytest.mark.long
def test_recovery_code_signs_in_and_the_account_says_what_is_left(page, page_check, jo, asked_for):
    make_app(jo.person)
    codes = make_codes(jo.person)
    page.goto("/account/")
    enter_mailed_code(page)
    page.get_by_label("Code", exact=True).fill(f"{codes[0][:4]} {codes[0][4:]}")
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_text("Nine of ten left")).to_be_visible()
    page_check(page)


@pytest.mark.long
def test_pages_of_a_lost_step_and_of_another_address(page, page_check, jo, asked_for):
    programme = jo.group.partnership.programme
    for name in ("Ann Reid", "Bob Weir"):
        make_stewardship(person=make_user(name=name), role="administrator", programme=programme)
    secret = make_app(jo.person)
    page.goto("/account/address/")
    enter_mailed_code(page)
    page.get_by_role("link", name="My phone and my recovery codes are lost").click()
    page_check(page)
    page.get_by_role("button", name="Ask these 2 people to confirm").click()
    expect(page.get_by_role("heading", name="We have asked for you")).to_be_visible()
    page_check(page)
    page.get_by_role("link", name="Back to the second step").click()
    page.get_by_label("Code", exact=True).fill(code_now(secret))
    page.get_by_role("button", name="Go on").click()
    page.goto("/account/address/")
    page.get_by_label("New email address").fill("jo.lennox@example.scot")
    page_check(page)
    page.get_by_role("button", name="Send a code to the new address").click()
    page.get_by_label("Code", exact=True).fill(mailed_code())
    page_check(page)
    page.get_by_role("button", name="Change my address").click()

    expect(page.get_by_text("Codes and messages go to jo.lennox@example.scot from now on.")).to_be_visible()


@pytest.mark.long
def test_who_is_asked_gives_their_word(open_page, size, page_check, jo):
    programme = jo.group.partnership.programme
    ann = make_stewardship(person=make_user(name="Ann Reid"), role="administrator", programme=programme)
    lost = regaining.ask(jo.person, at=timezone.now())
    page = open_page(size, user=ann.person)
    page.goto("/account/")
    page.get_by_role("link", name="Jo Lennox has lost their second step").click()
    page_check(page)
    page.get_by_label("I met them, and know them").check()
    page.get_by_role("button", name="Confirm that it is Jo").click()

    expect(page.get_by_text("You have given your word")).to_be_visible()
    page_check(page)
    assert lost.confirmations.count() == 1


@pytest.mark.long
def test_passkey_that_is_not_given_is_said_in_words(held, page_check, jo):
    page = held()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Use my passkey").click()  # the device holds none

    expect(page.get_by_role("alert").filter(has_text="No passkey was used")).to_be_visible()
    page_check(page)


@pytest.mark.long
def test_device_that_has_a_passkey_says_so_and_passkeys_are_named_and_removed(held, page_check, jo):
    page = held(user=jo.person)
    page.goto("/account/passkeys/")
    page.get_by_role("button", name="Make a passkey on this device").click()
    expect(page.get_by_role("heading", name="For the day your device is gone")).to_be_visible()
    page.goto("/account/passkeys/")
    page.get_by_role("button", name="Make a passkey on this device").click()
    expect(page.get_by_role("alert").filter(has_text="has a passkey for you already")).to_be_visible()
    page.goto("/account/")
    page.get_by_text("Change", exact=False).filter(has_text="Passkey 1").click()
    page_check(page)
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("My phone").first).to_be_visible()
    page.locator("summary", has_text="My phone").click()
    page.get_by_role("button", name="Remove it, and sign out everywhere else").click()

    expect(page.get_by_text("That passkey no longer opens your account.")).to_be_visible()
    assert not factors_of(jo.person).passkeys


@pytest.fixture
def item(jo):
    return make_agenda_item(make_meeting(jo.group), title="Medicines", minutes=20)


def type_minutes(page, jo, item, minutes="35"):
    page.goto(f"/groups/{jo.group.slug}/meetings/{item.meeting.number}/plan/")
    Session.objects.all().delete()
    field = page.locator("input[name=minutes]").first
    field.fill(minutes)
    field.press("Enter")
    return page.get_by_role("dialog", name="You have been signed out")


@pytest.mark.long
def test_app_signs_in_over_the_page_and_the_same_is_sent_again(open_page, size, page_check, jo, item):
    secret = make_app(jo.person)
    page = open_page(size, user=jo.person)
    page.add_init_script(HEARD)
    dialog = type_minutes(page, jo, item)
    enter_mailed_code(dialog)
    expect(dialog.get_by_text("Six digits from your authenticator app")).to_be_visible()
    page_check(page)
    dialog.get_by_label("Code", exact=True).fill("000000")
    dialog.get_by_role("button", name="Go on").click()
    expect(dialog.get_by_text("That code does not fit").first).to_be_visible()
    assert page.locator("input[name=minutes]").first.input_value() == "35"
    dialog.get_by_label("Code", exact=True).fill(code_now(secret))
    with page.expect_response(re.compile("/minutes/$")) as again:
        dialog.get_by_role("button", name="Go on").click()

    assert again.value.status == 200
    expect(dialog).to_be_hidden()
    assert AgendaItem.objects.get(pk=item.pk).minutes == 35
    assert page.evaluate("window.heard") == ["clip:signed-out", "clip:signed-in"]


@pytest.mark.long
def test_passkey_signs_in_over_the_page_and_the_same_is_sent_again(held, page_check, jo, item):
    page = held(user=jo.person)
    page.goto("/account/passkeys/")
    page.get_by_role("button", name="Make a passkey on this device").click()
    expect(page.get_by_role("heading", name="For the day your device is gone")).to_be_visible()
    dialog = type_minutes(page, jo, item)
    page_check(page)
    with page.expect_response(re.compile("/minutes/$")) as again:
        dialog.get_by_role("button", name="Use my passkey").click()

    assert again.value.status == 200
    assert AgendaItem.objects.get(pk=item.pk).minutes == 35


@pytest.mark.long
def test_role_that_is_given_meanwhile_asks_over_the_page_and_keeps_the_text(
    open_page, page_check, jo, item, asked_for
):
    secret = make_app(jo.person)
    page = open_page(user=jo.person)  # a session that has not shown the second step
    page.goto("/account/")
    page.get_by_label("Code", exact=True).fill(code_now(secret))
    page.get_by_role("button", name="Go on").click()
    page.goto(f"/groups/{jo.group.slug}/meetings/{item.meeting.number}/plan/")
    for row in Session.objects.all():
        session = SessionStore(row.session_key)
        session["second_step"] = False
        session.save()
    field = page.locator("input[name=minutes]").first
    field.fill("35")
    field.press("Enter")
    dialog = page.get_by_role("dialog", name="Is it you?")
    expect(dialog.get_by_label("Code", exact=True)).to_be_visible()
    page_check(page)
    dialog.get_by_label("Code", exact=True).fill(code_now(secret, 1))
    with page.expect_response(re.compile("/minutes/$")) as again:
        dialog.get_by_role("button", name="Go on").click()

    assert again.value.status == 200
    assert AgendaItem.objects.get(pk=item.pk).minutes == 35


# --- before a session ends ------------------------------------------------------------------------


def notes_page(page, jo, item):
    page.goto(f"/groups/{jo.group.slug}/meetings/{item.meeting.number}/plan/")
    field = page.locator("input[name=minutes]").first
    field.fill("35")
    return field


@pytest.mark.long
def test_warning_comes_in_time_and_one_key_stays(open_page, page_check, jo, item, settings):
    settings.SESSION_IDLE_SECONDS = 20
    page = open_page("phone", user=jo.person)
    page.goto(f"/groups/{jo.group.slug}/meetings/{item.meeting.number}/plan/")
    page.locator("input[name=minutes]").first.evaluate("field => { field.value = '35'; field.focus(); }")
    warning = page.get_by_role("alertdialog", name="Are you still there?")
    expect(warning).to_be_visible(timeout=20_000)
    expect(warning.get_by_role("button", name="I am here, stay signed in")).to_be_focused()
    page_check(page)
    with page.expect_response(re.compile("/account/session/$")) as stayed:
        page.keyboard.press("Space")

    assert stayed.value.request.method == "POST"
    assert stayed.value.json()["idle"] == 20
    expect(warning).to_be_hidden()
    field = page.locator("input[name=minutes]").first
    expect(field).to_be_focused()
    assert field.input_value() == "35"


@pytest.mark.long
def test_who_is_typing_is_never_interrupted(open_page, jo, item, settings):
    settings.SESSION_IDLE_SECONDS = 20
    page = open_page(user=jo.person)
    field = notes_page(page, jo, item)
    with page.expect_response(
        lambda answer: answer.url.endswith("/account/session/") and answer.request.method == "POST",
        timeout=25_000,
    ):
        field.press("End")

    expect(page.get_by_role("alertdialog")).to_be_hidden()
    expect(field).to_be_focused()


@pytest.mark.long
def test_session_that_ended_unanswered_asks_over_the_page_and_keeps_the_text(open_page, jo, item, settings):
    settings.SESSION_IDLE_SECONDS = 12
    page = open_page(user=jo.person)
    page.goto(f"/groups/{jo.group.slug}/meetings/{item.meeting.number}/plan/")
    page.locator("input[name=minutes]").first.evaluate("field => { field.value = '35'; }")
    dialog = page.get_by_role("dialog", name="You have been signed out")
    expect(dialog).to_be_visible(timeout=40_000)
    settings.SESSION_IDLE_SECONDS = 3600
    enter_mailed_code(dialog)

    expect(dialog).to_be_hidden()
    assert page.locator("input[name=minutes]").first.input_value() == "35"


@pytest.mark.long
def test_end_after_twelve_hours_is_told_and_one_signs_in_again(open_page, page_check, jo, item, settings):
    settings.SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE = 20, 200
    page = open_page(user=jo.person)
    page.goto(f"/groups/{jo.group.slug}/meetings/{item.meeting.number}/plan/")
    warning = page.get_by_role("alertdialog", name="Time to sign in again")
    expect(warning).to_be_visible(timeout=20_000)
    page_check(page)
    settings.SESSION_COOKIE_AGE = 43200
    warning.get_by_role("button", name="Sign in again now").click()
    dialog = page.get_by_role("dialog", name="You have been signed out")
    enter_mailed_code(dialog)

    expect(dialog).to_be_hidden()
    expect(page.get_by_role("alertdialog")).to_be_hidden()
