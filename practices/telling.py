"""Telling stories: kept once, worded anew over the version that was seen, told again, and withdrawn at any time."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from inquiries import echoing
from inquiries.models import Group, Membership
from meetings import publishing, releasing
from meetings.models import Meeting
from practices import replaying, shelving
from practices.models import Retelling, Story
from practices.models.stories import OUT_AS

WORDS = (
    "title",
    "pseudonym",
    "text",
    "learning",
    "distilled_by",
    "whose",
    "permission",
    "how_far",
    "sure_because",
)


def tell(
    group: Group,
    said: dict[str, Any],
    *,
    by: Membership,
    on: date,
    at: datetime,
    client_key: UUID,
    meeting: Meeting | None = None,
) -> Story:
    """Keep a story; the same key a second time keeps nothing more, and gives the one that is there."""
    try:
        with transaction.atomic():
            told = Story.objects.create(
                group=group,
                meeting=meeting,
                told_by=by,
                told_on=on,
                client_key=client_key,
                recorded_by=by,
                recorded_at=at,
                **{name: said[name] for name in WORDS},
            )
            shelving.follow_story(told, by=by, at=at)
            return told
    except IntegrityError:
        before = Story.objects.get(client_key=client_key)
        return replaying.mine(before, group_id=group.pk, recorded_by_id=by.pk)


def reword(story: Story, said: dict[str, Any], *, version: int, by: Membership, at: datetime) -> bool:
    """Other words for it; False where somebody else gave it some since this version.

    One that may go no further than the group is read outside no more from the same moment.
    """
    rows = Story.objects.kept().filter(pk=story.pk, version=version)
    with transaction.atomic():
        is_done = bool(rows.update(**{name: said[name] for name in WORDS}, version=F("version") + 1))
        if is_done and said["how_far"] == Story.HowFar.GROUP:
            _take_back(story, by=by, at=at)
        if is_done:
            shelving.follow_story(story, by=by, at=at)
            echoing.taken_back(story.group_id, at=at)  # what was published reads it as it stands
    return is_done


def _take_back(story: Story, *, by: Membership, at: datetime) -> None:
    """The story, and what was told of it again, from outside."""
    for key in [story.pk, *story.retellings.values_list("pk", flat=True)]:
        releasing.take_back(story.group, OUT_AS, key, by=by, at=at)


def tell_again(
    story: Story, text: str, *, by: Membership, on: date, at: datetime, client_key: UUID
) -> Retelling:
    """What is different for them now; the same key a second time keeps nothing more."""
    words = {"text": text, "told_by": by, "told_on": on, "recorded_at": at, "story": story}
    kept, _is_new = Retelling.objects.get_or_create(client_key=client_key, defaults=words)
    return replaying.mine(kept, story_id=story.pk, told_by_id=by.pk)


@transaction.atomic
def withdraw(story: Story, *, by: Membership, at: datetime) -> bool:
    """Take it off every page, and back from outside; says whether it was this call that did it."""
    if not story.remove(by=by.person, at=at):
        return False
    _take_back(story, by=by, at=at)
    shelving.follow_story(story, by=by, at=at)
    publishing.draw_anew(story.meeting, at=at)  # it stood in the recap
    return True


@transaction.atomic
def put_back(story: Story, *, by: Membership, at: datetime) -> bool:
    """Inside the group again, and out to nobody; says whether it was this call that did it."""
    if not story.put_back():
        return False
    shelving.follow_story(story, by=by, at=at)
    publishing.draw_anew(story.meeting, at=at)
    return True
