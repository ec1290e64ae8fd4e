"""Looking again: small tests that are due a look in the note to their lead, and what became usual at its later date (D4)."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries import messaging
from inquiries.composing import compose
from inquiries.models import Membership, Message
from inquiries.roles import Role
from meetings import timing
from meetings.mentioning import Mention
from practices.models import SmallTest, Usual

KEY = "usual"


# --- in the note between two meetings ---------------------------------------------------------------


def _due(days: dict[UUID, date], field: str) -> list[tuple[Any, ...]]:
    """Small tests that are to be looked at by the day given for their lead, or their group; one query."""
    rows = SmallTest.objects.kept().being_tried().filter(lead__left_on=None, **{f"{field}__in": days})
    columns = ("pk", "what", "look_on", "group__slug", "group", "lead", "lead__person__note_hours")
    found = rows.order_by("look_on").values_list(field, *columns)
    return [row[1:] for row in found if row[3] <= days[row[0]]]


def lines(days: dict[UUID, date]) -> dict[UUID, list[Mention]]:
    """What the note to each member says of the small tests that they lead (settings.NOTE_LINES); one query."""
    said: dict[UUID, list[Mention]] = defaultdict(list)
    for key, what, _on, slug, _group, lead, _hours in _due(days, "lead"):
        url = settings.SITE_URL + reverse("practices:small-test", args=[slug, key])
        said[lead].append(Mention(_("Small test: %(what)s") % {"what": what}, url))
    return said


def leads(days: dict[UUID, date]) -> list[tuple[UUID, UUID, str]]:
    """Who gets a note for a small test that is due a look, also with nothing else open (settings.NOTE_LEADS); one query."""
    return list(dict.fromkeys((group, lead, hours) for *_rest, group, lead, hours in _due(days, "group")))


# --- what became usual, when its day has come -------------------------------------------------------


def send_due(at: datetime) -> None:
    """Ask whoever led it, or who holds the group now, whether it still is usual; once for each day that was set."""
    if timing.is_quiet(at):
        return
    for usual in Usual.objects.to_look_at_again(timing.in_the_hall(at).date()).for_asking():
        _ask(usual, at)


@transaction.atomic
def _ask(usual: Usual, at: datetime) -> None:
    """One mail, however often this runs, and none to somebody who pauses notes."""
    to = _whom(usual.small_test)
    if to is None or to.person.notes_are_paused(at):
        return
    messaging.queue(_letter(usual, to, at), at=at)


def _whom(small_test: SmallTest) -> Membership | None:
    """Whoever led it, while they belong; else somebody who holds the group."""
    if small_test.lead.left_on is None and small_test.lead.person.is_active:
        return small_test.lead
    held = Membership.objects.current().filter(group=small_test.group_id).exclude(role=Role.MEMBER)
    return held.select_related("person", "group").order_by("role", "joined_on").first()


def _letter(usual: Usual, to: Membership, at: datetime) -> messaging.Letter:
    small_test = usual.small_test
    url = settings.SITE_URL + small_test.get_absolute_url()
    words = compose(
        "practices/emails/look_again",
        {
            "person": to.person,
            "group": small_test.group,
            "small_test": small_test,
            "usual": usual,
            "url": url,
        },
    )
    return messaging.Letter(
        key=f"{KEY}:{usual.pk}:{usual.look_again_on}",
        kind=Message.Kind.LOOK,
        membership=to,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
    )


def why_not(message: Message) -> str:
    """Why a mail about what became usual should not leave (settings.MESSAGE_CHECKS): it is not usual any more, or was looked at."""
    if not message.key.startswith(f"{KEY}:"):
        return ""
    _kind, key, on = message.key.split(":")
    rows = Usual.objects.filter(pk=key, look_again_on=on, small_test__removed_at=None)
    is_due = rows.filter(small_test__stage=SmallTest.Stage.ADOPTED).exists()
    return "" if is_due else _("It was looked at meanwhile, or is not usual any more.")
