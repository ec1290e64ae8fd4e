"""Builders of what groups keep in their own words, count, check and report: each makes one valid thing with no arguments."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from inquiries.models import Membership, Programme
from inquiries.roles import Role
from meetings.models import Meeting
from practices import tying
from practices.models import (
    CheckAnswer,
    Holding,
    Initiative,
    Lesson,
    Measure,
    NoticedChange,
    Observation,
    Overview,
    Portrait,
    Practice,
    Priority,
    Reading,
    Reflection,
    Report,
    ScenarioLine,
    SmallTest,
    Strand,
    StructuralProposal,
    TakeHome,
    ToldSoFar,
    Usual,
)
from tests.builders.inquiries import make_membership, make_programme, make_stewardship, numbers
from tests.builders.meetings import make_meeting
from tests.builders.practices import make_small_test, make_story


def _kept(by: Membership, **fields: Any) -> dict[str, Any]:
    """The columns that all things kept in a group's words share."""
    return {
        "group": by.group,
        "client_key": uuid4(),
        "recorded_by": by,
        "recorded_at": timezone.now(),
    } | fields


def make_noticed_change(noticed_by: Membership | None = None, **fields: Any) -> NoticedChange:
    """A difference that people in communities would notice, and that all inside read."""
    noticed_by = noticed_by or make_membership()
    defaults: dict[str, Any] = {
        "noticed_by": noticed_by,
        "level": "communities",
        "what": f"She goes out on Tuesdays again, {next(numbers)}",
        "noticed_on": timezone.localdate(),
    }
    return NoticedChange.objects.create(**_kept(noticed_by, **defaults | fields))


def make_scenario_line(recorded_by: Membership | None = None, **fields: Any) -> ScenarioLine:
    recorded_by = recorded_by or make_membership(role=Role.FACILITATOR)
    defaults: dict[str, Any] = {
        "part": ScenarioLine.Part.FUTURE,
        "what": f"Nobody asks twice, {next(numbers)}",
        "is_ours": True,
    }
    return ScenarioLine.objects.create(**_kept(recorded_by, **defaults | fields))


def make_priority(recorded_by: Membership | None = None, **fields: Any) -> Priority:
    recorded_by = recorded_by or make_membership(role=Role.FACILITATOR)
    defaults: dict[str, Any] = {"what": f"Know who is housebound, {next(numbers)}"}
    return Priority.objects.create(**_kept(recorded_by, **defaults | fields))


def make_holding(recorded_by: Membership | None = None, **fields: Any) -> Holding:
    """A map of the group; private where `owner` says whose."""
    recorded_by = recorded_by or make_membership(role=Role.FACILITATOR)
    defaults: dict[str, Any] = {
        "commitment": f"We ask before we treat, {next(numbers)}",
        "instead": "We fill in the form first",
        "hidden": "Not being the one who missed something",
        "assumption": f"Without the form something goes wrong, {next(numbers)}",
    }
    return Holding.objects.create(**_kept(recorded_by, **defaults | fields))


def make_observation(recorded_by: Membership | None = None, **fields: Any) -> Observation:
    recorded_by = recorded_by or make_membership(role=Role.FACILITATOR)
    defaults: dict[str, Any] = {
        "practice": Practice.DISBELIEF,
        "speaks": Observation.Speaks.FOR,
        "words": f"Two of us tried what we had doubted, {next(numbers)}",
    }
    return Observation.objects.create(**_kept(recorded_by, **defaults | fields))


def make_structural_proposal(recorded_by: Membership | None = None, **fields: Any) -> StructuralProposal:
    recorded_by = recorded_by or make_membership(role=Role.FACILITATOR)
    defaults: dict[str, Any] = {"what": f"One team in each practice, {next(numbers)}"}
    return StructuralProposal.objects.create(**_kept(recorded_by, **defaults | fields))


def make_initiative(owner: Membership | None = None, **fields: Any) -> Initiative:
    owner = owner or make_membership(role=Role.FACILITATOR)
    defaults: dict[str, Any] = {
        "owner": owner,
        "what": f"Monthly meetings in each practice, {next(numbers)}",
        "first_on": timezone.localdate() + timedelta(days=30),
    }
    return Initiative.objects.create(**_kept(owner, **defaults | fields))


def make_strand(source: Any = None, result: Any = None, **fields: Any) -> Strand:
    """That a small test came of a story, where nothing else is given."""
    source = source or make_story()
    result = result or make_small_test(source.told_by)
    by = fields.pop("tied_by", None) or getattr(result, "recorded_by", None) or result.lead
    ends: dict[str, Any] = {
        "source_kind": tying.kind_of(source),
        "source": source.pk,
        "result_kind": tying.kind_of(result),
        "result": result.pk,
    }
    return Strand.objects.create(group=source.group, tied_by=by, tied_at=timezone.now(), **ends | fields)


def make_measure(recorded_by: Membership | None = None, **fields: Any) -> Measure:
    """A measure of a small test, without readings."""
    recorded_by = recorded_by or make_membership()
    if "small_test" not in fields and "aspiration" not in fields:
        fields["small_test"] = make_small_test(recorded_by)
    defaults: dict[str, Any] = {"what": f"Visits at noon, {next(numbers)}", "unit": "a week"}
    return Measure.objects.create(**_kept(recorded_by, **defaults | fields))


def make_reading(measure: Measure | None = None, **fields: Any) -> Reading:
    measure = measure or make_measure()
    defaults: dict[str, Any] = {"on": timezone.localdate(), "value": 7}
    return Reading.objects.create(measure=measure, **defaults | fields)


def make_usual(small_test: SmallTest | None = None, **fields: Any) -> Usual:
    """What became of an adopted small test."""
    today = timezone.localdate()
    small_test = small_test or make_small_test(stage=SmallTest.Stage.ADOPTED, settled_on=today)
    defaults: dict[str, Any] = {"adopted_by": f"The district nurses, {next(numbers)}", "since": today}
    return Usual.objects.create(small_test=small_test, **defaults | fields)


def make_check_answer(meeting: Meeting | None = None, **fields: Any) -> CheckAnswer:
    """What one phone answered for one practice, of a phone that is forgotten."""
    defaults: dict[str, Any] = {
        "practice": Practice.PURPOSE,
        "score": 3,
        "line": f"We say it aloud now, {next(numbers)}",
        "said_on": timezone.localdate(),
    }
    return CheckAnswer.objects.create(meeting=meeting or make_meeting(), **defaults | fields)


def make_reflection(programme: Programme | None = None, **fields: Any) -> Reflection:
    programme = programme or make_programme()
    if "recorded_by" not in fields:
        held = make_stewardship(role=Role.LEARNING_PARTNER, programme=programme)
        fields["recorded_by"] = held.person
    defaults: dict[str, Any] = {
        "title": f"What we see in three places, {next(numbers)}",
        "held_on": timezone.localdate(),
        "client_key": uuid4(),
        "recorded_at": timezone.now(),
    }
    return Reflection.objects.create(programme=programme, **defaults | fields)


def make_lesson(reflection: Reflection | None = None, **fields: Any) -> Lesson:
    reflection = reflection or make_reflection()
    defaults: dict[str, Any] = {
        "practice": Practice.DIVERSITY,
        "words": f"Ask what is not said, {next(numbers)}",
        "client_key": uuid4(),
        "recorded_by": reflection.recorded_by,
        "recorded_at": timezone.now(),
    }
    return Lesson.objects.create(reflection=reflection, **defaults | fields)


def make_report(recorded_by: Membership | None = None, **fields: Any) -> Report:
    """A draft that the members may read; published where `published_at` says when."""
    recorded_by = recorded_by or make_membership(role=Role.FACILITATOR)
    now = timezone.now()
    defaults: dict[str, Any] = {"title": f"Half way, and on purpose, {next(numbers)}", "shown_at": now}
    if "published_at" in fields:
        defaults |= {"published_by": recorded_by, "frozen": {}}
    if fields.get("shown_at", now):
        defaults["shown_version"] = fields.get("version", 0)
    return Report.objects.create(**_kept(recorded_by, **defaults | fields))


def make_take_home(membership: Membership | None = None, **fields: Any) -> TakeHome:
    """What a member wrote for those who send them, after a meeting."""
    membership = membership or make_membership()
    if "meeting" not in fields:
        fields["meeting"] = make_meeting(group=membership.group)
    defaults: dict[str, Any] = {
        "gained": f"We know whom to ring, {next(numbers)}",
        "changed_at": timezone.now(),
    }
    return TakeHome.objects.create(membership=membership, **defaults | fields)


def make_overview(programme: Programme | None = None, **fields: Any) -> Overview:
    """A draft over a programme as its learning partner writes it, with nothing taken yet."""
    programme = programme or make_programme()
    if "recorded_by" not in fields:
        held = make_stewardship(role=Role.LEARNING_PARTNER, programme=programme)
        fields["recorded_by"] = held.person
    now = timezone.now()
    if "published_at" in fields:
        fields.setdefault("published_by", fields["recorded_by"])
    defaults: dict[str, Any] = {
        "title": f"Most groups try things now, {next(numbers)}",
        "client_key": uuid4(),
        "recorded_at": now,
        "drawn_at": now,
        "told": {},
    }
    return Overview.objects.create(programme=programme, **defaults | fields)


def make_portrait(overview: Overview | None = None, **fields: Any) -> Portrait:
    """What a report over several tells of one group."""
    group = fields.pop("group", None) or make_membership().group
    overview = overview or make_overview(group.partnership.programme)
    defaults: dict[str, Any] = {"face": "near", "position": next(numbers), "told": {"name": group.name}}
    return Portrait.objects.create(
        overview=overview, group=group, partnership=group.partnership, **defaults | fields
    )


def make_told_so_far(programme: Programme | None = None, **fields: Any) -> ToldSoFar:
    return ToldSoFar.objects.create(programme=programme or make_programme(), **fields)
