"""What the demo's groups let out of what they tried and noticed, and the reports that they wrote from it. Invented throughout."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from clip.demo import dates
from inquiries.models import Group, Membership
from meetings import releasing
from meetings.models import Meeting
from practices import keeping_words, sharing
from practices.models import Report
from practices.reporting import composing, publishing

OUT = ("Six people were seen", "Somebody took a book home", "Our counter asks", "Drop medicines off", "The nurses look in",
       "Prescribe tablets", "Harbour House as a place", "Reviews that begin", "Three people asked the nurse")  # fmt: skip
BESTON: dict[str, Any] = {
    "kind": Report.Kind.FINAL,
    "title": "Slow on the systems, quick at the lunch club, and four things go on",
    "lead": "Twenty people from fifteen organisations gave six half days. Three small tests are simply how it is done now. "
    "They know each other, and ring before they refer.",
    "learned": "Asking what somebody’s day is like came first, and changed what we thought we had to mend. Half an hour "
    "of three people saved four calls a week.",
    "uncertain": "We still cannot say how many housebound people there are. The systems are as closed to each other as "
    "on the first day. Whether the care that was put down comes back with one call has been tried twice.",
    "ahead": "Four initiatives have an owner and a first date. They need two hours of a searcher, and one answer "
    "from two legal teams.",
}
WESTER_BESTON: dict[str, Any] = {
    "kind": Report.Kind.PROGRESS,
    "title": "Half way: at the table now, and stuck on one telephone call",
    "lead": "Two nurses sit at the Tuesday lunch. People ask there what they never asked at home.",
    "learned": "Where people are already is a better place for us than their hallway.",
    "uncertain": "Nobody has yet noticed a difference for those who never come to lunch.",
    "ahead": "At the next meeting the group decides what should stay.",
}


def let_out(group: Group, meeting: Meeting, by: Membership) -> None:
    """At its last meeting held, what stands in OUT, as the group said before the check-out."""
    at = dates.at(meeting.starts_local.date(), 16, 25)
    for thing in [*sharing.small_tests_of(meeting), *sharing.kept(meeting)]:
        if any(begins in thing.title for begins in OUT):
            releasing.release(meeting, thing, by=by, at=at)


def report(group: Group, meeting: Meeting, by: Membership, *, is_published: bool) -> None:
    """A report from all that went out: seen by the members four days later, and published four days after that."""
    words = BESTON if is_published else WESTER_BESTON
    day = meeting.starts_local.date()
    chosen = [str(one.key) for one in composing.offered(group)]
    at = dates.at(day + timedelta(days=1), 10, 0)
    row = keeping_words.keep(Report, group, words | {"chosen": chosen}, by=by, at=at, client_key=uuid4())
    row.group = group
    if is_published:
        publishing.show(row, at=at + timedelta(days=4))
        publishing.publish(row, version=0, by=by, at=at + timedelta(days=8))
