"""The addresses of every route, for every thing that its words may name, under the group of the thing and under another."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, reverse

from bench.leaks.place import Place
from clip.checks import routes
from inquiries.models import Group, GroupInvitation, Programme, Proposal
from meetings.models import Photograph, Release, RoomCode
from practices.models import CheckAnswer, Practice

PATTERNS: dict[str, URLPattern] = dict(routes())
# Of what a word in an address is the key, where that is not its own name.
MODELS = {
    "about": Release,  # by the thing that it lets out
    "asked_id": GroupInvitation,
    "body_id": "nationalbody",
    "entry_id": "entry",
    "format_id": "ownformat",
    "idea_id": "debriefidea",
    "import_id": "peopleimport",
    "item_id": "agendaitem",
    "key": "action",
    "lost_id": "loststep",
    "member_id": "membership",
    "note_id": "nudge",
    "of_id": "story",
    "report_id": "report",
    "person_id": "user",
    "row_id": "entry",
    "shared_id": "libraryentry",
    "update_id": "actionupdate",
}
STEMS = {
    "change": "noticedchange",
    "line": "scenarioline",
    "scenario": "scenarioline",
    "structure": "structuralproposal",
}
WORDS: dict[str, list[Any]] = {
    "moment": [1],
    "kind": ["action", "story", "group", "partnership", "programme", *Release.Kind.values],
    "what": ["entry", "action", "small-group"],
    "format": ["excel", "csv", "json"],
    "when": ["half-way", "final"],
    "practice": [str(value) for value in Practice.values],
    "term": ["long", "medium", "short"],
    "panel": ["check-in", "check-out", "word", "practices"],
    "part": ["told", "observed"],
    "size": ["a1", "a3"],
    "role": ["administrator", "learning_partner"],
    "passkey": ["nobodys"],
    "of": ["story", "small-test"],
    "sheet": ["gained", "gave", "mine", "theirs", "changed", "sender"],
    "token": ["altered"],
}
FEW = 2
ALL_OF = {
    "kept_id",
    "story_id",
    "small_test_id",
    "entry_id",
    "barrier_id",
}  # each fate of theirs is asked for
MOST = 14  # things of a sort and group that are asked for by their keys


def of_every_route(places: list[Place]) -> Iterator[tuple[str, str]]:
    """Route and address, each once; things of one group under the address of the other too."""
    for name in sorted(PATTERNS):
        for url in dict.fromkeys(_of(name, places)):
            yield name, url


def _of(name: str, places: list[Place]) -> Iterator[str]:
    words = PATTERNS[name].pattern.converters
    for place in places:
        values = [_values(word, name, place) for word in words]
        for chosen in product(*values):
            kwargs = dict(zip(words, chosen, strict=True))
            if "number" not in kwargs or len(kwargs) < 3 or _belongs(kwargs, name, place):
                yield reverse(name, kwargs=kwargs)
    if "slug" in words and len(words) > 1:
        one, another = places[0], places[-1]
        values = [[one.group.slug] if word == "slug" else _values(word, name, another)[:1] for word in words]
        for chosen in product(*values):
            yield reverse(name, kwargs=dict(zip(words, chosen, strict=True)))


def _values(word: str, name: str, place: Place) -> list[Any]:
    if word in WORDS:
        return _that_fit(WORDS[word], word, name)
    if word == "slug":
        return [place.group.slug]
    if word == "number":
        return [meeting.number for meeting in place.meetings.values()]
    if word == "code":
        return list(RoomCode.objects.filter(meeting__group=place.group).values_list("code", flat=True))
    if word == "programme":
        return list(Programme.objects.values_list("slug", flat=True))
    if word == "proposal_key":
        return list(Proposal.objects.filter(group=place.group).values_list("client_key", flat=True))
    return _keys(word, name, place)


def _belongs(kwargs: dict[str, Any], name: str, place: Place) -> bool:
    """Whether the number in an address is that of the meeting of the thing in it; of what has no meeting, that of the first two."""
    word = next((word for word in kwargs if word.endswith("_id") or word in MODELS), "")
    model = _model(word, name) if word else None
    if model is None or not hasattr(model, "meeting"):
        return int(kwargs["number"]) < 3 or not word
    keys: Any = model._base_manager.filter(pk=kwargs[word], meeting__number=kwargs["number"])
    return bool(keys.exists())


def _that_fit(values: list[Any], word: str, name: str) -> list[Any]:
    """Those that the address takes."""
    regex = PATTERNS[name].pattern.converters[word].regex
    return [value for value in values if re.fullmatch(regex, str(value))]


def _keys(word: str, name: str, place: Place) -> list[Any]:
    if word == "about":
        return list(Release.objects.filter(group=place.group).values_list("about", flat=True)[:MOST])
    model = _model(word, name)
    if model is None:
        raise LookupError(f"{name} takes “{word}”: say in bench/leaks/addresses.py of what it is the key.")
    if model.__name__ == "Entry" and "photograph" in name:
        return list(
            Photograph.objects.filter(entry__meeting__group=place.group).values_list("entry", flat=True)
        )
    way = _way(model)
    few = MOST if word in ALL_OF and "thread" not in name else FEW
    rows: Any = model._base_manager.filter(**{way: place.group.pk} if way else {}).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:few])


def _model(word: str, name: str) -> type[models.Model] | None:
    if word == "kept_id":
        stem = name.partition(":")[2].split("-")[0]
        asked: Any = STEMS.get(stem, stem)
    else:
        asked = MODELS.get(word, word.removesuffix("_id").replace("_", ""))
    if not isinstance(asked, str):
        return asked  # type: ignore[no-any-return]
    return next((model for model in apps.get_models() if model.__name__.lower() == asked), None)


def _way(model: type[models.Model]) -> str:
    """From a row to the key of its group, by the table of what is kept; a person by where they are."""
    from inquiries import keeping

    if model is Group:
        return "pk"
    if model.__name__ == "User":
        return "memberships__group"
    if model is CheckAnswer:
        return "meeting__group"
    return keeping.table_of(model).place
