"""Builders of what groups try and learn: each makes one valid thing with no arguments."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from inquiries.models import Membership
from inquiries.roles import Role
from practices.models import (
    Ask,
    AskAnswer,
    Barrier,
    Cycle,
    Judgement,
    Retelling,
    SmallTest,
    Story,
)
from tests.builders.inquiries import make_membership, make_stewardship, numbers


def make_story(told_by: Membership | None = None, **fields: Any) -> Story:
    """A story made of several people's, that may go out once the group says so."""
    told_by = told_by or make_membership()
    now = timezone.now()
    defaults: dict[str, Any] = {
        "group": told_by.group,
        "title": f"Three visits before lunch, {next(numbers)}",
        "pseudonym": "Wilma",
        "text": "Wilma waits in. Three people come, and none of them knows of the others.",
        "whose": Story.Whose.SEVERAL,
        "how_far": Story.HowFar.ABOVE,
        "told_on": timezone.localdate(now),
        "client_key": uuid4(),
        "recorded_by": told_by,
        "recorded_at": now,
    }
    return Story.objects.create(told_by=told_by, **defaults | fields)


def make_retelling(story: Story | None = None, **fields: Any) -> Retelling:
    story = story or make_story()
    now = timezone.now()
    defaults: dict[str, Any] = {
        "text": f"She goes to the club on Tuesdays, {next(numbers)}",
        "told_on": timezone.localdate(now),
        "told_by": story.told_by,
        "client_key": uuid4(),
        "recorded_at": now,
    }
    return Retelling.objects.create(story=story, **defaults | fields)


def make_small_test(lead: Membership | None = None, **fields: Any) -> SmallTest:
    """A small test begun today, to be looked at in two weeks; with its first cycle."""
    lead = lead or make_membership()
    now = timezone.now()
    today = timezone.localdate(now)
    defaults: dict[str, Any] = {
        "group": lead.group,
        "what": f"The nurse sees people at the lunch club, {next(numbers)}",
        "for_whom": "People who live on their own",
        "starts_on": today,
        "look_on": today + timedelta(days=14),
        "client_key": uuid4(),
        "recorded_by": lead,
        "recorded_at": now,
    }
    made = SmallTest.objects.create(lead=lead, **defaults | fields)
    make_cycle(made, plan=made.what)
    return made


def make_cycle(small_test: SmallTest | None = None, **fields: Any) -> Cycle:
    if small_test is None:
        return make_small_test().cycles.get()
    number = small_test.cycles.count() + 1
    defaults: dict[str, Any] = {"number": number, "plan": "Once more", "starts_on": small_test.starts_on}
    return Cycle.objects.create(small_test=small_test, **defaults | fields)


def make_barrier(recorded_by: Membership | None = None, **fields: Any) -> Barrier:
    recorded_by = recorded_by or make_membership()
    defaults: dict[str, Any] = {
        "group": recorded_by.group,
        "what": f"Two systems that cannot read each other, {next(numbers)}",
        "quadrant": Barrier.Quadrant.SYSTEMS,
        "client_key": uuid4(),
        "recorded_at": timezone.now(),
    }
    return Barrier.objects.create(recorded_by=recorded_by, **defaults | fields)


def make_judgement(barrier: Barrier | None = None, **fields: Any) -> Judgement:
    barrier = barrier or make_barrier()
    defaults: dict[str, Any] = {
        "kind": Judgement.Kind.ADAPTIVE,
        "because": "Nobody has the key to it alone",
        "by": barrier.recorded_by,
        "at": timezone.now(),
        "client_key": uuid4(),
    }
    return Judgement.objects.create(barrier=barrier, **defaults | fields)


def make_ask(put_by: Membership | None = None, **fields: Any) -> Ask:
    put_by = put_by or make_membership(role=Role.FACILITATOR)
    now = timezone.now()
    defaults: dict[str, Any] = {
        "group": put_by.group,
        "wording": f"Let one record be read by all who care, {next(numbers)}",
        "put_on": timezone.localdate(now),
        "client_key": uuid4(),
        "recorded_at": now,
    }
    return Ask.objects.create(put_by=put_by, **defaults | fields)


def make_ask_answer(ask: Ask | None = None, **fields: Any) -> AskAnswer:
    ask = ask or make_ask()
    if "by" not in fields:
        held = make_stewardship(role=Role.SENIOR_MANAGER, partnership=ask.group.partnership)
        fields |= {"by": held.person, "stewardship": held}
    defaults: dict[str, Any] = {"says": AskAnswer.Says.YES, "at": timezone.now(), "version": 1}
    return AskAnswer.objects.create(ask=ask, **defaults | fields)
