"""Numbers that leave a group: nobody works out a small one, not from sums, nor between versions, nor by knowing the rules."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practices.reporting.suppressing import Told, draw

KEYS = ["a", "b", "c", "d", "e", "f"]


def tables(groups, largest):
    return [dict(zip(KEYS, values, strict=False)) for values in product(range(largest + 1), repeat=groups)]


def published(told, keys):
    """All that a reader sees of one version: numbers, which groups are told together, their sum, and the whole."""
    pools = tuple((pool.members, pool.total) for pool in told.pools)
    return tuple(sorted(told.told.items())), pools, told.total(keys), told.is_whole(keys)


def worked_out(seen, least, largest):
    """The hidden small numbers that somebody works out who knows the rules and tries every table that there could be.

    `seen` has for all that is published the tables behind it, each a tuple of one table a version. Sums that only the end of the
    tried range makes rare are passed over.
    """
    found = []
    for versions, behind in seen.items():
        if any((total or 0) > largest for _told, pools, *_sums in versions for _members, total in pools):
            continue
        for number, (told, *_rest) in enumerate(versions):
            for key in behind[0][number].keys() - dict(told).keys():
                possible = {tables[number][key] for tables in behind}
                if min(possible) < least and len(possible) < 2:
                    found.append((versions, key, possible))
    return found


@pytest.mark.parametrize(
    ("least", "groups", "largest"), [(3, 3, 10), (5, 2, 18), pytest.param(3, 4, 9, marks=pytest.mark.long)]
)
def test_one_version_gives_no_small_number(least, groups, largest):
    seen = defaultdict(list)
    for table in tables(groups, largest):
        seen[(published(draw(table, Told(), least=least), table),)].append((table,))
    assert worked_out(seen, least, largest) == []


@pytest.mark.parametrize(
    ("least", "groups", "largest"), [(4, 2, 11), pytest.param(3, 3, 8, marks=pytest.mark.long)]
)
def test_two_versions_give_no_small_number_whatever_moved_between_them(least, groups, largest):
    seen = defaultdict(list)
    for before in tables(groups, largest):
        first = draw(before, Told(), least=least)
        for after in tables(groups, largest):
            second = draw(after, first, least=least)
            seen[published(first, before), published(second, after)].append((before, after))
    assert worked_out(seen, least, largest) == []


@pytest.mark.parametrize(
    ("least", "groups", "largest"), [(4, 3, 6), pytest.param(5, 3, 12, marks=pytest.mark.long)]
)
def test_two_versions_give_no_small_number_to_whoever_knows_which_one_moved(least, groups, largest):
    for mover in KEYS[:groups]:
        seen = defaultdict(list)
        for before in tables(groups, largest):
            first = draw(before, Told(), least=least)
            for value in range(largest + 1):
                after = before | {mover: value}
                second = draw(after, first, least=least)
                seen[published(first, before), published(second, after)].append((before, after))
        assert worked_out(seen, least, largest) == []


series = st.lists(
    st.dictionaries(st.sampled_from(KEYS), st.integers(0, 40), min_size=1), min_size=1, max_size=6
)


@given(series, st.sampled_from([5, 10]))
@settings(max_examples=80, deadline=None)
def test_in_any_series_what_is_told_is_large_and_moves_in_large_steps(versions, least):
    before = Told()
    for now in versions:
        told = draw(now, before, least=least)
        for key, value in told.told.items():
            was = before.told.get(key)
            assert value >= least
            assert was is None or value == was or abs(value - was) >= least
        for pool in told.pools:
            assert not set(pool.members) & told.told.keys()
            assert pool.total is None or pool.total >= least
            assert pool.total is None or len(pool.members) > 1
        before = told


@given(series, st.sampled_from([5, 10]))
@settings(max_examples=60, deadline=None)
def test_a_sum_over_all_differs_from_what_is_told_by_nothing_small(versions, least):
    told = Told()
    for now in versions:
        told = draw(now, told, least=least)
        rest = told.total(KEYS) - sum(told.told.values())
        assert rest == 0 or rest >= least


@given(series)
@settings(max_examples=40, deadline=None)
def test_what_was_told_is_the_same_after_it_was_kept(versions):
    told = Told()
    for now in versions:
        told = draw(now, told, least=5)
    assert Told.from_json(told.as_json()) == told


def test_a_second_number_is_hidden_beside_a_small_one():
    told = draw({"a": 3, "b": 12, "c": 20}, Told(), least=5)
    assert told.told == {"c": 20}
    assert told.total(["a", "b", "c"]) == 20
    assert not told.is_whole(["a", "b", "c"])


def test_small_numbers_are_summed_where_the_one_beside_them_may_be_known_from_elsewhere():
    """Who knows that b is 12, from a page of its own, learns 8 of the three others, and of none of them how many."""
    told = draw({"a": 3, "b": 12, "c": 20, "d": 2, "e": 3}, Told(), least=5)
    hidden = [pool for pool in told.pools if pool.total]
    assert [pool.total - 12 for pool in hidden if "b" in pool.members] == [8]
    assert told.is_whole(["a", "b", "c", "d", "e"])
    assert not told.is_whole(["a", "c"])
    assert told.total(["a", "c"]) == 20


def test_what_was_hidden_stays_so_until_the_step_out_tells_nothing():
    told = draw({"a": 3, "b": 12, "c": 20}, Told(), least=5)
    for number in (4, 5, 8):
        told = draw({"a": number, "b": 12, "c": 20}, told, least=5)
        assert "a" not in told.told
    told = draw({"a": 9, "b": 40, "c": 20}, told, least=5)
    assert told.told == {"a": 9, "b": 40, "c": 20}


def test_somebody_who_joins_is_not_seen_between_two_versions():
    told = draw({"a": 12, "b": 20}, Told(), least=5)
    later = draw({"a": 13, "b": 20}, told, least=5)
    assert later.told == told.told
    assert later.total(["a", "b"]) == told.total(["a", "b"])


def test_a_small_group_that_comes_later_is_in_no_sum():
    told = draw({"a": 12, "b": 20}, Told(), least=5)
    later = draw({"a": 12, "b": 20, "c": 2}, told, least=5)
    assert later.total(["a", "b", "c"]) == 32
    assert not later.is_whole(["a", "b", "c"])


def test_of_one_partnership_alone_nothing_is_pooled():
    told = draw({"a": 3, "b": 12}, Told(), least=5, only=["a", "b"])
    assert told.told == {"b": 12}
    assert told.total(["a", "b"]) == 12
    assert draw({"a": 3, "b": 30}, told, least=5, only=["b"]).told == {"b": 30}
