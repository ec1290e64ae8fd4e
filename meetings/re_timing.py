"""Moving one meeting or calling it off: calendars follow, and only those hear of it whom the button names."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from inquiries import composing, linking, messaging
from inquiries.composing import Words
from inquiries.messaging import Letter
from inquiries.models import Group, Link, Membership, Message
from meetings import calendars, corresponding
from meetings.inviting import absolute
from meetings.models import Invitation, Meeting

TOLD = ("starts_at", "minutes", "venue", "address", "access_notes")  # what those who were asked know of it


@dataclass(frozen=True)
class ToTell:
    """Who was asked to a meeting and knows it as it was: those who get a mail, and those to be told in person."""

    by_mail: list[Invitation]
    in_person: list[Invitation]

    def __bool__(self) -> bool:
        return bool(self.by_mail or self.in_person)


def invited(meeting: Meeting) -> ToTell:
    """Everybody who was asked and still belongs; one query."""
    rows = Invitation.objects.filter(
        meeting=meeting, membership__left_on=None, membership__person__is_active=True
    )
    return _sorted(list(rows.for_listing()))


def behind(meeting: Meeting) -> ToTell:
    """Those whose calendars still say something else than the meeting does now; one query."""
    everybody = invited(meeting)
    rows = [*everybody.by_mail, *everybody.in_person]
    return _sorted([row for row in rows if row.told_sequence < meeting.sequence])


def _sorted(rows: list[Invitation]) -> ToTell:
    return ToTell(
        [row for row in rows if row.membership.person.address],
        [row for row in rows if not row.membership.person.address],
    )


def neighbours(meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """The meetings before and after it by number: it stays between them in time."""
    others = Meeting.objects.on().filter(group=meeting.group)
    before = others.filter(number__lt=meeting.number).order_by("-number").first()
    return before, others.filter(number__gt=meeting.number).order_by("number").first()


@transaction.atomic
def change(meeting: Meeting, changed: dict[str, Any]) -> bool:
    """Write what changed, and count it where people were told of it; False where nothing is different. No message leaves."""
    different = {name: value for name, value in changed.items() if getattr(meeting, name) != value}
    if not different:
        return False
    more = {"sequence": F("sequence") + 1} if set(different) & set(TOLD) else {}
    Meeting.objects.on().filter(pk=meeting.pk, closed_at=None).update(**different, **more)
    meeting.refresh_from_db(fields=[*different, "sequence"])
    if "starts_at" in different or "minutes" in different:
        links = Link.objects.filter(purpose=Link.Purpose.RSVP, about=meeting.pk, revoked_at=None)
        links.update(ends_at=meeting.ends_at)  # answering is open until the meeting ends, wherever it moved
    return True


@transaction.atomic
def tell(meeting: Meeting, words: str, *, by: Membership | None, at: datetime) -> int:
    """Tell all who know it as it was, and say how many mails that queued. Whoever answered for another time is asked anew.

    Each is told once of each change: a second call queues nothing.
    """
    people = behind(meeting)
    sent = 0
    for row in [*people.by_mail, *people.in_person]:
        known = Invitation.objects.filter(pk=row.pk, told_sequence__lt=meeting.sequence)
        if not known.update(told_sequence=meeting.sequence, told_starts_at=meeting.starts_at):
            continue
        _ask_anew(row, meeting)
        if row.membership.person.address:
            sent += messaging.queue(_letter(meeting, row, words, by=by, at=at), at=at) is not None
    return sent


def _ask_anew(row: Invitation, meeting: Meeting) -> None:
    """An answer was for the time that they knew: it does not hold for another."""
    if row.answer and row.told_starts_at != meeting.starts_at:
        Invitation.objects.filter(pk=row.pk).update(answer="", reason="", answered_at=None, answered_by=None)


@transaction.atomic
def call_off(meeting: Meeting, words: str, *, by: Membership | None, at: datetime) -> int | None:
    """Call a meeting off and tell all who were asked; how many mails that queued, or None where it was off already."""
    open_ones = Meeting.objects.on().filter(pk=meeting.pk, opened_at=None)
    if not open_ones.update(cancelled_at=at, sequence=F("sequence") + 1):
        return None
    meeting.refresh_from_db(fields=["cancelled_at", "sequence"])
    return tell(meeting, words, by=by, at=at)


def fits_between(meeting: Meeting) -> bool:
    """Whether it still lies between those before and after it: since it was called off, others may have taken its place."""
    before, after = neighbours(meeting)
    begins_after = not before or before.starts_at < meeting.starts_at
    return begins_after and (not after or meeting.starts_at < after.starts_at)


@transaction.atomic
def hold_after_all(meeting: Meeting) -> bool:
    """Let a meeting that was called off stand again, for nobody but those who look after the group yet.

    False where it stands already, or others have taken its place.
    """
    if not fits_between(meeting):
        return False
    off = Meeting.objects.filter(pk=meeting.pk, cancelled_at__isnull=False)
    done = off.update(cancelled_at=None, sequence=F("sequence") + 1)
    meeting.refresh_from_db(fields=["cancelled_at", "sequence"])
    return bool(done)


def called_off(group: Group) -> list[Meeting]:
    """What was called off and still lies ahead or behind, in order; one query."""
    return list(Meeting.objects.filter(~Q(cancelled_at=None), group=group).order_by("number"))


def _letter(meeting: Meeting, row: Invitation, words: str, *, by: Membership | None, at: datetime) -> Letter:
    said = compose(meeting, row, words, by=by, answer_url=_answer_url(meeting, row.membership, at=at))
    ends = calendars.cancellation if meeting.cancelled_at else calendars.invitation
    return Letter(
        key=f"changed:{meeting.pk}:{row.membership_id}:{meeting.sequence}",
        kind=Message.Kind.CHANGED,
        membership=row.membership,
        subject=said.subject,
        text=said.text,
        html=said.html,
        due_at=at,
        calendar=ends(meeting, row.membership, at=at),
        from_name=corresponding.from_name(by, meeting.group),
        reply_to=by.person.address if by else "",
    )


def _answer_url(meeting: Meeting, membership: Membership, *, at: datetime) -> str:
    if meeting.cancelled_at:
        return ""
    link = linking.link_for(Link.Purpose.RSVP, membership, about=meeting.pk, ends_at=meeting.ends_at, at=at)
    return absolute("meetings:rsvp", link.token)


def compose(
    meeting: Meeting, row: Invitation, words: str, *, by: Membership | None, answer_url: str
) -> Words:
    """The words of one person's message; the page's preview is made by the same call."""
    is_moved = row.told_starts_at != meeting.starts_at
    context = {
        "meeting": meeting,
        "group": meeting.group,
        "person": row.membership.person,
        "words": words,
        "words_from": by.person.short_name if by else "",
        "was": row.told_starts_at if is_moved else None,
        "asks": is_moved or not row.answer,
        "button": _("Say whether you come"),
        "button_url": "" if meeting.cancelled_at else answer_url,
    }
    name = "called_off" if meeting.cancelled_at else "changed"
    return composing.compose(f"meetings/emails/{name}", context)
