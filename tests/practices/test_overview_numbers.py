"""The numbers of reports over several groups: none small, none given back by another version, and how much they ask."""

import pytest

from inquiries.roles import Role
from meetings.models import Action
from practices.models import ToldSoFar
from tests.builders import (
    make_action,
    make_ask,
    make_group,
    make_initiative,
    make_membership,
    make_noticed_change,
    make_partnership,
)
from tests.practices.kept import let_out, page_of
from tests.practices.overviewed import (
    adopted,
    drafted,
    jo,
    people,
    programme,
    published,
    quote_out,
    ruth,
    url,
)
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db
__all__ = ["jo", "programme", "ruth"]  # fixtures


# --- what is told ---------------------------------------------------------------------------------


def told_of(row, group, face="near"):
    return row.portraits.get(face=face, group=group).told["numbers"]


def test_few_people_are_not_told_nor_one_number_beside_them(jo, programme, ruth):
    small, large, third = jo.group, *(make_group(partnership=jo.group.partnership) for _ in range(2))
    people(large, 12)
    people(third, 20)
    row = drafted(programme, ruth)
    told = [told_of(row, group)["people"] for group in (small, large, third)]
    assert told[0] is None
    assert told.count(None) == 2
    told.remove(None)
    assert row.told["near"]["totals"]["people"] == {"n": max(filter(None, told)), "whole": False}


def test_who_never_came_did_not_take_part(jo, programme, ruth):
    people(jo.group, 11)
    make_membership(group=jo.group)
    assert told_of(drafted(programme, ruth), jo.group)["people"] == 12


def test_a_partnership_whose_small_groups_are_summed_with_one_elsewhere_says_that_it_is_not_whole(
    jo, programme, ruth
):
    large = make_group(partnership=jo.group.partnership)
    for group in (jo.group, large):
        people(group, 11)
    published(programme, ruth)
    people(make_group(partnership=make_partnership(programme=programme)), 11)
    small = [make_group(partnership=jo.group.partnership) for _ in range(3)]
    for group in small:
        people(group, 2)
    published(programme, ruth)
    total = drafted(programme, ruth, jo.group.partnership).told["near"]["totals"]["people"]
    assert total == {"n": 23, "whole": False}


def test_who_joins_between_two_versions_is_not_seen(jo, programme, ruth):
    people(jo.group, 11)
    first = published(programme, ruth)
    people(jo.group, 1)
    second = published(programme, ruth)
    people(jo.group, 4)
    third = published(programme, ruth)
    assert [told_of(row, jo.group)["people"] for row in (first, second, third)] == [12, 12, 17]


def test_a_report_over_a_partnership_and_one_over_the_programme_give_nothing_together(jo, programme, ruth):
    people(jo.group, 11)
    published(programme, ruth, jo.group.partnership)
    people(jo.group, 2)
    whole = published(programme, ruth)
    assert told_of(whole, jo.group)["people"] == 12


def test_a_draft_tells_nobody_and_keeps_nothing_told(jo, programme, ruth):
    drafted(programme, ruth)
    assert not ToldSoFar.objects.exists()


def test_numbers_taken_before_another_was_published_are_taken_anew_first(client, jo, programme, ruth):
    draft = drafted(programme, ruth)
    published(programme, ruth, jo.group.partnership)
    client.force_login(ruth)
    client.post(url("overview-publish", draft.pk), {"version": 0})
    draft.refresh_from_db()
    assert draft.published_at is None
    client.post(url("overview-take", draft.pk))
    client.post(url("overview-publish", draft.pk), {"version": 1})
    draft.refresh_from_db()
    assert draft.published_at


def test_nationally_numbers_are_told_from_ten_on(jo, programme, ruth):
    people(jo.group, 6)
    row = drafted(programme, ruth)
    assert told_of(row, jo.group)["people"] == 7
    national = row.portraits.get(face="national")
    assert national.told["numbers"]["people"] is None
    assert row.told["national"]["totals"]["people"]["n"] is None
    people(jo.group, 5)
    row = drafted(programme, ruth)
    assert row.portraits.get(face="national").told["numbers"]["people"] == 12


def test_actions_are_numbers_and_those_that_want_help_stand_by_themselves(jo, programme, ruth):
    for state in [Action.State.STUCK] * 6 + [Action.State.DONE] * 7 + [Action.State.OFFERED] * 9:
        make_action(jo, state=state)
    numbers = told_of(drafted(programme, ruth), jo.group)
    assert (numbers["help"], numbers["done"], numbers["going"]) == (6, 7, None)


# --- how much it asks ---------------------------------------------------------------------------------


def test_its_pages_ask_as_much_for_thirty_groups_as_for_one(client, jo, programme, ruth):
    client.force_login(ruth)

    def add():
        group = make_group(partnership=make_partnership(programme=programme))
        jo = make_membership(group=group, role=Role.FACILITATOR)
        let_out(adopted(jo), kind="small test")
        let_out(make_noticed_change(jo))
        let_out(make_initiative(jo))
        make_ask(jo)
        quote_out(jo, "I see now", may_be_quoted=True)
        return group

    def newest():
        return published(programme, ruth).get_absolute_url()

    latest = {}

    def one_more():
        add()
        latest["url"] = newest()

    assert_same_queries(ask=lambda: client.get(latest["url"]), add_row=one_more)
    assert_same_queries(ask=lambda: drafted(programme, ruth), add_row=add)
    assert len(queries_of(lambda: client.get(latest["url"]))) <= 25
    assert len(queries_of(lambda: drafted(programme, ruth))) <= 30


def test_forty_groups_stand_on_a_page_and_the_rest_on_the_next(client, jo, programme, ruth):
    for number in range(42):
        make_group(partnership=jo.group.partnership, name=f"Group {number:02}")
    row = published(programme, ruth)
    first, second = (reading_page(client, ruth, row, number) for number in (1, 2))
    assert first.count('class="portrait"') == 40
    assert second.count('class="portrait"') == 3
    assert "All together" not in second


def reading_page(client, person, row, number):
    return page_of(client, person, f"{row.get_absolute_url()}?page={number}")[1]
