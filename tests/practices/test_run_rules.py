"""The rules of run charts, held against what was published: tables, formulas, and worked examples with their figures."""

from datetime import date, timedelta
from decimal import Decimal
from math import comb
from xml.etree import ElementTree

from practices import run_charts, run_rules
from practices.run_rules import ANHOEJ, RUN_CHART, RUN_LIMITS, Findings, fewest_crossings, longest_run


def read(values, baseline=None, rules=RUN_CHART, astronomical=()) -> Findings:
    return run_rules.read(values, baseline=baseline, rules=rules, astronomical=astronomical)


def rules_of(findings):
    return [signal.rule for signal in findings.signals]


def share_of_charts(below, above, few, many):
    """How many of all charts with so many readings below and above the median have fewer runs, and more, exactly."""
    runs = {}
    for count in range(2, below + above + 1):
        half = count // 2
        if count % 2:
            ways = comb(below - 1, half) * comb(above - 1, half - 1)
            ways += comb(below - 1, half - 1) * comb(above - 1, half)
        else:
            ways = 2 * comb(below - 1, half - 1) * comb(above - 1, half - 1)
        runs[count] = ways / comb(below + above, below)
    return (
        sum(share for count, share in runs.items() if count < few),
        sum(share for count, share in runs.items() if count > many),
    )


def test_the_limits_for_runs_reach_from_ten_to_sixty_and_are_those_of_swed_and_eisenhart():
    """As reprinted by Perla, Provost and Murray (2011), table 1: 10 → 3 and 9, 20 → 6 and 16, 40 → 15 and 27, 60 → 24 and 38.

    What they mean is worked out again: by chance about one chart in forty has fewer runs, and one has more.
    """
    assert list(RUN_LIMITS) == list(range(10, 61))
    assert [RUN_LIMITS[n] for n in (10, 15, 20, 24, 30, 40, 50, 60)] == [
        (3, 9),
        (5, 12),
        (6, 16),
        (8, 18),
        (11, 21),
        (15, 27),
        (19, 33),
        (24, 38),
    ]
    for n, (few, many) in RUN_LIMITS.items():
        fewer, more = share_of_charts(n // 2, n - n // 2, few, many)
        assert max(fewer, more) < 0.033, n
        next_fewer, next_more = share_of_charts(n // 2, n - n // 2, few + 1, many - 1)
        assert min(next_fewer, next_more) > 0.012, n


def test_anhoejs_limits_are_those_of_his_formulas():
    """Anhøj and Olesen (2014): with 24 useful readings a run of more than 8, or fewer than 8 crossings; with 20, 7 and 6."""
    assert [(longest_run(n), fewest_crossings(n)) for n in (10, 12, 16, 20, 24)] == [
        (6, 2),
        (7, 3),
        (7, 4),
        (7, 6),
        (8, 8),
    ]


def test_a_worked_example_of_counting_runs():
    """Twelve readings of a quality forum's exercise: 10 8 6 14 16 14 18 20 8 10 10 10, centre line 10, three runs, eight useful."""
    findings = read([10, 8, 6, 14, 16, 14, 18, 20, 8, 10, 10, 10])
    assert findings.middle == 10
    assert findings.useful == 8
    assert (
        findings.signals == []
    )  # five in a row are no shift, and below ten useful readings the table says nothing


def test_fewer_than_ten_readings_say_nothing():
    findings = read([1, 1, 1, 1, 9, 9, 9, 9, 9])
    assert findings.is_too_early
    assert findings.signals == []


def test_a_shift_is_six_in_a_row_on_one_side():
    six = read([5, 6, 4, 5, 4, 9, 9, 9, 9, 9, 9], baseline=5)
    assert six.middle == 5
    assert [signal.places for signal in six.signals if signal.rule == "shift"] == [(5, 6, 7, 8, 9, 10)]
    assert "shift" not in rules_of(read([5, 6, 4, 5, 4, 9, 9, 9, 9, 9, 4], baseline=5))


def test_readings_on_the_median_neither_count_nor_break_a_shift():
    findings = read([6, 4, 5, 9, 9, 9, 5, 9, 9, 9, 5], baseline=3)
    assert findings.middle == 5
    assert [signal.places for signal in findings.signals if signal.rule == "shift"] == [(3, 4, 5, 7, 8, 9)]
    assert "shift" not in rules_of(read([6, 4, 5, 9, 9, 9, 5, 9, 9, 4, 5], baseline=3))


def test_a_trend_is_five_going_one_way_and_a_repeat_counts_once():
    rising = read([5, 4, 5, 6, 6, 7, 8, 3, 5, 5, 5])
    assert [signal.places for signal in rising.signals if signal.rule == "trend"] == [(1, 2, 3, 5, 6)]
    four = read([5, 4, 5, 6, 6, 7, 3, 3, 5, 5, 5])
    assert "trend" not in rules_of(four)
    falling = read([9, 8, 7, 6, 5, 9, 9, 9, 9, 9])
    assert "go down" in next(signal.sentence for signal in falling.signals if signal.rule == "trend")


def test_too_few_and_too_many_runs():
    few = [1, 2, 1, 2, 1, 9, 8, 9, 8, 9]
    many = [1, 9] * 7
    assert "runs" in rules_of(read(few))
    assert "more than chance" in next(
        signal.sentence for signal in read(many).signals if signal.rule == "runs"
    )
    assert "runs" not in rules_of(read([1, 9] * 31))  # 62 useful readings: beyond the table nothing is said


def test_an_astronomical_point_is_marked_by_a_person_and_by_no_rule():
    values = [5, 6, 5, 6, 5, 6, 5, 90, 5, 6, 7, 4]
    assert "astronomical" not in rules_of(read(values))
    assert [s.places for s in read(values, astronomical=[7]).signals if s.rule == "astronomical"] == [(7,)]


def test_the_median_is_of_the_stated_baseline():
    assert read([1, 1, 1, 9, 9, 9, 9, 9, 9, 9], baseline=3).middle == 1
    assert read([1, 1, 1, 9, 9, 9, 9, 9, 9, 9]).middle == 9


def test_anhoej_names_the_longest_run_and_few_crossings():
    values = [1, 2] * 6 + [9, 8] * 6
    assert rules_of(read(values, rules=ANHOEJ)) == ["longest", "crossings"]
    assert rules_of(read([1, 9] * 12, rules=ANHOEJ)) == []


# --- the picture ----------------------------------------------------------------------------------


def drawn(count, rules=RUN_CHART, name="Calls at noon"):
    first = date(2026, 1, 5)
    readings = [(first + timedelta(days=7 * n), Decimal(n % 9), n == 3) for n in range(count)]
    findings = read([value for _on, value, _mark in readings], rules=rules)
    return run_charts.draw(
        readings, findings, baseline=None, cycles=[(first, "Round 1")], unit="a week", name=name, key="k"
    )


def test_the_picture_says_what_was_found_and_by_which_rules():
    svg = drawn(7)
    assert "Too early to judge: 7 of 10 readings" in svg
    assert "Run chart rules, median of all readings" in svg
    assert "Anhøj rules" in drawn(12, rules=ANHOEJ)
    assert "Round 1" in svg


def test_the_picture_is_well_formed_and_writes_words_as_words():
    root = ElementTree.fromstring(drawn(30, name="<script>&"))
    assert root.attrib["role"] == "img"
    assert "&lt;script&gt;&amp;" in drawn(30, name="<script>&")


def test_nothing_is_drawn_without_a_reading():
    assert run_charts.draw([], read([]), baseline=None, cycles=[], unit="", name="", key="k") == ""
