"""Correcting a recap that is out: other words, with a note of what changed, on the page, on paper and to whom it is told."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries import linking, messaging
from inquiries.models import Link, Membership, Message
from inquiries.saving import StaleError
from meetings import corresponding, publishing
from meetings.models import Correction, Recap, RecapLine
from meetings.publishing import Reader


@transaction.atomic
def correct(
    recap: Recap,
    *,
    text: str,
    note: str,
    version: int,
    by: Membership,
    at: datetime,
    anew: Iterable[RecapLine] = (),
) -> Correction:
    """Put other words in the place of what was published and draw the PDF anew; the words before are kept, not shown.

    `anew`: the lines of `adding.reworded` that stand in the recap as they are worded now. Raises StaleError where somebody else corrected it since this version was seen.
    """
    rows = Recap.objects.published().filter(pk=recap.pk, version=version)
    before, meeting = recap.text, recap.meeting
    anew = list(anew)
    changed = rows.update(text=text, version=F("version") + 1, changed_at=at, changed_by=by)
    recap.refresh_from_db()
    recap.meeting = meeting
    if not changed:
        raise StaleError(recap)
    for line in anew:
        line.save(update_fields=["text"])
    correction = Correction.objects.create(recap=recap, note=note, text_before=before, by=by, at=at)
    publishing.draw_anew(meeting, at=at)
    return correction


def readers(recap: Recap, *, but: Membership) -> list[Reader]:
    """Who got the recap by mail and can be told that it says something else now."""
    return [reader for reader in publishing.readers(recap.meeting, but=but) if reader.has_address]


def tell(correction: Correction, *, by: Membership, at: datetime) -> int:
    """Queue one mail to each who got the recap, and say how many. What changed stands on the page, not in the mail."""
    told = readers(correction.recap, but=by)
    letters = [_letter(correction, reader.membership, by=by, at=at) for reader in told]
    return sum(messaging.queue(letter, at=at) is not None for letter in letters)


def _letter(correction: Correction, member: Membership, *, by: Membership, at: datetime) -> messaging.Letter:
    meeting = correction.recap.meeting
    ends_at = at + publishing.LINK_LASTS
    link = linking.link_for(Link.Purpose.RECAP, member, about=meeting.pk, ends_at=ends_at, at=at)
    return corresponding.letter(
        "meetings/emails/corrected",
        member,
        meeting,
        key=f"corrected:{correction.pk}:{member.pk}",
        kind=Message.Kind.RECAP,
        by=by,
        at=at,
        corrected_by=by.person,
        button=_("Read what changed"),
        button_url=settings.SITE_URL + reverse("meetings:recap-link", args=[link.token]),
    )
