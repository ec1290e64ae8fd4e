"""Builders of what groups try and learn: each makes one valid thing with no arguments."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from inquiries.models import Membership
from practices.models import Retelling, Story
from tests.builders.inquiries import make_membership, numbers


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
