"""The scenario plan: drawn at small tables and taken up together; its priorities on the wall with what is tied to each."""

import pytest

from meetings import walls
from practices import picturing
from tests.builders import (
    make_action,
    make_membership,
    make_priority,
    make_scenario_line,
    make_small_test,
    make_strand,
)
from tests.practices.kept import page_of, sent, url
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def test_a_small_groups_line_is_theirs_until_all_take_it_up(client, jo):
    row = make_scenario_line(jo, is_ours=False, drawn_by="the table by the window", what="Benches")
    page = page_of(client, jo.person, url(jo, "scenario"))[1]
    assert page.index("From the small groups") < page.index("Benches")
    assert "Benches" not in repr(picturing.on_the_wall(jo.group))
    sent(client, jo, "line-take-up", row.pk, ours="yes")
    row.refresh_from_db()
    assert row.is_ours
    assert row.drawn_by == "the table by the window"
    assert "Benches" in repr(picturing.on_the_wall(jo.group))


def test_members_read_the_picture_and_do_not_draw_it(client, jo):
    member, row = make_membership(group=jo.group), make_scenario_line(jo)
    assert row.what in page_of(client, member.person, url(member, "scenario"))[1]
    assert sent(client, member, "line-take-up", row.pk, ours="yes").status_code == 403


def test_the_wall_shows_each_priority_with_what_moves_it_and_nobodys_name(client, jo):
    priority = make_priority(jo, what="Be where people eat")
    test, done = make_small_test(jo, what="A nurse at lunch"), make_action(lead=jo, state="done")
    action = make_action(lead=jo, text="Ring the hall")
    let_go = make_small_test(jo, what="One list", stage="let go", settled_on=jo.joined_on)
    for result in (test, action, let_go, done):
        make_strand(priority, result, tied_by=jo)
    panel = next(panel for panel in picturing.on_the_wall(jo.group) if panel.parts)
    part = panel.parts[0]
    assert part.heading == "Be where people eat"
    assert {line.text for line in part.lines} == {"A nurse at lunch", "Ring the hall"}
    assert jo.person.name not in repr(panel)
    page = page_of(client, jo.person, f"/groups/{jo.group.slug}/wall/")[1]
    assert "A nurse at lunch" in page


def test_the_wall_asks_as_often_for_many_as_for_one(jo):
    def add():
        priority = make_priority(jo)
        make_strand(priority, make_small_test(make_membership(group=jo.group)), tied_by=jo)

    assert_same_queries(ask=lambda: picturing.on_the_wall(jo.group), add_row=add)


def test_without_a_plan_the_wall_is_as_it_was(jo):
    assert all(not panel.lines and not panel.parts for panel in picturing.on_the_wall(jo.group))
    assert walls.Panel("middle", "x").parts == []
