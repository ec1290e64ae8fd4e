"""The queue of notes as its pages show it: what each says, why it goes when it does, or why nothing does."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.models import Membership
from inquiries.templatetags.clip import number_word
from meetings import corresponding, noting, silences, timing
from meetings.mentioning import Mention
from meetings.models import Action, Meeting, Nudge
from meetings.models.nudges import NudgeQuerySet

SHOWN_AHEAD = timedelta(days=14)
WORTH_SAYING = 7  # days without a word


@dataclass
class Row:
    """One note in the queue, as it stands now."""

    nudge: Nudge
    actions: list[Action]
    kind: str  # ready, held, silent, sent
    because: str  # why nothing is sent
    reason: str  # why it goes when it does
    mentions: list[Mention] = field(default_factory=list)  # what else it says
    preview: str = ""
    by: Membership | None = None  # in whose name
    beside: list[str] = field(default_factory=list)  # other groups whose notes go in the same message


def rows_of(found: NudgeQuerySet, *, now: datetime) -> list[Row]:
    """Each of these notes with what it would say; a fixed number of queries."""
    nudges = list(found.for_listing().order_by("due_at", "membership__person__name_folded", "pk"))
    facts = silences.read(nudges, at=now)
    writers = corresponding.writers_of({nudge.meeting.group for nudge in nudges})
    rows = [_row(nudge, facts, now) for nudge in nudges]
    for row in rows:
        row.by = writers.get(row.nudge.meeting.group_id)
    for some in together(rows):
        _preview(some, facts)
    return rows


def rows_before(meeting: Meeting, seen: NudgeQuerySet, *, now: datetime) -> list[Row]:
    """The notes of one meeting, each with what goes in the same message from other groups whose notes the reader sees."""
    here = seen.filter(meeting=meeting)
    beside = seen.waiting().filter(
        membership__person__in=here.values("membership__person"),
        meeting__starts_at__gt=now,
        meeting__cancelled_at=None,
    )
    rows = rows_of(seen.filter(Q(pk__in=here.values("pk")) | Q(pk__in=beside.values("pk"))), now=now)
    return [row for row in rows if row.nudge.meeting_id == meeting.pk]


def together(rows: Iterable[Row]) -> list[list[Row]]:
    """Those that go in one message: to the same person, in the same name, on the same day."""
    messages: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind in ("ready", "held"):
            alone = row.nudge.pk if row.kind == "held" else None
            key = (row.nudge.membership.person_id, row.by and row.by.person_id, day_of(row), alone)
            messages[key].append(row)
    return list(messages.values())


def day_of(row: Row) -> date:
    return timing.in_the_hall(row.nudge.due_at).date()


def _preview(rows: list[Row], facts: silences.Facts) -> None:
    said = noting.preview([row.nudge for row in rows], facts, rows[0].by).text
    for row in rows:
        row.preview = said
        row.beside = [other.nudge.meeting.group.name for other in rows if other is not row]


def _row(nudge: Nudge, facts: silences.Facts, now: datetime) -> Row:
    at = max(nudge.due_at, now)
    because = nudge.not_sent_because or silences.why_silent(nudge, facts, at=at)
    if nudge.decided_at:
        kind, because = ("sent" if nudge.message_id else "silent"), nudge.not_sent_because
    else:
        kind = "silent" if because else "held" if nudge.held_at else "ready"
    actions = facts.actions.get(nudge.membership_id, [])
    return Row(
        nudge,
        actions,
        kind,
        str(Nudge.Silence(because).label) if because else "",
        _reason(nudge, actions, at, has_had=silences.waits(nudge.membership, facts, at=at)),
        mentions=facts.mentions.get(nudge.membership_id, []),
    )


def _reason(nudge: Nudge, actions: list[Action], at: datetime, *, has_had: bool) -> str:
    """Why this note goes out, and when, as one line."""
    words = {"number": nudge.meeting.number}
    occasion = {
        Nudge.Occasion.BEFORE: _("A week before meeting %(number)s"),
        Nudge.Occasion.MIDWAY: _("Half way to meeting %(number)s"),
        Nudge.Occasion.AFTER_RECAP: _("After the recap, before meeting %(number)s"),
    }[Nudge.Occasion(nudge.occasion)] % words
    many = ngettext("%(n)s thing open", "%(n)s things open", len(actions)) % {
        "n": number_word(len(actions)) if actions else ""
    }
    said = [occasion, many if actions else "", _quiet(actions, at)]
    if has_had:
        said.append(_("they have had as many notes as anybody gets, so it waits a day or more"))
    return "; ".join(filter(None, said))


def _quiet(actions: list[Action], at: datetime) -> str:
    days = max(((at - action.heard_at).days for action in actions), default=0)
    if days < WORTH_SAYING:
        return ""
    return _("nothing heard for %(days)s days") % {"days": days}


@dataclass
class Day:
    """What goes out on one day: each message once, whatever the number of groups in it."""

    day: date
    messages: list[list[Row]]


def days_ahead(found: NudgeQuerySet, *, now: datetime) -> tuple[list[Day], list[Row], list[Row]]:
    """The fourteen days ahead: what goes on each, what is held, and what would say nothing."""
    waiting = found.waiting().filter(
        due_at__lte=now + SHOWN_AHEAD,
        meeting__closed_at=None,
        meeting__cancelled_at=None,
        meeting__starts_at__gt=now,
    )
    rows = rows_of(waiting, now=now)
    days: dict[date, Day] = {}
    for some in together(row for row in rows if row.kind == "ready"):
        day = max(day_of(some[0]), timing.in_the_hall(now).date())
        days.setdefault(day, Day(day, [])).messages.append(some)
    held = [row for row in rows if row.kind == "held"]
    return [days[day] for day in sorted(days)], held, [row for row in rows if row.kind == "silent"]
