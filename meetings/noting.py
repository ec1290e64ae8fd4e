"""What a note says: written as it leaves, from what its person has open then, for each of their groups that it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from inquiries.composing import Words, compose
from inquiries.messaging import Written
from inquiries.models import Group, Membership, Message
from meetings import answering, corresponding, silences
from meetings.models import Action, Meeting, Nudge


@dataclass(frozen=True)
class Section:
    """What one note says about one group: the words on top, what was taken on, and where to answer."""

    meeting: Meeting
    words: str
    actions: list[Action]
    button_url: str

    @property
    def group(self) -> Group:
        return self.meeting.group


def write(message: Message, at: datetime) -> Written | str | None:
    """The mail of these notes as things stand (settings.MESSAGE_WRITERS), or why it should not leave any more."""
    nudges = list(Nudge.objects.filter(message=message).for_listing())
    if not nudges:
        return None
    actions = silences.asked_about({nudge.membership_id for nudge in nudges})
    whys = {nudge: _why_not(nudge, actions.get(nudge.membership_id, []), message) for nudge in nudges}
    spoken = [nudge for nudge in nudges if not whys[nudge]]
    if not spoken:
        return whys[nudges[0]]
    links = [answering.url_for(answering.link_for(nudge.membership, at=at)) for nudge in spoken]
    sections = [
        Section(nudge.meeting, nudge.words, actions[nudge.membership_id], link)
        for nudge, link in zip(spoken, links, strict=True)
    ]
    by = corresponding.written_by(spoken[0].meeting.group)
    pause_url = answering.pause_url_for(spoken[0].membership, at=at)
    words = words_of(spoken[0].membership, sections, by=by, pause_url=pause_url)
    return Written(
        subject=words.subject,
        text=words.text,
        html=words.html,
        from_name=from_name(by, sections),
        reply_to=by.person.address if by else "",
        pause_url=pause_url,
    )


def _why_not(nudge: Nudge, actions: list[Action], message: Message) -> str:
    """Why one note should stay: since it was queued they left, or said how it goes."""
    if nudge.membership.left_on:
        return _("They have left the group.")
    if nudge.meeting.cancelled_at:
        return _("The meeting was called off.")
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
        Section(nudge.meeting, nudge.words, facts.actions.get(nudge.membership_id, []), link)
        for nudge in rows
    ]
    return words_of(rows[0].membership, sections, by=by, pause_url=link)
