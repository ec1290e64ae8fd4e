"""The digest of an integration manager: what changed in her groups since the last one, nothing where nothing did."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inquiries import messaging
from inquiries.composing import compose
from inquiries.models import Group, Membership, Message, User
from meetings import timing
from meetings.models import Action, ActionUpdate, Digest, DigestChoice, Nudge
from meetings.models.actions import QUIET_DAYS

A_DAY = timedelta(days=1)
AT_MOST = timedelta(days=7)  # how far back one after a long silence looks
SHOWN = 12  # of each kind and group; the rest is at the desk
State = Action.State


@dataclass(frozen=True)
class News:
    """What changed in one group: who is stuck, what was handed back or declined, what went well or quiet, what did not leave."""

    group: Group
    stuck: list[ActionUpdate]
    back: list[ActionUpdate]
    heard: list[ActionUpdate]
    quiet: list[Action]
    undelivered: list[Message]
    notes: int  # that leave on the next working day

    @property
    def is_worth_a_mail(self) -> bool:
        """Notes that leave tomorrow are worth a line, and no mail of their own."""
        return bool(self.stuck or self.back or self.heard or self.quiet or self.undelivered)


def choice_of(person: User) -> DigestChoice:
    return DigestChoice.objects.filter(person=person).first() or DigestChoice(person=person)


def due_for(choice: DigestChoice, day: date) -> datetime:
    """The hour that was chosen, on this day in the hall."""
    return timing.moment(day, time(choice.hour))


def has_gone(person: UUID, at: datetime) -> bool:
    """Whether this person's digest of the day was decided already: what comes later does not wait for the next."""
    return Digest.objects.filter(person=person, day=timing.in_the_hall(at).date()).exists()


def hears_at_once(manager: Membership, at: datetime) -> bool:
    """Whether she is told at once of who is stuck: where she wants it, or where no digest of hers comes today any more."""
    choice = choice_of(manager.person)
    return choice.stuck_at_once or not choice.wants_digest or has_gone(manager.person_id, at)


def send_due(at: datetime) -> None:
    """Decide on the digest of each manager whose hour has come, on working days alone. Twice is once."""
    if timing.is_quiet(at):
        return
    day = timing.in_the_hall(at).date()
    for person in _waiting(day):
        if due_for(choice_of(person), day) <= at:
            make(person, at=at)


def _waiting(day: date) -> list[User]:
    """Integration managers without a digest of this day who want one; two queries, most rounds one."""
    managers = Membership.objects.current().integrating().values("person")
    done = Digest.objects.filter(day=day).values("person")
    unwanted = DigestChoice.objects.filter(wants_digest=False).values("person")
    wanting = User.objects.filter(pk__in=managers).exclude(pk__in=done).exclude(pk__in=unwanted)
    return list(wanting.select_related("digest_choice"))


def next_due(after: datetime) -> datetime | None:
    """When `send_due` has something to do next: the next hour chosen, on this working day or the next."""
    days = [timing.in_the_hall(after).date() + n * A_DAY for n in range(6)]
    hours = {choice_of(person).hour for person in _waiting(days[0])}
    moments = [timing.moment(day, time(hour)) for day in days for hour in hours]
    open_ones = (moment for moment in moments if moment > after and not timing.is_quiet(moment))
    return min(open_ones, default=None)


@transaction.atomic
def make(person: User, *, at: datetime) -> bool:
    """Decide on one person's digest of this day, and say whether it was this call that did it."""
    last = Digest.objects.filter(person=person).order_by("-day").first()
    since = max(last.made_at if last else _a_working_day_before(at), at - AT_MOST)
    digest, is_new = Digest.objects.get_or_create(
        person=person, day=timing.in_the_hall(at).date(), defaults={"made_at": at}
    )
    if not is_new:
        return False
    news = [one for group in _groups(person) if (one := news_of(group, person, since, at)).is_worth_a_mail]
    if news and person.address:
        digest.message = messaging.queue(_letter(digest, person, news, at), at=at)
        digest.save(update_fields=["message"])
    return True


def _a_working_day_before(at: datetime) -> datetime:
    """This time of the working day before: over a long weekend nothing is lost to somebody's first digest."""
    before = at - A_DAY
    while not timing.is_working_day(timing.in_the_hall(before).date()):
        before -= A_DAY
    return before


def _groups(person: User) -> list[Group]:
    places = Membership.objects.current().integrating().filter(person=person)
    return [place.group for place in places.select_related("group").order_by("group__name")]


def news_of(group: Group, person: User, since: datetime, at: datetime) -> News:
    """What changed in one group, by others than this person; five queries."""
    told = (
        ActionUpdate.objects.kept()
        .that_tell()
        .filter(action__group=group, action__removed_at=None, at__gt=since, at__lte=at)
    )
    rows = told.exclude(by__person=person).exclude(through=ActionUpdate.Through.MEETING)
    newest: dict[UUID, ActionUpdate] = {}
    for update in rows.select_related("action__group", "action__lead__person", "by__person").order_by("at"):
        newest[update.action_id] = update  # of each action the last word
    said = [update for update in newest.values() if update.state == update.action.state]
    quiet_since = timedelta(days=QUIET_DAYS)
    quiet = Action.objects.kept().filter(group=group, heard_at__gt=since - quiet_since).open().accepted()
    failed = Message.objects.filter(group=group, made_at__gt=since - A_DAY).undelivered()
    return News(
        group=group,
        stuck=[update for update in said if update.state == State.STUCK],
        back=[update for update in said if update.state == State.BACK],
        heard=[update for update in said if update.state in (State.DONE, State.UNDER_WAY, State.OPEN)],
        quiet=list(quiet.filter(heard_at__lte=at - quiet_since).select_related("group", "lead__person")),
        undelivered=list(failed.select_related("person")),
        notes=_notes_to_leave(group, at),
    )


def _notes_to_leave(group: Group, at: datetime) -> int:
    """How many notes go out before the end of the next working day."""
    opens = timing.next_open(timing.moment(timing.in_the_hall(at).date() + A_DAY, timing.WORKING.opens))
    ends = timing.moment(timing.in_the_hall(opens).date(), timing.WORKING.closes)
    return Nudge.objects.waiting().filter(meeting__group=group, held_at=None, due_at__lte=ends).count()


def _letter(digest: Digest, person: User, news: list[News], at: datetime) -> messaging.Letter:
    words = compose(
        "meetings/emails/digest",
        {
            "person": person,
            "group": None,
            "news": news,
            "shown": SHOWN,
            "day": digest.day,
            "site": settings.SITE_URL,
            "desk_url": settings.SITE_URL + reverse("meetings:desk"),
            "choose_url": settings.SITE_URL + reverse("meetings:digest"),
        },
    )
    return messaging.Letter(
        key=f"digest:{person.pk}:{digest.day}",
        kind=Message.Kind.DIGEST,
        membership=None,
        person=person,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
    )
