"""What a group may let out of what it tried and learned, and its words as they are read outside (A12)."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.releasing import Thing, Words
from practices.models import SmallTest, Story, small_tests
from practices.models.stories import OUT_AS


def stories(meeting: Meeting) -> list[Thing]:
    """Each story of the group, with why it may not go further, if so; one query."""
    rows = Story.objects.kept().filter(group=meeting.group_id).order_by("told_on", "recorded_at")
    return [
        Thing(
            OUT_AS,
            story.pk,
            _("Story: %(title)s") % {"title": story.title},
            story.text,
            waits="" if story.may_go_out else _("It was told to this group and nobody else: it stays here."),
            is_no=not story.may_go_out,
        )
        for story in rows
    ]


def words_of_stories(keys: Iterable[UUID]) -> Words:
    """What stories say that went out, by key: those that were withdrawn, or kept to the group since, say nothing."""
    out = Story.objects.kept().filter(pk__in=list(keys)).exclude(how_far=Story.HowFar.GROUP)
    return {story.pk: (f"{story.title}\n\n{story.text}", story.pseudonym) for story in out}


def small_tests_of(meeting: Meeting) -> list[Thing]:
    """Each small test of the group; one query."""
    rows = SmallTest.objects.kept().filter(group=meeting.group_id).order_by("starts_on", "recorded_at")
    return [
        Thing(small_tests.OUT_AS, row.pk, _("Small test: %(what)s") % {"what": row.what}, _as_told(row))
        for row in rows
    ]


def words_of_small_tests(keys: Iterable[UUID]) -> Words:
    """What small tests that went out say, by key."""
    rows = SmallTest.objects.kept().filter(pk__in=list(keys))
    return {row.pk: (f"{row.what}\n\n{_as_told(row)}", "") for row in rows}


def _as_told(row: SmallTest) -> str:
    helps = _("For %(whom)s: %(stage)s.") % {"whom": row.for_whom, "stage": row.get_stage_display().lower()}
    return " ".join(filter(None, [helps, row.expect, row.gives, row.gains]))
