"""Publishing a recap: who gets what, each in a mail of their own, and the same on paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries import linking, messaging, rendering
from inquiries.models import Document, Link, Membership, Message
from inquiries.models.groups import MembershipQuerySet
from meetings import adding, corresponding, naming, recapping
from meetings.models import Action, Attendance, Meeting, Photograph, Recap

LINK_LASTS = timedelta(days=180)
KINDS = ("came", "missed", "informed")


@dataclass(frozen=True)
class Reader:
    """Somebody who gets the recap, and why: they came, they missed it, or they are informed only."""

    membership: Membership
    kind: str
    actions: list[Action]

    @property
    def has_address(self) -> bool:
        return bool(self.membership.person.address)


def readers(meeting: Meeting, *, but: Membership) -> list[Reader]:
    """Everybody who belonged to the group on the day or came, with an address or not; three queries.

    Who publishes (`but`) knows it already.
    """
    came = set(Attendance.objects.present().filter(meeting=meeting).values_list("membership", flat=True))
    mine: dict[UUID, list[Action]] = {}
    for action in Action.objects.kept().filter(meeting=meeting).open().order_by("agreed_at"):
        mine.setdefault(action.lead_id, []).append(action)
    members = belonging(meeting).exclude(pk=but.pk).for_listing()
    return [Reader(member, _kind(member, came), mine.get(member.pk, [])) for member in members]


def belonging(meeting: Meeting) -> MembershipQuerySet:
    """The members of today who had joined by the day of the meeting, or came to it."""
    here = Attendance.objects.present().filter(meeting=meeting, membership=OuterRef("pk"))
    joined = Q(joined_on__lte=meeting.starts_local.date()) | Exists(here)
    return Membership.objects.current().filter(joined, group=meeting.group_id)


def _kind(member: Membership, came: set[UUID]) -> str:
    if member.pk in came:
        return "came"
    return "informed" if member.is_informed_only else "missed"


# --- publishing -----------------------------------------------------------------------------------


@transaction.atomic
def publish(recap: Recap, *, version: int, by: Membership, at: datetime) -> int | None:
    """Publish this version, order the PDF and queue one mail for each reader; says how many.

    None where it was published already, changed since it was looked over, the record was opened again, or somebody
    asked for other words than those that name them.
    """
    if naming.objections(recapping.parts_of(recap), but=by):
        return None
    ready = Recap.objects.filter(
        pk=recap.pk, version=version, published_at=None, meeting__in=Meeting.objects.held()
    )
    if not ready.update(published_at=at, published_by=by):
        return None
    meeting = recap.meeting
    recap.refresh_from_db()
    recap.meeting = meeting
    adding.keep(recap)
    order_pdf(recap, at=at)
    reached = [reader for reader in readers(meeting, but=by) if reader.has_address]
    return sum(messaging.queue(letter(recap, reader, by=by, at=at), at=at) is not None for reader in reached)


def letter(recap: Recap, reader: Reader, *, by: Membership, at: datetime) -> messaging.Letter:
    """The mail of one reader, with a link of their own."""
    link = linking.link_for(
        Link.Purpose.RECAP, reader.membership, about=recap.meeting_id, ends_at=at + LINK_LASTS, at=at
    )
    url = reverse("meetings:recap-link", args=[link.token])
    return _letter(recap, reader, settings.SITE_URL + url, by, at)


def preview(recap: Recap, reader: Reader, *, by: Membership, at: datetime) -> messaging.Letter:
    """The same mail to look at: a link is made only when it is sent."""
    return _letter(recap, reader, f"{settings.SITE_URL}/recap/…", by, at)


def _letter(recap: Recap, reader: Reader, url: str, by: Membership, at: datetime) -> messaging.Letter:
    """Their own action lines and a link: none of the room's words go by mail."""
    member, meeting = reader.membership, recap.meeting
    ahead = Meeting.objects.to_come().filter(group=meeting.group_id, number__gt=meeting.number)
    return corresponding.letter(
        "meetings/emails/recap",
        member,
        meeting,
        key=f"recap:{recap.pk}:{member.pk}",
        kind=Message.Kind.RECAP,
        by=by,
        at=at,
        reason=reader.kind,
        took_on=[action for action in reader.actions if action.state != Action.State.OFFERED],
        offered=[action for action in reader.actions if action.state == Action.State.OFFERED],
        ahead=ahead.order_by("number").first(),
        sent_by=by.person,
        button_url=url,
        button=_("Read the recap"),
    )


# --- the page and the paper -----------------------------------------------------------------------


def order_pdf(recap: Recap, *, at: datetime) -> Document:
    """Order the PDF of a published recap; one that is there already, or on its way, is the answer."""
    meeting = recap.meeting
    document = rendering.order(
        group=meeting.group,
        title=title(meeting),
        file_name=f"{meeting.group.slug}-recap-{meeting.number}.pdf",
        html=paper(recap),
        at=at,
    )
    Recap.objects.filter(pk=recap.pk).update(document=document)
    recap.document = document
    return document


def redraw(groups: list[UUID], *, at: datetime) -> None:
    """Order the PDF of each recap anew that was published in these groups and has none."""
    published = Recap.objects.published().filter(meeting__group__in=groups, document=None)
    for recap in published.select_related("meeting__group"):
        adding.settle(recap)
        order_pdf(recap, at=at)


def title(meeting: Meeting) -> str:
    return _("Recap of meeting %(number)s, %(group)s") % {
        "number": meeting.number,
        "group": meeting.group.name,
    }


def paper(recap: Recap) -> str:
    """The recap as the page that its PDF is drawn from."""
    found = recapping.parts_of(recap)
    shown = context(found, url_of=lambda photograph: photograph.image.name)
    return render_to_string("meetings/print/recap.html", shown | {"title": title(recap.meeting)})


def draw_anew(meeting: Meeting | None, *, at: datetime) -> None:
    """After a change of what a published recap holds: order its PDF again, and take the one before away. Without a meeting, none."""
    recap = Recap.objects.published().select_related("document").filter(meeting=meeting).first()
    if meeting is None or recap is None:
        return
    recap.meeting, before = meeting, recap.document
    adding.settle(recap)
    now = order_pdf(recap, at=at)
    if before and before.pk != now.pk:
        Document.objects.filter(pk=before.pk).delete()
        if before.file.name:  # the file goes once the row is gone for good
            transaction.on_commit(partial(before.file.storage.delete, before.file.name))


def context(found: recapping.Parts, *, url_of: Callable[[Photograph], str] | None = None) -> dict[str, Any]:
    """What the recap itself reads, on a page, behind a link and on paper: `url_of` says where its photographs are there."""
    members = belonging(found.meeting).count()
    meeting = found.meeting
    place = [meeting.group.slug, meeting.number]
    url_of = url_of or (lambda one: reverse("meetings:photograph", args=[*place, one.entry_id]))
    return {
        "meeting": meeting,
        "group": meeting.group,
        "parts": found,
        "shown": found.shown,
        "members": members,
        "photographs": [(photograph, url_of(photograph)) for photograph in found.photographs],
    }
