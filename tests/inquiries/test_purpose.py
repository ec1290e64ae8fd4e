"""The purpose: versions, wordings proposed, and what each member says to it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import proposing, signing_up
from inquiries.models import Proposal, Purpose, SignUp
from inquiries.roles import Role
from inquiries.saving import StaleError
from tests.builders import (
    make_group,
    make_membership,
    make_proposal,
    make_purpose,
    make_sign_up,
    make_stewardship,
)
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return make_group()


@pytest.fixture
def jo(group):
    return make_membership(group=group, role=Role.FACILITATOR)


@pytest.fixture
def nan(group):
    return make_membership(group=group)


def url(name, group, *more):
    return reverse(f"inquiries:{name}", args=[group.slug, *more])


def adopt(group, by, text="Older people are well at home.", **fields):
    now = timezone.now()
    standing = Purpose.objects.current().filter(group=group, term="long").first()
    defaults = {"term": "long", "why": "", "made_by": [by], "instead_of": standing.pk if standing else None}
    return proposing.adopt(group, text=text, by=by, on=timezone.localdate(), at=now, **defaults | fields)


def test_a_new_wording_keeps_the_one_before_with_who_was_part_of_it(group, jo, nan):
    before = Purpose.objects.get(group=group)

    after = adopt(group, jo, made_by=[jo, nan], why="Help was about us")
    before.refresh_from_db()
    assert (before.replaced_on, after.is_current) == (timezone.localdate(), True)
    assert set(after.made_by.all()) == {jo, nan}


def test_a_wording_never_replaces_one_that_its_writer_did_not_read(group, jo):
    read = Purpose.objects.get(group=group)
    theirs = adopt(group, jo, text="Somebody else’s wording")

    with pytest.raises(StaleError) as stale:
        adopt(group, jo, text="Mine", instead_of=read.pk)
    assert stale.value.theirs == theirs
    assert Purpose.objects.current().get(group=group) == theirs


def test_a_stale_wording_is_shown_beside_the_one_that_stands(client, group, jo):
    read = Purpose.objects.get(group=group)
    theirs = adopt(group, jo, text="Somebody else’s wording")
    client.force_login(jo.person)

    sent = {"text": "My own wording", "made_by": [jo.pk], "instead_of": read.pk}
    page = client.post(url("purpose-adopt", group, "long"), sent)
    assert page.status_code == 409
    assert "Somebody else’s wording" in page.content.decode()
    assert "My own wording" in page.content.decode()
    client.post(url("purpose-adopt", group, "long"), sent | {"instead_of": theirs.pk})
    assert Purpose.objects.current().get(group=group).text == "My own wording"


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("text", "Enter what the group is here for"),
        ("made_by", "Tick at least one person who was part of it"),
    ],
)
def test_a_wording_without_something_says_what_to_do_and_keeps_the_rest(client, group, jo, missing, says):
    client.force_login(jo.person)
    sent = {"text": "Kept as typed", "why": "Kept too", "made_by": [jo.pk]}
    del sent[missing]

    page = client.post(url("purpose-adopt", group, "medium"), sent)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert "Kept too" in page.content.decode()
    assert not Purpose.objects.filter(group=group, term="medium").exists()


def test_a_member_of_another_group_can_not_be_named_as_part_of_it(client, group, jo):
    stranger = make_membership()
    client.force_login(jo.person)

    page = client.post(url("purpose-adopt", group, "medium"), {"text": "x", "made_by": [stranger.pk]})
    assert page.status_code == 422
    assert not Purpose.objects.filter(group=group, term="medium").exists()


def test_changes_between_two_wordings_are_said_word_by_word():
    assert proposing.changes("people get help", "older people get the right help") == [
        ("new", "older"),
        ("same", "people get"),
        ("new", "the right"),
        ("same", "help"),
    ]
    assert proposing.changes("a b c", "a c") == [("same", "a"), ("gone", "b"), ("same", "c")]


# --- proposals ------------------------------------------------------------------------------------


def test_a_proposed_wording_is_kept_once_however_often_it_is_sent(client, group, nan):
    client.force_login(nan.person)
    sent = {"term": "long", "text": "Carers too", "why": "", "client_key": str(uuid4())}

    for _ in range(2):
        client.post(url("proposal", group), sent)
    [proposal] = Proposal.objects.all()
    assert (proposal.text, proposal.by) == ("Carers too", nan)


def test_a_wording_taken_back_is_in_nobodys_list_and_can_come_back(client, group, nan):
    proposal = make_proposal(by=nan, text="Carers too")
    client.force_login(nan.person)

    client.post(url("proposal-remove", group, proposal.client_key))
    assert "Carers too" not in client.get(url("purpose", group)).content.decode()
    client.post(url("proposal-put-back", group, proposal.client_key))
    assert "Carers too" in client.get(url("purpose", group)).content.decode()


def test_nobody_takes_back_anothers_wording(client, group, nan):
    proposal = make_proposal(group=group)
    client.force_login(nan.person)

    assert client.post(url("proposal-remove", group, proposal.client_key)).status_code == 404
    proposal.refresh_from_db()
    assert proposal.removed_at is None


def test_a_wording_that_is_not_taken_up_stays_with_its_answer(client, group, jo, nan):
    proposal = make_proposal(by=nan, text="Carers too")
    client.force_login(jo.person)

    assert client.post(url("proposal-answer", group, proposal.client_key), {}).status_code == 422
    client.post(
        url("proposal-answer", group, proposal.client_key),
        {f"answer-{proposal.pk}-answer": "In the medium one"},
    )
    client.force_login(nan.person)
    page = client.get(url("purpose", group)).content.decode()
    assert "Carers too" in page
    assert "In the medium one" in page


def test_a_wording_that_is_taken_up_says_so(client, group, jo, nan):
    proposal = make_proposal(by=nan, text="Carers too")
    client.force_login(jo.person)
    begin = client.get(url("purpose-adopt", group, "long"), {"from": proposal.client_key})
    assert begin.context["form"].initial["text"] == "Carers too"

    sent = {name: value for name, value in begin.context["form"].initial.items() if value}
    client.post(url("purpose-adopt", group, "long"), sent)
    proposal.refresh_from_db()
    assert proposal.became == Purpose.objects.current().get(group=group, term="long")
    assert proposal.answered_by == jo


# --- signing up -----------------------------------------------------------------------------------


def test_a_member_says_their_part_and_changes_it(client, group, nan):
    client.force_login(nan.person)

    client.post(url("sign-up", group), {"kind": "part", "words": "I bring whom I visit"})
    client.post(url("sign-up", group), {"kind": "stops", "words": "I have nine minutes"})
    [said] = SignUp.objects.kept()
    assert (said.kind, said.words, said.by) == ("stops", "I have nine minutes", nan)


def test_changed_words_lose_the_answer_to_the_older_ones(group, jo, nan):
    said = make_sign_up(by=nan, kind="stops")
    signing_up.answer(said, "Heard", by=jo, at=timezone.now())

    changed = signing_up.sign_up(said.purpose, kind="part", words="Now I can", by=nan, at=timezone.now())
    assert (changed.pk, changed.answer, changed.answered_by) == (said.pk, "", None)


def test_a_new_wording_asks_anew_and_the_older_words_stay_with_the_older_one(client, group, jo, nan):
    said = make_sign_up(by=nan, words="My part in the older one")
    adopt(group, jo, text="Worded anew")
    client.force_login(nan.person)

    page = client.get(url("purpose", group)).content.decode()
    assert "Your part is not yet said" in page
    assert "My part in the older one" not in page
    said.refresh_from_db()
    assert said.removed_at is None


def test_words_taken_back_are_read_by_nobody_and_can_come_back(client, group, jo, nan):
    said = make_sign_up(by=nan, words="A candid line")
    client.force_login(nan.person)
    client.post(url("sign-up-remove", group, said.pk))

    client.force_login(jo.person)
    assert "A candid line" not in client.get(url("purpose", group)).content.decode()
    client.force_login(nan.person)
    client.post(url("sign-up-put-back", group, said.pk))
    assert "A candid line" in client.get(url("purpose", group)).content.decode()


def test_what_stops_somebody_is_answered_under_it_and_never_hidden(client, group, jo, nan):
    said = make_sign_up(by=nan, kind="stops", words="I have nine minutes a patient")
    client.force_login(jo.person)

    client.post(url("sign-up-answer", group, said.pk), {f"answer-{said.pk}-answer": "Let us ask George"})
    other = make_membership(group=group)
    client.force_login(other.person)
    page = client.get(url("purpose", group)).content.decode()
    assert "I have nine minutes a patient" in page
    assert "Let us ask George" in page


@pytest.mark.parametrize(("count", "shown"), [(1, "fewer than five"), (4, "fewer than five"), (5, "5")])
def test_above_the_group_sign_ups_are_numbers_of_five_or_more(client, group, count, shown):
    for _ in range(count):
        make_sign_up(group=group, words="A candid line")
    manager = make_stewardship(role=Role.SENIOR_MANAGER, group=group)
    client.force_login(manager.person)

    page = client.get(url("purpose", group)).content.decode()
    assert f"Members said their part in it: {shown}." in page
    assert "A candid line" not in page
    assert "Wordings proposed" not in page


def test_those_who_were_part_of_it_are_named_inside_the_group_alone(client, group, jo, nan):
    adopt(group, jo, made_by=[nan])
    manager = make_stewardship(role=Role.SENIOR_MANAGER, group=group)
    for person, is_named in ((jo.person, True), (manager.person, False)):
        client.force_login(person)
        assert (nan.person.name in client.get(url("purpose", group)).content.decode()) is is_named


def test_the_page_asks_as_often_for_thirty_as_for_one(client, group, jo):
    client.force_login(jo.person)

    def add_row():
        member = make_membership(group=group)
        make_sign_up(by=member)
        make_proposal(by=member)
        make_purpose(group=group, term="short", replaced_on=timezone.localdate()).made_by.add(member)

    assert_same_queries(ask=lambda: client.get(url("purpose", group)), add_row=add_row)


def test_older_wordings_are_told_newest_first(client, group, jo):
    for days, text in ((30, "one"), (20, "one two"), (10, "one two three")):
        day = timezone.localdate() - timedelta(days=days)
        make_purpose(
            group=group, term="medium", text=text, agreed_on=day, replaced_on=day + timedelta(days=10)
        )
    make_purpose(group=group, term="medium", text="one two three four", agreed_on=timezone.localdate())
    client.force_login(jo.person)

    medium = client.get(url("purpose", group)).context["terms"][1]
    assert [step["version"].text for step in medium["steps"]] == [
        "one two three four",
        "one two three",
        "one two",
        "one",
    ]
    assert medium["steps"][0]["changes"] == [("same", "one two three"), ("new", "four")]


def test_who_adopts_the_first_one_in_the_same_moment_is_shown_theirs(monkeypatch):
    """PostgreSQL lets both find nothing there; the constraint then lets one in."""
    by, now = make_membership(), timezone.now()
    theirs = []

    def nothing_there(standing):
        monkeypatch.undo()
        theirs.append(make_purpose(group=by.group, term="short", text="Theirs"))
        return False

    monkeypatch.setattr(type(Purpose.objects.current()), "exists", nothing_there)
    words = {"term": "short", "text": "Mine", "why": "", "made_by": [by], "instead_of": None}
    with pytest.raises(StaleError) as problem:
        proposing.adopt(by.group, **words, by=by, on=timezone.localdate(now), at=now)
    assert [problem.value.theirs] == theirs
