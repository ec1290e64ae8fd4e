"""The figures of a report: drawn of what went out alone, frozen with it, less what was taken back, and the same on paper."""

from datetime import timedelta
from itertools import count, pairwise
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from inquiries import rendering
from inquiries.models import Document
from inquiries.roles import Role
from meetings import releasing
from practices.models import Report
from practices.reporting import composing, figures, figuring, publishing, standing
from practices.reporting.offering import BY_STAGE, offered
from tests.builders import (
    make_check_answer,
    make_cycle,
    make_measure,
    make_meeting,
    make_membership,
    make_reading,
    make_release,
    make_report,
    make_small_test,
)
from tests.papers import pictures_in, words_in
from tests.practices.kept import above, let_out, page_of, sent, url
from tests.practices.reporting import out
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


def measured(jo, *values, **fields):
    """A measure of a small test with a reading a week, let out."""
    small_test = make_small_test(jo)
    make_cycle(small_test, starts_on=TODAY - timedelta(weeks=3))
    measure = make_measure(jo, small_test=small_test, what="People at lunch", unit="people a week", **fields)
    for week, value in enumerate(reversed(values)):
        make_reading(measure, on=TODAY - timedelta(weeks=week), value=value)
    let_out(measure)
    return measure


def checked(jo, number, scores, practice="purpose"):
    """A meeting that was held, whose practice check these answered, let out."""
    meeting = make_meeting(
        jo.group, number=number, starts_at=NOW - timedelta(days=900 - number), closed_by=jo
    )
    for score in scores:
        make_check_answer(meeting, practice=practice, score=score)
    make_release(meeting, kind="practice check", about=meeting.pk, released_by=jo)
    return meeting


def tried(jo, stage="trying", *, is_out=True):
    row = make_small_test(jo, stage=stage, settled_on=None if stage == "trying" else TODAY)
    if is_out:
        let_out(row, kind="small test")
    return row


def drawn(row):
    return figures.drawn(standing.as_it_stands(row)["figures"])


RISEN = [5, 6, 4, 5, 4, 9, 8, 9, 9, 8, 9]
TEN, NINE = (1, 2, 2, 3, 3, 4, 4, 5, 5, 5), (1, 2, 2, 3, 3, 4, 4, 5, 5)


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


# --- on paper, and how much it asks -----------------------------------------------------------------


def test_the_pdf_holds_the_same_figures_and_tells_them_to_those_who_dont_see_them(jo):
    tried(jo)
    measure, meeting = measured(jo, *RISEN), checked(jo, 11, TEN)
    row = make_report(jo, chosen=[str(measure.pk), str(meeting.pk), BY_STAGE])
    row.group = jo.group
    document = published(row, jo)
    assert document.pages <= 2
    words, told = words_in(document), " ".join(pictures_in(document))
    for figure in drawn(row):
        assert figure.title in words
        assert figure.title in told


def published(row, jo):
    publishing.show(row, at=NOW)
    publishing.publish(row, version=row.version, by=jo, at=NOW)
    row.refresh_from_db()
    assert rendering.render(row.document_id, NOW)
    return Document.objects.get()


def test_every_word_of_a_small_figure_has_room(jo):
    rows = [checked(jo, number, TEN * 9, practice) for number in (11, 12) for practice in ("leadership",)]
    measure = measured(jo, *([12345.5, 99999] * 40))
    for number in range(6):
        make_cycle(measure.small_test, starts_on=TODAY - timedelta(days=number))
    for stage in ("trying", "adopted", "let go"):
        tried(jo, stage)
    row = make_report(jo, chosen=[BY_STAGE, str(measure.pk), *(str(one.pk) for one in rows)])
    found = figures.drawn(composing.compose(row)["figures"])
    assert len(found) == 3
    for figure in found:
        root = ElementTree.fromstring(figure.svg)
        _x, _y, width, height = map(float, root.get("viewBox").split())
        for part in root.iter("text"):
            wide = len(part.text or "") * 0.56 * float(part.get("font-size"))
            share = {"start": 0, "middle": 0.5, "end": 1}[part.get("text-anchor")]
            begins = float(part.get("x")) - wide * share
            assert begins >= -1, part.text
            assert begins + wide <= width + 1, (part.text, begins, wide)
            assert 0 < float(part.get("y")) <= height


@pytest.mark.parametrize("apart", [1, 40, 400])
def test_the_days_of_a_small_run_chart_do_not_run_into_one_another(jo, apart):
    measure = measured(jo, 4)
    make_reading(measure, on=TODAY - timedelta(days=apart), value=5)
    make_cycle(measure.small_test, starts_on=TODAY - timedelta(days=100))
    [figure] = figures.drawn(composing.compose(make_report(jo, chosen=[str(measure.pk)]))["figures"])
    texts = [one for one in ElementTree.fromstring(figure.svg).iter("text") if str(TODAY.year) in one.text]
    spans = sorted(span_of(one) for one in texts)
    assert all(ends <= begins for (_begins, ends), (begins, _ends) in pairwise(spans))
    assert all(begins >= 0 and ends <= 260 for begins, ends in spans)


def span_of(text):
    wide = len(text.text) * 0.52 * float(text.get("font-size"))
    begins = float(text.get("x")) - wide * {"start": 0, "end": 1}[text.get("text-anchor")]
    return begins, begins + wide


def test_reading_a_report_takes_the_same_queries_whatever_it_draws(client, jo):
    measure, meeting = measured(jo, *RISEN), checked(jo, 500, TEN)
    row = make_report(jo, chosen=[str(measure.pk), str(meeting.pk), BY_STAGE], shown_at=NOW)
    client.force_login(jo.person)
    numbers = count(600)

    def add():
        more, check = measured(jo, *RISEN), checked(jo, next(numbers), TEN)
        Report.objects.filter(pk=row.pk).update(
            chosen=[*Report.objects.get(pk=row.pk).chosen, str(more.pk), str(check.pk)]
        )

    assert_same_queries(ask=lambda: client.get(row.get_absolute_url()), add_row=add)


def test_numbers_are_frozen_as_plain_values(jo):
    measure = measured(jo, 4, 5)
    [row] = composing.compose(make_report(jo, chosen=[str(measure.pk)]))["figures"]
    assert row["sort"] == "measure"
    assert [reading[1:] for reading in row["numbers"]["readings"]] == [["4.000", False], ["5.000", False]]
    assert figuring.as_they_stand([row], {}) == [row]
