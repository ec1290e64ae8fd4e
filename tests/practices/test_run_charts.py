"""The picture of a run chart: what it says, what it draws, and that words stay words."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from time import process_time
from xml.etree import ElementTree

from django.utils.safestring import SafeString

from practices import run_charts
from practices.run_rules import ANHOEJ, RUN_CHART
from practices.runs import Run

FIRST = date(2026, 1, 5)
NAME, UNIT = "Calls at noon", "calls a week"


def weekly(values, marked=()):
    return [(FIRST + timedelta(weeks=n), Decimal(value), n in marked) for n, value in enumerate(values)]


def drawn(values, *, marked=(), baseline=None, rules=RUN_CHART, cycles=(), unit=UNIT, name=NAME, key="k"):
    return drawn_of(
        weekly(values, marked), baseline=baseline, rules=rules, cycles=cycles, unit=unit, name=name, key=key
    )


def drawn_of(readings, *, baseline=None, rules=RUN_CHART, cycles=(), unit=UNIT, name=NAME, key="k"):
    return run_charts.draw(Run(readings, baseline, rules, list(cycles), unit, name), key=key)


def parts(svg, name=""):
    """The elements of a class, or all of them; parsing shows that the picture is well-formed."""
    return [
        one for one in ElementTree.fromstring(svg).iter() if not name or name in one.get("class", "").split()
    ]


def words(svg, name="run__text"):
    return [one.text for one in parts(svg, name)]


def title(svg):
    return ElementTree.fromstring(svg).findtext("title")


def desc(svg):
    return ElementTree.fromstring(svg).findtext("desc")


SHIFTED = [5, 6, 4, 5, 4, 9, 8, 9, 9, 8, 9]


# --- what it says ----------------------------------------------------------------------------------


def test_the_title_says_what_was_found():
    svg = drawn(SHIFTED, baseline=5)
    assert title(svg) == "Six readings in a row are above the median: something has changed"
    assert words(svg, "run__title") == [title(svg)]


def test_the_title_says_that_it_is_too_early():
    assert title(drawn([1, 1, 9, 9, 9, 9])) == "Too early to judge: six of ten readings"


def test_the_title_says_that_chance_could_do_this():
    assert (
        title(drawn([5, 6, 4, 6, 4, 4, 6, 6, 4, 6, 4])) == "No sign of a change: chance alone could do this"
    )


def test_a_title_of_several_signs_counts_them_and_breaks_into_lines():
    svg = drawn([1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8])
    assert title(svg) == (
        "Six readings in a row are below the median: something has changed (one of three signs)"
    )
    assert " ".join(words(svg, "run__title")) == title(svg)
    assert len(words(svg, "run__title")) == 2


def test_the_rules_and_the_readings_of_the_median_are_printed_on_the_chart():
    assert "Run chart rules (Perla, Provost and Murray 2011), median of all readings" in words(drawn(SHIFTED))
    assert "Anhøj rules (Anhøj and Olesen 2014), median of the first five" in words(
        drawn(SHIFTED, baseline=5, rules=ANHOEJ)
    )
    assert "Run chart rules (Perla, Provost and Murray 2011), median of all readings" in words(
        drawn(SHIFTED, baseline=99)
    )


def test_the_picture_is_told_to_those_who_do_not_see_it():
    svg = drawn(SHIFTED, baseline=5, cycles=[(FIRST, "Round 1")], key="0b6c")
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "run-0b6c-title run-0b6c-desc"
    assert [one.get("id") for one in root[:2]] == ["run-0b6c-title", "run-0b6c-desc"]
    assert desc(svg) == (
        "Calls at noon (calls a week). Readings: 11, 5 January 2026 to 16 March 2026, 4 to 9, median 5. "
        "Shift: Six readings in a row are above the median: something has changed. Round 1: 5 January 2026."
    )


# --- what it draws ---------------------------------------------------------------------------------


def test_the_readings_of_a_shift_look_otherwise():
    svg = drawn(SHIFTED, baseline=5)
    assert len(parts(svg, "run__point")) == 11
    assert len(parts(svg, "run__point--shift")) == 6
    assert len(parts(drawn([1, 9] * 7), "run__point--shift")) == 0  # a number of runs points at no reading


def test_a_reading_that_a_person_marked_is_a_star():
    svg = drawn([5, 6, 4, 90, 5], marked=[3])
    assert len(parts(svg, "run__star")) == 1
    assert len(parts(svg, "run__point")) == 4


def test_the_median_is_labelled_at_its_end():
    svg = drawn([1, 2, 3, 4])
    line, label = parts(svg, "run__median")[0], next(one for one in parts(svg) if one.text == "median 2.5")
    assert float(label.get("x")) > float(line.get("x2"))
    assert abs(float(label.get("y")) - float(line.get("y1"))) <= 5


def test_the_baseline_reaches_as_far_as_its_readings():
    svg = drawn(SHIFTED, baseline=5)
    line, fifth = parts(svg, "run__baseline")[0], parts(svg, "run__point")[4]
    assert line.get("x2") == fifth.get("cx")
    assert line.get("y1") == parts(svg, "run__median")[0].get("y1")
    assert parts(drawn(SHIFTED), "run__baseline") == []


def test_rounds_are_uprights_where_they_began_with_their_labels():
    cycles = [(FIRST + timedelta(weeks=n), f"Round {n}") for n in (2, 3, 4)]
    svg = drawn([5, 6, 4, 5, 6, 4], cycles=cycles)
    points = parts(svg, "run__point")
    assert [one.get("x1") for one in parts(svg, "run__cycle")] == [points[n].get("cx") for n in (2, 3, 4)]
    assert {"Round 2", "Round 3", "Round 4"} <= set(words(svg))


def test_a_round_outside_the_readings_stands_on_its_own_day():
    before, after = FIRST - timedelta(weeks=2), FIRST + timedelta(weeks=5)
    svg = drawn([5, 6, 4], cycles=[(after, "After"), (before, "Before")])
    xs = [float(one.get("cx")) for one in parts(svg, "run__point")]
    assert [float(one.get("x1")) for one in parts(svg, "run__cycle")] == [64, 616]
    assert 64 < xs[0] < xs[2] < 616


def test_labels_of_rounds_that_stand_close_stand_in_rows():
    cycles = [(FIRST + timedelta(days=n), f"Round {n}") for n in (1, 2, 3)]
    svg = drawn([5] * 40, cycles=cycles)
    heights = [one.get("y") for one in parts(svg) if (one.text or "").startswith("Round ")]
    assert len(set(heights)) == 3


def test_the_label_of_a_late_round_ends_at_its_line_and_a_long_one_is_cut():
    svg = drawn([5, 6, 4], cycles=[(FIRST + timedelta(weeks=2), "A round with a very long name")])
    label = parts(svg, "run__text--end")[-1]
    assert label.text == "A round with a very lon…"
    assert float(label.get("x")) < float(parts(svg, "run__cycle")[0].get("x1"))


def test_the_least_and_the_greatest_are_labelled():
    assert words(drawn(["4.50", "6", "12.250", "9"]), "run__text--end") == ["4.5", "12.25"]
    assert words(drawn([7, 7, 7]), "run__text--end") == ["7"]


def test_days_are_labelled_at_most_eight_with_the_first_and_the_last():
    for count in (2, 3, 9, 60, 200):
        shown = words(drawn([5] * count), "run__text--middle")
        assert len(shown) <= 8
        assert shown[0] == "5 Jan 2026"
        assert shown[-1] == f"{FIRST + timedelta(weeks=count - 1):%-d %b %Y}"


def test_a_day_of_another_year_says_so():
    shown = words(drawn([5] * 105), "run__text--middle")
    assert [day[-4:] for day in shown if day[-4:].isdigit()] == ["2026", "2027", "2028"]


def test_days_do_not_run_into_one_another():
    days = [0, 1, 2, 3, 4, 5, 6, 300, 301, 302]
    readings = [(FIRST + timedelta(days=n), Decimal(5), False) for n in days]
    svg = drawn_of(readings)
    xs = [float(one.get("x")) for one in parts(svg, "run__text--middle")]
    assert len(xs) >= 2
    assert all(later - before >= 84 for before, later in pairwise(xs))
    near = drawn_of(readings[:3], cycles=[(FIRST + timedelta(days=400), "Round 2")])
    assert words(near, "run__text--middle") == ["5 Jan 2026 – 7 Jan 2026"]


def test_one_reading_is_drawn_with_one_day():
    svg = drawn([5])
    assert words(svg, "run__text--middle") == ["5 Jan 2026"]
    assert len(parts(svg, "run__point")) == 1


def test_readings_lie_within_the_picture_whatever_their_size():
    for values in ([0, 0, 0], [-3, -9, 4], ["999999999.999", 0], [1000, 1001, 1002], [5]):
        svg = drawn(values)
        height = float(ElementTree.fromstring(svg).get("viewBox").split()[3])
        for point in parts(svg, "run__point"):
            assert 64 <= float(point.get("cx")) <= 616
            assert 40 < float(point.get("cy")) < height - 40


def test_nothing_is_drawn_without_a_reading():
    assert drawn([]) == ""


def test_the_picture_is_720_wide_and_has_no_style_of_its_own():
    svg = drawn(SHIFTED, baseline=5, marked=[3], cycles=[(FIRST, "Round 1")])
    assert ElementTree.fromstring(svg).get("viewBox").startswith("0 0 720 ")
    assert "style" not in svg
    shapes = ("line", "point", "point--shift", "median", "baseline", "cycle", "star", "text", "text--end")
    known = {f"run__{shape}" for shape in (*shapes, "text--middle", "chart", "title")}
    assert {shape for one in parts(svg) for shape in one.get("class", "").split()} == known


# --- words stay words ------------------------------------------------------------------------------


def test_what_people_wrote_is_escaped_and_comes_out_as_they_wrote_it():
    evil = '</text><script>alert("x")</script>&'
    svg = drawn(SHIFTED, name=evil, unit=evil, cycles=[(FIRST, "<b>&'\"")], key='"><script>')
    assert isinstance(svg, SafeString)
    assert "<script" not in svg
    assert "<b>" not in svg
    assert evil in words(svg)
    assert "<b>&'\"" in words(svg)
    assert desc(svg).startswith(f"{evil} ({evil}). Readings: 11")
    assert ElementTree.fromstring(svg).get("aria-labelledby") == "run-script-title run-script-desc"


# --- many readings ---------------------------------------------------------------------------------


def test_two_hundred_readings_are_all_drawn():
    svg = drawn([n * 7 % 11 for n in range(200)], marked=[3, 9])
    assert len(parts(svg, "run__point")) == 198
    assert len(parts(svg, "run__star")) == 2
    assert len(parts(svg, "run__line")[0].get("points").split()) == 200


def test_two_hundred_readings_take_less_than_ten_milliseconds():
    readings = weekly([n * 7 % 11 for n in range(200)])
    cycles = [(FIRST + timedelta(weeks=20 * n), f"Round {n}") for n in range(10)]
    took = []
    for _turn in range(7):
        begun = process_time()
        drawn_of(readings, cycles=cycles)
        took.append(process_time() - begun)
    assert min(took) < 0.01
