"""What a note says: written as it leaves, from what its person has open then, for each of their groups that it is about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from inquiries.composing import Words, compose
from inquiries.departing import Written
from inquiries.models import Group, Link, Membership, Message
from meetings import answering, corresponding, mentioning, silences
from meetings.mentioning import Mention, Mentions
from meetings.models import Action, Meeting, Nudge


@dataclass(frozen=True)
class Section:
    """What one note says about one group: the words on top, what was taken on, and where to answer."""

    meeting: Meeting
    words: str
    actions: list[Action]
    button_url: str
    mentions: list[Mention] = field(default_factory=list)  # what else there is, with its page

    @property
    def group(self) -> Group:
        return self.meeting.group


@dataclass
class Read:
    """All that many notes are written from, read in a fixed number of queries."""

    nudges: dict[UUID, list[Nudge]]  # by message
    actions: dict[UUID, list[Action]]  # by member
    writers: dict[UUID, Membership]  # by group
    answers: dict[UUID, Link]  # by member
    mentions: Mentions  # by member
    pauses: dict[UUID, Link]


def write(messages: Iterable[Message], at: datetime) -> dict[UUID, Written | str]:
    """The mails of these notes as things stand (settings.MESSAGE_WRITERS), or why one should not leave any more."""
    rows = list(messages)
    read = _read(rows, at)
    return {row.pk: _write(row, read) for row in rows if row.pk in read.nudges}


def _read(messages: list[Message], at: datetime) -> Read:
    nudges: dict[UUID, list[Nudge]] = defaultdict(list)
    for nudge in Nudge.objects.filter(message__in=messages).for_listing():
        nudges[nudge.message_id].append(nudge)  # type: ignore[index]  # it is one of these messages
    every = [nudge for some in nudges.values() for nudge in some]
    members = {nudge.membership_id: nudge.membership for nudge in every}
    firsts = {some[0].membership_id: some[0].membership for some in nudges.values()}
    return Read(
        nudges,
        silences.asked_about(members),
        corresponding.writers_of({nudge.meeting.group for nudge in every}),
        answering.links_for(
            members.values(), {nudge.meeting.group_id: nudge.meeting for nudge in every}, at=at
        ),
        mentioning.mentions(every),
        answering.pause_links_for(firsts.values(), at=at),
    )


def _write(message: Message, read: Read) -> Written | str:
    nudges = read.nudges[message.pk]
    whys = {nudge: _why_not(nudge, read, message) for nudge in nudges}
    spoken = [nudge for nudge in nudges if not whys[nudge]]
    if not spoken:
        return whys[nudges[0]]
    sections = [
        Section(
            nudge.meeting,
            nudge.words,
            read.actions.get(nudge.membership_id, []),
            answering.url_for(read.answers[nudge.membership_id]),
            read.mentions.get(nudge.membership_id, []),
        )
        for nudge in spoken
    ]
    by = read.writers.get(spoken[0].meeting.group_id)
    pause_url = answering.url_to_pause(read.pauses[nudges[0].membership_id])
    words = words_of(spoken[0].membership, sections, by=by, pause_url=pause_url)
    return Written(
        subject=words.subject,
        text=words.text,
        html=words.html,
        from_name=from_name(by, sections),
        reply_to=by.person.address if by else "",
        pause_url=pause_url,
    )


def _why_not(nudge: Nudge, read: Read, message: Message) -> str:
    """Why one note should stay: since it was queued they left, or said how it goes."""
    actions = read.actions.get(nudge.membership_id, [])
    if nudge.membership.left_on:
        return _("They have left the group.")
    if nudge.meeting.cancelled_at:
        return _("The meeting was called off.")
    if read.mentions.get(nudge.membership_id):
        return ""
    if not actions:
        return _("Nothing of theirs is open any more.")
    said = any(action.heard_at > message.made_at for action in actions)
    return _("They said meanwhile how it goes.") if said else ""


def words_of(
    membership: Membership, sections: list[Section], *, by: Membership | None, pause_url: str
) -> Words:
    """What one note says, in the name of `by`."""
    first = sections[0]
    return compose(
        "meetings/emails/note",
        {
            "person": membership.person,
            "group": first.group,
            "groups": [section.group.name for section in sections],
            "meeting": first.meeting,
            "sections": sections,
            "words_from": from_name(by, sections),
            "button": _("Say how it is going"),
            "pause_url": pause_url,
        },
    )


def from_name(by: Membership | None, sections: list[Section]) -> str:
    """Delia, Wester Beston group; of several groups her name alone."""
    if by and len(sections) > 1:
        return by.person.name
    return corresponding.from_name(by, sections[0].group)


def preview(nudges: Iterable[Nudge], facts: silences.Facts, by: Membership | None) -> Words:
    """The mail of these notes to one person as it would leave now; its links are made when it leaves."""
    link, rows = _("(a link of their own)"), list(nudges)
    sections = [
        Section(
            nudge.meeting,
            nudge.words,
            facts.actions.get(nudge.membership_id, []),
            link,
            facts.mentions.get(nudge.membership_id, []),
        )
        for nudge in rows
    ]
    return words_of(rows[0].membership, sections, by=by, pause_url=link)
