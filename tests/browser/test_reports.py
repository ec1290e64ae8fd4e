"""Reports in a browser: written, shown, published and read, each page looked at by axe; and how a group is doing, on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from inquiries.roles import Role
from practices.models import Report
from tests.builders import make_measure, make_membership, make_noticed_change, make_reading, make_small_test
from tests.practices.kept import above, let_out

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


@pytest.fixture
def things(jo):
    """A difference, a small test and a measure with readings, all let out."""
    change, small_test = make_noticed_change(jo, what="She goes out on Tuesdays"), make_small_test(jo)
    measure = make_measure(jo, small_test=small_test, what="People at lunch", unit="people a week")
    for week, value in enumerate((9, 8, 9, 4, 5, 4)):
        make_reading(measure, on=timezone.localdate() - timedelta(weeks=week), value=value)
    for row, kind in ((change, None), (small_test, "small test"), (measure, None)):
        let_out(row, kind=kind)
    return measure


def test_a_report_is_written_shown_to_the_members_published_and_read(
    open_page, size, site, page_check, jo, things
):
    george = above(jo.group)
    page = open_page(size, user=jo.person)
    page.goto(site + reverse("practices:report-add", args=[jo.group.slug]))
    page.get_by_label("What does it say, in a line?").fill("Half way, and on purpose")
    expect(page.get_by_label("Run chart: People at lunch")).to_be_checked()
    page.get_by_label("What is uncertain?").fill("Whether it lasts")
    page.get_by_role("button", name="Keep").first.press("Enter")

    expect(page.get_by_role("heading", name="Half way, and on purpose")).to_be_visible()
    expect(page.get_by_text("Once it is published these read it")).to_be_visible()
    page_check(page)
    page.get_by_role("button", name="Let the members read it, no message leaves").press("Enter")
    page.get_by_role("button", name="Publish it to one senior manager").press("Enter")
    expect(page.get_by_text("Published. 1 mail is on its way.")).to_be_visible()

    page = open_page(size, user=george)
    page.goto(site + reverse("today"))
    page.get_by_role("link", name=f"Progress report, {jo.group.name}").press("Enter")
    expect(page.get_by_text("She goes out on Tuesdays")).to_be_visible()
    expect(page.get_by_role("img", name="Too early to judge: six of ten readings")).to_be_visible()
    page.get_by_text("The figures as a table").first.press("Enter")
    expect(page.get_by_role("row").filter(has_text="9").first).to_be_visible()
    page_check(page)
    assert Report.objects.get().published_at


def test_how_a_group_is_doing_is_drawn_for_paper(open_page, size, site, page_check, jo, things):
    page = open_page(size, user=jo.person)
    page.goto(site + reverse("practices:progress", args=[jo.group.slug]))
    page_check(page)
    page.get_by_role("button", name="Draw the PDF").press("Enter")
    expect(
        page.get_by_text("The PDF waits its turn.")
        .or_(page.get_by_text("Making the PDF."))
        .or_(page.get_by_role("link", name="Open the PDF"))
    ).to_be_visible()
    page_check(page)
