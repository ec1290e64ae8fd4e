"""What a furnished group agreed, tried and learned: each thing once let out, once not, once let out and taken back."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from bench.leaks.place import Place, ago, day
from inquiries.models import CardLine, LevelWords, Meaning, Purpose, View
from meetings.models import Meeting
from practices.models import SmallTest, Story
from tests import builders as make

Maker = Callable[..., Any]
RELEASES: list[tuple[str, str, Maker]] = [  # kind, whose hand it comes from, how it is made
    ("noticed change", "colleague", make.make_noticed_change),
    ("scenario", "facilitator", make.make_scenario_line),
    ("scenario", "facilitator", make.make_priority),
    ("practice observation", "facilitator", make.make_observation),
    ("structural proposal", "facilitator", make.make_structural_proposal),
    ("initiative", "facilitator", make.make_initiative),
]


def agree(place: Place) -> None:
    """Purpose, agreement, aspirations, shared language, cards: what a group sets out with."""
    group, people, ground = place.group, place.people, place.ground
    Purpose.objects.filter(group=group).update(why="So that nobody waits")
    purpose = Purpose.objects.get(group=group)
    make.make_agreement(group=group, written_by=people["facilitator"], why="We grew")
    by = people["colleague"]
    place.things += [
        make.make_proposal(by=by, why="Shorter", answer="Yes", answered_by=people["facilitator"], answered_at=ago(1)),
        make.make_sign_up(by=by, purpose=purpose, answer="Thank you", answered_by=people["facilitator"], answered_at=ago(1)),
    ]  # fmt: skip
    term = make.make_term(group=group, added_by=by, agreed="The same for all")
    Meaning.objects.create(term=term, organisation=by.organisation, text="A letter", by=by, at=ago(1))
    LevelWords.objects.create(group=group, level="team", words="We ask sooner")
    for kind, share in (("do", "holders"), ("offer", "group"), ("curious", "partner")):
        with ground.of(f"shared with {share}"):
            make.make_card_line(by, kind=kind, shared_with=share)
    place.things.append(term)
    _hope(place)


def _hope(place: Place) -> None:
    """A check-back that was published, and one that was not, each with a view of the group's and a member's own."""
    lead, by = place.people["facilitator"], place.people["colleague"]
    with place.ground.of("published"):
        hope = make.make_aspiration(group=place.group, for_whom="All")
    for moment, is_out in (("half-way", True), ("final", False)):
        said = {"published_at": ago(9), "published_by": lead} if is_out else {}
        back = make.make_check_back(group=place.group, moment=moment, **said)
        for whose, of_group in ((lead, True), (by, False)):
            with place.ground.of(
                *(["published"] if is_out and of_group else []), "of group" if of_group else "a member's"
            ):
                View.objects.create(
                    check_back=back, aspiration=hope, by=whose, of_group=of_group, progress="some", confidence="low", at=ago(9), evidence="We saw"
                )  # fmt: skip
    place.things.append(hope)


def learn(place: Place) -> None:
    """All that a group keeps, told earlier and lately."""
    for told, days, name in (("told earlier", 30, "earlier"), ("told lately", 5, "lately")):
        meeting, at = place.meetings[name], ago(days)
        for fate in ("kept", "out", "taken back", "binned"):
            with place.ground.of(told, *({"out": ["out"], "binned": ["binned"]}.get(fate, []))):
                for row, kind in _one_of_each(place, meeting, at):
                    _meet_fate(place, row, kind, fate, meeting)
                    if kind == "story" and fate == "out":
                        _tell_again(place, row, meeting)
        with place.ground.of(told):
            _stays(place, meeting, at)
    _put(place)


def _one_of_each(place: Place, meeting: Meeting, at: Any) -> list[tuple[Any, str]]:
    people, day_of = place.people, timezone.localdate(at)
    made: list[tuple[Any, str]] = []
    for kind, whose, maker in RELEASES:
        filled = dict.fromkeys(FURTHER.get(maker.__name__, ()), "More")
        made.append((maker(people[whose], meeting=meeting, recorded_at=at, **filled), kind))
    story = make.make_story(people["colleague"], meeting=meeting, told_on=day_of, recorded_at=at, learning="Ask", distilled_by="Two", permission="Yes", sure_because="Many")  # fmt: skip
    make.make_retelling(story, told_on=day_of)
    test = _small_test(place, meeting, at)
    measure = make.make_measure(people["colleague"], small_test=test, recorded_at=at)
    for n in range(3):
        make.make_reading(measure, on=day(n), value=n)
    return [*made, (story, "story"), (test, "small test"), (measure, "measure")]


FURTHER = {
    "make_noticed_change": ("for_whom", "evidence"),
    "make_scenario_line": ("drawn_by",),
    "make_structural_proposal": ("serves", "part_of_it", "would_stop"),
    "make_initiative": ("how",),
}


def _small_test(place: Place, meeting: Meeting, at: Any) -> SmallTest:
    """Adopted, with a cycle that was looked at and what became usual."""
    lead, on = place.people["colleague"], timezone.localdate(at)
    test = make.make_small_test(
        lead, meeting=meeting, recorded_at=at, expect="More", where="Here", gives="Us", gains="Them", starts_on=on, look_on=on, stage="adopted", settled_on=on
    )  # fmt: skip
    test.cycles.update(
        did="We did", surprise="Rain", learned="Ask", decision="adopt", looked_on=on, looked_by=lead
    )
    make.make_usual(test, costs="An hour", slips="Nobody rings", where="There", look_again_on=day(0))
    return test


def _meet_fate(place: Place, row: Any, kind: str, fate: str, meeting: Meeting) -> None:
    lead = place.people["facilitator"]
    place.things.append(row)
    if fate in ("out", "taken back", "binned"):
        ended = {"taken_back_at": ago(0), "taken_back_by": lead} if fate == "taken back" else {}
        make.make_release(meeting, kind=kind, about=row.pk, released_by=lead, **ended)
    if fate == "binned":
        type(row)._base_manager.filter(pk=row.pk).update(removed_at=ago(0), removed_by=lead.person)


def _tell_again(place: Place, story: Story, meeting: Meeting) -> None:
    """Once more, let out by itself: beside the time that was not."""
    with place.ground.of("retold out"):
        again = make.make_retelling(story, told_on=story.told_on)
    make.make_release(meeting, kind="story", about=again.pk, released_by=place.people["facilitator"])


def _stays(place: Place, meeting: Meeting, at: Any) -> None:
    """What never goes out, whatever row says so: somebody's own, and what stands in the way."""
    people, ground, lead = place.people, place.ground, place.people["facilitator"]
    barrier = make.make_barrier(people["colleague"], way_round="Ask first", meeting=meeting, recorded_at=at)
    make.make_judgement(barrier, by=people["colleague"])
    group_map = make.make_holding(lead, recorded_at=at)
    with ground.of("one's own"):
        own = [
            make.make_holding(people["colleague"], owner=people["colleague"], recorded_at=at),
            make.make_noticed_change(
                people["colleague"],
                level="myself",
                recorded_at=at,
                meeting=meeting,
                for_whom="Me",
                evidence="I slept",
            ),
        ]
    with ground.of("shared own"):
        shared = make.make_noticed_change(
            people["colleague"],
            level="myself",
            is_shared=True,
            recorded_at=at,
            for_whom="Me",
            evidence="I slept",
        )
    with ground.of("group alone"):
        story = make.make_story(people["colleague"], how_far="group", told_on=timezone.localdate(at), recorded_at=at, learning="L", distilled_by="D", permission="P", sure_because="S")  # fmt: skip
        make.make_retelling(story)
    for row, kind in [(row, "noticed change") for row in (own[1], shared)] + [(story, "story")]:
        make.make_release(
            meeting, kind=kind, about=row.pk, released_by=lead
        )  # a row that says so all the same
    _share(place, barrier, at)
    place.things += [barrier, group_map, *own, shared, story]


def _share(place: Place, barrier: Any, at: Any) -> None:
    """Three things for other groups: in the library, waiting for the group, and taken out of it again."""
    said = {"for_whom": "All", "learning": "Ask", "gives": "Us", "gains": "Them"}
    teller = place.people["colleague"]
    for about in (
        make.make_small_test(teller, recorded_at=at),
        make.make_library_story(told_by=teller, told_on=timezone.localdate(at), learning="L", distilled_by="D", permission="P", sure_because="S"),
        make.make_barrier(teller, recorded_at=at),
    ):  # fmt: skip
        another, one_more = _another(about), _another(about)
        with place.ground.of("over", "in the library"):
            make.make_library_entry(about, **said)
        with place.ground.of("not in the library"):
            make.make_library_entry(another, place=None, **said)
        with place.ground.of("not in the library", "binned"):
            gone = make.make_library_entry(one_more, **said)
        type(gone).objects.filter(pk=gone.pk).update(removed_at=ago(0), removed_by=teller.person, place=None)


def _another(about: Any) -> Any:
    """One more of its sort, by the same hand."""
    if isinstance(about, Story):
        return make.make_library_story(told_by=about.told_by, told_on=about.told_on)
    return (make.make_small_test if isinstance(about, SmallTest) else make.make_barrier)(about.recorded_by)


def _put(place: Place) -> None:
    """Asks, reports in three states, a format of their own, people asked and read in, mails."""
    lead, ground, group = place.people["facilitator"], place.ground, place.group
    ask = make.make_ask(lead)
    with ground.of("steward"):
        make.make_ask_answer(ask, because="We can", myself="I ring")
    typed = dict.fromkeys(("lead", "learned", "uncertain", "ahead"), "Words")
    for tags, more in (
        ((), {"shown_at": None}),
        (("shown",), {}),
        (("shown", "published", "kept by former"), {"published_at": ago(50), "published_by": lead}),
        (("shown", "published"), {"published_at": ago(4), "published_by": lead}),
    ):
        with ground.of(*tags):
            place.things.append(make.make_report(lead, **typed, **more))
    place.things += [ask, make.make_own_format(group=group, made_by=lead)]
    _people(place)


def _people(place: Place) -> None:
    group, lead = place.group, place.people["facilitator"]
    with place.ground.of("asked to join"):
        person = make.make_user(phone="0131", short_name="Eck")
        asked = make.make_group_invitation(group, person, asked_by=lead.person, job="Baker", reason="Why not")
    with place.ground.of("read in"):
        read = make.make_people_import(
            group=group, notes=["A note"], new_organisations=[{"organisation": "Kirk", "like": ""}], made_by=place.people["manager"].person
        )  # fmt: skip
        make.make_import_row(
            read, changes=["Job"], problems=[{"column": "name", "text": "Short"}], before={"job": "x"}
        )
    with place.ground.of("mail"):
        message = make.make_message(membership=place.people["colleague"], state="failed", failed_because="550", from_name="Jo", reply_to="a@example.scot", to="b@example.scot", calendar="BEGIN:VCALENDAR")  # fmt: skip
        make.make_try(message, answer="550")
    make.make_document(group=group, source="<p>x</p>", failed_because="x")
    place.things += [asked, read, message, *CardLine.objects.none()]
