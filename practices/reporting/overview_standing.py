"""What a frozen report over several groups may still tell: nothing that was taken back, withdrawn or put into the bin since."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from meetings.models import Entry, Release
from practices.models import Ask, Initiative, NoticedChange, SmallTest, Story
from practices.reporting.surveying import STAYS_OWN


def _changes() -> "QuerySet[Any]":
    return NoticedChange.objects.kept().exclude(STAYS_OWN)


def _stories() -> "QuerySet[Any]":
    return Story.objects.kept().exclude(how_far=Story.HowFar.GROUP)


def _quotes() -> "QuerySet[Any]":
    return Entry.objects.kept().filter(kind=Entry.Kind.QUOTE, may_be_quoted=True)


# How to find what stands of each kind of words; an ask is put to those above by the group itself, and needs no release.
STANDS = {
    "small test": SmallTest.objects.kept,
    "noticed change": _changes,
    "initiative": Initiative.objects.kept,
    "ask": Ask.objects.kept,
    "story": _stories,
    "quotes": _quotes,
}


def gone(*told: Any) -> set[str]:
    """The keys of what these tell and may not tell any more; one query for each kind of words that is in them."""
    asked: dict[str, set[str]] = defaultdict(set)
    for kind, key in _things(told):
        asked[kind].add(key)
    missing: set[str] = set()
    for kind, keys in asked.items():
        rows = STANDS[kind]().filter(pk__in=keys).order_by()
        if kind != "ask":
            rows = rows.filter(Exists(Release.objects.standing().filter(kind=kind, about=OuterRef("pk"))))
        missing |= keys - {str(key) for key in rows.values_list("pk", flat=True)}
    return missing


def without(told: Any, keys: set[str]) -> Any:
    """The same without what has these keys."""
    if not keys:
        return told
    if isinstance(told, dict):
        return {name: without(value, keys) for name, value in told.items()}
    if isinstance(told, list):
        return [without(one, keys) for one in told if not (isinstance(one, dict) and one.get("key") in keys)]
    return told


def _things(told: Any) -> Iterator[tuple[str, str]]:
    if isinstance(told, dict):
        if "key" in told:
            yield told["kind"], told["key"]
        for value in told.values():
            yield from _things(value)
    elif isinstance(told, list | tuple):
        for one in told:
            yield from _things(one)
