"""The figures of a report: drawn of what went out alone, and frozen with it, less what was taken back."""

from datetime import timedelta

import pytest

from inquiries.models import Document
from inquiries.roles import Role
from meetings import releasing
from practices.models import Report
from practices.reporting import composing
from practices.reporting.offering import BY_STAGE, offered
from tests.builders import (
    make_check_answer,
    make_measure,
    make_reading,
    make_report,
)
from tests.practices.figured import NINE, NOW, RISEN, TEN, TODAY, checked, drawn, jo, measured, tried
from tests.practices.kept import above, let_out, page_of, sent, url
from tests.practices.reporting import out

pytestmark = pytest.mark.django_db
__all__ = ["jo"]  # a fixture


# --- only what went out -----------------------------------------------------------------------------


def test_a_measure_that_stayed_in_the_group_is_not_offered_and_not_drawn(jo):
    measure = make_measure(jo, what="Calls at noon")
    make_reading(measure)
    assert offered(jo.group) == []
    assert drawn(out(jo, measure)) == []


def test_a_measure_without_a_reading_is_not_offered(jo):
    let_out(make_measure(jo))
    assert offered(jo.group) == []


def test_a_measure_is_drawn_with_its_finding_its_readings_and_its_rounds(client, jo):
    row = out(jo, measured(jo, *RISEN, baseline=5))
    page = page_of(client, above(jo.group), row.get_absolute_url())[1]
    assert "Six readings in a row are above the median: something has changed" in page
    assert "People at lunch, people a week" in page
    assert "Run chart rules (Perla, Provost and" in page
    assert page.count('<circle class="drawn__pine"') == len(RISEN)
    assert "Round 2" in page
    [figure] = drawn(row)
    assert [number for _day, number in figure.rows] == [str(value) for value in RISEN]


@pytest.mark.parametrize(("scores", "said"), [(NINE, False), (TEN, True)])
def test_a_check_that_fewer_than_ten_answered_is_in_no_report_for_it_is_read_nationally_too(
    client, jo, scores, said
):
    """On their own page those above the partnership read five already (access.md)."""
    meeting = checked(jo, 11, scores)
    assert [one.key for one in offered(jo.group)] == ([meeting.pk] if said else [])
    national = above(jo.group, Role.NATIONAL_BODY)
    page = page_of(client, national, out(jo, meeting).get_absolute_url())[1]
    assert ("low and high answers stand side by side in one of one practices" in page) is said


def test_of_a_check_that_is_out_a_practice_that_nine_answered_is_not_told(jo):
    meeting = checked(jo, 11, TEN)
    for score in NINE:
        make_check_answer(meeting, practice="diversity", score=score)
    [figure] = drawn(out(jo, meeting))
    assert [place for place, *_counts in figure.rows] == [
        place for place, *_counts in figure.rows if place.startswith("A shared purpose, meeting 11")
    ]
    assert "Exploring diversity" not in figure.svg


def test_of_a_check_what_fewer_than_five_said_is_told_as_that(jo):
    """Two said low, four middle and six high, and none low of the other: one, two or four look the same."""
    meeting = checked(jo, 11, (1, 2, 3, 3, 3, 3, 4, 4, 5, 5, 5, 5))
    for score in (3,) * 11:
        make_check_answer(meeting, practice="diversity", score=score)
    row = out(jo, meeting)
    assert Report.objects.get(pk=row.pk).frozen["figures"][0]["numbers"]["counts"] == {
        "purpose": [1, 1, 6],
        "diversity": [0, 11, 0],
    }
    [figure] = drawn(row)
    assert [counts for _place, *counts in figure.rows] == [
        ["fewer than five", "fewer than five", "6"],
        ["0", "11", "0"],
    ]
    assert figure.title.endswith("in one of two practices")
    assert figure.svg.count("&lt;5") == 2


def test_checks_of_several_meetings_are_one_figure_the_first_and_the_last_drawn(jo):
    meetings = [checked(jo, number, TEN) for number in (11, 12, 13)]
    [figure] = drawn(out(jo, *reversed(meetings)))
    assert figure.title.endswith("as at meeting 11")
    assert len(figure.rows) == 3
    assert ">Meeting 11<" in figure.svg
    assert ">Meeting 12<" not in figure.svg


def test_small_tests_that_stay_in_the_group_are_in_no_number(client, jo):
    tried(jo, "adopted")
    tried(jo)
    tried(jo, is_out=False)
    row = make_report(jo, chosen=[BY_STAGE])
    page = page_of(client, jo.person, row.get_absolute_url())[1]
    assert "Of two small tests, one became usual, one is being tried" in page


def test_what_is_not_ticked_is_not_drawn_and_actions_are_never_offered(client, jo):
    measured(jo, *RISEN)
    tried(jo)
    assert drawn(make_report(jo)) == []
    form = page_of(client, jo.person, url(jo, "report-add"))[1]
    assert "Run chart: People at lunch" in form
    assert "Small tests by stage" in form
    assert "Actions" not in [one.label for one in offered(jo.group)]


def test_a_new_report_is_suggested_with_figures_and_keeps_what_was_ticked(client, jo):
    measure, meeting = measured(jo, *RISEN), checked(jo, 11, TEN)
    tried(jo)
    keys = [str(measure.pk), str(meeting.pk), BY_STAGE]
    form = page_of(client, jo.person, url(jo, "report-add"))[1]
    assert all(f'value="{key}"' in form for key in keys)
    sent(client, jo, "report-add", kind="progress", title="Half way", chosen=keys)
    assert sorted(Report.objects.get().chosen) == sorted(keys)


# --- frozen, less what was taken back ---------------------------------------------------------------


def test_published_it_tells_the_readings_of_that_day(jo):
    measure = measured(jo, *RISEN)
    row = out(jo, measure)
    make_reading(measure, on=TODAY + timedelta(days=3), value=99)
    [figure] = drawn(row)
    assert len(figure.rows) == len(RISEN)
    [now] = drawn(make_report(jo, chosen=[str(measure.pk)]))
    assert len(now.rows) == len(RISEN) + 1


@pytest.mark.parametrize("kind", ["measure", "practice check"])
def test_taken_back_a_figure_is_gone_from_what_was_published_and_from_its_pdf(client, jo, kind):
    thing = measured(jo, *RISEN) if kind == "measure" else checked(jo, 11, TEN)
    row = out(jo, thing)
    before = Document.objects.get()
    releasing.take_back(jo.group, kind, thing.pk, by=jo, at=NOW)
    assert "In figures" not in page_of(client, above(jo.group), row.get_absolute_url())[1]
    assert not Document.objects.filter(pk=before.pk).exists()
    assert "In figures" not in Document.objects.get().source


def test_a_small_test_that_was_taken_back_is_counted_no_more_and_its_stage_is_that_of_the_day(jo):
    stays, goes = tried(jo), tried(jo)
    row = make_report(jo, chosen=[BY_STAGE], frozen=None)
    row.frozen = composing.compose(row)
    releasing.take_back(jo.group, "small test", goes.pk, by=jo, at=NOW)
    stays.stage = "adopted"
    stays.settled_on = TODAY
    stays.save()
    [figure] = drawn(row)
    assert figure.title == "One small test is being tried"


def test_once_no_small_test_is_out_nothing_is_drawn_of_them(jo):
    only = tried(jo)
    row = make_report(jo, chosen=[BY_STAGE])
    row.frozen = composing.compose(row)
    releasing.take_back(jo.group, "small test", only.pk, by=jo, at=NOW)
    assert drawn(row) == []
