"""Withdrawing one thing that was said: a quote, an answer, a story. It goes from its row, from what it was before, from
copies of it elsewhere in the group, from mails and from every PDF.
"""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import F

from clip.keeping import papers
from clip.keeping.erasing import Erased, take_out, withdrawn
from clip.keeping.marks import Marks
from inquiries import keeping
from inquiries.models import Message

SHORTEST = 12  # characters: shorter words are said too often to be one person's


class NoSuchError(LookupError):
    """There is no such thing to withdraw; the text says what there is."""


def kinds() -> dict[str, type[models.Model]]:
    """What can be withdrawn, by name: whatever has words of somebody in it."""
    found = {}
    for label, table in keeping.listed().items():
        model = apps.get_model(label)
        if table.words and not table.wording_of:
            found[str(model._meta.verbose_name).replace(" ", "-").lower()] = model
    return found


@transaction.atomic
def withdraw(kind: str, key: UUID, *, at: datetime) -> Erased:
    """Take away the words of one row, wherever they went. The second time changes nothing."""
    model = kinds().get(kind)
    if model is None:
        raise NoSuchError(f"“{kind}” is none of: {', '.join(sorted(kinds()))}.")
    row = model._base_manager.filter(pk=key).first()
    if row is None:
        raise NoSuchError(f"There is no {kind} {key}.")
    told = Erased()
    said = [text for text in _empty(model, key, told) if len(text) >= SHORTEST]
    group = _group_of(model, key)
    told.groups |= {group} if group else set()
    if said and group:
        _take_out_copies(said, group, told, at)
    told.papers = papers.redraw(told.groups, at=at)
    return told


def _empty(model: type[models.Model], key: UUID, told: Erased) -> list[str]:
    """Empty the row and what it was before; gives what stood there."""
    said: list[str] = []
    for one, rows in [(model, model._base_manager.filter(pk=key)), *_wordings(model, key)]:
        table = keeping.table_of(one)
        columns = [column for column in one._meta.local_concrete_fields if column.name in keeping.said(table)]
        names = [column.name for column in columns]
        said += [text for texts in rows.values_list(*names) for text in texts if text]
        changed: dict[str, Any] = {column.name: withdrawn(column) for column in columns}
        if table.named:
            changed[table.named] = None
        if one is model and any(column.name == "version" for column in one._meta.local_concrete_fields):
            changed["version"] = F("version") + 1
        told.emptied[one._meta.label] += rows.update(**changed)
    return said


def _wordings(
    model: type[models.Model], key: UUID
) -> "list[tuple[type[models.Model], models.QuerySet[Any]]]":
    found = []
    for label, table in keeping.listed().items():
        other = apps.get_model(label)
        if table.wording_of and keeping.leads_to(other, table.wording_of) is model:
            found.append((other, other._base_manager.filter(**{table.wording_of: key})))
    return found


def _group_of(model: type[models.Model], key: UUID) -> UUID | None:
    place = keeping.table_of(model).place
    group: UUID | None = (
        model._base_manager.filter(pk=key).values_list(place, flat=True).get() if place else None
    )
    return group


def _take_out_copies(said: list[str], group: UUID, told: Erased, at: datetime) -> None:
    """The same words in what others wrote in this group, and in mails."""
    words = "|".join(r"\s+".join(map(re.escape, text.split())) for text in said)
    copies = Marks(
        re.compile(r"(?!)"), re.compile(words, re.IGNORECASE), frozenset({group}), keeping.withdrawn()
    )
    named = [
        pk
        for pk, *texts in Message.objects.filter(group=group).values_list("pk", "text", "html")
        if any(copies.are_in(text, group) for text in texts)
    ]
    gone = Message.objects.filter(pk__in=named)
    told.emptied["inquiries.Message"] += gone.update(
        text="", html="", calendar="", pause_url="", purged_at=at
    )
    for model in keeping.models_kept():
        if keeping.table_of(model).place:
            take_out(model, copies, told)
