"""Builders of meetings and what happens between them: each makes one valid thing with no arguments."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from inquiries.models import (
    Group,
    Membership,
    User,
)
from inquiries.roles import Role
from meetings import adding
from meetings.models import (
    Action,
    ActionUpdate,
    AgendaItem,
    Attendance,
    Correction,
    DebriefIdea,
    DebriefPart,
    Digest,
    DigestChoice,
    Entry,
    Feed,
    Invitation,
    Meeting,
    Mention,
    NoteRhythm,
    Nudge,
    OwnFormat,
    OwnPart,
    Photograph,
    Recap,
    RecapLine,
    Release,
    RoomCode,
    RoomDevice,
    RoomWord,
    SmallGroup,
    Wording,
)
from tests.builders.inquiries import make_group, make_membership, make_user, numbers, places


def make_action(lead: Membership | None = None, **fields: Any) -> Action:
    lead = lead or make_membership()
    meeting = fields.pop("meeting", None)
    now = timezone.now()
    defaults: dict[str, Any] = {
        "group": lead.group,
        "meeting": meeting,
        "lead": lead,
        "text": f"Visit the day centre, {next(numbers)}",
        "due_on": timezone.localdate() + timedelta(days=10),
        "heard_at": now,
        "agreed_at": now,
        "recorded_by": lead,
        "client_key": uuid4(),
    }
    fields.setdefault("finished_at", now if fields.get("state") in ("done", "let_go") else None)
    return Action.objects.create(**defaults | fields)


def make_agenda_item(meeting: Meeting | None = None, **fields: Any) -> AgendaItem:
    meeting = meeting or make_meeting()
    defaults: dict[str, Any] = {"title": f"Item {next(numbers)}", "minutes": 20, "position": next(places)}
    return AgendaItem.objects.create(meeting=meeting, **defaults | fields)


def make_own_format(group: Group | None = None, **fields: Any) -> OwnFormat:
    """A format that a group keeps, of one part."""
    group = group or make_group()
    if "made_by" not in fields:
        fields["made_by"] = make_membership(group=group, role=Role.FACILITATOR)
    defaults: dict[str, Any] = {"name": f"Our own {next(numbers)}", "made_at": timezone.now()}
    kept = OwnFormat.objects.create(group=group, **defaults | fields)
    OwnPart.objects.create(format=kept, position=0, title="Walk and talk", minutes=30)
    return kept


def make_own_part(of: OwnFormat | None = None, **fields: Any) -> OwnPart:
    defaults: dict[str, Any] = {"title": f"Part {next(numbers)}", "minutes": 20, "position": next(places)}
    return OwnPart.objects.create(format=of or make_own_format(), **defaults | fields)


def make_attendance(meeting: Meeting, membership: Membership, **fields: Any) -> Attendance:
    defaults: dict[str, Any] = {
        "organisation": membership.organisation,
        "client_key": uuid4(),
        "recorded_by": membership,
        "recorded_at": timezone.now(),
    }
    return Attendance.objects.create(meeting=meeting, membership=membership, **defaults | fields)


def make_correction(recap: Recap | None = None, **fields: Any) -> Correction:
    recap = recap or make_recap()
    defaults: dict[str, Any] = {
        "note": "The class is on Tuesday",
        "at": timezone.now(),
        "by": recap.changed_by,
    }
    return Correction.objects.create(recap=recap, **defaults | fields)


def make_debrief_part(meeting: Meeting | None = None, **fields: Any) -> DebriefPart:
    meeting = meeting or make_meeting()
    if "changed_by" not in fields:
        fields["changed_by"] = make_membership(group=meeting.group, role=Role.FACILITATOR)
    Meeting.objects.filter(pk=meeting.pk).update(debriefed_at=timezone.now())
    defaults: dict[str, Any] = {"key": DebriefPart.Key.TOLD, "text": f"It was quiet, {next(numbers)}"}
    return DebriefPart.objects.create(meeting=meeting, **defaults | {"changed_at": timezone.now()} | fields)


def make_debrief_idea(meeting: Meeting | None = None, **fields: Any) -> DebriefIdea:
    meeting = meeting or make_meeting()
    if "had_by" not in fields:
        fields["had_by"] = make_membership(group=meeting.group, role=Role.FACILITATOR)
    defaults: dict[str, Any] = {"text": f"Walk first, {next(numbers)}", "client_key": uuid4()}
    return DebriefIdea.objects.create(meeting=meeting, **defaults | {"had_at": timezone.now()} | fields)


def make_release(meeting: Meeting | None = None, **fields: Any) -> Release:
    """The recap of a meeting, let out."""
    meeting = meeting or make_meeting()
    if "released_by" not in fields:
        fields["released_by"] = make_membership(group=meeting.group, role=Role.FACILITATOR)
    defaults: dict[str, Any] = {
        "kind": Release.Kind.RECAP,
        "about": meeting.pk,
        "group": meeting.group,
        "released_at": timezone.now(),
    }
    return Release.objects.create(meeting=meeting, **defaults | fields)


def make_room_code(meeting: Meeting | None = None, **fields: Any) -> RoomCode:
    meeting = meeting or make_meeting(opened_at=timezone.now())
    if "shown_by" not in fields:
        fields["shown_by"] = make_membership(group=meeting.group, role=Role.FACILITATOR)
    defaults: dict[str, Any] = {"code": f"{next(numbers):08}", "shown_at": timezone.now()}
    return RoomCode.objects.create(meeting=meeting, **defaults | fields)


def make_room_device(meeting: Meeting | None = None, **fields: Any) -> RoomDevice:
    meeting = meeting or make_meeting(opened_at=timezone.now())
    return RoomDevice.objects.create(meeting=meeting, **{"digest": f"{next(numbers):064}"} | fields)


def make_room_word(meeting: Meeting | None = None, **fields: Any) -> RoomWord:
    meeting = meeting or make_meeting()
    defaults: dict[str, Any] = {"kind": RoomWord.Kind.WORD, "text": f"I am tired, {next(numbers)}"}
    return RoomWord.objects.create(meeting=meeting, **defaults | {"said_on": timezone.localdate()} | fields)


def make_entry(meeting: Meeting | None = None, **fields: Any) -> Entry:
    meeting = meeting or make_meeting()
    defaults: dict[str, Any] = {
        "kind": Entry.Kind.AGREED,
        "text": f"We ask together, {next(numbers)}",
        "client_key": uuid4(),
        "recorded_at": timezone.now(),
    }
    if "recorded_by" not in fields:
        defaults["recorded_by"] = make_membership(group=meeting.group, role=Role.FACILITATOR)
    return Entry.objects.create(meeting=meeting, **defaults | fields)


def make_invitation(meeting: Meeting, membership: Membership, **fields: Any) -> Invitation:
    if fields.get("answer"):
        fields.setdefault("answered_at", timezone.now())
    told = {"told_sequence": meeting.sequence, "told_starts_at": meeting.starts_at}
    return Invitation.objects.create(
        meeting=meeting, membership=membership, **{"made_at": timezone.now()} | told | fields
    )


def make_meeting(group: Group | None = None, **fields: Any) -> Meeting:
    """A meeting ten days from now; `number` is the next of its group unless said."""
    group = group or make_group()
    defaults: dict[str, Any] = {
        "number": Meeting.objects.filter(group=group).count() + 1,
        "starts_at": timezone.now().replace(minute=30, second=0, microsecond=0) + timedelta(days=10),
        "venue": "Linden House",
    }
    if fields.get("closed_by"):
        now: datetime = timezone.now()
        defaults |= {"opened_at": now, "closed_at": now}
    return Meeting.objects.create(group=group, **defaults | fields)


def make_mention(
    meeting: Meeting | None = None, membership: Membership | None = None, **fields: Any
) -> Mention:
    """Somebody asked about a line that names them."""
    meeting = meeting or make_meeting()
    membership = membership or make_membership(group=meeting.group)
    defaults: dict[str, Any] = {"lines": f"{membership.person.name} drove.", "asked_at": timezone.now()}
    if "asked_by" not in fields:
        defaults["asked_by"] = make_membership(group=meeting.group, role=Role.FACILITATOR)
    return Mention.objects.create(meeting=meeting, membership=membership, **defaults | fields)


def make_note_rhythm(group: Group | None = None, **fields: Any) -> NoteRhythm:
    return NoteRhythm.objects.create(group=group or make_group(), **fields)


def make_digest(person: User | None = None, **fields: Any) -> Digest:
    now = timezone.now()
    defaults: dict[str, Any] = {"day": timezone.localdate(now), "made_at": now}
    return Digest.objects.create(person=person or make_user(), **defaults | fields)


def make_digest_choice(person: User | None = None, **fields: Any) -> DigestChoice:
    return DigestChoice.objects.create(person=person or make_user(), **fields)


def make_feed(person: User | None = None, **fields: Any) -> Feed:
    return Feed.objects.create(person=person or make_user(), **{"made_at": timezone.now()} | fields)


def make_nudge(meeting: Meeting | None = None, membership: Membership | None = None, **fields: Any) -> Nudge:
    meeting = meeting or make_meeting()
    membership = membership or make_membership(group=meeting.group)
    defaults: dict[str, Any] = {"due_at": timezone.now()}
    return Nudge.objects.create(meeting=meeting, membership=membership, **defaults | fields)


def make_photograph(meeting: Meeting | None = None, **fields: Any) -> Photograph:
    """A flip chart, as it is kept: the entry that says what it shows, and the picture of it."""
    said = {name: fields.pop(name) for name in ("text", "recorded_by", "small_group") if name in fields}
    entry = make_entry(meeting, kind="photograph", **{"text": "The flip chart on medicines"} | said)
    dots = BytesIO()
    Image.new("RGB", (80, 60), "white").save(dots, "JPEG")
    photograph = Photograph(entry=entry, **{"width": 80, "height": 60} | fields)
    photograph.image.save(f"{uuid4()}.jpg", ContentFile(dots.getvalue()), save=False)
    photograph.save()
    return photograph


def make_recap(meeting: Meeting | None = None, changed_by: Membership | None = None, **fields: Any) -> Recap:
    meeting = meeting or make_meeting()
    changed_by = changed_by or make_membership(group=meeting.group, role=Role.FACILITATOR)
    recap = Recap.objects.create(meeting=meeting, changed_by=changed_by, changed_at=timezone.now(), **fields)
    if recap.published_at:
        adding.keep(recap)
    return recap


def make_recap_line(recap: Recap | None = None, **fields: Any) -> RecapLine:
    recap = recap or make_recap()
    return RecapLine.objects.create(recap=recap, **{"source": uuid4(), "text": "Benches"} | fields)


def make_small_group(meeting: Meeting | None = None, **fields: Any) -> SmallGroup:
    meeting = meeting or make_meeting()
    defaults: dict[str, Any] = {"topic": "Medicines", "client_key": uuid4(), "recorded_at": timezone.now()}
    if "recorded_by" not in fields:
        defaults["recorded_by"] = make_membership(group=meeting.group, role=Role.FACILITATOR)
    return SmallGroup.objects.create(meeting=meeting, **defaults | fields)


def make_update(action: Action | None = None, **fields: Any) -> ActionUpdate:
    """What its lead said in the meeting, two hours ago, and where the action is since."""
    action = action or make_action()
    defaults: dict[str, Any] = {
        "state": Action.State.UNDER_WAY,
        "through": ActionUpdate.Through.MEETING,
        "by": action.lead,
        "capacity": action.lead.role,
        "client_key": uuid4(),
        "at": timezone.now() - timedelta(hours=2),
    }
    update = ActionUpdate.objects.create(action=action, **defaults | fields)
    is_finished = update.state in (Action.State.DONE, Action.State.LET_GO)
    action.state, action.finished_at = update.state, update.at if is_finished else None
    action.save(update_fields=["state", "finished_at"])
    return update


def make_wording(entry: Entry | None = None, **fields: Any) -> Wording:
    """How an entry read before it was changed."""
    entry = entry or make_entry()
    defaults: dict[str, Any] = {
        "version": entry.version,
        "text": entry.text,
        "by": entry.recorded_by,
        "at": timezone.now(),
    }
    return Wording.objects.create(entry=entry, **defaults | fields)


def make_host(**fields: Any) -> Membership:
    """Jo Adair, the facilitator of a group whose one meeting was held and closed two days ago."""
    meeting = make_meeting(starts_at=timezone.now() - timedelta(days=2), **fields)
    host = make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))
    held = Meeting.objects.filter(pk=meeting.pk)
    held.update(opened_at=meeting.starts_at, closed_at=meeting.starts_at, closed_by=host)
    return host
