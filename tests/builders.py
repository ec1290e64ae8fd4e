"""Typed builders: each makes one valid thing with no arguments, so that a test states only what it is about."""

from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from inquiries import convening
from inquiries.models import (
    Agreement,
    Aspiration,
    CardLine,
    CheckBack,
    Document,
    Group,
    GroupInvitation,
    ImportRow,
    Membership,
    Message,
    Moment,
    Organisation,
    Partnership,
    PeopleImport,
    Programme,
    Proposal,
    Purpose,
    SignUp,
    Spell,
    Stewardship,
    Term,
    User,
)
from inquiries.roles import Role
from meetings.models import (
    Action,
    ActionUpdate,
    AgendaItem,
    Attendance,
    Correction,
    DebriefIdea,
    DebriefPart,
    Entry,
    Invitation,
    Meeting,
    Mention,
    Nudge,
    OwnFormat,
    OwnPart,
    Photograph,
    Recap,
    Release,
    RoomCode,
    RoomDevice,
    RoomWord,
    SmallGroup,
    Wording,
)

numbers = count(1)
LONG_AGO = date(2026, 1, 5)


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
    defaults: dict[str, Any] = {"title": f"Item {next(numbers)}", "minutes": 20, "position": next(numbers)}
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
    defaults: dict[str, Any] = {"title": f"Part {next(numbers)}", "minutes": 20, "position": next(numbers)}
    return OwnPart.objects.create(format=of or make_own_format(), **defaults | fields)


def make_agreement(group: Group | None = None, **fields: Any) -> Agreement:
    group = group or make_group()
    words = ("leaves_room", "holds_record", "disagree", "laws")
    defaults: dict[str, Any] = {name: f"As we agreed, {next(numbers)}" for name in words}
    if "written_by" not in fields:
        defaults["written_by"] = make_membership(group=group, role=Role.FACILITATOR)
    return Agreement.objects.create(group=group, **defaults | {"agreed_on": LONG_AGO} | fields)


def make_aspiration(group: Group | None = None, **fields: Any) -> Aspiration:
    defaults: dict[str, Any] = {"text": f"More trust, {next(numbers)}", "agreed_on": LONG_AGO}
    return Aspiration.objects.create(
        group=group or make_group(), **defaults | {"position": next(numbers)} | fields
    )


def make_attendance(meeting: Meeting, membership: Membership, **fields: Any) -> Attendance:
    defaults: dict[str, Any] = {
        "organisation": membership.organisation,
        "client_key": uuid4(),
        "recorded_by": membership,
        "recorded_at": timezone.now(),
    }
    return Attendance.objects.create(meeting=meeting, membership=membership, **defaults | fields)


def make_card_line(membership: Membership | None = None, **fields: Any) -> CardLine:
    defaults: dict[str, Any] = {"kind": CardLine.Kind.OFFER, "text": "A room", "changed_at": timezone.now()}
    return CardLine.objects.create(membership=membership or make_membership(), **defaults | fields)


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


def make_document(group: Group | None = None, **fields: Any) -> Document:
    """A PDF that was drawn, with its file."""
    number = next(numbers)
    defaults: dict[str, Any] = {
        "key": f"{number:064}",
        "title": f"Booklet {number}",
        "file_name": "booklet.pdf",
        "state": Document.State.READY,
        "made_at": timezone.now(),
    }
    content = fields.pop("content", b"%PDF-1.7 words")
    document = Document(group=group or make_group(), **defaults | fields)
    document.file.save(f"{uuid4()}.pdf", ContentFile(content), save=True)
    return document


def make_email_address(**fields: Any) -> EmailAddress:
    """An address that allauth keeps of its own, beside a person's."""
    number = next(numbers)
    user = fields.pop("user", None) or make_user()
    return EmailAddress.objects.create(user=user, email=f"other{number}@example.scot", **fields)


def make_check_back(group: Group | None = None, **fields: Any) -> CheckBack:
    defaults: dict[str, Any] = {"moment": Moment.HALF_WAY, "opened_at": timezone.now()}
    return CheckBack.objects.create(group=group or make_group(), **defaults | fields)


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


def make_group(**fields: Any) -> Group:
    """A group with a long-term purpose."""
    number = next(numbers)
    defaults: dict[str, Any] = {
        "name": f"Wester {number}",
        "slug": f"wester-{number}",
        "who_for": "Older people",
    }
    if "partnership" not in fields:
        defaults["partnership"] = make_partnership()
    group = Group.objects.create(**defaults | fields)
    make_purpose(group=group)
    return group


def make_group_invitation(
    group: Group | None = None, person: User | None = None, **fields: Any
) -> GroupInvitation:
    """Somebody asked to join, who has not answered."""
    now = timezone.now()
    defaults: dict[str, Any] = {"words": "We need somebody who knows the road.", "asked_at": now}
    if "asked_by" not in fields:
        defaults["asked_by"] = make_user()
    if "organisation" not in fields:
        defaults["organisation"] = make_organisation()
    if fields.get("answer"):
        defaults |= {"answered_at": now, "answered_by": defaults.get("asked_by") or fields["asked_by"]}
    return GroupInvitation.objects.create(
        group=group or make_group(),
        person=person or make_user(),
        **{"ends_at": now + timedelta(days=21)} | defaults | fields,
    )


def make_import_row(of: PeopleImport | None = None, **fields: Any) -> ImportRow:
    """A row that was looked at, of a file of one row unless said."""
    defaults: dict[str, Any] = {"number": next(numbers), "cells": {"name": "Ailsa"}}
    return ImportRow.objects.create(of=of or make_people_import(), **defaults | fields)


def make_invitation(meeting: Meeting, membership: Membership, **fields: Any) -> Invitation:
    if fields.get("answer"):
        fields.setdefault("answered_at", timezone.now())
    told = {"told_sequence": meeting.sequence, "told_starts_at": meeting.starts_at}
    return Invitation.objects.create(
        meeting=meeting, membership=membership, **{"made_at": timezone.now()} | told | fields
    )


def make_log_entry(**fields: Any) -> LogEntry:
    """A line of the admin's log."""
    user = fields.pop("user", None) or make_user()
    return LogEntry.objects.create(user=user, action_flag=CHANGE, object_repr="Ailsa", **fields)


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


def make_membership(group: Group | None = None, person: User | None = None, **fields: Any) -> Membership:
    afterwards = {name: fields.pop(name) for name in ("left_on", "is_informed_only") if name in fields}
    membership = convening.join(
        group or make_group(),
        person or make_user(),
        organisation=fields.pop("organisation", None) or make_organisation(),
        on=fields.pop("joined_on", LONG_AGO),
        **fields,
    )
    for name, value in afterwards.items():
        setattr(membership, name, value)
    if afterwards:
        membership.save(update_fields=list(afterwards))
    if membership.left_on:
        ended = {"ends_on": membership.left_on, "ended_because": Spell.End.LEFT, "ended_at": timezone.now()}
        membership.spells.update(**ended)
    return membership


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


def make_message(membership: Membership | None = None, **fields: Any) -> Message:
    membership = membership or make_membership()
    now = timezone.now()
    defaults: dict[str, Any] = {
        "key": f"test:{next(numbers)}",
        "kind": Message.Kind.INVITATION,
        "person": membership.person,
        "membership": membership,
        "group": membership.group,
        "subject": "We meet on Thursday",
        "text": "Do come.",
        "html": "<p>Do come.</p>",
        "made_at": now,
        "due_at": now,
    }
    return Message.objects.create(**defaults | fields)


def make_nudge(meeting: Meeting | None = None, membership: Membership | None = None, **fields: Any) -> Nudge:
    meeting = meeting or make_meeting()
    membership = membership or make_membership(group=meeting.group)
    defaults: dict[str, Any] = {"due_at": timezone.now()}
    return Nudge.objects.create(meeting=meeting, membership=membership, **defaults | fields)


def make_organisation(**fields: Any) -> Organisation:
    defaults: dict[str, Any] = {"name": f"Practice {next(numbers)}", "sector": Organisation.Sector.CONTRACTOR}
    return Organisation.objects.create(**defaults | fields)


def make_partnership(**fields: Any) -> Partnership:
    number = next(numbers)
    defaults: dict[str, Any] = {"name": f"Partnership {number}", "slug": f"partnership-{number}"}
    if "programme" not in fields:
        defaults["programme"] = make_programme()
    return Partnership.objects.create(**defaults | fields)


def make_people_import(group: Group | None = None, **fields: Any) -> PeopleImport:
    defaults: dict[str, Any] = {"file_name": "people.csv", "made_at": timezone.now()}
    if "made_by" not in fields:
        defaults["made_by"] = make_user()
    return PeopleImport.objects.create(group=group or make_group(), **defaults | fields)


def make_programme(**fields: Any) -> Programme:
    number = next(numbers)
    return Programme.objects.create(**{"name": f"Programme {number}", "slug": f"programme-{number}"} | fields)


def make_proposal(group: Group | None = None, by: Membership | None = None, **fields: Any) -> Proposal:
    by = by or make_membership(group=group)
    defaults: dict[str, Any] = {"text": f"Nobody is left out, {next(numbers)}", "at": timezone.now()}
    return Proposal.objects.create(group=by.group, by=by, client_key=uuid4(), **defaults | fields)


def make_purpose(group: Group | None = None, **fields: Any) -> Purpose:
    defaults: dict[str, Any] = {"text": "Older people live well at home.", "agreed_on": LONG_AGO}
    return Purpose.objects.create(group=group or make_group(), **defaults | fields)


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
    return Recap.objects.create(meeting=meeting, changed_by=changed_by, changed_at=timezone.now(), **fields)


def make_sign_up(group: Group | None = None, by: Membership | None = None, **fields: Any) -> SignUp:
    """Of the group's long-term purpose."""
    by = by or make_membership(group=group)
    purpose = Purpose.objects.current().get(group=by.group, term=Purpose.Term.LONG)
    defaults: dict[str, Any] = {"words": f"I bring whom I visit, {next(numbers)}", "at": timezone.now()}
    return SignUp.objects.create(by=by, **{"purpose": purpose} | defaults | fields)


def make_small_group(meeting: Meeting | None = None, **fields: Any) -> SmallGroup:
    meeting = meeting or make_meeting()
    defaults: dict[str, Any] = {"topic": "Medicines", "client_key": uuid4(), "recorded_at": timezone.now()}
    if "recorded_by" not in fields:
        defaults["recorded_by"] = make_membership(group=meeting.group, role=Role.FACILITATOR)
    return SmallGroup.objects.create(meeting=meeting, **defaults | fields)


def make_stewardship(**fields: Any) -> Stewardship:
    """A senior manager of a partnership unless said."""
    defaults: dict[str, Any] = {
        "person": fields.pop("person", None) or make_user(),
        "role": Role.SENIOR_MANAGER,
    }
    if not {"programme", "partnership", "group"} & set(fields):
        defaults["partnership"] = make_partnership()
    return Stewardship.objects.create(**defaults | fields)


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


def make_term(group: Group | None = None, **fields: Any) -> Term:
    group = group or make_group()
    if "added_by" not in fields:
        fields["added_by"] = make_membership(group=group)
    defaults: dict[str, Any] = {"text": f"Referral {next(numbers)}", "added_at": timezone.now()}
    return Term.objects.create(group=group, **defaults | fields)


def make_user(**fields: Any) -> User:
    number = next(numbers)
    return User.objects.create_user(
        **{"name": f"Ailsa {number}", "email": f"ailsa{number}@example.scot"} | fields
    )


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
