"""The pages around a meeting, each looked at by axe on a desk and on a phone; and two hands in one debrief."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inquiries.models import Link, User
from meetings import asking_first, naming, note_taking, recapping
from meetings.models import Invitation
from tests.browser.keeping import SOON, delia, jo
from tests.browser.test_journey import demo, wait_for
from tests.builders import (
    make_agenda_item,
    make_correction,
    make_entry,
    make_photograph,
    make_recap,
    make_small_group,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
__all__ = ["delia", "demo", "jo"]


@pytest.fixture
def meeting(jo):
    meeting = jo.group.meetings.get()
    make_agenda_item(meeting, title="Walk and talk")
    return meeting


@pytest.mark.parametrize(
    "path",
    [
        *("debrief/", "bag/", "change/", "plan/format/keep/", "room/", "introductions/", "goes-out/"),
        *("../../wall/", "../../wall/paper/", "../../released/"),
    ],
)
def test_page_is_open_to_everybody(open_page, size, page_check, site, jo, meeting, path):
    page = open_page(size, user=jo.person)
    page.goto(f"{site}/groups/{jo.group.slug}/meetings/1/{path}")

    page_check(page)


def test_pages_behind_a_link_are_open_to_everybody(open_page, size, page_check, site, jo, meeting):
    now = timezone.now()
    small_group = make_small_group(meeting=meeting, topic="Medicines", recorded_by=jo)
    link = note_taking.make_link(small_group, by=jo, at=now)
    quote = make_entry(meeting, kind="quote", text="Nobody asks.", speaker=jo, recorded_by=jo)
    asking_first.ask(quote, by=jo, at=now)
    asked = Link.objects.get(purpose=Link.Purpose.QUOTE)
    page = open_page(size)

    for address in (f"/small-group/{link.token}/", f"/quote/{asked.token}/"):
        page.goto(site + address)
        page_check(page)
        page.get_by_role("button").last.click()  # with nothing in it: what is wrong is said
        expect(page.get_by_role("alert")).to_be_visible()
        page_check(page)


def test_recap_that_names_somebody_is_open_to_everybody(open_page, size, page_check, site, jo, meeting):
    now = timezone.now()
    meeting.closed_at, meeting.closed_by = now, jo
    meeting.save()
    make_photograph(meeting, recorded_by=jo, is_chosen=True)
    recap = make_recap(meeting, changed_by=jo, text="Moira drove.", published_at=now, published_by=jo)
    make_correction(recap)
    moira = jo.group.memberships.get(person__name="Moira Keane")
    one = next(one for one in naming.named(recapping.parts_of(recap), but=jo) if one.membership == moira)
    naming.ask(one, meeting, by=jo, at=now)
    page = open_page(size, user=jo.person)
    named = Link.objects.get(purpose=Link.Purpose.NAMED)

    for address in ("recap/", "recap/correct/"):
        page.goto(f"{site}/groups/{jo.group.slug}/meetings/1/{address}")
        page_check(page)
    page.goto(f"{site}/named/{named.token}/")
    page_check(page)
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page_check(page)


def test_plan_share_and_invite_take_at_most_twelve_presses(open_page, site, demo):
    """From Today: Jo opens the group and its plan, takes a format and shares it; Delia invites everybody."""
    jo, delia = (open_page(user=User.objects.get(name=name)) for name in ("Jo Lennox", "Delia Fraser"))
    presses = []

    def press(page, role, name):
        presses.append(name)
        page.get_by_role(role, name=re.compile(name)).first.click()
        page.wait_for_load_state("networkidle")

    jo.goto(f"{site}/")
    press(jo, "link", f"^{demo.name}$")
    press(jo, "link", "^Plan meeting 5")
    press(jo, "button", "[Bb]usiness as usual")
    expect(jo.locator(".agenda > li").first).to_be_visible()
    press(jo, "button", "^Share the plan with")
    delia.goto(f"{site}/")
    press(delia, "link", "^Invite people to meeting 5")
    delia.get_by_role("textbox").first.fill("Do come: it would not be right without you.")
    press(delia, "button", "^Send .* invitation")

    meeting = demo.meetings.get(number=5)
    assert meeting.plan_shared_at
    wait_for(lambda: Invitation.objects.filter(meeting=meeting).exists())
    assert len(presses) <= 12


def test_two_hands_in_one_debrief_see_both_texts(open_page, page_check, site, jo, delia, meeting):
    hers, his = open_page(user=delia.person), open_page(user=jo.person)
    for page in (hers, his):
        page.goto(f"{site}/groups/{jo.group.slug}/meetings/1/debrief/")
    hers.get_by_role("textbox", name="What happened").fill("It was loud.")
    hers.locator("#save-told").click()
    expect(hers.locator("#part-told")).to_contain_text("Saved at")

    his.get_by_role("textbox", name="What happened").fill("It was quiet.")
    his.locator("#save-told").click()

    expect(his.locator("#part-told")).to_contain_text("Delia Fraser wrote here", timeout=SOON)
    expect(his.locator("#part-told")).to_contain_text("It was loud.")
    expect(his.locator("#told-text")).to_have_value("It was quiet.")
    page_check(his)
