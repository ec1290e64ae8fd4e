"""Reports over several groups in a browser: looked at by axe on a desk and on a phone, with its figures open, as each face reads."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from practices.reporting import issuing
from tests.builders import (
    make_ask,
    make_group,
    make_membership,
    make_noticed_change,
    make_small_test,
    make_stewardship,
)
from tests.practices.kept import let_out

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def ruth():
    """The learning partner of a programme with two groups, which let something out and ask something."""
    jo = make_membership(role=Role.FACILITATOR)
    partnership = jo.group.partnership
    ann = make_membership(group=make_group(partnership=partnership), role=Role.FACILITATOR)
    for one in (jo, ann):
        let_out(make_small_test(one, stage="adopted", settled_on=timezone.localdate()), kind="small test")
        let_out(make_noticed_change(one))
        make_ask(one)
    return make_stewardship(role=Role.LEARNING_PARTNER, programme=partnership.programme)


def report(ruth, *, is_published):
    words = dict.fromkeys(issuing.TYPED, "Most groups try things now.")
    place = issuing.Place(ruth.programme, None)
    row = issuing.begin(place, words, by=ruth.person, at=timezone.now(), client_key=uuid4())
    if is_published:
        assert issuing.publish(row, version=0, by=ruth.person, at=timezone.now()) == ""
    return row


def test_its_pages_are_open_to_everybody(open_page, size, page_check, site, ruth):
    draft, out = report(ruth, is_published=False), report(ruth, is_published=True)
    page = open_page(size, user=ruth.person)
    for address in ("overviews", "overview-write"):
        page.goto(site + reverse(f"practices:{address}"))
        page_check(page)
    for address in (
        draft.get_absolute_url(),
        f"{out.get_absolute_url()}?as=national",
        out.get_absolute_url(),
    ):
        page.goto(site + address)
        figures = page.get_by_text("The figures as a table")
        assert figures.count() == ("as=national" not in address)  # nationally nothing is large enough to draw
        for one in figures.all():
            one.click()
        page_check(page)


def test_a_draft_is_written_and_published_by_keys(open_page, site, ruth):
    page = open_page(user=ruth.person)
    page.goto(site + reverse("practices:overview-write"))
    page.get_by_label("What is it over?").select_option("0")
    page.get_by_label("What does it say, in a line?").fill("Two groups try things now")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Publish it, no message leaves").press("Enter")
    page.get_by_text("Published. It stands as it is now").wait_for()
