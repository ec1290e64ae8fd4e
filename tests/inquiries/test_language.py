"""Shared language: words, what each organisation means by them, and what the group agrees to mean."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import describing
from inquiries.models import Meaning, Term
from inquiries.roles import Role
from tests.builders import make_group, make_membership, make_organisation, make_stewardship, make_term
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return make_group()


@pytest.fixture
def nan(group):
    return make_membership(group=group)


@pytest.fixture
def jo(group):
    return make_membership(group=group, role=Role.FACILITATOR)


def url(name, group, *more):
    return reverse(f"inquiries:{name}", args=[group.slug, *more])


def test_a_word_is_added_once_whatever_its_capitals(client, group, nan):
    client.force_login(nan.person)

    for text in ("Crisis", "  crisis ", "CRÍSIS"):
        client.post(url("term-add", group), {"text": text})
    assert [term.text for term in Term.objects.all()] == ["Crisis"]
    assert client.post(url("term-add", group), {"text": ""}).status_code == 422


def test_each_organisation_says_its_own_meaning(client, group, nan):
    term = make_term(group=group)
    colleague = make_membership(group=group, organisation=nan.organisation)
    other = make_membership(group=group, organisation=make_organisation())
    for member, text, version in (
        (nan, "A form", 0),
        (other, "A phone call", 0),
        (colleague, "A long form", 1),
    ):
        client.force_login(member.person)
        sent = {f"mean-{term.pk}-text": text, f"mean-{term.pk}-version": version}
        client.post(url("term-mean", group, term.pk), sent)

    said = {meaning.organisation: meaning.text for meaning in Meaning.objects.all()}
    assert said == {nan.organisation: "A long form", other.organisation: "A phone call"}


def test_two_of_one_organisation_see_both_texts(client, group, nan):
    term = make_term(group=group)
    colleague = make_membership(group=group, organisation=nan.organisation)
    now = timezone.now()
    describing.mean(term, nan.organisation, "Theirs", version=0, by=colleague, at=now)
    client.force_login(nan.person)

    sent = {f"mean-{term.pk}-text": "Mine", f"mean-{term.pk}-version": 0}
    page = client.post(url("term-mean", group, term.pk), sent)
    assert page.status_code == 409
    assert "Theirs" in page.content.decode()
    assert "Mine" in page.content.decode()
    assert Meaning.objects.get().text == "Theirs"


def test_those_who_hold_the_group_write_what_it_agrees_to_mean(client, group, jo, nan):
    term = make_term(group=group)
    sent = {f"agree-{term.pk}-text": "Once, for all of us", f"agree-{term.pk}-version": 0}
    client.force_login(nan.person)
    assert client.post(url("term-agree", group, term.pk), sent).status_code == 403

    client.force_login(jo.person)
    client.post(url("term-agree", group, term.pk), sent)
    client.force_login(nan.person)
    assert "Once, for all of us" in client.get(url("language", group)).content.decode()


def test_a_stale_agreement_on_a_word_is_shown_beside_the_one_that_stands(client, group, jo):
    term = make_term(group=group)
    describing.agree(term, "Theirs", version=0)
    client.force_login(jo.person)

    sent = {f"agree-{term.pk}-text": "Mine", f"agree-{term.pk}-version": 0}
    page = client.post(url("term-agree", group, term.pk), sent)
    assert page.status_code == 409
    assert "Theirs" in page.content.decode()
    term.refresh_from_db()
    assert term.agreed == "Theirs"


def test_a_word_taken_out_comes_back_unless_it_was_added_anew(client, group, jo):
    term = make_term(group=group, text="Crisis")
    client.force_login(jo.person)
    client.post(url("term-remove", group, term.pk))
    assert client.get(url("language", group)).context["rows"] == []
    client.post(url("term-put-back", group, term.pk))
    assert [row["term"] for row in client.get(url("language", group)).context["rows"]] == [term]

    client.post(url("term-remove", group, term.pk))
    client.post(url("term-add", group), {"text": "crisis"})
    client.post(url("term-put-back", group, term.pk))
    assert Term.objects.kept().filter(group=group).count() == 1


def test_a_word_is_found_whatever_its_accents(client, group, nan):
    make_term(group=group, text="Ceilidh café")
    make_term(group=group, text="Referral")
    client.force_login(nan.person)

    rows = client.get(url("language", group), {"q": "CAFE"}).context["rows"]
    assert [row["term"].text for row in rows] == ["Ceilidh café"]


@pytest.mark.parametrize("role", [role for role, _label in Role.above_a_group()])
def test_words_of_the_room_stay_inside(client, group, role):
    make_term(group=group)
    client.force_login(make_stewardship(role=role, group=group).person)
    assert client.get(url("language", group)).status_code == 404


def test_the_page_asks_as_often_for_thirty_as_for_one(client, group, jo):
    client.force_login(jo.person)

    def add_row():
        term, member = make_term(group=group), make_membership(group=group)
        describing.mean(term, member.organisation, "A form", version=0, by=member, at=timezone.now())

    assert_same_queries(ask=lambda: client.get(url("language", group)), add_row=add_row)
