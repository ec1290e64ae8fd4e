"""Composing a report over several groups: what they let out, and numbers as they may be told, as plain values to be frozen."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from inquiries.models import Group, Level, Partnership
from practices.models import Ask, Face, NoticedChange, Overview, Portrait, SmallTest
from practices.models.overviews import OverviewQuerySet
from practices.reporting import numbering
from practices.reporting.numbering import OF_GROUPS, STAGES, Numbers, let_out
from practices.reporting.surveying import Facts, published_asks, survey

Stage = SmallTest.Stage
IN_A_PORTRAIT = 2  # of each kind of words; the rest is a number
IN_ALL = {"asks": 12, "usual": 12, "said": 4, "level": 3}
TESTS = (Stage.ADOPTED, Stage.TRYING, Stage.LET_GO)
Told = dict[str, Any]


def groups_of(overview: Overview) -> list[Group]:
    """The groups it is over, by the alphabet and by nothing else; one query."""
    rows = Group.objects.for_listing()
    if overview.partnership_id:
        rows = rows.filter(partnership=overview.partnership_id)
    else:
        rows = rows.filter(partnership__programme=overview.programme_id)
    return sorted(rows, key=lambda group: (group.name.casefold(), group.partnership.name, str(group.pk)))


@transaction.atomic
def take(overview: Overview, *, at: datetime) -> None:
    """Write into a draft what stands today, in the place of what was taken before."""
    facts = survey(groups_of(overview), timezone.localdate(at))
    numbers = numbering.take(overview.programme, overview.partnership, facts)
    public = published_asks(facts)
    overview.told = {
        Face.NEAR: _near(facts, numbers),
        Face.NATIONAL: _national(facts, numbers, public),
    }
    overview.ledger, overview.after, overview.drawn_at = numbers.as_json(), numbers.after, at
    overview.save(update_fields=["told", "ledger", "after", "drawn_at"])
    overview.portraits.all().delete()
    Portrait.objects.bulk_create(_portraits(overview, facts, numbers), batch_size=200)


def latest(rows: OverviewQuerySet) -> list[Overview]:
    """The newest published report over each place."""
    newest: dict[UUID, Overview] = {}
    for row in rows.filter(published_at__isnull=False).for_listing().order_by("published_at"):
        newest[row.place.pk] = row
    return list(newest.values())


# --- of each group ------------------------------------------------------------------------------------


def _portraits(overview: Overview, facts: Mapping[UUID, Facts], numbers: Numbers) -> list[Portrait]:
    near = [
        Portrait(
            overview=overview,
            face=Face.NEAR,
            position=place,
            group=one.group,
            partnership=one.group.partnership,
            told=_of_group(one, numbers),
        )
        for place, one in enumerate(facts.values())
    ]
    national = [
        Portrait(
            overview=overview,
            face=Face.NATIONAL,
            position=place,
            partnership=partnership,
            told=_of_partnership(partnership, numbers),
        )
        for place, partnership in enumerate(_partnerships(facts))
    ]
    return near + national


def _partnerships(facts: Mapping[UUID, Facts]) -> list[Partnership]:
    found = {one.group.partnership_id: one.group.partnership for one in facts.values()}
    return sorted(found.values(), key=lambda partnership: partnership.name.casefold())


def _of_group(facts: Facts, numbers: Numbers) -> Told:
    group, usual = facts.group, facts.of_stage(Stage.ADOPTED)
    return {
        "name": group.name,
        "slug": group.slug,
        "where": group.partnership.name,
        "purpose": group.purpose_line or group.who_for,
        "held": facts.held,
        "to_come": facts.to_come,
        "next": date_format(facts.next_at, "j F") if facts.next_at else "",
        "numbers": {name: numbers.near[name].told.get(str(group.pk)) for name in OF_GROUPS},
        "levels": [let_out(facts, level) for level in Level.values],
        "tests": [len(facts.of_stage(stage)) for stage in TESTS],
        "usual": [_small_test(row) for row in usual[:IN_A_PORTRAIT]],
        "more_usual": max(len(usual) - IN_A_PORTRAIT, 0),
        "asks": [_ask(row) for row in facts.asks[:IN_A_PORTRAIT]],
        "more_asks": max(len(facts.asks) - IN_A_PORTRAIT, 0),
        "changes": [_change(row) for row in facts.changes[:IN_A_PORTRAIT]],
        "goes_on": [
            {"kind": "initiative", "key": str(row.pk), "words": row.what}
            for row in facts.initiatives[:IN_A_PORTRAIT]
        ],
    }


def _of_partnership(partnership: Partnership, numbers: Numbers) -> Told:
    key, national = str(partnership.pk), numbers.national
    return {
        "name": partnership.name,
        "numbers": {name: national[name].told.get(key) for name in [*OF_GROUPS, "held"]},
        "levels": [national[level].told.get(key) for level in Level.values],
        "tests": [national[stage].told.get(key) for stage in TESTS],
    }


def _small_test(row: SmallTest) -> Told:
    usual = getattr(row, "usual", None)
    since = (usual.since if usual else None) or row.settled_on
    return {
        "kind": "small test",
        "key": str(row.pk),
        "words": row.what,
        "for_whom": row.for_whom,
        "since": date_format(since, "F Y") if since else "",
    }


def _ask(row: Ask) -> Told:
    return {
        "kind": "ask",
        "key": str(row.pk),
        "words": row.wording,
        "since": date_format(row.put_on, "j F Y"),
    }


def _change(row: NoticedChange) -> Told:
    return {"kind": "noticed change", "key": str(row.pk), "words": row.what}


# --- over all of them ---------------------------------------------------------------------------------


def _near(facts: Mapping[UUID, Facts], numbers: Numbers) -> Told:
    keys, every = [str(key) for key in facts], list(facts.values())
    usual = [
        (row.settled_on, _small_test(row) | _of(one)) for one in every for row in one.of_stage(Stage.ADOPTED)
    ]
    tests = {stage: sum(let_out(one, stage) for one in every) for stage in TESTS}
    return {
        "groups": len(facts),
        "partnerships": len(_partnerships(facts)),
        "totals": {name: numbering.total(numbers.near, name, keys) for name in OF_GROUPS},
        "tests": [tests[stage] for stage in TESTS],
        "levels": [_level(level, str(label), every) for level, label in Level.choices],
        "stages": [_stage(name, str(label), every) for name, label in STAGES.items()],
        "asks": _waiting(every, "name"),
        "asks_n": sum(len(one.asks) for one in every),
        "usual": [told for _on, told in sorted(usual, key=lambda pair: str(pair[0]), reverse=True)][
            : IN_ALL["usual"]
        ],
        "said": _said(every, "name"),
        "scale": _scale([_of_group(one, numbers) for one in every]),
    }


def _national(facts: Mapping[UUID, Facts], numbers: Numbers, public: set[str]) -> Told:
    """Numbers by partnership, what was published, and what was let out to national bodies."""
    partnerships, every = _partnerships(facts), list(facts.values())
    keys = [str(partnership.pk) for partnership in partnerships]
    totals = {
        name: numbering.total(numbers.national, name, _with_pools(numbers, name, keys)) for name in OF_GROUPS
    }
    for name in OF_GROUPS:
        totals[name]["whole"] &= numbers.near[name].is_whole([str(key) for key in facts])
    stages = numbers.national.get("stages")
    asks = _waiting(every, "partnership", public)
    return {
        "partnerships": len(partnerships),
        "totals": totals | {"held": numbering.total(numbers.national, "held", keys)},
        "tests": [numbering.total(numbers.national, stage, keys)["n"] for stage in TESTS],
        "levels": [
            {"label": str(label), "n": numbering.total(numbers.national, level, keys)["n"], "words": []}
            for level, label in Level.choices
        ],
        "stages": [{"label": str(label), "n": stages.told.get(name)} for name, label in STAGES.items()]
        if stages
        else [],
        "asks": asks,
        "asks_n": len(asks),
        "usual": [],
        "said": _said(every, "partnership"),
        "scale": _scale([_of_partnership(partnership, numbers) for partnership in partnerships]),
    }


def _with_pools(numbers: Numbers, name: str, keys: list[str]) -> list[str]:
    """By partnership, and what is told of groups together where there is such a thing: else nothing is left out of the sum."""
    return [*keys, numbering.IN_POOLS] if numbering.IN_POOLS in numbers.national[name].known else keys


def _of(facts: Facts) -> Told:
    return {"of": facts.group.name, "slug": facts.group.slug}


def _where(facts: Facts, how: str) -> Told:
    return _of(facts) if how == "name" else {"of": facts.group.partnership.name}


def _waiting(every: Iterable[Facts], how: str, public: set[str] | None = None) -> list[Told]:
    """The asks that wait, the oldest first; to national bodies those that were published."""
    rows = [
        (row.put_on, _ask(row) | _where(one, how))
        for one in every
        for row in one.asks
        if public is None or str(row.pk) in public
    ]
    return [told for _on, told in sorted(rows, key=lambda pair: pair[0])][: IN_ALL["asks"]]


def _said(every: Iterable[Facts], how: str) -> list[Told]:
    """What people said, one of a group: the groups with something to tell, by the alphabet."""
    rows = [
        {"kind": kind, "key": str(key), "words": Truncator(words).words(50)} | _where(one, how)
        for one in every
        for kind, key, words in one.said[:1]
    ]
    return rows[: IN_ALL["said"]]


def _level(level: str, label: str, every: Iterable[Facts]) -> Told:
    rows = [(row, one) for one in every for row in one.changes if row.level == level]
    newest = sorted(rows, key=lambda pair: pair[0].noticed_on, reverse=True)[: IN_ALL["level"]]
    return {"label": label, "n": len(rows), "words": [_change(row) | _of(one) for row, one in newest]}


def _stage(stage: str, label: str, every: Iterable[Facts]) -> Told:
    there = [one for one in every if numbering.stage_of(one) == stage]
    return {
        "label": label,
        "groups": [one.group.name for one in there],
        "trying": sum(len(one.of_stage(Stage.TRYING)) for one in there),
        "usual": sum(len(one.of_stage(Stage.ADOPTED)) for one in there),
        "goes_on": sum(len(one.initiatives) for one in there),
    }


def _scale(portraits: Iterable[Told]) -> dict[str, int]:
    """The largest number that is drawn: one scale for every drawing."""
    rows = list(portraits)
    return {
        part: max((number or 0 for told in rows for number in told[part]), default=0) or 1
        for part in ("levels", "tests")
    }
