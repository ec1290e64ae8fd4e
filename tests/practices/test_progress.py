"""How we are doing: what became of actions, how far small tests are and practice checks over time, as pictures and figures."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from inquiries import rendering
from inquiries.roles import Role
from meetings import grouping
from meetings.models import Action
from practices import checking, progress, progress_charts, spread_charts
from practices.checking import Checked, Spread
from practices.progress import Agreed, Stages
from practices.sketching import FRAMES, TALL, WIDE
from tests.builders import make_action, make_check_answer, make_meeting, make_membership, make_small_test
from tests.practices.kept import above, page_of, url
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db
State = Action.State


@pytest.fixture
def meetings(jo):
    """Two that were held, and one to come."""
    first = timezone.now() - timedelta(days=60)
    held = [
        make_meeting(jo.group, number=n, starts_at=first + timedelta(days=30 * n), closed_by=jo)
        for n in (1, 2)
    ]
    return [*held, make_meeting(jo.group, number=3)]


def agreed(jo):
    return progress.agreed(jo.group, grouping.meetings_of(jo.group))


def take(jo, meeting, *states):
    for state in states:
        make_action(jo, meeting=meeting, state=state)


def check(meeting, practice, *scores):
    for score in scores:
        make_check_answer(meeting=meeting, practice=practice, score=score)


def test_actions_stand_by_meeting_with_what_became_of_them(jo, meetings):
    take(jo, meetings[0], State.DONE, State.LET_GO, State.STUCK, State.OFFERED)
    take(jo, meetings[1], State.OPEN, State.DONE)
    take(jo, None, State.UNDER_WAY)
    one, two, between = agreed(jo)
    assert (one.meeting, one.total, one.done, one.let_go, one.carried, one.waiting) == (
        meetings[0],
        3,
        1,
        1,
        1,
        0,
    )
    assert (two.meeting, two.total, two.done, two.carried, two.waiting) == (meetings[1], 2, 1, 0, 1)
    assert (between.meeting, between.waiting) == (None, 1)


def test_actions_in_the_bin_and_of_other_groups_are_not_counted(jo, meetings):
    make_action(make_membership())
    make_action(jo, meeting=meetings[0], removed_at=timezone.now(), removed_by=jo.person)
    assert [row.total for row in agreed(jo)] == [0, 0]


def test_a_meeting_held_without_an_action_stands_there_and_one_to_come_does_not(jo, meetings):
    assert [row.meeting.number for row in agreed(jo)] == [1, 2]


@pytest.mark.parametrize(
    ("row", "title"),
    [
        (Agreed(None), "No action is agreed yet"),
        (Agreed(None, done=1), "The one action agreed is done"),
        (Agreed(None, done=2), "Both actions are done"),
        (Agreed(None, done=1, waiting=2), "One of three actions is done"),
        (Agreed(None, done=9, carried=1, let_go=3), "Nine of 13 actions are done, one is carried on"),
        (Agreed(None, done=9, let_go=2), "Nine of eleven actions are done, two were let go"),
    ],
)
def test_the_title_says_what_became_of_them(row, title):
    assert progress_charts.title_of_actions([row]) == title


@pytest.mark.parametrize(
    ("stages", "title"),
    [
        (Stages(), "No small test is begun yet"),
        (Stages(trying=1), "One small test is being tried"),
        (Stages(trying=2), "Two small tests are being tried"),
        (
            Stages(trying=3, adopted=2, let_go=1),
            "Of six small tests, two became usual, three are being tried",
        ),
        (Stages(adopted=2, let_go=1), "Of three small tests, two became usual, one was let go"),
    ],
)
def test_the_title_says_how_far_small_tests_are(stages, title):
    assert progress_charts.title_of_stages(stages) == title


def test_small_tests_are_counted_by_stage_and_those_due_a_look_among_them(jo):
    today = timezone.localdate()
    make_small_test(jo)
    make_small_test(jo, starts_on=today - timedelta(days=20), look_on=today)
    make_small_test(jo, stage="adopted", settled_on=today)
    make_small_test(jo, removed_at=timezone.now(), removed_by=jo.person)
    make_small_test()
    assert progress.stages(jo.group, today) == Stages(trying=2, due=1, adopted=1, let_go=0)


def spreads(meeting, *counts):
    return [Checked(str(n), f"Practice {n}", [Spread(meeting, one, ())]) for n, one in enumerate(counts)]


def test_the_title_of_checks_says_where_low_and_high_stand_side_by_side(meetings):
    one, two, _ahead = meetings
    apart, close = (0, 3, 0, 2, 0), (0, 0, 3, 2, 0)
    assert spread_charts.title_of([]) == "No practice check with five answers yet"
    assert spread_charts.title_of(spreads(one, apart, close)) == (
        "At meeting 1 low and high answers stand side by side in one of two practices"
    )
    both = [Checked("a", "A", [Spread(one, apart, ()), Spread(two, close, ())])]
    assert spread_charts.title_of(both) == (
        "At meeting 2 answers lie close together in every practice; at meeting 1 it was one"
    )


def test_four_answers_are_shown_nowhere_and_five_are(client, jo, meetings):
    check(meetings[0], "purpose", 1, 1, 1, 1)
    check(meetings[1], "diversity", 5, 5, 5, 5)
    _status, page = page_of(client, jo.person, url(jo, "progress"))
    assert "No practice check with five answers yet" in page
    assert "A shared purpose" not in page

    check(meetings[0], "purpose", 2)
    _status, page = page_of(client, jo.person, url(jo, "progress"))
    assert "A shared purpose, meeting 1: 4, 1, 0, 0, 0" in page
    assert "Exploring diversity" not in page


def test_a_check_that_can_still_change_is_not_shown(client, jo):
    check(make_meeting(jo.group, opened_at=timezone.now()), "purpose", 1, 2, 3, 4, 5)
    _status, page = page_of(client, jo.person, url(jo, "progress"))
    assert "A shared purpose" not in page


def test_the_page_tells_its_figures_and_names_nobody(client, jo, meetings):
    ross = make_membership(group=jo.group)
    take(ross, meetings[0], State.DONE, State.STUCK)
    make_small_test(ross)
    _status, page = page_of(client, jo.person, url(jo, "progress"))
    assert "One of two actions is done, one is carried on" in page
    assert "One small test is being tried" in page
    assert ross.person.name not in page


@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.NATIONAL_BODY])
def test_above_the_group_the_page_is_not_there(client, jo, meetings, role):
    take(jo, meetings[0], State.DONE)
    assert page_of(client, above(jo.group, role), url(jo, "progress"))[0] == 404


def test_an_empty_group_is_told_what_to_do_next(client, jo):
    _status, page = page_of(client, jo.person, url(jo, "progress"))
    assert "No action is agreed yet" in page
    assert url(jo, "small-test-begin") in page


def drawn(rows, found, checked):
    for frame in FRAMES:
        yield progress_charts.draw_actions(rows, frame)
        yield progress_charts.draw_stages(found, frame)
        yield spread_charts.draw(checked, frame)


def test_every_number_that_is_drawn_has_room(jo, meetings):
    """Twenty meetings with hundreds of actions, and long names."""
    rows = [Agreed(meetings[0], done=n * 37, carried=n, let_go=400) for n in range(20)]
    found = Stages(trying=500, due=20, adopted=3, let_go=40)
    checked = spreads(meetings[0], *[(30, 0, 2, 9, 9)] * 6)
    for svg in drawn(rows, found, checked):
        root = ElementTree.fromstring(svg)
        _x, _y, width, height = map(float, root.get("viewBox").split())
        for part in root.iter():
            if part.get("x") and part.get("y"):
                wide = float(part.get("width", 0)) or len(part.text or "") * 7
                begins = float(part.get("x")) - (wide / 2 if part.get("text-anchor") == "middle" else 0)
                assert begins + wide <= width + 1, (part.text, begins, wide)
                assert float(part.get("y")) <= height


@pytest.mark.parametrize("frame", [WIDE, TALL], ids=lambda frame: frame.name)
def test_each_bar_of_a_practice_check_says_how_many_answered_so(meetings, frame):
    root = ElementTree.fromstring(spread_charts.draw(spreads(meetings[0], (30, 0, 8, 9, 0)), frame))
    drawn = [part.text for part in root.iter() if part.tag.endswith("text")]
    assert [said for said in drawn if said in ("30", "8", "9")] == ["30", "8", "9"]
    assert "0" not in drawn


def test_meetings_long_past_stand_together(meetings):
    rows = [Agreed(meetings[0], done=1)] * 15
    shown = progress_charts.short_rows(rows)
    assert len(shown) == progress_charts.MOST_ROWS + 1
    assert (shown[0][0], shown[0][2].done) == ("Before these", 3)


def test_the_pictures_can_be_drawn_in_a_pdf(jo, meetings):
    take(jo, meetings[0], State.DONE, State.STUCK)
    check(meetings[0], "purpose", 1, 2, 3, 4, 5)
    checked = checking.spreads(jo.group, [meetings[0]])
    pictures = [
        progress_charts.draw_actions(agreed(jo), WIDE),
        progress_charts.draw_stages(Stages(trying=2), WIDE),
        spread_charts.draw(checked, WIDE),
    ]
    page = f'<!doctype html><html lang="en-GB"><head><title>P</title></head><body><h1>P</h1>{"".join(pictures)}</body></html>'
    pdf, pages = rendering.draw(page)
    assert pdf.startswith(b"%PDF")
    assert pages >= 1


def test_a_picture_is_told_to_those_who_dont_see_it(jo, meetings):
    take(jo, meetings[0], State.DONE)
    svg = progress_charts.draw_actions(agreed(jo), TALL)
    assert "Meeting 1: 1 agreed, 1 done, 0 carried, 0 let go." in svg


def test_the_page_takes_the_same_queries_whatever_there_is(client, jo, meetings):
    client.force_login(jo.person)

    def add():
        lead = make_membership(group=jo.group)
        take(lead, meetings[0], State.DONE)
        make_small_test(lead)
        check(meetings[0], "purpose", 3)

    assert_same_queries(ask=lambda: client.get(url(jo, "progress")), add_row=add)
    assert len(queries_of(lambda: client.get(url(jo, "progress")))) <= 12
