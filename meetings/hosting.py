"""Hosting a room: its code while the meeting is in session, and what phones without an account say in it."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inquiries import access
from inquiries.http import Hat
from inquiries.models import Membership
from meetings import grouping, timing
from meetings.carrying_in import CarryIn
from meetings.models import Meeting, RoomCode, RoomDevice, RoomWord

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
LENGTH = 8  # 850,000 million codes, of which a handful is in use
MOST_WORDS, TEN_MINUTES = (
    800,
    600,
)  # sixty people behind one address, who say all they can and think better of it
MOST_PHONES = 300  # of one meeting: sixty people with several each, and some who lost their cookie
Kind = RoomWord.Kind
Values = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """One thing that a phone can do in a room. `said` gives what it said already, `keep` keeps or changes it."""

    key: str
    heading: Promise
    hint: Promise
    button: Promise
    said: Callable[[Meeting, RoomDevice], Values]
    keep: Callable[[Meeting, RoomDevice, Values, datetime], None]
    more: str = ""  # a template with what else stands there
    form: str = ""  # the dotted path of its form, where it asks more than a word


def panels() -> list[Panel]:
    """All that settings.ROOM_PANELS names, in that order."""
    return [import_string(path) for path in settings.ROOM_PANELS]


# --- the code -------------------------------------------------------------------------------------


def show(meeting: Meeting, *, by: Membership, at: datetime) -> RoomCode:
    """Hang the code up: the same one each time, also after it was taken down."""
    made = {"code": _new(), "shown_by": by, "shown_at": at}
    code, is_new = RoomCode.objects.get_or_create(meeting=meeting, defaults=made)
    if not is_new:
        RoomCode.objects.filter(pk=code.pk).update(ended_at=None)
        code.ended_at = None
    return code


def take_down(meeting: Meeting, *, at: datetime) -> bool:
    """End the code before the meeting does, and say whether it was this call that did it."""
    return bool(RoomCode.objects.filter(meeting=meeting, ended_at=None).update(ended_at=at))


def _new() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def address_of(code: RoomCode) -> str:
    """Where its phones go."""
    return settings.SITE_URL + reverse("meetings:room-phone", args=[code.code])


def room_of(typed: str) -> RoomCode | None:
    """The room of a code as somebody typed it, while its meeting is in session."""
    code = "".join(typed.split()).casefold().replace("-", "")
    usable = RoomCode.objects.usable().select_related("meeting__group__partnership")
    return usable.filter(code=code).first() if len(code) == LENGTH else None


# --- phones ---------------------------------------------------------------------------------------


def new_token() -> str:
    return secrets.token_urlsafe(24)


def device_of(meeting: Meeting, token: str, *, is_new: bool = False) -> RoomDevice | None:
    """The phone that carries this token in this room; made where it says something for the first time.

    None where there is none, also once MOST_PHONES are there: whoever drops the cookie is a new phone each time.
    """
    digest = hashlib.sha256(f"{meeting.pk}{token}".encode()).hexdigest()
    found = RoomDevice.objects.filter(digest=digest, meeting=meeting).first()
    if found or not is_new or RoomDevice.objects.filter(meeting=meeting).count() >= MOST_PHONES:
        return found
    return RoomDevice.objects.get_or_create(digest=digest, defaults={"meeting": meeting})[0]


def _said(kind: str) -> Callable[[Meeting, RoomDevice], Values]:
    def said(meeting: Meeting, device: RoomDevice) -> Values:
        found = device.words.filter(kind=kind).first()
        return {"text": found.text, "name": found.name} if found else {}

    return said


def _keep(kind: str) -> Callable[[Meeting, RoomDevice, Values, datetime], None]:
    def keep(meeting: Meeting, device: RoomDevice, values: Values, at: datetime) -> None:
        """One word of a kind from each phone: another one takes its place, and the same one sent twice changes nothing."""
        said = {"text": values["text"], "name": values.get("name", "") if kind == Kind.WORD else ""}
        day = timing.in_the_hall(at).date()
        mine = RoomWord.objects.filter(device=device, kind=kind)
        if mine.update(**said):
            return
        try:
            with transaction.atomic():
                RoomWord.objects.create(meeting=meeting, device=device, kind=kind, said_on=day, **said)
        except IntegrityError:  # pressed twice at once
            mine.update(**said)

    return keep


check_in = Panel(
    "check-in",
    gettext_lazy("How do you arrive?"),
    gettext_lazy("A word or a sentence. It is shown without whose it is."),
    gettext_lazy("Send it, without my name"),
    _said(Kind.CHECK_IN),
    _keep(Kind.CHECK_IN),
)
check_out = Panel(
    "check-out",
    gettext_lazy("How are you as you leave?"),
    gettext_lazy("A word or a sentence. It may stand in the recap, without whose it is."),
    gettext_lazy("Send it, without my name"),
    _said(Kind.CHECK_OUT),
    _keep(Kind.CHECK_OUT),
)
word = Panel(
    "word",
    gettext_lazy("A word to the facilitator"),
    gettext_lazy("What you would rather not say aloud. The facilitator reads it, and nobody else."),
    gettext_lazy("Send it to the facilitator alone"),
    _said(Kind.WORD),
    _keep(Kind.WORD),
    more="meetings/room/_turn.html",
)


def has_ear_for(address: str, *, at: datetime) -> bool:
    """Whether a word from this address is taken: so many in ten minutes, and no more.

    Counted without a lock, since a hall presses in the same second: two at once may count as one.
    """
    key = f"room:{address}:{int(at.timestamp()) // TEN_MINUTES}"
    cache.add(key, 0, TEN_MINUTES)
    try:
        return cache.incr(key) <= MOST_WORDS
    except ValueError:  # the cache let go of it in between
        return True


# --- what was said --------------------------------------------------------------------------------


def words_of(meeting: Meeting, hat: Hat) -> dict[str, list[RoomWord]]:
    """What phones said, by kind, as far as this hat may read it; one query."""
    found: dict[str, list[RoomWord]] = {kind: [] for kind in Kind.values}
    reads_words = access.can_read(hat, "a word to the facilitator")
    for said in RoomWord.objects.filter(meeting=meeting):
        if said.kind != Kind.WORD or reads_words:
            found[said.kind].append(said)
    return found


def words_to_me(meeting: Meeting, hat: Hat, at: datetime) -> list[CarryIn]:
    """Words to the facilitator of the meeting before, whatever was called off between, beside the next plan, for facilitators alone; one query."""
    if not access.can_read(hat, "a word to the facilitator"):
        return []
    before = [one for one in grouping.meetings_of(meeting.group) if one.number < meeting.number]
    said = RoomWord.objects.filter(kind=Kind.WORD, meeting__in=before[-1:])
    return [
        CarryIn(
            key=one.pk,
            state="open",
            label=_("A word to you"),
            title=one.text,
            why=_why(one),
            is_private=True,
        )
        for one in said
    ]


def _why(said: RoomWord) -> str:
    name = said.name or _("Somebody, who gave no name")
    return _("%(name)s wrote it from a phone last time. Only facilitators see it.") % {"name": name}
