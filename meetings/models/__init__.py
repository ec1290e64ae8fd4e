"""The tables of meetings and what happens between them."""

from meetings.models.actions import Action, ActionUpdate
from meetings.models.agenda import AgendaItem, OwnFormat, OwnPart
from meetings.models.attendance import Attendance, Invitation
from meetings.models.debriefs import DebriefIdea, DebriefPart
from meetings.models.digests import Digest, DigestChoice
from meetings.models.discussions import Entry, SmallGroup, Wording
from meetings.models.feeds import Feed
from meetings.models.meetings import Meeting
from meetings.models.nudges import NoteRhythm, Nudge
from meetings.models.photographs import Photograph
from meetings.models.recaps import Correction, Mention, Recap, RecapLine
from meetings.models.releases import Release
from meetings.models.room import RoomCode, RoomDevice, RoomWord

__all__ = [
    "Action",
    "ActionUpdate",
    "AgendaItem",
    "Attendance",
    "Correction",
    "DebriefIdea",
    "DebriefPart",
    "Digest",
    "DigestChoice",
    "Entry",
    "Feed",
    "Invitation",
    "Meeting",
    "Mention",
    "NoteRhythm",
    "Nudge",
    "OwnFormat",
    "OwnPart",
    "Photograph",
    "Recap",
    "RecapLine",
    "Release",
    "RoomCode",
    "RoomDevice",
    "RoomWord",
    "SmallGroup",
    "Wording",
]
