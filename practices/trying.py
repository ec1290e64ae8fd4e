"""Trying things on a small scale: begun in two minutes, looked at when it is time, adopted, adapted or let go."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inquiries.models import Group, Membership
from meetings import publishing, releasing
from meetings.models import Meeting
from meetings.walls import Line, Panel
from practices import replaying, shelving, tying
from practices.models import Cycle, SmallTest
from practices.models.small_tests import OUT_AS
from practices.tying import Knot

Stage, Decision = SmallTest.Stage, Cycle.Decision
WORDS = ("what", "for_whom", "expect", "where", "gives", "gains", "look_on")
STUDIED = ("did", "as_expected", "surprise", "learned", "decision")
ON_WALL = 8


def begin(
    group: Group,
    said: dict[str, Any],
    *,
    by: Membership,
    on: date,
    at: datetime,
    client_key: UUID,
    came_of: Knot | None = None,
    meeting: Meeting | None = None,
) -> SmallTest:
    """Begin a small test with its first cycle; the same key a second time begins nothing more."""
    try:
        with transaction.atomic():
            begun = SmallTest.objects.create(
                group=group,
                meeting=meeting,
                lead=said["lead"],
                starts_on=on,
                client_key=client_key,
                recorded_by=by,
                recorded_at=at,
                **{name: said[name] for name in WORDS},
            )
            Cycle.objects.create(small_test=begun, number=1, plan=begun.what, starts_on=on)
            if came_of:
                tying.tie(group, came_of, tying.knot_of(begun, group.slug), by=by, at=at)
    except IntegrityError:
        before = SmallTest.objects.get(client_key=client_key)
        return replaying.mine(before, group_id=group.pk, recorded_by_id=by.pk)
    return begun


def reword(small_test: SmallTest, said: dict[str, Any], *, version: int) -> bool:
    """Other words, lead or day; False where somebody else changed it since this version."""
    rows = SmallTest.objects.kept().filter(pk=small_test.pk, version=version)
    words = {name: said[name] for name in WORDS} | {"lead": said["lead"]}
    return bool(rows.update(**words, version=F("version") + 1))


@transaction.atomic
def look(small_test: SmallTest, cycle: Cycle, said: dict[str, Any], *, by: Membership, on: date) -> bool:
    """Keep what a cycle taught and what comes of it; False where somebody looked at it before.

    To adapt it begins the next cycle, with what is tried then and the next day to look.
    """
    open_one = Cycle.objects.filter(pk=cycle.pk, decision="")
    if not open_one.update(**{name: said[name] for name in STUDIED}, looked_on=on, looked_by=by):
        return False
    rows = SmallTest.objects.filter(pk=small_test.pk)
    if said["decision"] == Decision.ADAPT:
        Cycle.objects.create(
            small_test=small_test, number=cycle.number + 1, plan=said["next_plan"], starts_on=on
        )
        rows.update(look_on=said["next_look_on"], version=F("version") + 1)
    else:
        stage = Stage.ADOPTED if said["decision"] == Decision.ADOPT else Stage.LET_GO
        rows.update(stage=stage, settled_on=on, version=F("version") + 1)
    return True


@transaction.atomic
def look_again(small_test: SmallTest, cycle: Cycle) -> bool:
    """Take the newest look back, with all that came of it; False where another cycle has been looked at since."""
    later = small_test.cycles.filter(number__gt=cycle.number)
    if later.exclude(decision="").exists():
        return False
    looked = Cycle.objects.filter(pk=cycle.pk).exclude(decision="")
    if not looked.update(decision="", looked_on=None, looked_by=None):
        return False
    later.delete()
    SmallTest.objects.filter(pk=small_test.pk).update(
        stage=Stage.TRYING, settled_on=None, version=F("version") + 1
    )
    return True


@transaction.atomic
def remove(small_test: SmallTest, *, by: Membership, at: datetime) -> bool:
    """Put it in the bin, and take it back from outside; says whether it was this call that did it."""
    if not small_test.remove(by=by.person, at=at):
        return False
    releasing.take_back(small_test.group, OUT_AS, small_test.pk, by=by, at=at)
    shelving.goes(small_test.pk, by=by, at=at)
    publishing.draw_anew(small_test.meeting, at=at)  # it may stand in the recap
    return True


# --- where it comes back by itself ----------------------------------------------------------------


def on_the_wall(group: Group) -> list[Panel]:
    """What is being tried, and what became usual, without who (settings.WALL_PANELS); one query."""
    rows = list(
        SmallTest.objects.kept().filter(group=group).exclude(stage=Stage.LET_GO).values_list("what", "stage")
    )
    tried = [Line(what, "trial", _("Small test")) for what, stage in rows if stage == Stage.TRYING]
    usual = [Line(what, "usual") for what, stage in rows if stage == Stage.ADOPTED]
    return [
        Panel("middle", _("What we are trying"), tried[:ON_WALL], more=max(len(tried) - ON_WALL, 0)),
        Panel("usual", _("What became usual"), usual[:ON_WALL], more=max(len(usual) - ON_WALL, 0)),
    ]
