"""The round of updates: one open action at a time, those not yet heard of first, and what was recorded so far."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.models import Membership, Organisation
from meetings.models import Action, ActionUpdate, Attendance, Entry, Meeting, SmallGroup


@dataclass(frozen=True)
class Round:
    """Where the round stands: the action that is asked about, its place, and the one to go to instead."""

    action: Action | None
    place: int
    total: int
    heard: int
    later: UUID | None

    @property
    def is_over(self) -> bool:
        return self.total > 0 and self.action is None


def round_of(meeting: Meeting, chosen: UUID | None = None) -> Round:
    """The round of updates of a meeting, at `chosen` or the first action not yet heard of here; two queries."""
    here = ActionUpdate.objects.kept().filter(meeting=meeting)
    heard = set(here.values_list("action_id", flat=True))
    waiting = Action.objects.kept().open().accepted().exclude(meeting=meeting)
    due = Action.objects.kept().filter(group=meeting.group_id).filter(Q(pk__in=waiting) | Q(pk__in=heard))
    actions = list(due.for_listing().with_carried().order_by("agreed_at", "pk"))
    unheard = [action for action in actions if action.pk not in heard]
    action = next((a for a in actions if a.pk == chosen), None) or next(iter(unheard), None)
    place = actions.index(action) + 1 if action else 0
    after = [a.pk for a in unheard if action and a.pk != action.pk]
    later = next((a.pk for a in actions[place:] if a.pk in after), next(iter(after), None))
    return Round(action, place, len(actions), len(heard), later)


@dataclass(frozen=True)
class Told:
    """One line of what was recorded so far."""

    at: datetime
    kind: str
    text: str
    who: str = ""
    state: str = ""
    note: str = ""
    change_url: str = ""
    remove_url: str = ""


def recorded(meeting: Meeting) -> list[Told]:
    """All that was recorded, newest first; four queries."""
    rows = [
        *(
            _entry(meeting, entry)
            for entry in _kept(Entry, meeting).select_related("small_group", "speaker__person")
        ),
        *(_small_group(meeting, group) for group in _kept(SmallGroup, meeting)),
        *(_update(update) for update in _updates(meeting)),
        *(_action(meeting, action) for action in Action.objects.kept().filter(meeting=meeting).for_listing()),
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _kept(model: type[Entry] | type[SmallGroup], meeting: Meeting):  # type: ignore[no-untyped-def]
    return model.objects.kept().filter(meeting=meeting)


def _updates(meeting: Meeting):  # type: ignore[no-untyped-def]
    return (
        ActionUpdate.objects.kept()
        .filter(meeting=meeting)
        .select_related("action__lead__person", "action__group")
    )


def _remove_url(meeting: Meeting, what: str, key: UUID) -> str:
    return reverse("meetings:record-remove", args=[meeting.group.slug, meeting.number, what, key])


def _entry(meeting: Meeting, entry: Entry) -> Told:
    labels = {
        Entry.Kind.AGREED: _("Agreed"),
        Entry.Kind.QUOTE: _("Quote"),
        Entry.Kind.CHECK_OUT: _("As we left"),
        Entry.Kind.LEARNED: entry.small_group.topic if entry.small_group else "",
    }
    quoted = _("agreed to be quoted") if entry.may_be_quoted else _("not to be quoted")
    return Told(
        entry.recorded_at,
        labels[Entry.Kind(entry.kind)],
        entry.text,
        who=entry.speaker.person.name if entry.speaker else "",
        note=quoted if entry.kind == Entry.Kind.QUOTE else "",
        change_url=reverse("meetings:record-change", args=[meeting.group.slug, meeting.number, entry.pk]),
        remove_url=_remove_url(meeting, "entry", entry.pk),
    )


def _small_group(meeting: Meeting, group: SmallGroup) -> Told:
    return Told(
        group.recorded_at,
        _("Small group"),
        group.topic,
        remove_url=_remove_url(meeting, "small-group", group.pk),
    )


def _update(update: ActionUpdate) -> Told:
    return Told(
        update.at,
        "",
        update.words or update.action.text,
        who=update.action.lead.person.name,
        state=update.state,
        note=update.action.text if update.words else "",
        change_url=f"{reverse('meetings:record', args=[update.action.group.slug, update.meeting.number])}?ask={update.action_id}#round",  # type: ignore[union-attr]
    )


def _action(meeting: Meeting, action: Action) -> Told:
    offered = action.state == Action.State.OFFERED
    note = (
        _("Not here: %(name)s is asked this evening") % {"name": action.lead.person.short_name}
        if offered
        else ""
    )
    return Told(
        action.agreed_at,
        _("New question") if action.kind == Action.Kind.QUESTION else _("New action"),
        action.text,
        who=action.lead.person.name,
        note=note,
        change_url=action.get_absolute_url(),
        remove_url=_remove_url(meeting, "action", action.pk),
    )


@dataclass(frozen=True)
class Here:
    """Who is here, by sector: rows of (sector, its label, members with `is_here`)."""

    sectors: list[tuple[str, str, list[Membership]]]
    people: int
    organisations: int


def who_is_here(meeting: Meeting) -> Here:
    """Everybody of the group by sector, with who is here; two queries."""
    rows = Attendance.objects.present().filter(meeting=meeting)
    present = {row.membership_id: row for row in rows}
    by_sector: dict[str, list[Membership]] = defaultdict(list)
    members = (
        Membership.objects.current().filter(group=meeting.group_id, is_informed_only=False).for_listing()
    )
    for member in members:
        row = present.get(member.pk)
        member.is_here, member.is_walk_in = row is not None, bool(row and row.is_walk_in)  # type: ignore[attr-defined]
        by_sector[member.organisation.sector].append(member)
    labels = dict(Organisation.Sector.choices)
    sectors = [(key, str(labels[key]), by_sector[key]) for key in labels if by_sector[key]]
    return Here(sectors, len(present), len({row.organisation_id for row in present.values()}))


def evening_mails(meeting: Meeting) -> str:
    """How many people get a mail this evening, in words for the button that closes the record."""
    leads = Action.objects.kept().filter(meeting=meeting, lead__person__email__isnull=False).open()
    n = leads.values("lead").distinct().count()
    if not n:
        return _("No mail leaves")
    return ngettext(
        "This evening %(n)s person gets what they took on",
        "This evening %(n)s people get what they took on",
        n,
    ) % {"n": n}
