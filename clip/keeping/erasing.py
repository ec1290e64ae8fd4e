"""Erasing a person: they become unrecognisable everywhere, and what the group made together stays.

It walks the tables that say of each column whose it is (inquiries/keeping.py), so what is added to Clip tomorrow is
reached tomorrow. A person is never deleted: “a former participant” did what they did.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from clip.keeping import papers
from clip.keeping.marks import Known, Marks, marks
from inquiries import keeping, leaving
from inquiries.keeping import Table
from inquiries.models import Group, Membership, Message, User
from inquiries.models.base import fold

UNSENT = [Message.State.QUEUED, Message.State.RETRY, Message.State.CLAIMED]
Model = type[models.Model]
NAME_AT_MOST, ALIKE_AT_MOST = (
    116,
    1000,
)  # letters before a number, and how many names may be alike without somebody's


@dataclass
class Erased:
    """What went, for who asked: counts by table, and what is left to a person's eye."""

    rows: Counter[str] = field(default_factory=Counter)  # taken away
    emptied: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)  # rows of others that named them
    groups: set[UUID] = field(default_factory=set)  # whose texts changed
    papers: int = 0
    shared_names: list[str] = field(default_factory=list)


def former() -> str:
    return _("Former participant")


def is_erased(person: User) -> bool:
    return not person.is_active and person.name == former() and person.email is None


@transaction.atomic
def erase(person: User, *, keep_words: bool, also: list[str], at: datetime) -> Erased:
    """Erase this person from every table; `also` are further names or addresses they were known by.

    What they said stays, put down to nobody, or goes (`keep_words`). The second time changes nothing.
    """
    told = Erased()
    theirs = _marks_of(person, also, told)
    _end_places(person, at)
    for model in keeping.models_kept():
        table = keeping.table_of(model)
        if table.person:
            _forget_rows(model, table, person, told)
        if not keep_words or table.alone:
            _withdraw_words(model, table, person, told, of_all=not keep_words)
    _forget_messages(person, theirs, told, at)
    for model in keeping.models_kept():
        take_out(model, theirs, told)
    _become_nobody(person)
    _end_sessions(person, theirs)
    told.groups |= theirs.groups
    told.papers = papers.redraw(told.groups, at=at)
    return told


# --- how they may be recognised -------------------------------------------------------------------


def _marks_of(person: User, also: list[str], told: Erased) -> Marks:
    """What others have in common with them is no mark: it is told instead, for somebody to look at."""
    groups = _groups_of(person)
    others = User.objects.exclude(pk=person.pk)
    beside = list(others.filter(memberships__group__in=groups).distinct())
    known = Known(addresses=[one for one in also if "@" in one])
    if is_erased(person):
        known.alone = [one for one in also if "@" not in one]
        return marks(known, groups)
    for name in [person.name, *(one for one in also if "@" not in one)]:
        if not others.filter(name_folded=fold(name)).exists():
            known.alone.append(name)
        elif not any(other.name_folded == fold(name) for other in beside):
            known.here.append(name)
        else:
            told.shared_names.append(name)
        if not any(other.name.split()[-1:] == name.split()[-1:] for other in beside):
            known.surnames_of.append(name)
    if any(fold(other.short_name) == fold(person.short_name) for other in beside):
        told.shared_names.append(person.short_name)
    else:
        known.called = person.short_name
    known.addresses += [one for one in (person.email, person.phone) if one]
    if person.contact_email and not others.filter(
        Q(email=person.contact_email) | Q(contact_email=person.contact_email)
    ):
        known.addresses.append(person.contact_email)
    return marks(known, groups)


def _groups_of(person: User) -> set[UUID]:
    """Every group that this person was ever in, or stood above."""
    above = Q(stewardships__person=person) | Q(partnership__stewardships__person=person)
    above |= Q(partnership__programme__stewardships__person=person)
    return set(Group.objects.filter(above | Q(memberships__person=person)).values_list("pk", flat=True))


# --- their own rows -------------------------------------------------------------------------------


def _end_places(person: User, at: datetime) -> None:
    """End what still runs, as leaving does: open actions wait where those who look after the group see them.

    The last facilitator of a group goes too: what somebody may ask for does not wait for another.
    """
    for membership in Membership.objects.filter(person=person, left_on=None).select_related(
        "group", "person"
    ):
        leaving.end(membership, on=max(at.date(), membership.joined_on), to={}, by=membership, at=at)


def _forget_rows(model: Model, table: Table, person: User, told: Erased) -> None:
    rows = _all(model).filter(**{table.person: person.pk})
    if table.goes:
        told.rows[model._meta.label] += rows.delete()[1].get(model._meta.label, 0)
        return
    own = [
        column for column in _columns(model) if column.name in (*table.own.split(), *table.secrets.split())
    ]
    if own and model is not User:
        told.emptied[model._meta.label] += rows.update(**{column.name: nothing(column) for column in own})


def _withdraw_words(model: Model, table: Table, person: User, told: Erased, *, of_all: bool) -> None:
    """Take away what they said, in the row and in what it was before; or what nobody but they could read, and untold."""
    for path, names in table.words.items():
        who = {path: person.pk} if keeping.leads_to(model, path) is User else {f"{path}__person": person.pk}
        columns = [column for column in _columns(model) if column.name in names.split()]
        nothing_said = {column.name: withdrawn(column) for column in columns}
        rows = _all(model).filter(**who)
        if table.alone:
            rows.filter(**table.alone).update(**nothing_said)
            rows = rows.exclude(**table.alone)
        if of_all:
            told.emptied[model._meta.label] += rows.update(**nothing_said)


def nothing(column: "models.Field[Any, Any]") -> Any:
    """What an emptied column holds."""
    if column.null:
        return None
    return column.get_default() if isinstance(column, models.JSONField) else ""


def withdrawn(column: "models.Field[Any, Any]") -> str:
    """What stands where somebody's words stood: nothing where a row may be without, else that they were withdrawn."""
    return "" if column.blank else keeping.withdrawn()


def emptied(column: "models.Field[Any, Any]") -> Any:
    """What a column holds once its words are gone for good."""
    return nothing(column) if isinstance(column, models.JSONField) else withdrawn(column)


def _become_nobody(person: User) -> None:
    person.name = person.short_name = former()
    person.email, person.contact_email, person.phone = None, "", ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = person.notes_paused_at = None
    if person.has_usable_password():
        person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.user_permissions.clear()


def _end_sessions(person: User, theirs: Marks) -> None:
    """Sessions of this person, and half-begun ones that hold their address."""
    for session in Session.objects.iterator():
        held = session.get_decoded()
        if str(held.get("_auth_user_id")) == str(person.pk) or theirs.are_in(str(held)):
            session.delete()


# --- what others wrote ----------------------------------------------------------------------------


def _forget_messages(person: User, theirs: Marks, told: Erased, at: datetime) -> None:
    """The text of every mail to them, or that names them, goes; one that has not left yet never leaves."""
    named = [
        pk
        for pk, group, *texts in Message.objects.values_list(
            "pk", "group", "from_name", "reply_to", "subject", "text", "html", "calendar"
        )
        if any(theirs.are_in(unfolded(text), group) for text in texts)
    ]
    gone = Message.objects.filter(Q(person=person) | Q(pk__in=named))
    gone.filter(state__in=UNSENT).update(
        state=Message.State.SUPPRESSED, failed_because=_("It named somebody who was erased.")
    )
    told.emptied["inquiries.Message"] += gone.update(
        text="", html="", calendar="", pause_url="", reply_to="", purged_at=at
    )


def unfolded(text: str) -> str:
    """Lines of a calendar put together again: a name may stand across two."""
    return text.replace("\r\n ", "").replace("\n ", "")


def take_out(model: Model, theirs: Marks, told: Erased) -> None:
    """Take the marks out of every text of a table, read in Python: databases differ in how they fold letters."""
    names = keeping.texts(model)
    if not names or model is User:  # what another is called is theirs, also where it is the same
        return
    table = keeping.table_of(model)
    rows = _all(model).values_list("pk", table.place or "pk", *names)
    changes: list[tuple[Any, UUID | None, dict[str, Any]]] = []
    for pk, group, *texts in rows.iterator():
        place = group if table.place else None
        changed = _changed(model, table, dict(zip(names, texts, strict=True)), theirs, place)
        if changed:
            changes.append((pk, place, changed))
    for pk, place, changed in changes:
        _write(model, table, pk, changed)
        told.groups |= {place} - {None}  # type: ignore[arg-type]  # None is taken out
    told.named[model._meta.label] += len(changes) - _untold(model, table, [pk for pk, *_ in changes])


def _write(model: Model, table: Table, pk: Any, changed: dict[str, Any]) -> None:
    """Write one row. Names that may stand once, and are alike now that somebody's is gone, are told apart by a number."""
    row, once = _all(model).filter(pk=pk), _standing_once(model, table) & set(changed)
    for number in range(2, ALIKE_AT_MOST) if once else []:
        try:
            with transaction.atomic():
                row.update(**changed)
            return
        except IntegrityError:
            changed |= {name: _numbered(changed[name], number) for name in once}
            changed |= {column: fold(changed[name]) for column, name in table.folded.items() if name in once}
    row.update(**changed)


def _standing_once(model: Model, table: Table) -> set[str]:
    """The columns of names of which there is one each, in all or in their place."""
    once = {column.name for column in _columns(model) if column.unique}
    for one in model._meta.constraints:
        once |= set(one.fields) if isinstance(one, models.UniqueConstraint) else set()
    return {table.folded.get(name, name) for name in once} & set(keeping.texts(model))


def _numbered(name: str, number: int) -> str:
    return f"{name.removesuffix(f' {number - 1}')[:NAME_AT_MOST]} {number}"


def _untold(model: Model, table: Table, keys: list[Any]) -> int:
    """How many of these rows their owner alone reads: whether there are any is told to nobody."""
    return _all(model).filter(pk__in=keys, **table.alone).count() if table.alone and keys else 0


def _changed(
    model: Model, table: Table, texts: dict[str, Any], theirs: Marks, group: UUID | None
) -> dict[str, Any]:
    """The columns of one row that name them, without the name."""
    changed: dict[str, Any] = {}
    whole = table.whole.split()
    for column in _columns(model):
        before = texts.get(column.name)
        after = theirs.taken_out(before, group)
        if after == before:
            continue
        if column.name in whole:
            after = nothing(column)
        changed[column.name] = after[: column.max_length] if isinstance(after, str) else after
    changed |= {name: fold(changed[made_of]) for name, made_of in table.folded.items() if made_of in changed}
    if changed and any(column.name == "version" for column in _columns(model)):
        changed["version"] = F("version") + 1  # a page left open would bring the name back
    return changed


def _columns(model: Model) -> "list[models.Field[Any, Any]]":
    return list(model._meta.local_concrete_fields)


def _all(model: Model) -> "models.QuerySet[Any]":
    return model._base_manager.all()
