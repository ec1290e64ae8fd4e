"""Reports over several groups: only what was let out, nobody by name, by the alphabet, read as each role may, frozen once published."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from practices.models import Face, Overview
from practices.reporting import issuing, overview_papers
from tests.builders import (
    make_action,
    make_ask,
    make_ask_answer,
    make_barrier,
    make_entry,
    make_group,
    make_initiative,
    make_meeting,
    make_membership,
    make_noticed_change,
    make_observation,
    make_partnership,
    make_report,
    make_small_test,
    make_stewardship,
    make_story,
)
from tests.practices.kept import above, let_out, page_of
from tests.practices.overviewed import (
    NOW,
    WORDS,
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
from tests.practices.reporting import out
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
__all__ = ["jo", "programme", "ruth"]  # fixtures


# --- what it holds ------------------------------------------------------------------------------------


def test_it_holds_what_was_let_out_and_nothing_else(client, jo, programme, ruth):
    out, inside = adopted(jo, what="The nurses look in"), adopted(jo, what="It stays in the room")
    let_out(out, kind="small test")
    let_out(make_noticed_change(jo, what="She goes out again"))
    make_noticed_change(jo, what="Nobody knows of this")
    row = published(programme, ruth)
    page = page_of(client, ruth, row.get_absolute_url())[1]
    assert "The nurses look in" in page
    assert "She goes out again" in page
    assert inside.what not in page
    assert "Nobody knows of this" not in page


def test_what_is_not_let_out_is_not_counted_either(jo, programme, ruth):
    let_out(adopted(jo), kind="small test")
    for _ in range(12):
        adopted(jo)
    told = drafted(programme, ruth).told
    assert told["near"]["tests"] == [1, 0, 0]
    assert told["national"]["tests"] == [None, None, None]


def test_words_that_name_somebody_of_the_group_are_left_out(client, jo, programme, ruth):
    let_out(make_noticed_change(jo, what=f"{jo.person.name} rings first"))
    make_ask(jo, wording=f"Let {jo.person.short_name} have a day a week")
    row = published(programme, ruth)
    page = page_of(client, ruth, row.get_absolute_url())[1]
    assert "rings first" not in page
    assert "a day a week" not in page


CANARIES = {
    "story": lambda jo, words: let_out(
        make_story(told_by=jo, title=words, text=words, how_far="group"), kind="story"
    ),
    "story that nobody let out": lambda jo, words: make_story(
        told_by=jo, title=words, text=words, how_far="above"
    ),
    "small test": lambda jo, words: make_small_test(jo, what=words, expect=words, gives=words, where=words),
    "where and when of one let out": lambda jo, words: let_out(
        make_small_test(jo, where=words, gives=words, gains=words, expect=words), kind="small test"
    ),
    "noticed change": lambda jo, words: make_noticed_change(jo, what=words, evidence=words),
    "own change that may not leave": lambda jo, words: let_out(
        make_noticed_change(jo, level="myself", is_shared=True, what=words)
    ),
    "own change": lambda jo, words: let_out(make_noticed_change(jo, level="myself", what=words)),
    "evidence of one let out": lambda jo, words: let_out(make_noticed_change(jo, evidence=words)),
    "barrier": lambda jo, words: make_barrier(jo, what=words),
    "observation": lambda jo, words: let_out(make_observation(jo, words=words)),
    "initiative": lambda jo, words: make_initiative(jo, what=words, how=words),
    "how one let out is done": lambda jo, words: let_out(make_initiative(jo, how=words)),
    "quote": lambda jo, words: make_entry(
        meeting=make_meeting(jo.group), kind="quote", speaker=jo, text=words, may_be_quoted=True
    ),
    "quote without a yes": lambda jo, words: quote_out(jo, words, may_be_quoted=False),
    "action": lambda jo, words: make_action(jo, text=words),
    "answer of a senior manager": lambda jo, words: make_ask_answer(make_ask(jo), because=words),
}


READERS = [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.NATIONAL_BODY, Role.ADMINISTRATOR]


@pytest.mark.parametrize("kind", CANARIES)
def test_no_reader_finds_what_is_private(client, jo, programme, kind):
    canary = "A nurse wept in the corridor"
    CANARIES[kind](jo, canary)
    let_out(make_noticed_change(jo, what="She goes out again"))
    ruth = make_stewardship(role=Role.LEARNING_PARTNER, programme=programme).person
    rows = [published(programme, ruth), published(programme, ruth, jo.group.partnership)]
    for row in rows:
        sheets = [sheet(row, face) for face in Face.values]
        assert "She goes out again" in sheets[0]
        assert not any(canary in text for text in sheets)
        for role in READERS:
            person = make_stewardship(role=role, programme=programme).person
            for address in (row.get_absolute_url(), f"{row.get_absolute_url()}?as=national"):
                status, page = page_of(client, person, address)
                assert status == 200
                assert canary not in page


def sheet(row, face):
    told, *portraits = overview_papers.whole(row, face)
    return overview_papers.paper(row, face, set(), told, portraits)


def test_a_quote_that_went_out_stands_without_its_speaker(client, jo, programme, ruth):
    quote_out(jo, "I see now what the others do all day", may_be_quoted=True)
    row = published(programme, ruth)
    page = page_of(client, ruth, row.get_absolute_url())[1]
    assert "I see now what the others do all day" in page
    assert jo.person.name not in page


def test_groups_stand_by_the_alphabet_whatever_they_did(jo, programme, ruth):
    names = ["Ardle", "Beston", "Corrie"]
    groups = [make_group(partnership=jo.group.partnership, name=name) for name in reversed(names)]
    busy = make_membership(group=groups[0], role=Role.FACILITATOR)
    for _ in range(6):
        let_out(adopted(busy), kind="small test")
    type(jo.group).objects.filter(pk=jo.group.pk).update(name="Zeal")
    row = drafted(programme, ruth)
    assert [one.told["name"] for one in row.portraits.filter(face="near")] == [*names, "Zeal"]
    assert [one["groups"] for one in row.told["near"]["stages"] if one["groups"]] == [[*names, "Zeal"]]


def test_all_drawings_are_to_one_scale(client, jo, programme, ruth):
    other = make_membership(group=make_group(partnership=jo.group.partnership), role=Role.FACILITATOR)
    for _ in range(4):
        let_out(adopted(jo), kind="small test")
    let_out(adopted(other), kind="small test")
    row = drafted(programme, ruth)
    assert row.told["near"]["scale"]["tests"] == 4
    page = page_of(client, ruth, row.get_absolute_url())[1]
    assert 'width="58.0" height="12"' in page
    assert 'width="14.5" height="12"' in page


def test_asks_that_wait_stand_since_when_the_oldest_first_and_answered_ones_do_not(
    client, jo, programme, ruth
):
    today = timezone.localdate()
    make_ask(jo, wording="Two hours of a searcher", put_on=today - timedelta(days=5))
    make_ask(jo, wording="One lawyer", put_on=today - timedelta(days=90))
    make_ask_answer(make_ask(jo, wording="A key to the hall"))
    row = published(programme, ruth)
    page = page_of(client, ruth, row.get_absolute_url())[1]
    assert page.index("One lawyer") < page.index("Two hours of a searcher")
    assert "A key to the hall" not in page


def test_what_became_usual_and_the_stage_of_each_group_stand_in_it(jo, programme, ruth):
    let_out(adopted(jo, what="The nurses look in"), kind="small test")
    for number in (2, 3, 4):
        make_meeting(jo.group, number=number, closed_by=jo)
    make_meeting(jo.group, number=5, starts_at=NOW + timedelta(days=9))
    near = drafted(programme, ruth).told["near"]
    assert [one["words"] for one in near["usual"]] == ["The nurses look in"]
    there = next(one for one in near["stages"] if one["groups"])
    assert there["label"] == "On the way: trying small tests"
    assert there["usual"] == 1


# --- who reads it -------------------------------------------------------------------------------------


def reading(client, person, row):
    return page_of(client, person, row.get_absolute_url())


@pytest.mark.parametrize("role", READERS)
def test_those_above_read_what_is_published_and_no_draft(client, jo, programme, ruth, role):
    person = make_stewardship(role=role, programme=programme).person
    draft, out = drafted(programme, ruth, title="A draft of it"), published(programme, ruth)
    assert reading(client, person, out)[0] == 200
    assert reading(client, person, draft)[0] == (200 if role == Role.LEARNING_PARTNER else 404)
    listed = page_of(client, person, url("overviews"))[1]
    assert out.title in listed
    assert ("A draft of it" in listed) == (role == Role.LEARNING_PARTNER)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR, Role.INTEGRATION_MANAGER])
def test_nobody_inside_a_group_reads_it_or_knows_of_it(client, jo, programme, ruth, role):
    person = make_membership(group=jo.group, role=role).person
    row = published(programme, ruth)
    assert reading(client, person, row)[0] == 404
    assert page_of(client, person, url("overviews"))[0] == 404
    assert page_of(client, person, url("overview-write"))[0] == 404
    assert "Reports over several groups" not in page_of(client, person, reverse("inquiries:groups"))[1]


def test_a_senior_manager_of_a_partnership_reads_its_report_and_not_the_programmes(
    client, jo, programme, ruth
):
    george = above(jo.group)
    own, whole = published(programme, ruth, jo.group.partnership), published(programme, ruth)
    sibling = published(programme, ruth, make_partnership(programme=programme))
    assert [reading(client, george, row)[0] for row in (own, whole, sibling)] == [200, 404, 404]


def test_the_nearest_role_counts(client, jo, programme, ruth):
    """Administering one partnership, the learning partner of the programme writes no report over it, and reads numbers."""
    make_stewardship(role=Role.ADMINISTRATOR, partnership=jo.group.partnership, person=ruth)
    let_out(make_noticed_change(jo, what="She goes out again"))
    other = make_stewardship(role=Role.LEARNING_PARTNER, programme=programme).person
    row = published(programme, other, jo.group.partnership)
    assert "She goes out again" in reading(client, other, row)[1]
    status, page = reading(client, ruth, row)
    assert status == 200
    assert "She goes out again" not in page
    draft = drafted(programme, other, jo.group.partnership)
    assert reading(client, ruth, draft)[0] == 404


def test_national_bodies_and_administrators_read_numbers_and_what_was_published(client, jo, programme, ruth):
    let_out(adopted(jo, what="The nurses look in"), kind="small test")
    make_ask(jo, wording="One lawyer")
    told = make_ask(jo, wording="Two hours of a searcher")
    frozen = {"asks": [{"key": str(told.pk)}]}
    make_report(jo, published_at=NOW)
    jo.group.partnership.name = "Firth"
    jo.group.partnership.save()
    type(make_report(jo)).objects.filter(published_at__isnull=False).update(frozen=frozen)
    row = published(programme, ruth)
    for role in (Role.NATIONAL_BODY, Role.ADMINISTRATOR):
        page = reading(client, make_stewardship(role=role, programme=programme).person, row)[1]
        assert "Two hours of a searcher" in page
        assert "One lawyer" not in page
        assert "The nurses look in" not in page
        assert jo.group.name not in page
        assert "Firth" in page


def test_where_no_number_can_be_told_a_sentence_stands_for_tiles_levels_and_drawings(
    client, jo, programme, ruth
):
    let_out(make_noticed_change(jo))
    row = published(programme, ruth)
    fraser = make_stewardship(role=Role.NATIONAL_BODY, programme=programme).person
    page = reading(client, fraser, row)[1]
    assert "So far no number is large enough to be told" in page
    assert page.count("oo few to say") == 1  # of the levels
    assert '<dl class="together">' not in page
    assert 'class="portraits"' not in page
    place = jo.group.partnership.name
    assert f"Of none of them alone can a number be told yet: {place}." in page
    paper = overview_papers.order(row, Face.NATIONAL, at=NOW).source
    assert f"Of none of them alone can a number be told yet: {place}." in paper
    assert "So far no number is large enough to be told" in paper


def test_what_can_be_told_stands_in_numbers_and_the_rest_in_one_line(client, jo, programme, ruth):
    people(jo.group, 12)
    row = published(programme, ruth)
    near = reading(client, ruth, row)[1]
    assert "<dt>people took part</dt>\n<dd>13</dd>" in near
    assert "Too few to say: actions done, actions on their way, actions want help." in near
    assert "None let out yet: small tests being tried, became usual, differences noticed." in near


def test_a_number_from_which_nothing_is_left_out_does_not_say_or_more(jo, programme, ruth):
    people(jo.group, 12)
    row = drafted(programme, ruth)
    assert row.told[Face.NATIONAL]["totals"]["people"] == {"n": 13, "whole": True}


def test_a_national_body_finds_its_numbers_from_the_first_page(client, jo, programme, ruth):
    fraser = make_stewardship(role=Role.NATIONAL_BODY, programme=programme).person
    published(programme, ruth)
    for name in ("today", "inquiries:groups"):
        assert url("overviews") in page_of(client, fraser, reverse(name))[1]


def test_roles_of_another_programme_know_of_none(client, jo, programme, ruth):
    elsewhere = make_group().partnership.programme
    row = published(programme, ruth)
    for role in READERS:
        person = make_stewardship(role=role, programme=elsewhere).person
        assert reading(client, person, row)[0] == 404
        for do in ("make", "publish", "take", "remove", "take-back", "put-back"):
            assert client.post(url(f"overview-{do}", row.pk)).status_code == 404
        assert client.get(url("overview-pdf", row.pk)).status_code == 404


def test_a_role_that_was_taken_away_reads_nothing_more(client, jo, programme, ruth):
    held = make_stewardship(role=Role.SENIOR_MANAGER, programme=programme)
    row = published(programme, ruth)
    assert reading(client, held.person, row)[0] == 200
    held.delete()
    assert reading(client, held.person, row)[0] == 404


def test_readers_change_nothing(client, jo, programme, ruth):
    row = published(programme, ruth)
    client.force_login(make_stewardship(role=Role.SENIOR_MANAGER, programme=programme).person)
    for do in ("publish", "take", "remove"):
        assert client.post(url(f"overview-{do}", row.pk)).status_code == 403
    assert client.post(url("overview-change", row.pk), WORDS).status_code == 403
    assert client.post(url("overview-write"), WORDS).status_code == 404


# --- from draft to version ----------------------------------------------------------------------------


def test_it_is_written_once_over_the_place_that_was_chosen(client, jo, programme, ruth):
    client.force_login(ruth)
    key = uuid4()
    for _ in range(2):
        client.post(url("overview-write"), WORDS | {"place": 1, "client_key": key})
    row = Overview.objects.get()
    assert row.partnership == jo.group.partnership
    assert row.portraits.filter(face="near").count() == 1
    assert client.post(url("overview-write"), {"title": "", "place": 7}).status_code == 422


def test_while_it_names_somebody_it_is_not_published(client, jo, programme, ruth):
    row = drafted(programme, ruth, lead=f"{jo.person.name} did it all.")
    page = reading(client, ruth, row)[1]
    assert "take the name out" in page
    client.post(url("overview-publish", row.pk), {"version": 0})
    row.refresh_from_db()
    assert row.published_at is None


def test_other_words_over_a_version_that_is_gone_are_shown_beside_what_stands(client, jo, programme, ruth):
    row = drafted(programme, ruth)
    client.force_login(ruth)
    change = url("overview-change", row.pk)
    assert client.post(change, WORDS | {"title": "Again", "version": 0}).status_code == 302
    late = client.post(change, WORDS | {"title": "Late", "version": 0})
    assert late.status_code == 409
    assert "Again" in late.content.decode()
    client.post(url("overview-publish", row.pk), {"version": 0})
    row.refresh_from_db()
    assert (row.title, row.published_at) == ("Again", None)


def test_published_it_stands_as_it_was(client, jo, programme, ruth):
    change = make_noticed_change(jo, what="She goes out again")
    let_out(change)
    row = published(programme, ruth)
    type(change).objects.update(what="Worded otherwise since")
    let_out(make_noticed_change(jo, what="He rings us"))
    page = reading(client, ruth, row)[1]
    assert "She goes out again" in page
    assert "Worded otherwise" not in page
    assert "He rings us" not in page
    assert client.post(url("overview-take", row.pk)).status_code == 403


WITHDRAWN = {
    "taken back": lambda change, release: (
        type(release)
        .objects.filter(pk=release.pk)
        .update(taken_back_at=NOW, taken_back_by=release.released_by)
    ),
    "in the bin": lambda change, release: change.remove(by=change.noticed_by.person, at=NOW),
    "made one’s own again": lambda change, release: type(change).objects.update(level="myself"),
}


@pytest.mark.parametrize("how", WITHDRAWN)
def test_what_is_withdrawn_stands_in_no_version(client, jo, programme, ruth, how):
    change = make_noticed_change(jo, what="She goes out again")
    release = let_out(change)
    row = published(programme, ruth)
    assert "She goes out again" in reading(client, ruth, row)[1]
    WITHDRAWN[how](change, release)
    assert "She goes out again" not in reading(client, ruth, row)[1]


def test_a_draft_is_taken_away_and_put_back(client, jo, programme, ruth):
    row = drafted(programme, ruth)
    client.force_login(ruth)
    client.post(url("overview-remove", row.pk))
    assert client.get(row.get_absolute_url()).status_code == 404
    client.post(url("overview-put-back", row.pk))
    assert client.get(row.get_absolute_url()).status_code == 200


# --- on the first page of who reads it ----------------------------------------------------------------


@pytest.mark.parametrize("role", READERS)
def test_who_reads_it_finds_it_on_today_once_it_is_published(client, jo, programme, ruth, role):
    reader = above(jo.group, role)
    draft = drafted(programme, ruth, jo.group.partnership)
    page = page_of(client, reader, reverse("today"))[1]
    assert (draft.get_absolute_url() in page) is False
    issuing.publish(draft, version=0, by=ruth, at=timezone.now())
    page = page_of(client, reader, reverse("today"))[1]
    assert draft.get_absolute_url() in page
    assert f"Report over several groups, {jo.group.partnership}" in page


def test_a_national_body_finds_the_reports_of_groups_on_today_and_no_draft(client, jo):
    jo.group.refresh_from_db()
    row, draft = out(jo), make_report(jo, shown_at=NOW)
    page = page_of(client, above(jo.group, Role.NATIONAL_BODY), reverse("today"))[1]
    assert row.get_absolute_url() in page
    assert draft.get_absolute_url() not in page
    assert f"Progress report, {jo.group.partnership}" in page
    assert jo.group.name not in page


def test_a_member_reads_none_and_today_asks_nothing_for_them(client, jo, programme, ruth):
    row = published(programme, ruth)
    client.force_login(jo.person)
    asked = queries_of(lambda: client.get(reverse("today")))
    assert not any("practices_overview" in query for query in map(str, asked))
    assert row.get_absolute_url() not in client.get(reverse("today")).content.decode()
