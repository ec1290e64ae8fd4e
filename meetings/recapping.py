"""Composing a recap: what the record gives to it, section by section, and the draft that is kept."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import F, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inquiries.models import Membership, Organisation
from inquiries.saving import StaleError
from inquiries.templatetags.clip import number_word
from meetings import adding
from meetings.adding import Added
from meetings.models import (
    Action,
    ActionUpdate,
    Attendance,
    Correction,
    Entry,
    Meeting,
    Photograph,
    Recap,
    RoomWord,
    SmallGroup,
)

State = Action.State
ORDER = [State.DONE, State.UNDER_WAY, State.STUCK, State.BACK, State.OPEN, State.OFFERED, State.LET_GO]
SECTIONS = {
    "changed": gettext_lazy("What changed since last time"),
    "still": gettext_lazy("What is still open"),
    "learned": gettext_lazy("What small groups learned"),
    "agreed": gettext_lazy("What we agreed"),
    "quotes": gettext_lazy("In their words"),
    "photographs": gettext_lazy("Photographs"),
    "took_on": gettext_lazy("What we took on"),
    "left": gettext_lazy("How we left"),
    "came": gettext_lazy("Who came"),
}


@dataclass(frozen=True)
class Told:
    """How one action stood when the meeting closed, and what was said of it in the room."""

    action: Action
    state: str
    words: str = ""
    has_changed: bool = False


@dataclass
class Parts:
    """What the record gives to a recap, section by section; the facilitator's words stand in `text`."""

    meeting: Meeting
    text: str
    left_out: list[str]
    before: Meeting | None = None
    next_meeting: Meeting | None = None
    people: int = 0
    changed: list[Told] = field(default_factory=list)
    still: list[Told] = field(default_factory=list)
    learned: list[tuple[str, list[str]]] = field(default_factory=list)
    agreed: list[Entry] = field(default_factory=list)
    quotes: list[Entry] = field(default_factory=list)
    not_asked: list[Entry] = field(default_factory=list)  # quotes that nobody agreed to: never in a recap
    corrections: list[Correction] = field(default_factory=list)  # newest first
    photographs: list[Photograph] = field(default_factory=list)  # those chosen
    took_on: list[Action] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    came: list[tuple[Organisation, list[str]]] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)

    def count(self, key: str) -> int:
        if key in SECTIONS:
            return self.people if key == "came" else len(getattr(self, key))
        return next(len(one.lines) for one in self.added if one.key == key)

    @property
    def headings(self) -> dict[str, str]:
        """Each section by its heading, in the order in which they stand; those of apps above behind the small groups."""
        own = {key: str(heading) for key, heading in SECTIONS.items()}
        first = {key: own.pop(key) for key in ("changed", "still", "learned")}
        return first | {one.key: one.heading for one in self.added} | own

    @property
    def offered(self) -> list[str]:
        """The sections that the record fills and that can be left out; photographs are chosen one by one."""
        return [key for key in self.headings if self.count(key) and key != "photographs"]

    @property
    def shown(self) -> list[str]:
        return [key for key in self.headings if self.count(key) and key not in self.left_out]


def parts(meeting: Meeting, *, text: str, left_out: list[str], recap: Recap | None = None) -> Parts:
    """The parts of a recap, in thirteen queries whatever the record holds, and those of what apps above add."""
    found = Parts(meeting, text, left_out)
    found.before, found.next_meeting = _neighbours(meeting)
    told = _told(meeting, found.before)
    found.changed = [row for row in told if row.has_changed]
    found.still = [row for row in told if not row.has_changed]
    found.took_on = list(Action.objects.kept().filter(meeting=meeting).for_listing().order_by("agreed_at"))
    found.corrections = list(Correction.objects.filter(recap__meeting=meeting).select_related("by__person"))
    chosen = Photograph.objects.chosen().filter(entry__meeting=meeting).select_related("entry")
    found.photographs = list(chosen.order_by("entry__recorded_at"))
    found.added = adding.of_recap(recap, meeting)
    _sort_entries(found)
    came = list(Attendance.objects.present().filter(meeting=meeting).for_listing())
    found.people = len(came)
    found.came = _by_organisation(came)
    return found


def parts_of(recap: Recap) -> Parts:
    """The parts of a recap as it is kept."""
    return parts(recap.meeting, text=recap.text, left_out=recap.left_out, recap=recap)


def _neighbours(meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """The meeting held before this one, and the one after it."""
    others = list(Meeting.objects.on().filter(group=meeting.group_id).order_by("number"))
    before = [other for other in others if other.number < meeting.number and other.is_held]
    after = [other for other in others if other.number > meeting.number]
    return before[-1] if before else None, after[0] if after else None


def _sort_entries(found: Parts) -> None:
    entries = Entry.objects.kept().filter(meeting=found.meeting).select_related("speaker__person")
    by_kind: dict[str, list[Entry]] = {kind: [] for kind in Entry.Kind}
    for entry in entries:
        by_kind[entry.kind].append(entry)
    found.agreed = by_kind[Entry.Kind.AGREED]
    found.quotes = [entry for entry in by_kind[Entry.Kind.QUOTE] if entry.may_be_quoted]
    found.not_asked = [entry for entry in by_kind[Entry.Kind.QUOTE] if not entry.may_be_quoted]
    from_phones = RoomWord.objects.filter(meeting=found.meeting, kind=RoomWord.Kind.CHECK_OUT)
    found.left = [entry.text for entry in by_kind[Entry.Kind.CHECK_OUT]] + [said.text for said in from_phones]
    lessons = by_kind[Entry.Kind.LEARNED]
    groups = SmallGroup.objects.kept().filter(meeting=found.meeting)
    told = [(group.topic, [e.text for e in lessons if e.small_group_id == group.pk]) for group in groups]
    found.learned = [(topic, texts) for topic, texts in told if texts]


def _by_organisation(came: list[Attendance]) -> list[tuple[Organisation, list[str]]]:
    """Organisations by name, as they were on the day, each with its people."""
    rows = sorted(came, key=lambda row: row.organisation.name.casefold())
    grouped = groupby(rows, key=lambda row: row.organisation)
    return [
        (organisation, [row.membership.person.name for row in people]) for organisation, people in grouped
    ]


# --- how actions stood ----------------------------------------------------------------------------


def _told(meeting: Meeting, before: Meeting | None) -> list[Told]:
    """Actions of earlier meetings: those that changed since the one before, done ones first, and those still open."""
    telling = ActionUpdate.objects.kept().that_tell()
    if meeting.closed_at:
        telling = telling.filter(at__lte=meeting.closed_at)
    earlier = Action.objects.kept().filter(group=meeting.group_id, meeting__number__lt=meeting.number)
    updates = Prefetch("updates", queryset=telling.order_by("at"), to_attr="told")
    actions = earlier.select_related("lead__person").prefetch_related(updates).order_by("agreed_at")
    rows = [row for row in (_how_it_stood(action, before) for action in actions) if row]
    return sorted(rows, key=lambda row: ORDER.index(State(row.state)))


def _how_it_stood(action: Action, before: Meeting | None) -> Told | None:
    """None for what was finished before. Words are told only where they were said in the room: an answer to a note is between two people."""
    told: list[ActionUpdate] = action.told  # type: ignore[attr-defined]
    newest = told[-1] if told else None
    since = before.closed_at if before else None
    if newest and (since is None or newest.at > since):
        was_said_here = newest.through == ActionUpdate.Through.MEETING
        return Told(action, newest.state, newest.words if was_said_here else "", has_changed=True)
    state = newest.state if newest else action.first_state or State.OPEN
    return None if state in (State.DONE, State.LET_GO) else Told(action, state)


# --- the draft ------------------------------------------------------------------------------------


def draft_text(meeting: Meeting) -> str:
    """A first draft of what was talked about, from the record; the facilitator makes it hers."""
    heard = set(ActionUpdate.objects.kept().filter(meeting=meeting).values_list("action", "state"))
    topics = SmallGroup.objects.kept().filter(meeting=meeting).values_list("topic", flat=True)
    lines = [_what_for(meeting), _what_was_heard(heard), _what_groups_took(list(topics))]
    return "\n\n".join(line for line in lines if line)


def _what_for(meeting: Meeting) -> str:
    focus = meeting.focus.rstrip(". ")
    return (
        _("We came together for this: %(focus)s.") % {"focus": focus[:1].lower() + focus[1:]} if focus else ""
    )


def _what_was_heard(heard: set[tuple[UUID, str]]) -> str:
    if not heard:
        return ""
    count = len({action for action, _state in heard})
    went = ngettext("We heard how %(n)s action is going.", "We heard how %(n)s actions are going.", count)
    done = len({action for action, state in heard if state == State.DONE})
    finished = ngettext("%(n)s is done.", "%(n)s are done.", done) if done else ""
    number = str(number_word(done)).capitalize()
    return f"{went % {'n': number_word(count)}} {finished % {'n': number} if finished else ''}".strip()


def _what_groups_took(topics: list[str]) -> str:
    if not topics:
        return ""
    quoted = [_("“%(topic)s”") % {"topic": topic} for topic in topics]
    said = (
        quoted[0]
        if len(quoted) == 1
        else _("%(some)s and %(last)s")
        % {
            "some": ", ".join(quoted[:-1]),
            "last": quoted[-1],
        }
    )
    return _("In small groups we took up %(topics)s.") % {"topics": said}


def save(
    meeting: Meeting, *, text: str, left_out: list[str], version: int, by: Membership, at: datetime
) -> Recap:
    """Keep a draft; raises StaleError where somebody else saved or published it since this version was seen."""
    said = {"text": text, "left_out": left_out, "changed_at": at, "changed_by": by}
    recap, is_new = Recap.objects.get_or_create(meeting=meeting, defaults=said | {"version": 1})
    if is_new:
        return recap
    mine = Recap.objects.filter(pk=recap.pk, version=version, published_at=None)
    changed = mine.update(**said, version=F("version") + 1)
    recap.refresh_from_db()
    if not changed:
        raise StaleError(recap)
    return recap
