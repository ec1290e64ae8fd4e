"""Debriefs of the demo: invented, like everything in it that the article does not tell."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from meetings.models import DebriefIdea, DebriefPart, Meeting

if TYPE_CHECKING:
    from clip.demo.meeting_story import MeetingStory

Key = DebriefPart.Key
TOLD: dict[tuple[str, int], dict[str, tuple[str, str]]] = {
    ("wester-beston", 4): {
        Key.TOLD: (
            "jo",
            "We had planned an hour on barriers and needed two. “Two legal teams, two answers”: then all had such a story.",
        ),
        Key.OBSERVED: (
            "delia",
            "The GPs sat together again. Tom spoke for the first time, after the tea, and people turned their chairs to him.",
        ),
        Key.REFLECTED: (
            "jo",
            "I stepped in too early when it got heated: it would have held. They trust one another more than I trust them to.",
        ),
        Key.PLANNED: ("jo", "Begin with Tom’s part of town, standing by the wall, before anybody sits down."),
        Key.ACTS: (
            "delia",
            "Ring Ross and Isla: both missed two meetings. Ask Linden House for the larger room.",
        ),
        Key.WORKED: ("delia", "Asking “what would you say if nobody minded?”, and then waiting."),
        Key.UNDERNEATH: ("jo", "Who is blamed if shared notes go wrong. Nobody has said it aloud yet."),
        Key.ALOUD: (
            "delia",
            "That two hours of a clerk would unlock three stuck actions: to be said in the corridor.",
        ),
    }
}
ELEMENTS: dict[str, list[str]] = {Key.WORKED: ["curious", "courageous"]}
IDEAS = {
    ("wester-beston", 4): [
        "Change the seats after the tea, by drawing cards",
        "Let a pharmacist open the round",
    ]
}


def write(story: "MeetingStory") -> None:
    """What Jo and Delia wrote on the evening of one meeting, where they did."""
    place = (story.meeting.group.slug, story.number)
    at = story.meeting.ends_at + timedelta(hours=3)
    hands = {"jo": story.jo, "delia": story.delia}
    for key, (hand, text) in TOLD.get(place, {}).items():
        DebriefPart.objects.create(
            meeting=story.meeting,
            key=key,
            text=text,
            elements=ELEMENTS.get(key, []),
            changed_by=hands[hand],
            changed_at=at,
        )
    if place in TOLD:
        Meeting.objects.filter(pk=story.meeting.pk).update(debriefed_at=at)
    for idea in IDEAS.get(place, []):
        DebriefIdea.objects.create(
            meeting=story.meeting, text=idea, client_key=uuid4(), had_by=story.jo, had_at=at
        )
