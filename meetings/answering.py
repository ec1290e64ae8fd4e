"""Answering from a link in a message: what a person is asked, and what they say, without a password."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inquiries import linking
from inquiries.models import Group, Link, Membership
from meetings import updating
from meetings.models import Action, ActionUpdate, Meeting

A_DAY = timedelta(days=1)
DAYS_AFTER = timedelta(days=7)
A_YEAR = timedelta(days=365)


def meeting_ahead(group: Group) -> Meeting | None:
    return Meeting.objects.filter(group=group).to_come().order_by("number").first()


def link_for(membership: Membership, *, at: datetime) -> Link:
    """The link to this person's answers: good until a week after the meeting ahead."""
    ahead = meeting_ahead(membership.group)
    about = ahead.pk if ahead else membership.group_id
    ends_at = max(ahead.ends_at, at) if ahead else at
    return linking.link_for(Link.Purpose.ANSWER, membership, about=about, ends_at=ends_at + DAYS_AFTER, at=at)


def url_for(link: Link) -> str:
    return settings.SITE_URL + reverse("meetings:answer", args=[link.token])


def links_for(
    memberships: Iterable[Membership], ahead: dict[UUID, Meeting], *, at: datetime
) -> dict[UUID, Link]:
    """The links to the answers of many, before the meetings ahead of their groups; three queries at most."""
    wanted = {
        member.pk: linking.Wanted(ahead[member.group_id].pk, ahead[member.group_id].ends_at + DAYS_AFTER)
        for member in memberships
    }
    return linking.links_for(Link.Purpose.ANSWER, wanted, at=at)


def pause_links_for(memberships: Iterable[Membership], *, at: datetime) -> dict[UUID, Link]:
    """Where each of these stops their notes, with one press: good for a year; three queries at most."""
    wanted = {member.pk: linking.Wanted(member.pk, at + A_YEAR) for member in memberships}
    return linking.links_for(Link.Purpose.PAUSE, wanted, at=at)


def url_to_pause(link: Link) -> str:
    return settings.SITE_URL + reverse("inquiries:pause", args=[link.token])


def pause_link(membership: Membership, *, at: datetime) -> str:
    """The same address where a note has made it already, or nothing: a page that is only read makes no link."""
    made = Link.objects.usable(at).filter(purpose=Link.Purpose.PAUSE, membership=membership).first()
    return reverse("inquiries:pause", args=[made.token]) if made else ""


def asked_of(membership: Membership) -> list[Action]:
    """What this person leads and has not finished or handed back; what is only offered comes first."""
    rows = Action.objects.kept().filter(lead=membership).open().exclude(state=Action.State.BACK).for_listing()
    return sorted(
        rows, key=lambda action: (action.state != Action.State.OFFERED, action.due_on, action.agreed_at)
    )


def said_by(membership: Membership, link: Link, *, at: datetime) -> list[ActionUpdate]:
    """What this person said from links since this one was made, newest first."""
    # In the demo `tick` makes links ahead of the clock: what is said from such a one counts from a day ago.
    since = link.made_at if link.made_at <= at else at - A_DAY
    said = ActionUpdate.objects.kept().filter(
        by=membership, through=ActionUpdate.Through.ANSWER, at__gte=since
    )
    return list(said.select_related("action__lead__person").order_by("-at"))


@transaction.atomic
def answer(
    membership: Membership, answers: Iterable[tuple[Action, str, str]], *, at: datetime, key: UUID
) -> list[ActionUpdate]:
    """Keep each (action, state, words). The same page sent twice keeps it once; changed since, it is a new answer."""
    return [
        updating.tell(
            action,
            state=state,
            words=words,
            through=ActionUpdate.Through.ANSWER,
            by=membership,
            at=at,
            client_key=uuid5(key, f"{action.pk}:{state}:{words.strip()}"),
        )
        for action, state, words in answers
    ]


def can_undo(update: ActionUpdate, *, at: datetime) -> bool:
    """For seven days, or until the meeting where that is later."""
    ahead = meeting_ahead(update.action.group)
    return at < max(update.at + DAYS_AFTER, ahead.starts_at if ahead else update.at)
