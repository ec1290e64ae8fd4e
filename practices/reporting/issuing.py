"""Writing a report over several groups, and publishing it: by the learning partner, for those whose table says so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries.models import Group, Membership, Partnership, Programme, User
from practices import replaying
from practices.learning import Link
from practices.models import Hats, Overview, Report, hats_of
from practices.models.overviews import FACES, WRITERS
from practices.reporting import numbering, overview_standing, overviewing, surveying
from practices.reporting.falling_due import Told

SHOWN = 3  # of each sort on somebody's first page
TYPED = ("title", "lead", "learned", "uncertain", "ahead")


@dataclass(frozen=True)
class Place:
    """A programme, or one of its partnerships, that a report may be written over."""

    programme: Programme
    partnership: Partnership | None

    @property
    def name(self) -> str:
        return str(self.partnership or self.programme)


def places_written(hats: Hats) -> list[Place]:
    """The places over which somebody with these hats writes reports; two queries."""
    programmes = {
        one.pk: one
        for one in Programme.objects.filter(
            pk__in=[k for k, role in hats.programmes.items() if role in WRITERS]
        )
    }
    rows = Partnership.objects.filter(programme__in=programmes) | Partnership.objects.filter(
        pk__in=[key for key, role in hats.partnerships.items() if role in WRITERS]
    )
    below = [
        Place(one.programme, one)
        for one in rows.select_related("programme")
        if hats.role_over(one.programme_id, one.pk) in WRITERS
    ]
    return [*(Place(one, None) for one in programmes.values()), *below]


@transaction.atomic
def begin(place: Place, said: dict[str, Any], *, by: User, at: datetime, client_key: UUID) -> Overview:
    """Begin a report with what stands today; the same key a second time begins nothing."""
    where = {"programme": place.programme, "partnership": place.partnership}
    who = {"recorded_by": by, "recorded_at": at, "drawn_at": at}
    words = {name: said[name] for name in TYPED}
    row, is_new = Overview.objects.get_or_create(client_key=client_key, defaults=where | who | words)
    if is_new:
        overviewing.take(row, at=at)
    return row


def reword(overview: Overview, said: dict[str, Any], *, version: int) -> bool:
    """Other words for a draft; False where somebody changed or published it since this version."""
    rows = Overview.objects.kept().filter(pk=overview.pk, version=version, published_at=None)
    return bool(rows.update(**{name: said[name] for name in TYPED}, version=F("version") + 1))


@transaction.atomic
def take_anew(overview: Overview, *, at: datetime) -> bool:
    """Take words and numbers as they stand now; False where it was published meanwhile."""
    rows = Overview.objects.kept().filter(pk=overview.pk, published_at=None)
    if not rows.update(version=F("version") + 1):
        return False
    overviewing.take(overview, at=at)
    return True


def names_in(overview: Overview) -> list[str]:
    """Whom of the members of its groups its typed words name: above a group nobody is."""
    typed = "\n".join(str(getattr(overview, name)) for name in TYPED)
    of = {"group__partnership__programme": overview.programme_id}
    return surveying.names_in(typed, Membership.objects.filter(**of))


@transaction.atomic
def publish(overview: Overview, *, version: int, by: User, at: datetime) -> str:
    """Freeze this version as it was looked over, and keep what it told. Says why not, where it may not be."""
    if names_in(overview):
        return _("It names somebody: take the name out, then it can be published.")
    ready = Overview.objects.kept().filter(pk=overview.pk, version=version, published_at=None)
    if not ready.update(published_at=at, published_by=by, version=F("version") + 1):
        return _("It changed meanwhile. Look it over again.")
    if not numbering.keep(overview.programme, overview.ledger, after=overview.after):
        transaction.set_rollback(True)
        return _(
            "Another report was published since these numbers were taken. Take them anew, and look it over."
        )
    return ""


@transaction.atomic
def take_back(overview: Overview, *, by: User, at: datetime) -> Overview | None:
    """Let nobody read a published report any more, and begin a draft of the same words in its place; None where it was taken back already.

    What its numbers told stays told (decision 68): those of the draft go on from there.
    """
    if not (overview.published_at and overview.remove(by=by, at=at)):
        return None
    said = {name: getattr(overview, name) for name in TYPED}
    place = Place(overview.programme, overview.partnership)
    draft = begin(place, said, by=by, at=at, client_key=replaying.key_of_the_next(overview))
    draft.put_back()  # where it was begun before, and undone
    return draft


@transaction.atomic
def put_back(overview: Overview, *, by: User, at: datetime) -> bool:
    """Take a report out of the bin, unless what is in its place was published; whether it was this call that did it."""
    drafts = Overview.objects.kept().filter(client_key=replaying.key_of_the_next(overview))
    if drafts.filter(published_at__isnull=False).exists() or not overview.put_back():
        return False
    drafts.update(removed_at=at, removed_by=by)
    return True


def as_it_stands(overview: Overview, face: str, *portraits: Any) -> list[Any]:
    """What it tells as a whole, and of these groups, less what was taken back since."""
    told = [overview.told[face], *(portrait.told for portrait in portraits)]
    keys = overview_standing.gone(*told)
    return [overview_standing.without(one, keys) for one in told]


def to_read(user: User, groups: list[Group]) -> list[Told]:
    """What was published for somebody above groups: over several, and of groups whose pages they do not see; three queries at most.

    For somebody inside a group nothing is asked.
    """
    if any(group.place for group in groups):  # type: ignore[attr-defined]
        return []
    over = Overview.objects.visible_to(user).filter(published_at__isnull=False)
    rows = over.select_related("programme", "partnership").order_by("-published_at")[:SHOWN]
    found = [_over(row) for row in rows]
    if groups:
        return found
    of_groups = Report.objects.visible_to(user).published().select_related("group__partnership")
    return [*found, *(_of_group(row) for row in of_groups.order_by("-published_at")[:SHOWN])]


def _of_group(row: Report) -> Told:
    """By its partnership: the group is named in its report alone, and a number elsewhere to a national body (access.md)."""
    assert row.published_at  # as asked for
    kind, place = str(row.get_kind_display()), row.group.partnership.name
    return Told(place, kind, row.get_absolute_url(), row.published_at)


def _over(row: Overview) -> Told:
    assert row.published_at  # as asked for
    place, words = Place(row.programme, row.partnership), _("Report over several groups")
    return Told(place.name, words, row.get_absolute_url(), row.published_at)


def beside_groups(user: User) -> list[Link]:
    """The way to reports over several groups, for whom there may be one (settings.BESIDE_GROUPS); one query."""
    hats = hats_of(user)
    if not {*hats.programmes.values(), *hats.partnerships.values()} & set(FACES):
        return []
    return [Link(_("Reports over several groups"), reverse("practices:overviews"))]
