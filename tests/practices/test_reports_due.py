"""Each report is suggested at its time, where those who may write it look; those above find what was published on their first page."""

import pytest
from django.utils import timezone

from clip import today
from inquiries import steps
from inquiries.roles import Role
from meetings import carrying_in
from practices.models import Report
from practices.reporting import falling_due
from tests.builders import make_aspiration, make_meeting, make_membership, make_report
from tests.practices.kept import above, page_of, url
from tests.practices.reporting import look, out
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def hold(jo, number, *, ahead=True):
    """So many of six meetings are held, and the next has a date."""
    for one in range(1, number + 1):
        make_meeting(group=jo.group, number=one, closed_by=jo)
    return make_meeting(group=jo.group, number=number + 1) if ahead else None


def words(member):
    return [
        step.words for step in steps.next_steps(member, type(member.group).objects.get(pk=member.group_id))
    ]


@pytest.mark.parametrize(
    ("held", "kind"), [(2, ""), (3, "progress"), (4, "progress"), (5, "briefing"), (6, "final")]
)
def test_each_is_due_at_its_time(jo, held, kind):
    hold(jo, held, ahead=held < 6)
    assert falling_due.kind_due(jo.group, jo.group.meetings.all()) == kind


def test_who_holds_the_group_is_told_until_there_is_one(jo):
    hold(jo, 3)
    due = "Write the progress report: half of the meetings are held"
    assert due in words(jo)
    row = make_report(jo)
    assert due not in words(jo)
    assert "Go on with the draft of the progress report" in words(jo)
    Report.objects.filter(pk=row.pk).update(
        published_at=timezone.now(), published_by=jo, frozen={"title": row.title}
    )
    assert not [one for one in words(jo) if "report" in one]


def test_a_member_is_asked_how_far_they_came_until_they_said_so(jo):
    member = make_membership(group=jo.group)
    hope = make_aspiration(group=jo.group)
    asks = "Say how far you think we came"
    assert asks not in words(member)
    hold(jo, 3)
    assert asks in words(member)
    back = look(jo, hope, "some", published=False)
    back.views.create(aspiration=hope, by=member, progress="some", confidence="low", at=timezone.now())
    assert asks not in words(member)


def test_a_member_is_led_to_the_draft_that_they_may_read(jo):
    member = make_membership(group=jo.group)
    read = "Read the draft of the briefing before it goes out"
    row = make_report(jo, kind="briefing", shown_at=None)
    assert read not in words(member)
    Report.objects.filter(pk=row.pk).update(shown_at=timezone.now())
    assert read in words(member)


def test_beside_the_plan_it_stands_for_those_who_write_it_alone(jo):
    meeting = hold(jo, 5)
    member = make_membership(group=jo.group)
    [due] = [one for one in carrying_in.carry_in(meeting, jo, timezone.now()) if one.label == "Report"]
    assert due.url == url(jo, "report-add") + "?kind=briefing"
    assert due.is_private
    assert not [one for one in carrying_in.carry_in(meeting, member, timezone.now()) if one.label == "Report"]
    make_report(jo, kind="briefing")
    assert not [one for one in carrying_in.carry_in(meeting, jo, timezone.now()) if one.label == "Report"]


def test_a_senior_manager_finds_the_newest_on_their_first_page(client, jo):
    george = above(jo.group)
    out(jo, title="Half way")
    newest = out(jo, kind="briefing", title="Before the last")
    make_report(jo, kind="final", title="Not out yet")
    page = page_of(client, george, "/")[1]
    assert newest.get_absolute_url() in page
    assert f"Briefing before the last meeting, {jo.group.name}" in page
    assert "Final report" not in page


def test_a_facilitator_finds_what_is_due_on_theirs(client, jo):
    hold(jo, 5)
    page = page_of(client, jo.person, "/")[1]
    assert "Write the briefing for the last meeting" in page
    assert "Reports to read" not in page


def test_reports_of_many_groups_cost_no_query_more(client):
    person = make_membership(role=Role.FACILITATOR).person
    client.force_login(person)

    def add_row():
        jo = make_membership(role=Role.FACILITATOR, person=person)
        hold(jo, 3)
        make_report(jo)

    assert_same_queries(ask=lambda: client.get("/"), add_row=add_row)


def test_the_list_offers_all_three_and_marks_the_one_that_is_due(client, jo):
    hold(jo, 5)
    page = page_of(client, jo.person, url(jo, "reports"))[1]
    assert page.count("?kind=") == 3
    assert page.index("is-due") < page.index("?kind=briefing") < page.index("?kind=final")
    assert "?kind=" not in page_of(client, above(jo.group), url(jo, "reports"))[1]


def test_today_shows_a_report_to_nobody_of_another_group(jo):
    out(jo)
    george = above(make_membership().group)
    assert today.page(george, timezone.now())["reports"] == []
