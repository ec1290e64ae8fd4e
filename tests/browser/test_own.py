"""What is one's own and how a group is doing, in a browser: looked at by axe on a desk and on a phone, and used by hand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings.models import Action
from tests.builders import (
    make_action,
    make_attendance,
    make_check_answer,
    make_entry,
    make_meeting,
    make_membership,
    make_recap,
    make_small_test,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def delia():
    return make_membership(role=Role.INTEGRATION_MANAGER)


@pytest.fixture
def ross(delia):
    """A member who came to a meeting, took something on there and tries something."""
    ross = make_membership(group=delia.group, joined_on=timezone.localdate() - timedelta(days=90))
    now = timezone.now()
    meeting = make_meeting(delia.group, starts_at=now - timedelta(days=7), opened_at=now, closed_by=delia)
    make_recap(meeting, published_at=now, published_by=delia)
    make_attendance(meeting, ross)
    make_entry(meeting, kind="agreed", text="One key safe for all")
    make_action(ross, meeting=meeting)
    make_action(ross, meeting=meeting, state="done")
    make_small_test(ross)
    for score in (1, 2, 4, 4, 5):
        make_check_answer(meeting=meeting, practice="purpose", score=score)
    return ross


def test_how_we_are_doing_is_open_to_everybody(open_page, size, page_check, site, ross):
    page = open_page(size, user=ross.person)
    page.goto(site + reverse("practices:progress", args=[ross.group.slug]))
    for summary in page.locator(".charts details summary").all():
        summary.click()
    assert page.locator(".charts figure svg:visible").count() == 3
    page_check(page)


def test_the_page_to_take_home_keeps_words_and_orders_both_sheets(open_page, size, page_check, site, ross):
    page = open_page(size, user=ross.person)
    page.goto(site + reverse("practices:take-home", args=[ross.group.slug, 1]))
    page_check(page)
    page.get_by_label("What did we gain?").fill("We know whom to ring")
    page.get_by_role("button", name="Keep my words").click()
    page.get_by_text("You alone read it").wait_for()
    page.get_by_role("button", name="Make a PDF to keep").click()
    page.locator("#sheet-mine").get_by_text("The PDF waits its turn").wait_for()
    page_check(page)


def test_what_is_kept_of_me_is_open_to_everybody(open_page, size, page_check, site, ross):
    page = open_page(size, user=ross.person)
    page.goto(site + reverse("own-copy"))
    page_check(page)


def test_an_old_log_is_mended_in_the_page_and_taken_in(open_page, size, page_check, site, delia, ross):
    page = open_page(size, user=delia.person)
    page.goto(site + reverse("meetings:log", args=[delia.group.slug]))
    page_check(page)
    box = page.locator("[name=pasted]")
    box.fill("What\tLead\tBy when\nOrder the van\tthe nurse\t31/02/2027\n")
    page.get_by_role("button", name="Look it over").click()
    page.get_by_text("“31/02/2027” is no date").wait_for()
    page_check(page)
    box.fill("What\tLead\tBy when\nOrder the van\tthe nurse\t28/02/2027\n")
    page.get_by_label("the nurse").select_option(str(ross.pk))
    page.get_by_role("button", name="Look it over again").click()
    page.get_by_role("button", name="Take in one action").click()
    page.get_by_text("You took in one action").wait_for()
    page_check(page)
    assert Action.objects.get(text="Order the van").lead == ross
    page.get_by_role("button", name="Take them out again").click()
    page.get_by_text("1 action is taken out again").wait_for()
