"""A group with one of each thing that a group keeps, let out and not, told before and after somebody joined."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from bench.leaks.planting import Ground
from inquiries.models import Group, Membership, Partnership, StyleAnswer
from inquiries.roles import Role
from meetings.models import Meeting, Photograph
from tests import builders as make

# Whose name goes beyond the group: of who holds it (F7), and of who shares a line of their card with the learning partner.
KNOWN_BY = {"facilitator": ["holds"], "manager": ["holds"], "colleague": ["shares card"]}


def ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def day(days: float) -> Any:
    return timezone.localdate(ago(days))


@dataclass
class Place:
    """One furnished group: its people by what they are there, and its meetings by how far they are."""

    ground: Ground
    partnership: Partnership
    group: Group
    people: dict[str, Membership] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    things: list[Any] = field(default_factory=list)  # what may be reached by its key besides


def settle(ground: Ground, partnership: Partnership) -> Place:
    """The group, who is in it, and its meetings."""
    with ground.of("group"):
        group = make.make_group(
            partnership=partnership, locality="A glen", asked_for="Try", given="Time", lasts="A year"
        )
    place = Place(ground, partnership, group)
    for name, role, since in (
        ("facilitator", Role.FACILITATOR, 400),
        ("manager", Role.INTEGRATION_MANAGER, 400),
        ("member", Role.MEMBER, 400),
        ("colleague", Role.MEMBER, 400),
        ("newcomer", Role.MEMBER, 20),
        ("former", Role.MEMBER, 400),
    ):
        with ground.of("gone" if name == "former" else "inside", *KNOWN_BY.get(name, ())):
            person = make.make_user(phone="0131", contact_email="", short_name="Ailsa")
            joined = make.make_membership(
                group=group, person=person, role=role, joined_on=day(since), job="Nurse"
            )
        place.people[name] = joined
    _others(place)
    _meet(place)
    return place


def _others(place: Place) -> None:
    """Somebody whose phone the group may see, and two more, so that five and more can be counted."""
    with place.ground.of("inside", "shares contact"):
        person = make.make_user(phone="0131", short_name="Una")
        place.people["open"] = make.make_membership(
            group=place.group, person=person, joined_on=day(400), job="GP"
        )
        type(place.people["open"]).objects.filter(pk=place.people["open"].pk).update(shares_contact=True)
    with place.ground.of("inside"):
        for name in ("sixth", "seventh"):
            place.people[name] = make.make_membership(group=place.group, joined_on=day(400))
    with place.ground.of("mail"):
        make.make_undeliverable(place.people["sixth"].person)
    make.make_email_address(user=place.people["seventh"].person)
    make.make_log_entry(user=place.people["seventh"].person, change_message="Changed")
    leaving = place.people["former"]
    leaving.left_on = day(40)
    leaving.save(update_fields=["left_on"])
    leaving.spells.update(ends_on=day(40), ended_because="left", ended_at=ago(40))


def _meet(place: Place) -> None:
    """Six meetings: three recapped, one with its recap in draft, one in session, one to come."""
    lead, group = place.people["facilitator"], place.group
    for number, (name, days, tags) in enumerate(
        (
            ("long ago", 60, ("recapped", "told earlier", "kept by former", "plan shared")),
            ("earlier", 30, ("recapped", "told earlier", "plan shared")),
            ("lately", 10, ("recapped", "told lately", "plan shared")),
            ("not recapped", 3, ("told lately", "plan shared")),
            ("in session", 0, ("told lately", "in session", "plan shared")),
            ("to come", -20, ("to come",)),
        ),
        start=1,
    ):
        words = {"address": "Kirk Road", "access_notes": "Ramp", "focus": "Walk", "missing": "Carers"}
        held = {"closed_by": lead} if days >= 3 else {}
        with place.ground.of(*tags):
            meeting = make.make_meeting(
                group=group,
                number=number,
                starts_at=ago(days + 0.04),
                invitation_words="Come",
                **words,
                **held,
            )
        opened = meeting.starts_at if days >= 0 else None
        closed = opened + timedelta(hours=3) if days >= 3 and opened else None
        shared = ago(days + 5) if "plan shared" in tags else None
        Meeting.objects.filter(pk=meeting.pk).update(
            opened_at=opened, closed_at=closed, plan_shared_at=shared, invited_at=ago(days + 9)
        )
        meeting.refresh_from_db()
        place.meetings[name] = meeting
        _record(place, meeting, tags)


def _record(place: Place, meeting: Meeting, tags: tuple[str, ...]) -> None:
    """What one meeting holds: who came, its record, its recap, its debrief, its notes."""
    with place.ground.of(*tags):
        _asked(place, meeting)
        if "to come" not in tags:
            _said(place, meeting, tags)
            _underneath(place, meeting)
            make.make_room_device(meeting)
            make.make_take_home(place.people["colleague"], meeting=meeting, gave="A morning", changed="I ask")


def _asked(place: Place, meeting: Meeting) -> None:
    people = place.people
    for name in ("member", "colleague", "open", "sixth"):
        make.make_invitation(meeting, people[name], answer="cannot", reason="My own reason")
        make.make_nudge(meeting, people[name], words="On top")
    make.make_agenda_item(meeting=meeting, title="Arrive", note="Slowly")
    if meeting.opened_at:
        for name in ("member", "colleague", "open", "facilitator", "sixth", "seventh"):
            make.make_attendance(meeting, people[name], recorded_by=people["facilitator"])
        if meeting.number == 1:
            make.make_attendance(meeting, people["former"], recorded_by=people["facilitator"])


def _said(place: Place, meeting: Meeting, tags: tuple[str, ...]) -> None:
    lead, colleague, ground = place.people["facilitator"], place.people["colleague"], place.ground
    small = make.make_small_group(meeting=meeting, recorded_by=lead)
    place.things.append(small)
    for kind in ("agreed", "check_out"):
        make.make_entry(meeting=meeting, kind=kind, recorded_by=lead)
    learned = make.make_entry(meeting=meeting, kind="learned", small_group=small, recorded_by=lead)
    with ground.of("earlier wording"):
        make.make_wording(learned)
    for agreed, is_out in ((True, True), (True, False), (False, False), (False, True)):
        with ground.of("quote", *(["agreed"] if agreed else []), *(["out"] if is_out and agreed else [])):
            quote = make.make_entry(
                meeting=meeting, kind="quote", speaker=colleague, recorded_by=lead, may_be_quoted=agreed, answered_at=ago(1)
            )  # fmt: skip
        if is_out:  # also one that its speaker said no to since
            make.make_release(meeting, kind="quotes", about=quote.pk, released_by=lead)
    for chosen in (True, False):
        with ground.of("photograph", *(["chosen"] if chosen else [])):
            picture: Photograph = make.make_photograph(meeting=meeting, recorded_by=lead, is_chosen=chosen)
            place.things.append(picture)
    with ground.of("in the bin", "binned"):
        gone = make.make_entry(meeting=meeting, recorded_by=lead)
    gone.remove(by=lead.person, at=timezone.now())
    _recap(place, meeting, tags)


def _recap(place: Place, meeting: Meeting, tags: tuple[str, ...]) -> None:
    """Its draft, or what was published; that of the meeting long ago went out, that of lately did and was taken back."""
    lead = place.people["facilitator"]
    is_out = "kept by former" in tags
    published = {"published_at": meeting.starts_at + timedelta(days=2), "published_by": lead}
    with place.ground.of(*(["out"] if is_out else [])):
        recap = make.make_recap(meeting, lead, text="We talked", **(published if "recapped" in tags else {}))
    with place.ground.of("correction"):
        make.make_correction(recap, text_before="We spoke", by=lead)
        make.make_recap_line(recap)
        make.make_mention(
            meeting, place.people["colleague"], asked_by=lead, words="Leave me out", lines="He drove."
        )
    if is_out:
        make.make_release(meeting, released_by=lead)
    elif "told lately" in tags:
        make.make_release(meeting, released_by=lead, taken_back_at=ago(0), taken_back_by=lead)


def _underneath(place: Place, meeting: Meeting) -> None:
    lead = place.people["facilitator"]
    make.make_debrief_part(meeting, changed_by=lead)
    make.make_debrief_idea(meeting, had_by=lead)
    for kind in ("check_in", "check_out", "word"):
        with place.ground.of(kind):
            make.make_room_word(meeting, kind=kind, name="Una" if kind == "word" else "")
    for _phone in range(5):
        make.make_check_answer(meeting)
    if meeting.is_recording:
        place.things.append(make.make_room_code(meeting, shown_by=lead))
    action = make.make_action(lead=place.people["colleague"], meeting=meeting)
    with place.ground.of("by answer"):
        make.make_update(action=action, through="answer", words="Between us")
    with place.ground.of("by page"):
        make.make_update(action=action, through="page", words="Said")
        make.make_update(action=action, through="page", words="Anew", text_before="Before")
    place.things.append(action)


def describe(place: Place) -> None:
    """Styles are numbers, and hold no words; that they are answered lets their page open."""
    StyleAnswer.objects.create(membership=place.people["colleague"], pace=3, answered_on=day(3))
