"""Nudges: one note a person between two meetings, in the integration manager's name, a week before the next."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from inquiries import messaging
from inquiries.composing import Words, compose
from inquiries.models import Group, Membership, Message
from meetings import answering, timing
from meetings.models import Action, Meeting, Nudge

BEFORE = timedelta(days=7)
AT = time(10)
MADE_BEFORE = timedelta(days=14)  # how long ahead of a meeting its queue can be looked over
APART = timedelta(days=6)  # between two notes to one member
HEARD_WITHIN = timedelta(days=3)


def due_for(meeting: Meeting) -> datetime:
    """Ten in the morning of the day a week before a meeting, or the next moment in which a note may leave."""
    day = timing.in_the_hall(meeting.starts_at).date() - BEFORE
    return timing.next_open(timing.moment(day, AT))


def plan_notes(meeting: Meeting, *, at: datetime) -> None:
    """Give each member with something accepted and open a place in the queue; those there follow the meeting's time."""
    due_at = due_for(meeting)
    leads = _leads_with_something_open(meeting.group)
    waiting = set(Nudge.objects.filter(meeting=meeting).values_list("membership", flat=True))
    missing = [lead for lead in leads if lead not in waiting]
    if missing and at < meeting.starts_at:
        rows = [Nudge(meeting=meeting, membership_id=lead, due_at=due_at) for lead in missing]
        Nudge.objects.bulk_create(rows, ignore_conflicts=True)
    moved = Nudge.objects.waiting().filter(meeting=meeting).exclude(due_at=due_at)
    if moved.exists():  # most rounds write nothing
        moved.update(due_at=due_at)


def _leads_with_something_open(group: Group) -> list[UUID]:
    leads = Action.objects.kept().filter(group=group, lead__left_on=None).open().accepted()
    return list(leads.exclude(state=Action.State.BACK).values_list("lead", flat=True).distinct())


def _meetings_ahead(at: datetime) -> list[Meeting]:
    """The next meeting of each group, where it is near enough, or has notes that may have to follow it."""
    to_come = (
        Meeting.objects.to_come().filter(starts_at__gt=at).order_by("group", "number").select_related("group")
    )
    nearest: dict[object, Meeting] = {}
    for meeting in to_come:
        nearest.setdefault(meeting.group_id, meeting)
    queued = set(
        Nudge.objects.waiting().filter(meeting__in=nearest.values()).values_list("meeting", flat=True)
    )
    return [m for m in nearest.values() if m.pk in queued or m.starts_at - at <= MADE_BEFORE]


def send_due(at: datetime) -> None:
    """Fill the queues of the meetings ahead, and send each note that is due. Twice is once."""
    for meeting in _meetings_ahead(at):
        plan_notes(meeting, at=at)
    if timing.is_quiet(at):
        return
    due = Nudge.objects.due(at).filter(meeting__starts_at__gt=at)
    for nudge in due.for_listing():
        send(nudge, at=at)


def next_due(after: datetime) -> datetime | None:
    """When `send_due` has something to do next: a note falls due, or one that is late may leave again."""
    coming = [due_for(meeting) for meeting in Meeting.objects.to_come().filter(starts_at__gt=after)]
    moments = [due_at for due_at in coming if due_at > after]
    if timing.is_quiet(after) and Nudge.objects.due(after).filter(meeting__starts_at__gt=after).exists():
        moments.append(timing.next_open(after))
    return min(moments, default=None)


@transaction.atomic
def send(nudge: Nudge, *, at: datetime) -> bool:
    """Decide on one note, once: queue it, or keep why there is nothing to say. False where it was decided already."""
    if not Nudge.objects.filter(pk=nudge.pk, decided_at=None, held_at=None).update(decided_at=at):
        return False
    actions = [a for a in answering.asked_of(nudge.membership) if a.state != Action.State.OFFERED]
    silence = why_silent(nudge, actions, at=at)
    if silence:
        Nudge.objects.filter(pk=nudge.pk).update(not_sent_because=silence)
        return True
    message = messaging.queue(_letter(nudge, actions, at), at=at)
    Nudge.objects.filter(pk=nudge.pk).update(message=message)
    return True


def why_silent(
    nudge: Nudge, actions: Iterable[Action], *, at: datetime, had: dict[object, datetime] | None = None
) -> str:
    """Why this note would not go out, or nothing. `had` is `last_notes`, where it was read for many at once."""
    accepted = [action for action in actions if action.state != Action.State.OFFERED]
    if nudge.membership.left_on or not nudge.membership.person.is_active:
        return Nudge.Silence.LEFT
    if not accepted:
        return Nudge.Silence.NOTHING_OPEN
    if nudge.membership.person.notes_paused_at:
        return Nudge.Silence.PAUSED
    if not nudge.membership.person.address:
        return Nudge.Silence.NO_ADDRESS
    if all(_was_heard(action, at) for action in accepted):
        return Nudge.Silence.HEARD
    if had is None:
        had = last_notes([nudge.membership])
    last = had.get(nudge.membership_id)
    return Nudge.Silence.RECENT if last and last > at - APART else ""


def why_not_now(message: Message) -> str:
    """Why a note that was queued and held up should not leave any more: it asks for what was said meanwhile."""
    nudge = Nudge.objects.filter(message=message).select_related("membership").first()
    if nudge is None:
        return ""
    actions = [a for a in answering.asked_of(nudge.membership) if a.state != Action.State.OFFERED]
    if not actions:
        return _("Nothing of theirs is open any more.")
    said = all(action.heard_at > message.made_at for action in actions)
    return _("They said meanwhile how it goes.") if said else ""


def _was_heard(action: Action, at: datetime) -> bool:
    """Whether anybody said how it goes lately; that it was agreed lately counts as well."""
    return action.heard_at >= at - HEARD_WITHIN


def last_notes(memberships: Iterable[Membership]) -> dict[object, datetime]:
    """When each of these last got a note, by membership."""
    notes = Message.objects.filter(membership__in=list(memberships), kind=Message.Kind.NOTE)
    kept = notes.exclude(state__in=[Message.State.SUPPRESSED, Message.State.FAILED]).order_by("made_at")
    return dict(kept.values_list("membership", "made_at"))


def written_by(group: Group) -> Membership | None:
    """In whose name the notes of a group go: its integration manager, or its facilitator where there is none."""
    people = (
        Membership.objects.current().filter(group=group).select_related("person").order_by("joined_on", "pk")
    )
    return people.integrating().first() or people.facilitating().first()


def words_of(
    nudge: Nudge, actions: list[Action], *, by: Membership | None, answer_url: str, pause_url: str
) -> Words:
    """What one note says."""
    return compose(
        "meetings/emails/note",
        {
            "person": nudge.membership.person,
            "group": nudge.meeting.group,
            "meeting": nudge.meeting,
            "words": nudge.words,
            "actions": actions,
            "words_from": from_name(by, nudge.meeting.group),
            "button_url": answer_url,
            "button": _("Say how it is going"),
            "pause_url": pause_url,
        },
    )


def _letter(nudge: Nudge, actions: list[Action], at: datetime) -> messaging.Letter:
    by = written_by(nudge.meeting.group)
    answer_url = answering.url_for(answering.link_for(nudge.membership, at=at))
    pause_url = answering.pause_url_for(nudge.membership, at=at)
    words = words_of(nudge, actions, by=by, answer_url=answer_url, pause_url=pause_url)
    return messaging.Letter(
        key=f"note:{nudge.pk}",
        kind=Message.Kind.NOTE,
        membership=nudge.membership,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
        from_name=from_name(by, nudge.meeting.group),
        reply_to=by.person.address if by else "",
        pause_url=pause_url,
    )


def from_name(by: Membership | None, group: Group) -> str:
    """Delia, Wester Beston group"""
    named = (
        _("%(name)s, %(group)s group") % {"name": by.person.short_name, "group": group.name}
        if by
        else group.name
    )
    return "".join(letter for letter in named if letter not in '@:"<>')[:75]


def reword(nudge: Nudge, words: str) -> bool:
    """Put one's own words on top of a note that has not gone, and say whether it was in time."""
    return bool(Nudge.objects.waiting().filter(pk=nudge.pk).update(words=words.strip()))


def hold(nudge: Nudge, *, by: Membership, at: datetime) -> bool:
    """Keep a note back until it is let go, and say whether it was this call that did it."""
    return bool(Nudge.objects.waiting().filter(pk=nudge.pk, held_at=None).update(held_at=at, held_by=by))


def let_go(nudge: Nudge) -> bool:
    """Let a held note go out at its time, and say whether it was this call that did it."""
    held = Nudge.objects.waiting().filter(pk=nudge.pk, held_at__isnull=False)
    return bool(held.update(held_at=None, held_by=None))


@transaction.atomic
def send_now(nudge: Nudge, *, at: datetime) -> bool:
    """Send one note before its time, held or not, because somebody asked for just that. False where it had gone."""
    let_go(nudge)
    return send(nudge, at=at)


def open_by_member(memberships: Iterable[Membership]) -> dict[object, list[Action]]:
    """What each of these would be asked about, in one query and those of a listing."""
    rows = Action.objects.kept().filter(lead__in=list(memberships)).open().exclude(state=Action.State.BACK)
    by_member: dict[object, list[Action]] = defaultdict(list)
    for action in rows.for_listing().order_by("due_on", "agreed_at"):
        by_member[action.lead_id].append(action)
    return by_member
