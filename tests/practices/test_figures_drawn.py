"""The figures of a report as they are drawn: the same on paper, each word with room, in the same queries whatever they draw."""

from datetime import timedelta
from itertools import count, pairwise
from xml.etree import ElementTree

import pytest

from inquiries import rendering
from inquiries.models import Document
from practices.models import Report
from practices.reporting import composing, figures, figuring, publishing
from practices.reporting.offering import BY_STAGE
from tests.builders import (
    make_cycle,
    make_reading,
    make_report,
)
from tests.papers import pictures_in, words_in
from tests.practices.figured import NOW, RISEN, TEN, TODAY, checked, drawn, jo, measured, tried
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
__all__ = ["jo"]  # a fixture


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
