"""The sheets of an export of a group: its purposes, meetings and actions, and all that it tried and learned.

What is in none of them goes into no export: contact details, attendance, check-ins, words to the facilitator, debriefs,
practice checks, and the messages that Clip sends.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inquiries import access
from inquiries.http import Hat
from inquiries.models import Aspiration, Membership, Purpose
from inquiries.policy import Reach
from meetings import released
from meetings.access import can_read_words
from meetings.models import Action, ActionUpdate, Entry, Meeting, Recap, Release
from practices.export_columns import (
    A_CHUNK,
    DAY,
    WORDS,
    Column,
    Reader,
    Rows,
    Sheet,
    column,
    columns,
    names,
    organisation,
    reference,
    value,
    who,
)
from practices.learned_sheets import LEARNED
from practices.told_sheets import TOLD
from practices.tried_sheets import TRIED

Kind = Entry.Kind
SECTION_OF = {Kind.AGREED: "agreed", Kind.LEARNED: "learned", Kind.QUOTE: "quotes"}  # of a recap
PUBLISHED = _("once the recap is published")
MEETING = value("meeting", _("Meeting"), "number", width=DAY)


# --- purpose --------------------------------------------------------------------------------------


def purposes(reader: Reader) -> Rows:
    return reader.read(reader.visible(Purpose).newest_first().prefetch_related("made_by"))


def aspirations(reader: Reader) -> Rows:
    return reader.read(reader.visible(Aspiration))


# --- meetings -------------------------------------------------------------------------------------


def meetings(reader: Reader) -> Rows:
    """Dates, which name nobody."""
    rows: Rows = reader.visible(Meeting).order_by("number").iterator(chunk_size=A_CHUNK)
    return rows


def recaps(reader: Reader) -> Rows:
    rows = Recap.objects.visible_to(reader.user).published().filter(meeting__group=reader.group)
    return reader.read(rows.annotate(number=F("meeting__number")).order_by("number"))


def _entries(reader: Reader, *kinds: str) -> Iterator[Entry]:
    """Of meetings whose recap is out: to members without what was left out of it, as they read that alone."""
    rows = Entry.objects.visible_to(reader.user).kept().filter(meeting__group=reader.group, kind__in=kinds)
    rows = rows.filter(meeting__recap__published_at__isnull=False).filter(
        ~Q(kind=Kind.QUOTE) | Q(may_be_quoted=True)
    )
    of = {
        "number": F("meeting__number"),
        "left_out": F("meeting__recap__left_out"),
        "topic": F("small_group__topic"),
    }
    writes = access.can_write(reader.hat, "meeting record")
    for row in reader.read(rows.annotate(**of).order_by("number", "recorded_at")):
        if writes or SECTION_OF[row.kind] not in row.left_out:
            yield row


def agreed_and_learned(reader: Reader) -> Rows:
    return _entries(reader, Kind.AGREED, Kind.LEARNED)


def quotes(reader: Reader) -> Rows:
    """Those whose speaker agreed."""
    return _entries(reader, Kind.QUOTE)


def let_out(reader: Reader) -> Rows:
    """Quotes and recaps that went out, as they are read above the group. All else that did stands on its own sheet."""
    wanted = {Release.Kind.QUOTE, Release.Kind.RECAP}
    return [told for told in released.read(reader.group, reader.hat) if told.kind in wanted]


# --- actions --------------------------------------------------------------------------------------


def actions(reader: Reader) -> Rows:
    rows = reader.visible(Action).annotate(number=F("meeting__number")).prefetch_related("helpers")
    return reader.read(rows.order_by("agreed_at", "pk"))


def updates(reader: Reader) -> Rows:
    rows = ActionUpdate.objects.visible_to(reader.user).filter(action__group=reader.group)
    return reader.read(rows.annotate(what=F("action__text")).order_by("at", "pk"))


def _words(row: ActionUpdate, reader: Reader) -> str:
    """What was said in answer to a note is read by who said it, and who looks after the notes."""
    return row.words if can_read_words(reader.hat, row) else ""


def _number_of(told: Any, reader: Reader) -> int | None:
    return told.meeting.number if told.meeting else None


# What an import of actions would ask for, in these columns (docs/exporting.md).
ACTION = (
    *columns(Action, "text", "kind"),
    who("lead", _("Lead")),
    organisation("lead"),
    names("helpers", _("Helpers")),
    *columns(Action, "due_on", "state", "is_quick_win"),
    value("agreed_on", _("Agreed on"), "agreed_at", width=DAY),
    MEETING,
    *columns(Action, "heard_at"),
    value("finished_on", _("Finished on"), "finished_at", width=DAY),
    reference(),
)
UPDATE = (
    value("what", _("Action"), width=WORDS),
    value("on", _("Said on"), "at", width=DAY),
    column(ActionUpdate, "state", _("State")),
    Column("words", _("In their words"), _words, WORDS),
    column(ActionUpdate, "through", _("How we heard")),
    who("by", _("By")),
    who("passed_from", _("Passed on from")),
    who("passed_to", _("Passed on to")),
    value("due_before", _("By when, before"), width=DAY),
    value("text_before", _("Wording before"), width=WORDS),
    reference("action"),
)
ENTRY = (
    MEETING,
    column(Entry, "kind", _("What it is")),
    *columns(Entry, "text"),
    value("topic", _("Small group")),
    reference(),
)

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "purposes",
        _("Purposes"),
        "purpose",
        purposes,
        (
            column(Purpose, "term", _("How far it looks")),
            *columns(Purpose, "text", "why"),
            value("agreed_on", _("Agreed on"), width=DAY),
            value("replaced_on", _("Replaced on"), width=DAY),
            names("made_by", _("Who was part of it")),
        ),
    ),
    Sheet(
        "aspirations",
        _("Aspirations"),
        "aspirations",
        aspirations,
        (
            *columns(Aspiration, "text", "for_whom"),
            value("agreed_on", _("Agreed on"), width=DAY),
            reference(),
        ),
    ),
    Sheet(
        "meetings",
        _("Meetings"),
        "group",
        meetings,
        (
            *columns(Meeting, "number"),
            value("day", _("Day"), "starts_at", width=DAY),
            Column("starts", _("Starts"), lambda row, reader: f"{row.starts_local:%H:%M}", DAY),
            *columns(Meeting, "minutes", "venue"),
            *columns(Meeting, "focus", is_inside=True),
            value("closed_on", _("Record closed on"), "closed_at", width=DAY, is_inside=True),
            value("called_off_on", _("Called off on"), "cancelled_at", width=DAY),
        ),
    ),
    Sheet(
        "recaps",
        _("Recaps"),
        "recap",
        recaps,
        (
            MEETING,
            *columns(Recap, "text"),
            value("published_on", _("Published on"), "published_at", width=DAY),
        ),
        before=PUBLISHED,
    ),
    Sheet(
        "agreed-and-learned",
        _("What we agreed and learned"),
        "meeting record",
        agreed_and_learned,
        ENTRY,
        before=PUBLISHED,
    ),
    Sheet(
        "quotes",
        _("Quotes"),
        "quotes",
        quotes,
        (MEETING, *columns(Entry, "text"), who("speaker", _("Who said it")), reference()),
        before=PUBLISHED,
    ),
    Sheet("actions", _("Actions"), "actions", actions, ACTION),
    Sheet("action-updates", _("What was said of actions"), "actions", updates, UPDATE),
    *TRIED,
    *LEARNED,
    *TOLD,
    Sheet(
        "let-out",
        _("What the group let out"),
        "released",
        let_out,
        (
            value("kind", _("What it is"), "label"),
            Column("meeting", _("Meeting"), _number_of, DAY),
            value("words", _("Words"), width=WORDS),
        ),
    ),
)


INSIDE, ABOVE = {"recaps", "quotes"}, {"let-out"}  # the same words, on the sheet of those who read them so


def sheets_for(hat: Hat) -> list[Sheet]:
    """Those that the access table has for a hat; above the group also those of what it may let out."""
    inside = isinstance(hat, Membership)
    elsewhere = ABOVE if inside else INSIDE
    return [sheet for sheet in SHEETS if sheet.key not in elsewhere and _opens(sheet, hat, inside=inside)]


def _opens(sheet: Sheet, hat: Hat, *, inside: bool) -> bool:
    if sheet.is_own:
        return inside and access.can(hat, sheet.thing, Reach.OWN)
    return access.can(hat, sheet.thing, Reach.READ if inside else Reach.RELEASED)
