"""What was recorded of a meeting so far, as one list of lines, newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.models import Action, ActionUpdate, Entry, Meeting, SmallGroup
from meetings.reading import Sheet


@dataclass(frozen=True)
class Told:
    """One line of what was recorded: `what` names the kind of row in addresses, `key` the row."""

    what: str
    key: UUID
    at: datetime
    text: str
    label: str = ""
    state: str = ""
    under: str = ""  # who and by when, in the second voice
    about: UUID | None = None  # the action that an update is of
    is_said: bool = False  # somebody's own words, in quotation marks
    can_remove: bool = True
    is_picture: bool = False


def recorded(meeting: Meeting, sheet: Sheet | None = None) -> list[Told]:
    """All that was recorded and kept, newest first."""
    sheet = sheet or Sheet(meeting)
    in_use = {entry.small_group_id for entry in sheet.entries}
    rows = [
        *(_entry(entry, sheet) for entry in sheet.entries),
        *(_small_group(row, in_use=row.pk in in_use) for row in sheet.small_groups.values()),
        *(_update(update, sheet.actions[update.action_id]) for update in sheet.told),
        *map(_action, sheet.agreed),
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _entry(entry: Entry, sheet: Sheet) -> Told:
    return Told(
        "entry",
        entry.pk,
        entry.recorded_at,
        entry.text,
        label=_label(entry, sheet),
        under=_speaker(entry),
        is_said=entry.kind in (Entry.Kind.QUOTE, Entry.Kind.CHECK_OUT),
        is_picture=entry.kind == Entry.Kind.PHOTOGRAPH,
    )


def _speaker(entry: Entry) -> str:
    if entry.speaker is None:
        return ""
    asked = _asked(entry)
    return _("%(name)s, %(asked)s") % {"name": entry.speaker.person.name, "asked": asked}


def _asked(entry: Entry) -> str:
    if entry.may_be_quoted:
        return _("asked first")
    if entry.answered_at:
        return _("they said no, so it stays out of the recap")
    if entry.asked_at:
        return _("asked by mail, no answer yet, so it stays out of the recap")
    return _("not asked yet, so it stays out of the recap")


def _label(entry: Entry, sheet: Sheet) -> str:
    if entry.kind == Entry.Kind.AGREED:
        return _("Agreed")
    if entry.kind == Entry.Kind.CHECK_OUT:
        return _("Check-out")
    topic = sheet.topic_of(entry)
    if entry.kind == Entry.Kind.PHOTOGRAPH:
        return topic or _("Photograph")
    return topic


def _small_group(row: SmallGroup, *, in_use: bool) -> Told:
    label = _("Small group")
    return Told("small-group", row.pk, row.recorded_at, row.topic, label=label, can_remove=not in_use)


def _update(update: ActionUpdate, action: Action) -> Told:
    return Told(
        "update",
        update.pk,
        update.at,
        update.words or action.text,
        label=action.lead.person.name,
        state=update.state,
        under=action.text if update.words else "",
        about=update.action_id,
        is_said=bool(update.words),
    )


def _action(action: Action) -> Told:
    is_offered = action.state == Action.State.OFFERED
    label = "" if is_offered else _question_or_action(action)
    state = action.state if is_offered else ""
    return Told(
        "action", action.pk, action.agreed_at, action.text, label=label, state=state, under=_who_when(action)
    )


def _who_when(action: Action) -> str:
    names = _(" and ").join(member.person.name for member in action.people)
    taken = {"names": names, "day": date_format(action.due_on, "j F")}
    if action.state != Action.State.OFFERED:
        return _("%(names)s, by %(day)s") % taken
    taken["name"] = action.lead.person.short_name
    return (
        _("Offered to %(names)s, by %(day)s. Not here: %(name)s is asked this evening, and may say no.")
        % taken
    )


def _question_or_action(action: Action) -> str:
    return _("New question") if action.kind == Action.Kind.QUESTION else _("New action")
