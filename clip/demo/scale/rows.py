"""Rows that wait to be written, many at a time, and the chance that fills them: the same for the same seed."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from simple_history.utils import bulk_create_with_history

BATCH = 500
T = TypeVar("T")
M = TypeVar("M", bound=models.Model)


class Chance(random.Random):
    """Chance that comes out the same for the same words, on every machine."""

    def key(self) -> UUID:
        return UUID(int=self.getrandbits(128), version=4)

    def one_of(self, some: Sequence[T]) -> T:
        return some[self.randrange(len(some))]

    def happens(self, percent: int) -> bool:
        return self.randrange(100) < percent


class Rows:
    """Rows of many tables, written in the order in which their tables first came."""

    def __init__(self, chance: Chance, at: datetime) -> None:
        self.chance = chance
        self.at = at
        self._waiting: dict[type[models.Model], list[models.Model]] = defaultdict(list)

    def add(self, model: type[M], **fields: Any) -> M:
        """A row with a key of its own, by chance where the key is a random one."""
        if isinstance(model._meta.pk, models.UUIDField):
            fields.setdefault("pk", self.chance.key())
        row = model(**fields)
        self._waiting[model].append(row)
        return row

    def write(self) -> int:
        """Write all that waits, and say how many rows that was. Set-up tables get the history that `save` would make."""
        written = 0
        for model, rows in self._waiting.items():
            if hasattr(model, "history"):
                bulk_create_with_history(rows, model, batch_size=BATCH, default_date=self.at)
            else:
                model._default_manager.bulk_create(rows, batch_size=BATCH)
            written += len(rows)
        self._waiting.clear()
        return written
