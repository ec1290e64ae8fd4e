"""Composing a recap from the record, and publishing it to those who came, those who missed it, and the informed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inquiries import linking, messaging, rendering
from inquiries.composing import compose
from inquiries.models import Document, Link, Membership, Message
from meetings import nudging
from meetings.models import Action, ActionUpdate, Attendance, Entry, Meeting, Recap, SmallGroup

LINK_LASTS = timedelta(days=180)
ORDER = [
    Action.State.DONE,
    Action.State.UNDER_WAY,
    Action.State.STUCK,
    Action.State.BACK,
    Action.State.LET_GO,
]
SECTIONS = {
    "changed": gettext_lazy("What changed since last time"),
    "talked": gettext_lazy("What we talked about"),
    "learned": gettext_lazy("What small groups learned"),
    "agreed": gettext_lazy("What we agreed"),
    "quotes": gettext_lazy("In their words"),
    "took_on": gettext_lazy("What we took on"),
    "left": gettext_lazy("As we left"),
    "came": gettext_lazy("Who came"),
}


class StaleError(Exception):
    """Somebody else saved the recap meanwhile: `theirs` is what stands now."""

    def __init__(self, theirs: Recap) -> None:
        super().__init__()
        self.theirs = theirs


# --- composing ------------------------------------------------------------------------------------


@dataclass
class Parts:
    """What the record gives to a recap, section by section."""

    meeting: Meeting
    text: str
    changed: list[ActionUpdate] = field(default_factory=list)
    learned: list[tuple[str, list[str]]] = field(default_factory=list)
    agreed: list[Entry] = field(default_factory=list)
    quotes: list[Entry] = field(default_factory=list)
    took_on: list[Action] = field(default_factory=list)
    left: list[Entry] = field(default_factory=list)
    people: int = 0
    organisations: list[str] = field(default_factory=list)
    next_meeting: Meeting | None = None
    left_out: list[str] = field(default_factory=list)

    @property
    def talked(self) -> str:
        return self.text

    @property
    def came(self) -> list[str]:
        return self.organisations

    @property
    def sections(self) -> list[tuple[str, str, bool]]:
        """Every section that the record fills: its key, its name, and whether it is in."""
        return [
            (key, str(label), key not in self.left_out)
            for key, label in SECTIONS.items()
            if getattr(self, key) or key == "talked"
        ]

    @property
    def shown(self) -> set[str]:
        return {key for key, _label, is_in in self.sections if is_in and getattr(self, key)}


def parts(meeting: Meeting, *, text: str, left_out: list[str]) -> Parts:
    """The parts of a recap, in eight queries whatever the record holds."""
    entries = list(Entry.objects.kept().filter(meeting=meeting).select_related("speaker__person"))
    found = Parts(meeting, text, left_out=left_out)
    found.changed = _changed(meeting)
    found.learned = _learned(meeting, entries)
    found.agreed = [entry for entry in entries if entry.kind == Entry.Kind.AGREED]
    found.quotes = [entry for entry in entries if entry.kind == Entry.Kind.QUOTE and entry.may_be_quoted]
    found.left = [entry for entry in entries if entry.kind == Entry.Kind.CHECK_OUT]
    found.took_on = list(Action.objects.kept().filter(meeting=meeting).for_listing().order_by("agreed_at"))
    came = Attendance.objects.present().filter(meeting=meeting).for_listing()
    found.people = len(came)
    found.organisations = sorted({row.organisation.name for row in came})
    found.next_meeting = (
        Meeting.objects.on()
        .filter(group=meeting.group_id, number__gt=meeting.number)
        .order_by("number")
        .first()
    )
    return found


def _learned(meeting: Meeting, entries: list[Entry]) -> list[tuple[str, list[str]]]:
    lessons = [entry for entry in entries if entry.kind == Entry.Kind.LEARNED]
    groups = SmallGroup.objects.kept().filter(meeting=meeting)
    told = [(group.topic, [e.text for e in lessons if e.small_group_id == group.pk]) for group in groups]
    return [(topic, texts) for topic, texts in told if texts]


def _changed(meeting: Meeting) -> list[ActionUpdate]:
    """The newest word on each action since the meeting before, done ones first.

    What was said in answer to a note is between two people: of those only the state is told.
    """
    before = (
        Meeting.objects.held()
        .filter(group=meeting.group_id, number__lt=meeting.number)
        .order_by("-number")
        .first()
    )
    updates = ActionUpdate.objects.kept().filter(
        action__group=meeting.group_id, action__removed_at=None, action__meeting__number__lt=meeting.number
    )
    if before and before.closed_at:
        updates = updates.filter(at__gt=before.closed_at)
    if meeting.closed_at:
        updates = updates.filter(at__lte=meeting.closed_at)
    newest: dict[UUID, ActionUpdate] = {}
    for update in updates.select_related("action__lead__person").order_by("at"):
        update.told = update.words if update.through == ActionUpdate.Through.MEETING else ""  # type: ignore[attr-defined]
        newest[update.action_id] = update
    told = [update for update in newest.values() if update.state in ORDER]
    return sorted(told, key=lambda update: (ORDER.index(Action.State(update.state)), update.at))


def draft_text(meeting: Meeting) -> str:
    """A first draft of what was talked about, from the record; the facilitator makes it hers."""
    heard = ActionUpdate.objects.kept().filter(meeting=meeting).values("action").distinct().count()
    topics = list(SmallGroup.objects.kept().filter(meeting=meeting).values_list("topic", flat=True))
    sentences = []
    if heard:
        sentences.append(
            ngettext("We heard how %(n)s action went.", "We heard how %(n)s actions went.", heard)
            % {"n": heard}
        )
    if topics:
        sentences.append(_("In small groups we talked about %(topics)s.") % {"topics": "; ".join(topics)})
    return " ".join(sentences)


def save(
    meeting: Meeting, *, text: str, left_out: list[str], version: int, by: Membership, at: datetime
) -> Recap:
    """Keep a draft; raises StaleError where somebody else saved it since this version was seen."""
    recap, is_new = Recap.objects.get_or_create(
        meeting=meeting,
        defaults={"text": text, "left_out": left_out, "changed_at": at, "changed_by": by, "version": 1},
    )
    if is_new:
        return recap
    rows = Recap.objects.filter(pk=recap.pk, version=version, published_at=None)
    changed = rows.update(
        text=text, left_out=left_out, changed_at=at, changed_by=by, version=F("version") + 1
    )
    recap.refresh_from_db()
    if not changed:
        raise StaleError(recap)
    return recap


# --- who gets what --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reader:
    """Somebody who gets the recap, and why: they came, they missed it, or they are informed only."""

    membership: Membership
    kind: str
    actions: list[Action]


KINDS = {
    "came": gettext_lazy("They came"),
    "missed": gettext_lazy("They missed it: “while you were away”"),
    "informed": gettext_lazy("They are informed only"),
}


def readers(meeting: Meeting, *, but: Membership | None = None) -> list[Reader]:
    """Everybody who belongs to the group now, with an address or not; three queries."""
    came = set(Attendance.objects.present().filter(meeting=meeting).values_list("membership", flat=True))
    mine: dict[UUID, list[Action]] = {}
    for action in Action.objects.kept().filter(meeting=meeting).open().order_by("agreed_at"):
        mine.setdefault(action.lead_id, []).append(action)
    members = Membership.objects.current().filter(group=meeting.group_id).for_listing()
    return [
        Reader(member, _kind(member, came), mine.get(member.pk, []))
        for member in members
        if but is None or member.pk != but.pk
    ]


def _kind(member: Membership, came: set[UUID]) -> str:
    if member.is_informed_only:
        return "informed"
    return "came" if member.pk in came else "missed"


def with_address(found: list[Reader]) -> list[Reader]:
    return [reader for reader in found if reader.membership.person.email]


# --- publishing -----------------------------------------------------------------------------------


@transaction.atomic
def publish(recap: Recap, *, by: Membership, at: datetime) -> int | None:
    """Publish, order the PDF and queue one mail for each reader; None where it was published already."""
    if not Recap.objects.filter(pk=recap.pk, published_at=None).update(published_at=at, published_by=by):
        return None
    recap.refresh_from_db()
    order_pdf(recap, at=at)
    found = with_address(readers(recap.meeting, but=by))
    return sum(messaging.queue(letter(recap, reader, at=at), at=at) is not None for reader in found)


def order_pdf(recap: Recap, *, at: datetime) -> Document:
    """Order the PDF of a published recap; one that is there already, or on its way, is the answer."""
    meeting = recap.meeting
    title = _("Recap of meeting %(number)s, %(group)s") % {
        "number": meeting.number,
        "group": meeting.group.name,
    }
    document = rendering.order(
        group=meeting.group,
        title=title,
        file_name=f"{meeting.group.slug}-recap-{meeting.number}.pdf",
        html=paper(recap, title=title),
        at=at,
    )
    Recap.objects.filter(pk=recap.pk).update(document=document)
    recap.document = document
    return document


def paper(recap: Recap, *, title: str) -> str:
    """The recap as the page that its PDF is drawn from."""
    found = parts(recap.meeting, text=recap.text, left_out=recap.left_out)
    return render_to_string("meetings/print/recap.html", context(recap.meeting, found) | {"title": title})


def context(meeting: Meeting, found: Parts) -> dict[str, Any]:
    members = Membership.objects.current().filter(group=meeting.group_id).count()
    return {
        "meeting": meeting,
        "group": meeting.group,
        "parts": found,
        "shown": found.shown,
        "members": members,
    }


def letter(recap: Recap, reader: Reader, *, at: datetime) -> messaging.Letter:
    """The mail of one reader: their own action lines and a link, none of the room's words."""
    member, meeting = reader.membership, recap.meeting
    link = linking.link_for(Link.Purpose.RECAP, member, about=meeting.pk, ends_at=at + LINK_LASTS, at=at)
    return _letter(recap, reader, settings.SITE_URL + reverse("meetings:recap-link", args=[link.token]), at)


def preview(recap: Recap, reader: Reader, *, at: datetime) -> messaging.Letter:
    """The same mail to look at, before any link is made."""
    return _letter(recap, reader, settings.SITE_URL + "/recap/…", at)


def _letter(recap: Recap, reader: Reader, url: str, at: datetime) -> messaging.Letter:
    member, meeting = reader.membership, recap.meeting
    by = nudging.written_by(meeting.group)
    words = compose(
        "meetings/emails/recap",
        {
            "person": member.person,
            "group": meeting.group,
            "meeting": meeting,
            "kind": reader.kind,
            "actions": reader.actions,
            "button_url": url,
            "button": _("Read the recap"),
        },
    )
    return messaging.Letter(
        key=f"recap:{recap.pk}:{member.pk}",
        kind=Message.Kind.RECAP,
        membership=member,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
        from_name=nudging.from_name(by, meeting.group),
        reply_to=(by.person.email or "") if by else "",
    )
