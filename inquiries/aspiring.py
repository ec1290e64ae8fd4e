"""What a group hopes for, and how far it came: views set by people, side by side, never an average."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from inquiries import echoing, gathering, spotting
from inquiries.models import Aspiration, CheckBack, Group, Membership, User, View


def add(group: Group, *, text: str, for_whom: str, on: date) -> Aspiration:
    last = Aspiration.objects.filter(group=group).aggregate(last=Max("position"))["last"] or 0
    return Aspiration.objects.create(
        group=group, text=text, for_whom=for_whom, position=last + 1, agreed_on=on
    )


def reword(aspiration: Aspiration, *, text: str, for_whom: str, version: int) -> bool:
    """Word it anew; False where somebody else did since this version."""
    rows = Aspiration.objects.kept().filter(pk=aspiration.pk, version=version)
    return bool(rows.update(text=text, for_whom=for_whom, version=F("version") + 1))


@transaction.atomic
def move(aspiration: Aspiration, step: int) -> None:
    """One place up or down; at either end it stays."""
    row = list(Aspiration.objects.kept().filter(group=aspiration.group_id))
    place = row.index(aspiration)
    row.insert(min(max(place + step, 0), len(row) - 1), row.pop(place))
    for position, moved in enumerate(row, start=1):
        Aspiration.objects.filter(pk=moved.pk).exclude(position=position).update(position=position)


@transaction.atomic
def remove(aspiration: Aspiration, *, by: User, at: datetime) -> bool:
    """Take it out, also of what was published; whether it was this call that did it."""
    if not aspiration.remove(by=by, at=at):
        return False
    echoing.taken_back(aspiration.group_id, at=at)
    return True


def check_back(group: Group, moment: str, *, at: datetime) -> CheckBack:
    """The look back of this moment, begun by whoever writes first."""
    found, _is_new = CheckBack.objects.get_or_create(group=group, moment=moment, defaults={"opened_at": at})
    return found


def view(
    check_back: CheckBack,
    aspiration: Aspiration,
    *,
    said: dict[str, str],
    by: Membership,
    of_group: bool,
    version: int,
    at: datetime,
) -> bool:
    """Keep how somebody sees one aspiration; False where the group's view was changed since that version."""
    whose: dict[str, Any] = {"of_group": True} if of_group else {"of_group": False, "by": by}
    rows = View.objects.filter(check_back=check_back, aspiration=aspiration, **whose)
    if rows.filter(version=version).update(**said, by=by, at=at, version=F("version") + 1):
        return True
    if rows.exists():
        return False
    try:
        with transaction.atomic():
            View.objects.create(
                check_back=check_back,
                aspiration=aspiration,
                by=by,
                of_group=of_group,
                at=at,
                version=1,
                **said,
            )
    except IntegrityError:  # somebody else was first
        return False
    return True


def publish(check_back: CheckBack, *, by: Membership, at: datetime) -> bool:
    """Let those above the group read the group's view; False where they do already, or it names somebody."""
    if names_in(check_back):
        return False
    rows = CheckBack.objects.filter(pk=check_back.pk, published_at=None)
    return bool(rows.update(published_at=at, published_by=by))


def names_in(check_back: CheckBack) -> list[tuple[str, list[str]]]:
    """The sentences of the group's view that name somebody, with whom: above the group nobody is named. Two queries."""
    views = View.objects.filter(check_back=check_back, of_group=True).values_list("evidence", flat=True)
    people = gathering.everybody_in(check_back.group).values()
    return [one for evidence in views for one in spotting.sentences_naming(evidence, people)]


@transaction.atomic
def take_back(check_back: CheckBack, *, at: datetime) -> bool:
    """Let the group alone read it again, in what was made of it too; whether it was this call that did it."""
    rows = CheckBack.objects.filter(pk=check_back.pk, published_at__isnull=False)
    is_done = bool(rows.update(published_at=None, published_by=None))
    if is_done:
        echoing.taken_back(check_back.group_id, at=at)
    return is_done


@dataclass
class Seen:
    """One aspiration at one moment: the group's view, and how members see it."""

    group_view: View | None = None
    own: View | None = None
    views: list[View] = field(default_factory=list)

    @property
    def spread(self) -> list[tuple[str, int]]:
        """How many members see how much progress, from the least."""
        counted = Counter(view.progress for view in self.views)
        return [(str(label), counted[value]) for value, label in View.Progress.choices if counted[value]]

    @property
    def in_words(self) -> list[View]:
        """Those views that say what makes their writer say so."""
        return [view for view in self.views if view.evidence]

    @property
    def differs(self) -> bool:
        """Whether any member sees another progress than the group's view says."""
        return bool(self.group_view) and any(v.progress != self.group_view.progress for v in self.views)  # type: ignore[union-attr]


def seen(check_back: CheckBack, reader: Membership | None) -> dict[UUID, Seen]:
    """How each aspiration was seen at this look back, by its key; in one query."""
    rows = View.objects.filter(check_back=check_back).select_related("by__person").order_by("at")
    return _by_aspiration(rows, reader)


def _by_aspiration(rows: Iterable[View], reader: Membership | None) -> dict[UUID, Seen]:
    found: dict[UUID, Seen] = defaultdict(Seen)
    for row in rows:
        here = found[row.aspiration_id]
        if row.of_group:
            here.group_view = row
            continue
        here.views.append(row)
        if reader and row.by_id == reader.pk:
            here.own = row
    return dict(found)
