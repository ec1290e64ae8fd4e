"""Between the fourth and the fifth meeting: what the integration manager did with her notes, and who is on leave."""

from datetime import datetime, timedelta

from inquiries import pausing
from inquiries.models import Membership
from meetings import nudging
from meetings.models import Nudge

ON_LEAVE = timedelta(days=6)
WORDS = {
    "Ross": "It was good to hear about the Tuesday lunch. One question before we meet.",
    "Karen": "You said that lunchtime is the hard part. I would love to hear what the carers told you.",
}
HELD = "Isla"  # who rang, and will tell it herself


def between(members: dict[str, Membership], by: Membership, *, now: datetime) -> None:
    """Own words on two notes, one held back, and somebody away until next week."""
    waiting = {nudge.membership_id: nudge for nudge in Nudge.objects.waiting()}
    for short, words in WORDS.items():
        if nudge := waiting.get(members[short].pk):
            nudging.reword(nudge, words)
    if nudge := waiting.get(members[HELD].pk):
        nudging.hold(nudge, by=by, at=now)
    pausing.pause(members["Tom"].person, at=now, until=(now + ON_LEAVE).date())
