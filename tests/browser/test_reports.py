"""Reports in a browser: written, shown, published and read, each page looked at by axe; and how a group is doing, on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from inquiries.roles import Role
from practices.models import Report
from tests.builders import (
    make_measure,
    make_membership,
    make_noticed_change,
    make_reading,
    make_report,
    make_small_test,
)
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
    page.get_by_role("button", name="Publish it, with a mail to one senior manager").press("Enter")
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


def test_what_may_tell_of_somebody_is_asked_about_and_a_report_is_taken_back_and_put_back(
    open_page, size, site, page_check, jo
):
    george, member = above(jo.group), make_membership(group=jo.group)
    page = open_page(size, user=jo.person)
    page.goto(site + reverse("practices:report-add", args=[jo.group.slug]))
    page.get_by_label("What does it say, in a line?").fill("Half way, and on purpose")
    page.get_by_label("In three sentences").fill("Mrs McTavish rings us now.")
    page.get_by_role("button", name="Keep").first.press("Enter")
    expect(page.get_by_text("This may tell who somebody is").first).to_be_visible()
    page_check(page)
    page.get_by_label("I have looked again").press("Space")
    page.get_by_role("button", name="Keep").first.press("Enter")
    expect(page.get_by_text("“Mrs McTavish rings us now.” It may tell who somebody is.")).to_be_visible()
    page_check(page)
    page.get_by_role("button", name="Let the members read it, no message leaves").press("Enter")
    expect(page.get_by_text("The members can read the draft now")).to_be_visible()

    theirs = open_page(size, user=member.person)
    theirs.goto(page.url)
    expect(theirs.get_by_role("heading", name="A draft, for you to read before it goes out")).to_be_visible()
    page_check(theirs)

    page.get_by_role("button", name="Publish it, with a mail to one senior manager").press("Enter")
    published = page.url
    page.get_by_role("button", name="Take it back, no message leaves").press("Enter")
    expect(page.get_by_text("This draft holds the same words")).to_be_visible()

    above_it = open_page(size, user=george)
    above_it.goto(published)
    expect(above_it.get_by_role("heading", name="This report was taken back")).to_be_visible()
    page_check(above_it)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_text("It is published again, as it was.")).to_be_visible()


def test_whoever_saves_second_reads_what_stands_there_now_in_each_box(open_page, size, site, page_check, jo):
    row = make_report(jo, learned="We ask first.")
    page = open_page(size, user=jo.person)
    page.goto(site + reverse("practices:report-change", args=[jo.group.slug, row.pk]))
    Report.objects.update(learned="We ring first.", version=1)
    page.get_by_label("What did we learn?").fill("We listen first.")
    page.get_by_role("button", name="Keep").first.press("Enter")
    expect(page.get_by_text("We ring first.")).to_be_visible()
    expect(page.get_by_label("What did we learn?")).to_have_value("We listen first.")
    page_check(page)
