"""What the tests of figures in reports share: things that were counted and let out, and how a report draws them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inquiries.roles import Role
from practices.reporting import figures, standing
from tests.builders import (
    make_check_answer,
    make_cycle,
    make_measure,
    make_meeting,
    make_membership,
    make_reading,
    make_release,
    make_small_test,
)
from tests.practices.kept import let_out

NOW = timezone.now()
TODAY = timezone.localdate()


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


def measured(jo, *values, **fields):
    """A measure of a small test with a reading a week, let out."""
    small_test = make_small_test(jo)
    make_cycle(small_test, starts_on=TODAY - timedelta(weeks=3))
    measure = make_measure(jo, small_test=small_test, what="People at lunch", unit="people a week", **fields)
    for week, value in enumerate(reversed(values)):
        make_reading(measure, on=TODAY - timedelta(weeks=week), value=value)
    let_out(measure)
    return measure


def checked(jo, number, scores, practice="purpose"):
    """A meeting that was held, whose practice check these answered, let out."""
    meeting = make_meeting(
        jo.group, number=number, starts_at=NOW - timedelta(days=900 - number), closed_by=jo
    )
    for score in scores:
        make_check_answer(meeting, practice=practice, score=score)
    make_release(meeting, kind="practice check", about=meeting.pk, released_by=jo)
    return meeting


def tried(jo, stage="trying", *, is_out=True):
    row = make_small_test(jo, stage=stage, settled_on=None if stage == "trying" else TODAY)
    if is_out:
        let_out(row, kind="small test")
    return row


def drawn(row):
    return figures.drawn(standing.as_it_stands(row)["figures"])


RISEN = [5, 6, 4, 5, 4, 9, 8, 9, 9, 8, 9]
TEN, NINE = (1, 2, 2, 3, 3, 4, 4, 5, 5, 5), (1, 2, 2, 3, 3, 4, 4, 5, 5)
