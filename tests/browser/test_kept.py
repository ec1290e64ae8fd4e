"""Pages of what groups draw, notice, measure and set going: open to everybody, at both widths, without a violation."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from tests.builders import (
    make_ask,
    make_ask_answer,
    make_aspiration,
    make_check_answer,
    make_check_back,
    make_holding,
    make_initiative,
    make_lesson,
    make_measure,
    make_meeting,
    make_membership,
    make_noticed_change,
    make_observation,
    make_priority,
    make_reading,
    make_reflection,
    make_report,
    make_retelling,
    make_scenario_line,
    make_small_test,
    make_stewardship,
    make_story,
    make_strand,
    make_structural_proposal,
    make_usual,
)
from tests.practices.kept import let_out
from tests.practices.reporting import look, out

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
TODAY = timezone.localdate()


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


def visit(page, site, page_check, addresses):
    for address in addresses:
        page.goto(site + address)
        page_check(page)


def test_pages_of_the_plan_and_of_what_is_different_are_open_to_everybody(
    open_page, size, page_check, site, jo
):
    slug = jo.group.slug
    for part in ("now", "area", "future"):
        make_scenario_line(jo, part=part)
        make_scenario_line(jo, part=part, is_ours=False, drawn_by="the table by the window")
    priority = make_priority(jo, kind="adaptive")
    change = make_noticed_change(jo, level="myself", evidence="I waited", for_whom="people at home")
    visit(
        open_page(size, user=jo.person),
        site,
        page_check,
        [
            reverse("practices:scenario", args=[slug]),
            priority.get_absolute_url(),
            reverse("practices:line-add", args=[slug]),
            reverse("practices:priority-add", args=[slug]),
            reverse("practices:changes", args=[slug]),
            change.get_absolute_url(),
            reverse("practices:change-add", args=[slug]),
            reverse("inquiries:theory", args=[slug]),
            reverse("meetings:wall", args=[slug]),
        ],
    )


def test_pages_of_measures_and_of_what_goes_on_are_open_to_everybody(open_page, size, page_check, site, jo):
    slug = jo.group.slug
    measure = make_measure(jo, baseline=4)
    for n in range(14):
        make_reading(measure, on=TODAY - timedelta(days=7 * n), value=n % 5 + n, is_astronomical=n == 3)
    initiative, structure = make_initiative(jo), make_structural_proposal(jo, serves="It")
    usual = make_usual(make_small_test(jo, stage="adopted", settled_on=TODAY), look_again_on=TODAY)
    visit(
        open_page(size, user=jo.person),
        site,
        page_check,
        [
            reverse("practices:measures", args=[slug]),
            measure.get_absolute_url(),
            reverse("practices:measure-add", args=[slug]),
            reverse("practices:goes-on", args=[slug]),
            initiative.get_absolute_url(),
            structure.get_absolute_url(),
            reverse("practices:initiative-add", args=[slug]),
            reverse("practices:initiative-become", args=[slug, initiative.pk]),
            usual.small_test.get_absolute_url(),
        ],
    )


def test_pages_of_practices_and_of_what_holds_back_are_open_to_everybody(
    open_page, size, page_check, site, jo
):
    slug = jo.group.slug
    make_observation(jo)
    observation = make_observation(jo, speaks="against")
    make_small_test(jo, gives="An hour")
    holding = make_holding(jo)
    make_holding(jo, owner=jo)
    meeting = make_meeting(group=jo.group, closed_by=jo)
    for _ in range(5):
        make_check_answer(meeting)
    visit(
        open_page(size, user=jo.person),
        site,
        page_check,
        [
            reverse("practices:practices", args=[slug]),
            reverse("practices:practice", args=[slug, "disbelief"]),
            observation.get_absolute_url(),
            reverse("practices:observation-add", args=[slug]),
            reverse("practices:checks", args=[slug]),
            reverse("practices:holdings", args=[slug]),
            holding.get_absolute_url(),
            reverse("practices:holding-add", args=[slug]),
        ],
    )


def test_the_thread_is_open_to_everybody_and_walked_by_keyboard(open_page, size, page_check, site, jo):
    story, test, change = make_story(jo), make_small_test(jo), make_noticed_change(jo)
    for source, result in [(story, test), (test, change), (story, change)]:
        make_strand(source, result, tied_by=jo)
    page = open_page(size, user=jo.person)
    address = reverse("practices:thread", args=[jo.group.slug, "small-test", test.pk])
    visit(page, site, page_check, [address, f"{address}?words=day"])
    page.locator(f'a[href$="/thread/story/{story.pk}/"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/thread/story/{story.pk}/")
    assert page.locator(".strand__step--here").inner_text().startswith("Story")


def test_reports_are_open_to_everybody(open_page, size, page_check, site, jo):
    change = make_noticed_change(jo)
    let_out(change)
    make_ask_answer(make_ask(jo), myself="I ring both")
    make_ask(jo)
    row = make_report(jo, chosen=[str(change.pk)], lead="Three small things.", uncertain="Whether it stays.")
    hope = make_aspiration(group=jo.group)
    look = make_check_back(group=jo.group, published_at=timezone.now(), published_by=jo)
    look.views.create(
        aspiration=hope, by=jo, of_group=True, progress="some", confidence="low", at=look.published_at
    )
    visit(
        open_page(size, user=jo.person),
        site,
        page_check,
        [
            reverse("practices:reports", args=[jo.group.slug]),
            row.get_absolute_url(),
            reverse("practices:report-add", args=[jo.group.slug]),
            reverse("practices:report-change", args=[jo.group.slug, row.pk]),
        ],
    )


def test_learning_over_groups_is_open_to_everybody(open_page, size, page_check, site, jo):
    programme = jo.group.partnership.programme
    partner = make_stewardship(role=Role.LEARNING_PARTNER, programme=programme).person
    row = make_reflection(programme, recorded_by=partner, stories="She said so.", observed="It was quiet.")
    make_lesson(row, recorded_by=partner)
    visit(
        open_page(size, user=partner),
        site,
        page_check,
        [
            reverse("practices:reflections"),
            row.get_absolute_url(),
            reverse("practices:reflection-hold", args=[programme.slug]),
            reverse("practices:reflection-change", args=[row.pk]),
            reverse("practices:programme-spread", args=[programme.slug]),
            reverse("inquiries:groups"),
        ],
    )


def test_each_of_the_three_reports_is_open_to_everybody_once_it_is_out(open_page, size, page_check, site, jo):
    hope = make_aspiration(group=jo.group)
    for moment in ("half-way", "final"):
        look(jo, hope, "some", moment=moment, evidence="Two of us rang", by_members=["good"] * 6)
    story = make_story(jo)
    later = make_retelling(story)
    rows = [make_noticed_change(jo), make_initiative(jo), make_small_test(jo), story]
    for row in rows:
        let_out(row, kind=getattr(row, "THING", "story" if row is story else "small test"))
    let_out(story, kind="story", about=later.pk)
    make_ask_answer(make_ask(jo))
    words = {"lead": "Three small things.", "learned": "To ask.", "uncertain": "Much.", "ahead": "One more."}
    reports = [out(jo, *rows, kind=kind, **words) for kind in ("progress", "briefing", "final")]
    george = make_stewardship(partnership=jo.group.partnership).person
    page = open_page(size, user=george)
    visit(page, site, page_check, ["/", *(row.get_absolute_url() for row in reports)])
