"""Those whom a recap names see the lines that name them first, and say whether they may stand (product B8).

Lines are found by name (`spotting`), in the words that people wrote: the facilitator's text, what was agreed and learned, captions. What
somebody took on names its lead by its nature, and is theirs already.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries import linking, messaging, spotting
from inquiries.models import Link, Membership, Message
from meetings import corresponding, recapping
from meetings.models import Meeting, Mention

LASTS = timedelta(days=60)


@dataclass(frozen=True)
class Named:
    """One member whom the recap names: in which lines, and what they said to that."""

    membership: Membership
    lines: list[str]
    mention: Mention | None

    @property
    def objects(self) -> bool:
        """They asked for other words, and those lines still stand as they saw them."""
        asked = self.mention
        return bool(asked and asked.may_stand is False and asked.lines == _kept(self.lines))


def named(parts: recapping.Parts, *, but: Membership) -> list[Named]:
    """Everybody of the group whom the recap names, by name; who writes it (`but`) sees it anyway. Two queries."""
    members = Membership.objects.current().filter(group=parts.meeting.group_id).exclude(pk=but.pk)
    mentions = {row.membership_id: row for row in Mention.objects.filter(meeting=parts.meeting)}
    written = _written(parts)
    found = [(member, spotting.lines_of(member, written)) for member in members.for_listing()]
    return [Named(member, lines, mentions.get(member.pk)) for member, lines in found if lines]


def _written(parts: recapping.Parts) -> list[str]:
    """The sentences and entries that stand in the recap, as they are shown."""
    sentences = re.split(r"(?<=[.!?])\s+|\n+", parts.text)
    entries = {
        "agreed": [entry.text for entry in parts.agreed],
        "learned": [text for _topic, texts in parts.learned for text in texts],
        "photographs": [photograph.caption for photograph in parts.photographs],
        "left": parts.left,
        "changed": [row.words for row in parts.changed],
    } | {one.key: one.lines for one in parts.added}
    shown = [text for key, texts in entries.items() if key in parts.shown for text in texts]
    return [line.strip() for line in [*sentences, *shown] if line.strip()]


def _kept(lines: list[str]) -> str:
    return "\n".join(lines)


# --- asking, and what they say --------------------------------------------------------------------


@transaction.atomic
def ask(one: Named, meeting: Meeting, *, by: Membership, at: datetime) -> bool:
    """Queue one mail to somebody who is named, and say whether it was this call that did it; other lines are asked about anew."""
    if not one.membership.person.address:
        return False
    lines = _kept(one.lines)
    mention, is_new = Mention.objects.get_or_create(
        meeting=meeting,
        membership=one.membership,
        defaults={"lines": lines, "asked_at": at, "asked_by": by},
    )
    if not is_new:
        others = Mention.objects.filter(pk=mention.pk).exclude(lines=lines)
        anew = {"lines": lines, "asked_at": at, "asked_by": by, "answered_at": None, "may_stand": None}
        if not others.update(**anew, words=""):
            return False
    return messaging.queue(_letter(mention, one.membership, meeting, by=by, at=at), at=at) is not None


def _letter(
    mention: Mention, member: Membership, meeting: Meeting, *, by: Membership, at: datetime
) -> messaging.Letter:
    link = linking.link_for(Link.Purpose.NAMED, member, about=mention.pk, ends_at=at + LASTS, at=at)
    return corresponding.letter(
        "meetings/emails/named",
        member,
        meeting,
        key=f"named:{mention.pk}:{at.isoformat()}",
        kind=Message.Kind.ASKED,
        by=by,
        at=at,
        asked_by=by.person,
        button=_("See the lines that name you"),
        button_url=settings.SITE_URL + reverse("meetings:named-page", args=[link.token]),
    )


def mention_of(link: Link) -> Mention | None:
    """What a link asks about, where it is its person's own."""
    rows = Mention.objects.filter(pk=link.about, membership=link.membership_id)
    return rows.select_related(
        "meeting__group__partnership", "membership__person", "asked_by__person"
    ).first()


@transaction.atomic
def answer(mention: Mention, *, may_stand: bool, words: str, at: datetime) -> None:
    """Keep what somebody says to being named; it can be changed, also once the recap is out. A no is told to who asked."""
    said = {"may_stand": may_stand, "words": "" if may_stand else words.strip()}
    same = Q(**said, answered_at__isnull=False)
    if not Mention.objects.filter(pk=mention.pk).exclude(same).update(**said, answered_at=at):
        return
    mention.refresh_from_db(fields=[*said, "answered_at"])
    if not may_stand and mention.asked_by.left_on is None and mention.asked_by.person.address:
        messaging.queue(_no(mention, at=at), at=at)


def _no(mention: Mention, *, at: datetime) -> messaging.Letter:
    """What they would rather read stands on the page, not in the mail."""
    meeting, speaker = mention.meeting, mention.membership
    return corresponding.letter(
        "meetings/emails/named_no",
        mention.asked_by,
        meeting,
        key=f"named-no:{mention.pk}:{at.isoformat()}",
        kind=Message.Kind.ASKED,
        by=speaker,
        at=at,
        said_by=speaker.person,
        button=_("Go to the recap"),
        button_url=settings.SITE_URL + reverse("meetings:recap", args=[meeting.group.slug, meeting.number]),
    )


def objections(parts: recapping.Parts, *, but: Membership) -> list[Named]:
    """Who asked for other words and is still named in those they saw: until that changes the recap does not go out."""
    return [one for one in named(parts, but=but) if one.objects]
