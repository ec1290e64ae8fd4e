"""The ledger of messages: each is a row before it is sent, and the row says what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from inquiries import departing
from inquiries.models import Group, Membership, Message, Try, User

CRASHES = 3  # after so many a message is set aside
KEPT_FOR = timedelta(days=30)  # the text of a mail that was sent
State = Message.State


@dataclass(frozen=True)
class Letter:
    """A mail to one person, before it is a row. `key`: what it is about, to whom, for which occasion.

    What concerns no group has no membership, and names its person instead.
    """

    key: str
    kind: Message.Kind
    membership: Membership | None
    subject: str
    text: str
    html: str
    due_at: datetime
    calendar: str = ""
    from_name: str = ""
    reply_to: str = ""
    pause_url: str = ""
    person: User | None = None
    to: str = ""  # where it is not to go to the person's own address
    group: Group | None = None  # what it concerns, where its person has no place there yet


def queue(letter: Letter, *, at: datetime) -> Message | None:
    """Write the row, in the caller's transaction; None where that key exists, for a replay makes no second mail."""
    membership = letter.membership
    message, is_new = Message.objects.get_or_create(
        key=letter.key,
        defaults={
            "kind": letter.kind,
            "membership": membership,
            "person": membership.person if membership else letter.person,
            "group": membership.group if membership else letter.group,
            "to": letter.to,
            "subject": " ".join(letter.subject.split())[:300],
            "text": letter.text,
            "html": letter.html,
            "calendar": letter.calendar,
            "from_name": letter.from_name[:75],
            "reply_to": letter.reply_to,
            "pause_url": letter.pause_url,
            "made_at": at,
            "due_at": letter.due_at,
        },
    )
    return message if is_new else None


def due(at: datetime) -> list[UUID]:
    """The messages to be sent now, oldest first."""
    return list(Message.objects.due(at).keys_in_order())


def due_at_once(at: datetime) -> list[UUID]:
    """Those of them that somebody waits for, each to be sent by itself; oldest first."""
    waited_for = Message.objects.due(at).exclude(kind__in=settings.MESSAGE_WRITERS)
    return list(waited_for.keys_in_order())


def due_together(at: datetime, at_most: int) -> list[UUID]:
    """Those of them that are written as they leave, and so many at most, oldest first: they go in turn."""
    written = Message.objects.due(at).filter(kind__in=settings.MESSAGE_WRITERS)
    return list(written.keys_in_order()[:at_most])


def claim(message_id: UUID, at: datetime) -> Message | None:
    """Take a message to send it; None where another has it, or it should not leave. The try is counted before the work."""
    if not _take(message_id, at, timezone.now()):
        return None
    message = Message.objects.for_sending().get(pk=message_id)
    return _kept_in(message, departing.why_not(message, at), at)


def waiting(message_ids: list[UUID], at: datetime) -> list[Message]:
    """Those of these messages that are still due, with all that decides about them, oldest first; one query."""
    return list(Message.objects.due(at).for_sending().filter(pk__in=message_ids).order_by("due_at", "pk"))


def claim_written(message: Message, why: str, at: datetime) -> Message | None:
    """Take one of many that were read and written together; None as `claim` does."""
    now = timezone.now()
    if not _take(message.pk, at, now):
        return None
    message.state, message.claimed_at, message.attempts = State.CLAIMED, now, message.attempts + 1
    message.first_tried_at = message.first_tried_at or now
    return _kept_in(message, why or departing.why_not(message, at), at)


def _take(message_id: UUID, at: datetime, now: datetime) -> bool:
    """One conditional update; `now` is real time, also while the demo replays another: a lease is."""
    mine = Message.objects.due(at).filter(pk=message_id)
    return bool(
        mine.update(
            state=State.CLAIMED,
            claimed_at=now,
            handed_at=None,
            attempts=F("attempts") + 1,
            first_tried_at=Coalesce("first_tried_at", now),
        )
    )


def _kept_in(message: Message, why: str, at: datetime) -> Message | None:
    """The message, or None where it should not leave, or not yet; its row says so."""
    leaves_at = departing.leaves(message, at)
    if why:
        settle(message, State.SUPPRESSED, why)
    elif leaves_at > at:
        settle(message, State.QUEUED, again_at=leaves_at)
    return None if why or leaves_at > at else message


def hand_over(message: Message) -> bool:
    """Say, in a commit of its own, that the mail server is about to get the text. False where the lease was lost.

    What was written as it leaves is kept with it, so that the row holds the words that went.
    """
    rows = Message.objects.filter(pk=message.pk, state=State.CLAIMED, claimed_at=message.claimed_at)
    return bool(rows.update(state=State.HANDED, handed_at=timezone.now(), **departing.written_in(message)))


def settle(
    message: Message,
    state: str,
    why: str = "",
    *,
    sent_at: datetime | None = None,
    again_at: datetime | None = None,
) -> bool:
    """Write down what became of a try, and say whether the row was still this worker's.

    An answer that comes after the sweep gave it up still counts: it is surer than "may have been delivered".
    """
    mine = Message.objects.filter(
        pk=message.pk,
        claimed_at=message.claimed_at,
        state__in=[State.CLAIMED, State.HANDED, State.UNCERTAIN],
    )
    changed = {"state": state, "failed_because": why[:300], "sent_at": sent_at}
    if again_at:
        changed["due_at"] = again_at
    if not mine.update(**changed):
        return False
    if state != State.SENT:  # which the row itself says
        Try.objects.create(message=message, at=timezone.now(), state=state, answer=why[:300])
    return True


def set_aside(message: Message, why: str, *, at: datetime) -> None:
    """A try that broke off by a fault of ours: once more in a minute, and after the third set aside."""
    mine = Message.objects.filter(pk=message.pk, claimed_at=message.claimed_at, state=State.CLAIMED)
    if message.crashes + 1 >= CRASHES:
        mine.update(state=State.FAILED, crashes=F("crashes") + 1, failed_because=why[:300])
    else:
        mine.update(state=State.QUEUED, crashes=F("crashes") + 1, due_at=at + timedelta(minutes=1))


def refused(message: Message) -> int:
    """Count a passing refusal, and say how many there were."""
    Message.objects.filter(pk=message.pk, claimed_at=message.claimed_at).update(refusals=F("refusals") + 1)
    message.refusals += 1
    return message.refusals


def send_again(message: Message, *, by: User, at: datetime) -> bool:
    """Queue a message once more because a person said so; False where it was not for a person to say.

    It is a new letter of today: only its Message-ID tells a mail program that it may have it already.
    """
    rows = Message.objects.filter(pk=message.pk).may_be_sent_again()
    anew = {"attempts": 0, "refusals": 0, "crashes": 0, "failed_because": "", "first_tried_at": None}
    return bool(rows.update(state=State.QUEUED, due_at=at, sent_again_by=by, sent_again_at=at, **anew))


def no_answer() -> str:
    return _("The mail server got the text and gave no answer.")


def sweep(at: datetime) -> None:
    """Find what a lost worker left behind, and forget the words of what is long past. Twice is once."""
    lease, now = timedelta(seconds=settings.MESSAGE_LEASE_SECONDS), timezone.now()
    claimed = Message.objects.filter(_ended("claimed_at", lease, now), state=State.CLAIMED)
    claimed.filter(crashes__gte=CRASHES - 1).update(
        state=State.FAILED,
        crashes=F("crashes") + 1,
        failed_because=_("Sending it was broken off three times."),
    )
    claimed.update(state=State.QUEUED, crashes=F("crashes") + 1)
    handed = Message.objects.filter(_ended("handed_at", lease, now), state=State.HANDED)
    uncertain = {"state": State.UNCERTAIN, "failed_because": no_answer()}
    # One by one: only who changes the state says so, where an answer or another sweep comes at the same time.
    lost = [
        pk for pk in list(handed.values_list("pk", flat=True)) if handed.filter(pk=pk).update(**uncertain)
    ]
    rows = [Try(message_id=pk, at=now, state=State.UNCERTAIN, answer=no_answer()) for pk in lost]
    Try.objects.bulk_create(rows, batch_size=500)
    purge(at)


def _ended(begun: str, lease: timedelta, now: datetime) -> Q:
    """A lease that began too long ago, or in what is now the future: the clock was set back meanwhile."""
    return Q(**{f"{begun}__lt": now - lease}) | Q(**{f"{begun}__gt": now + lease})


def purge(at: datetime) -> int:
    """Forget the words of what was sent, or given up, thirty days ago; the ledger keeps its line. Says how many."""
    given_up = [State.UNCERTAIN, State.FAILED, State.SUPPRESSED]
    old = Q(sent_at__lt=at - KEPT_FOR) | Q(state__in=given_up, due_at__lt=at - KEPT_FOR)
    kept = Message.objects.filter(old, purged_at=None)
    return kept.update(text="", html="", calendar="", pause_url="", purged_at=at)


def next_due(after: datetime) -> datetime | None:
    """When the next waiting message falls due."""
    waiting = Message.objects.filter(state__in=[State.QUEUED, State.RETRY], due_at__gt=after)
    return waiting.order_by("due_at").values_list("due_at", flat=True).first()
