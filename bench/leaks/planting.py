"""Canaries: a word of its own in every typed column of every row, with what is known of the row it was planted in.

What a row is like (let out, told since the newcomer joined, somebody's alone …) is said by whoever makes it, in `Ground.of`:
nothing here asks the application who may read what.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.signals import post_save

from inquiries import keeping
from inquiries.models.base import fold

LETTERS = "abcdefghjkmnprstuvwxyz23456789"
CANARY = re.compile(r"qz[a-hj-km-np-z2-9]{5}zq")
TYPED = (models.CharField, models.TextField, models.JSONField)
# What says by its own value what the row is like, and a word more would break.
LEFT_ALONE = {
    "meetings.RoomWord.name": lambda row: (
        row.kind != "word"
    ),  # a constraint: a name with a word to the facilitator alone
    "meetings.ActionUpdate.text_before": lambda row: (
        not row.text_before
    ),  # where this stands, an action was worded anew
    "practices.Overview.told": lambda row: (
        not row.told
    ),  # made of what was released, and drawn from by its shape
    "practices.Report.frozen": lambda row: (
        not row.frozen
    ),  # the same: it is frozen once all words are planted
}


@dataclass(frozen=True)
class Canary:
    """One planted word: in which column, of which group, whose, and what its row is like."""

    word: str
    column: str
    group: UUID | None
    owner: UUID | None  # the person
    tags: frozenset[str]
    keys: frozenset[str]  # its row's, and of each row that it hangs on


@dataclass
class Ground:
    """What each row is like, noted as it is made, and the canaries planted in it."""

    tags: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    canaries: dict[str, Canary] = field(default_factory=dict)
    now: frozenset[str] = frozenset()
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def of(self, *tags: str) -> Iterator[None]:
        """All rows that are made inside are so."""
        before, self.now = self.now, self.now | frozenset(tags)
        try:
            yield
        finally:
            self.now = before

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While rows are made."""
        post_save.connect(self._note, weak=False, dispatch_uid="canaries")
        try:
            yield
        finally:
            post_save.disconnect(dispatch_uid="canaries")

    def _note(self, sender: type[models.Model], instance: models.Model, created: bool, **_more: Any) -> None:
        if created:
            self.tags[sender._meta.label, str(instance.pk)] = self.now

    def also(self, row: models.Model, *tags: str) -> None:
        place = row._meta.label, str(row.pk)
        self.tags[place] = self.tags.get(place, frozenset()) | set(tags)

    # --- planting ---------------------------------------------------------------------------------

    def plant(self) -> None:
        """A canary into each typed column of each row there is."""
        for model in keeping.models_kept():
            if keeping.texts(model):
                self.plant_in(*model._base_manager.all())

    def plant_in(self, *rows: Any) -> None:
        """A canary into each typed column of these rows."""
        for row in rows:
            columns = [row._meta.get_field(name) for name in keeping.texts(type(row))]
            self._plant_in(row, [column for column in columns if isinstance(column, TYPED)])

    def _plant_in(self, row: Any, columns: list[Any]) -> None:
        table, changed = keeping.table_of(type(row)), {}
        for column in columns:
            label = f"{row._meta.label}.{column.name}"
            if not LEFT_ALONE.get(label, lambda row: False)(row):
                word = self._word()
                self.canaries[word] = self._canary(row, table, column.name, word)
                changed[column.name] = _with(getattr(row, column.name), word, column)
        folded = {into: fold(changed[of]) for into, of in table.folded.items() if of in changed}
        kept = {name: text for name, text in folded.items() if hasattr(row, name)}
        type(row)._base_manager.filter(pk=row.pk).update(**changed, **kept)

    def _canary(self, row: Any, table: keeping.Table, column: str, word: str) -> Canary:
        whose = next((way for way, names in table.words.items() if column in names.split()), table.person)
        return Canary(
            word,
            f"{row._meta.label}.{column}",
            _at_the_end(row, table.place),
            _person(row, whose),
            self.tags.get((row._meta.label, str(row.pk)), frozenset()),
            frozenset({str(row.pk), *_hangs_on(row)}),
        )

    def _word(self) -> str:
        number, letters = next(self._numbers) * 7919, ""
        for _place in range(5):
            number, rest = divmod(number, len(LETTERS))
            letters += LETTERS[rest]
        return f"qz{letters}zq"

    def found_in(self, text: str) -> set[Canary]:
        """The canaries in a text, whatever became of their case."""
        return {self.canaries[word] for word in CANARY.findall(text.casefold()) if word in self.canaries}


def _with(value: Any, word: str, column: Any) -> Any:
    """What stood there, with the word at its end."""
    if isinstance(column, models.JSONField):
        return _in_json(value, word) if value else [word]
    if isinstance(column, models.EmailField):
        return f"{word}@canary.example"
    text, room = str(value or ""), (column.max_length or 10_000) - len(word) - 1
    return f"{text[:room]} {word}".strip()


def _in_json(value: Any, word: str) -> Any:
    if isinstance(value, dict):
        return {key: _in_json(one, word) for key, one in value.items()}
    if isinstance(value, list):
        return [_in_json(one, word) for one in value]
    return f"{value} {word}" if isinstance(value, str) else value


def _hangs_on(row: Any) -> Iterator[str]:
    """The keys of the rows that this one goes with."""
    for column in row._meta.concrete_fields:
        if column.is_relation and column.remote_field.on_delete is models.CASCADE:
            yield str(getattr(row, column.attname))


def _at_the_end(row: Any, way: str) -> Any:
    """The key at the end of a way through keys."""
    for step in way.split("__") if way else []:
        row = getattr(row, step, None) if row is not None else None
    return getattr(row, "pk", row) if way else None


def _person(row: Any, way: str) -> UUID | None:
    """The person at the end of a way, through their place in a group where it leads there."""
    for step in way.split("__") if way else []:
        row = getattr(row, step, None) if row is not None else None
    row = getattr(row, "person", row)
    return getattr(row, "pk", row) if way else None
