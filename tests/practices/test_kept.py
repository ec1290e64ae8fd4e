"""Whatever a group keeps in its own words: kept once, changed over the version seen, in the bin and back, out and in again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from inquiries.roles import Role
from practices.models import (
    Holding,
    Initiative,
    Measure,
    NoticedChange,
    Observation,
    Priority,
    ScenarioLine,
    Strand,
    StructuralProposal,
)
from tests import builders
from tests.builders import make_meeting, make_membership, make_small_test, make_stewardship
from tests.practices.kept import above, let_out, page_of, sent, url
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SORTS = {
    "change": (NoticedChange, "changes", {"level": "team", "what": "We ring first", "noticed_on": TODAY}),
    "line": (ScenarioLine, "scenario", {"part": "now", "what": "Three come before noon"}),
    "priority": (Priority, "scenario", {"what": "Know who is housebound"}),
    "holding": (Holding, "holdings", {"whose": "ours", "commitment": "We ask first"}),
    "observation": (
        Observation,
        "practices",
        {"practice": "purpose", "speaks": "for", "words": "We read it aloud"},
    ),
    "structure": (StructuralProposal, "goes-on", {"what": "One team"}),
    "initiative": (Initiative, "goes-on", {"what": "A monthly hour", "first_on": TODAY + timedelta(days=9)}),
    "measure": (Measure, "measures", {"what": "Calls at noon", "rules": "run chart"}),
}
GOES_OUT = ["change", "line", "priority", "observation", "structure", "initiative", "measure"]
MAKE = {
    "change": builders.make_noticed_change,
    "line": builders.make_scenario_line,
    "priority": builders.make_priority,
    "holding": builders.make_holding,
    "observation": builders.make_observation,
    "structure": builders.make_structural_proposal,
    "initiative": builders.make_initiative,
    "measure": builders.make_measure,
}
every = pytest.mark.parametrize("stem", SORTS)


def said(stem, jo):
    words = dict(SORTS[stem][2])
    if stem == "change":
        words["noticed_by"] = jo.pk
    if stem == "initiative":
        words["owner"] = jo.pk
    if stem == "measure":
        words["of"] = f"small-test:{make_small_test(jo).pk}"
    return words


@every
def test_it_is_kept_once_and_a_replay_keeps_nothing_more(client, jo, stem):
    model, key, words = SORTS[stem][0], uuid4(), said(stem, jo)
    for _ in range(2):
        assert sent(client, jo, f"{stem}-add", **words, client_key=key).status_code == 302
    row = model.objects.get()
    assert (row.group, row.recorded_by) == (jo.group, jo)
    assert str(row) in page_of(client, jo.person, url(jo, SORTS[stem][1]))[1]


@every
def test_what_is_missing_is_said_at_its_box_and_nothing_is_kept(client, jo, stem):
    words = dict.fromkeys(said(stem, jo), "")
    before = SORTS[stem][0].objects.count()
    answer = sent(client, jo, f"{stem}-add", **words)
    assert answer.status_code == 422
    assert "ds_question__error-message" in answer.content.decode()
    assert SORTS[stem][0].objects.count() == before


@every
def test_a_number_that_identifies_a_patient_is_refused(client, jo, stem):
    words = said(stem, jo)
    name = next(name for name in ("what", "words", "commitment") if name in words)
    answer = sent(client, jo, f"{stem}-add", **words | {name: "Ring 0101901234"})
    assert "CHI or other ID number" in answer.content.decode()
    assert not SORTS[stem][0].objects.exists()


@every
def test_other_words_over_a_version_that_is_gone_are_shown_beside_what_stands(client, jo, stem):
    row = MAKE[stem](jo)
    words = said(stem, jo)
    first = sent(client, jo, f"{stem}-change", row.pk, **words, version=0)
    assert first.status_code == 302
    late = sent(client, jo, f"{stem}-change", row.pk, **words, version=0)
    assert late.status_code == 409
    assert "Somebody changed this while you were writing" in late.content.decode()
    row.refresh_from_db()
    assert row.version == 1


@every
def test_taken_out_it_is_gone_from_its_list_and_can_be_put_back(client, jo, stem):
    row = MAKE[stem](jo)
    sent(client, jo, f"{stem}-remove", row.pk)
    assert str(row) not in page_of(client, jo.person, url(jo, SORTS[stem][1]))[1]
    gone = 200 if stem == "line" else 404  # a line has its place on the page of the plan
    assert page_of(client, jo.person, row.get_absolute_url().partition("#")[0])[0] == gone
    sent(client, jo, f"{stem}-put-back", row.pk)
    row.refresh_from_db()
    assert row.removed_at is None


@every
def test_its_list_takes_as_many_queries_for_thirty_as_for_one(client, jo, stem):
    address = url(jo, SORTS[stem][1])
    client.force_login(jo.person)
    assert_same_queries(
        ask=lambda: client.get(address),
        add_row=lambda: MAKE[stem](make_membership(group=jo.group, role=Role.FACILITATOR)),
    )
    assert len(queries_of(lambda: client.get(address))) <= 12


@pytest.mark.parametrize("stem", GOES_OUT)
def test_above_the_group_it_is_read_once_it_went_out_and_no_more_once_it_is_gone(client, jo, stem):
    row = MAKE[stem](jo)
    george, page = above(jo.group), row.get_absolute_url().partition("#")[0]
    listed = url(jo, SORTS[stem][1])
    assert page_of(client, george, listed)[0] == 404
    assert page_of(client, george, page)[0] == 404
    let_out(row)
    status, shown = page_of(client, george, listed)
    assert (status, str(row) in shown) == (200, True)
    assert jo.person.name not in shown
    assert jo.person.name not in page_of(client, george, page)[1]
    sent(client, jo, f"{stem}-remove", row.pk)
    sent(client, jo, f"{stem}-put-back", row.pk)
    assert page_of(client, george, listed)[0] == 404


@pytest.mark.parametrize("stem", GOES_OUT)
def test_words_that_name_somebody_do_not_go_out(client, jo, stem):
    column = "words" if stem == "observation" else "what"
    row = MAKE[stem](jo, **{column: f"{jo.person.name} rings first"})
    let_out(row)
    george = above(jo.group)
    if stem != "line":  # which has its place on the page of the plan
        assert page_of(client, george, row.get_absolute_url())[0] == 404
    status, shown = page_of(client, george, url(jo, SORTS[stem][1]))
    assert jo.person.name not in shown
    assert status == 404


@pytest.mark.parametrize("stem", GOES_OUT)
def test_it_stands_before_the_check_out_and_among_what_went_out(client, jo, stem):
    row = MAKE[stem](jo)
    meeting = make_meeting(group=jo.group, opened_at=timezone.now())
    client.force_login(jo.person)
    asked = client.get(f"/groups/{jo.group.slug}/meetings/{meeting.number}/goes-out/").content.decode()
    assert str(row) in asked
    let_out(row)
    assert str(row) in page_of(client, above(jo.group), f"/groups/{jo.group.slug}/released/")[1]


@every
def test_somebody_of_another_group_of_the_partnership_knows_of_none(client, jo, stem):
    row = MAKE[stem](jo)
    other = make_membership(
        group=builders.make_group(partnership=jo.group.partnership), role=Role.FACILITATOR
    )
    assert page_of(client, other.person, row.get_absolute_url().partition("#")[0])[0] == 404
    assert sent(client, other, f"{stem}-remove", row.pk).status_code == 404
    assert sent(client, other, f"{stem}-put-back", row.pk).status_code == 404


def test_a_thing_that_comes_of_another_is_tied_to_it(client, jo):
    test = make_small_test(jo)
    answer = sent(client, jo, "change-add", **said("change", jo))
    assert answer.status_code == 302
    client.post(
        f"{url(jo, 'change-add')}?from=small-test:{test.pk}", said("change", jo) | {"client_key": uuid4()}
    )
    strand = Strand.objects.get()
    assert (strand.source, strand.result_kind) == (test.pk, "change")


def test_a_programme_administrator_and_national_bodies_read_no_words(client, jo):
    row = builders.make_noticed_change(jo)
    let_out(row)
    for role in (Role.NATIONAL_BODY, Role.ADMINISTRATOR):
        person = make_stewardship(role=role, programme=jo.group.partnership.programme).person
        assert page_of(client, person, url(jo, "changes"))[0] == 404
