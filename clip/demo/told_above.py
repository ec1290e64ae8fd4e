"""What the demo's groups let out of what they tried and noticed, and the reports that they wrote from it. Invented throughout."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from clip.demo import dates
from clip.demo.as_of import as_of
from inquiries.models import Group, Membership
from meetings import releasing
from meetings.models import Meeting
from practices import keeping_words, sharing
from practices.models import (
    Initiative,
    Measure,
    NoticedChange,
    Observation,
    Report,
    Retelling,
    SmallTest,
    StructuralProposal,
)
from practices.reporting import offering, publishing, suggesting

OUT = ("Six people were seen", "Somebody took a book home", "Our counter asks", "The day centre’s manager", "Drop medicines off",
       "The nurses look in", "Prescribe tablets", "A monthly meeting in each", "Reviews that begin", "Harbour House as a place",
       "On with what we may", "Told again: ", "The carers knew", "Three people asked the nurse", "Practice check", "Calls of home care")  # fmt: skip
Kind = Report.Kind


@dataclass(frozen=True)
class Told:
    """One report: after which meeting it was written, what it says, and how many days later it was published, if it was."""

    after: int
    kind: str
    title: str
    lead: str
    learned: str
    uncertain: str
    ahead: str
    published: int = 0
    days: int = 1  # after that meeting it was begun
    whole: tuple[str, ...] = ()  # what of it is told from the first to the last, whatever is suggested


BESTON = [
    Told(
        3,
        Kind.PROGRESS,
        "Half way: we ring each other, and nobody in Beston has noticed yet",
        "Twenty-two people from fifteen organisations have given three half days. They ring before they refer. Two small things "
        "are being tried, and none of them is settled.",
        "Care can keep people in as well as keep them well: a tablet at noon can cost somebody the day centre. Those who see it "
        "are rarely those who could change it.",
        "Nothing is different yet that somebody in Beston would have noticed. How many people here cannot leave home we don’t know, "
        "because each house counts otherwise.",
        "Next the group names what stands in its way, and asks you for what it can’t move itself.",
        published=9,
    ),
    Told(
        5,
        Kind.BRIEFING,
        "Three things work, four could go on, and one of your answers is still out",
        "One meeting is left. What began as three small tries is how it is done now. Who carries it on is what the last meeting "
        "decides.",
        "Half an hour of three people saved four calls a week. What was missing at the day centre was a screen and a chair.",
        "Whether care that was put down comes back with one call has been tried twice. That is too few to promise it to anybody.",
        "The last meeting gives each of the four an owner and a first date. You are asked for its last half hour, with your answer.",
        published=8,
    ),
    Told(
        6,
        Kind.FINAL,
        "Slow on the systems, quick at the lunch club, and four things go on",
        "Three small tests are simply how it is done now. Twenty-two people know each other, and ring before they refer.",
        "Asking what somebody’s day is like came first, and changed what we thought we had to mend.",
        "We still cannot say how many housebound people there are. Carers are missing from the room, and from what we know.",
        "Each of the four has an owner and a first date. They need one answer from two legal teams.",
        published=9,
        whole=("tried", "goes_on"),
    ),
    Told(
        6,
        Kind.PROGRESS,
        "Three months on: the Tuesday lunch is full, and the lawyers have not met",
        "Three of the four things go on as they were meant to. The fourth waits for a room with both legal teams in it.",
        "What has an owner and a date goes on. What has only our good will does not.",
        "Whether it outlasts the people who began it.",
        "",
        days=90,
    ),
]
WESTER_BESTON = [
    Told(
        4,
        Kind.PROGRESS,
        "Half way: at the table now, and stuck on one telephone call",
        "Two nurses sit at the Tuesday lunch. People ask there what they never asked at home.",
        "Where people are already is a better place for us than their hallway.",
        "Nobody has yet noticed a difference for those who never come to lunch.",
        "At the next meeting the group decides what should stay.",
    )
]


def let_out(group: Group, held: list[Meeting], by: Membership) -> None:
    """At each meeting, as the group said before the check-out, what stands in OUT and was there by then; and one quote."""
    for meeting in held:
        at = dates.at(meeting.starts_local.date(), 16, 25)
        for thing in _there_by(meeting, is_last=meeting == held[-1]):
            if any(begins in thing.title for begins in OUT):
                releasing.release(meeting, thing, by=by, at=at)
    for quote in releasing.quotes(held[-1])[:1]:
        releasing.release(held[-1], quote, by=by, at=dates.at(held[-1].starts_local.date(), 16, 25))


def _there_by(meeting: Meeting, *, is_last: bool) -> list[releasing.Thing]:
    """What the group had kept by the end of a meeting; what it measured only once the last reading is taken."""
    found = [*sharing.stories(meeting), *sharing.small_tests_of(meeting), *sharing.kept(meeting)]
    day = meeting.starts_local.date()
    there = {
        key
        for model in (Retelling, SmallTest, NoticedChange, Observation, StructuralProposal, Initiative)
        for key in model.objects.filter(recorded_at__date__lte=day).values_list("pk", flat=True)
    }
    if is_last:
        there |= set(Measure.objects.filter(group=meeting.group_id).values_list("pk", flat=True))
    return [*(thing for thing in found if thing.about in there), *sharing.checks(meeting)]


def reports(group: Group, held: list[Meeting], by: Membership, *, is_beston: bool) -> None:
    """Each after its meeting: seen by the members four days after it was begun, and published some days later."""
    for told in BESTON if is_beston else WESTER_BESTON:
        day = held[told.after - 1].starts_local.date() + timedelta(days=told.days)
        begun, out = dates.at(day, 10, 0), dates.at(day + timedelta(days=told.published), 10, 0)
        with as_of(group, out):
            _write(group, told, by, begun=begun, out=out)


def _write(group: Group, told: Told, by: Membership, *, begun: datetime, out: datetime) -> None:
    words = {name: getattr(told, name) for name in ("kind", "title", "lead", "learned", "uncertain", "ahead")}
    released = offering.offered(group)
    chosen = suggesting.suggested(group, released, told.kind)
    chosen += [str(one.key) for one in released if one.place in told.whole and str(one.key) not in chosen]
    row = keeping_words.keep(Report, group, words | {"chosen": chosen}, by=by, at=begun, client_key=uuid4())
    row.group = group
    if told.published:
        publishing.show(row, at=begun + timedelta(days=4))
        publishing.publish(row, version=0, by=by, at=out)
