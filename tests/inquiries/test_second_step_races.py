"""Two at once: a code lets one in, two words take a lost step off once, ten codes are made once, what is asked or agreed is there once."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from inquiries import agreeing, checking, factors, proposing, regaining
from inquiries.models import Agreement, LostStep, Message, Purpose
from inquiries.roles import Role
from inquiries.saving import StaleError
from tests.at_once import at_once
from tests.builders import make_group, make_membership, make_stewardship, make_user
from tests.second_steps import code_now, make_app, make_codes, signed_in_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
ROUNDS = 10


def test_one_code_lets_one_of_two_in():
    for _ in range(ROUNDS):
        person = make_user()
        shown = [code_now(make_app(person)), make_codes(person)[0]]
        for code in shown:
            found = [factors.factors_of(person) for _ in range(2)]
            jobs = [lambda one=one, code=code: checking.code(one, code, at=timezone.now()) for one in found]

            assert sum(row is not None for row in at_once(*jobs)) == 1


def test_two_words_at_once_take_it_off_once():
    programme = make_group().partnership.programme
    ann, bob, cat = (make_stewardship(role=Role.ADMINISTRATOR, programme=programme).person for _ in range(3))
    for _ in range(ROUNDS):
        person = make_membership().person
        make_app(person)
        lost = regaining.ask(person, at=timezone.now())
        said = at_once(
            *(
                lambda by=by, lost=lost: regaining.confirm(lost, by=by, how="met", at=timezone.now())
                for by in (ann, bob, cat)
            )
        )

        assert sum(said) == 2
        assert LostStep.objects.get(pk=lost.pk).outcome == "reset"
        assert not Authenticator.objects.filter(user=person).exists()
        assert Message.objects.filter(person=person, key__startswith="security:lost_reset").count() == 1


def test_asking_twice_at_once_asks_once():
    programme = make_group().partnership.programme
    for _ in range(2):
        make_stewardship(role=Role.ADMINISTRATOR, programme=programme)
    for _ in range(ROUNDS):
        person = make_membership().person
        make_app(person)
        rows = at_once(*[lambda person=person: regaining.ask(person, at=timezone.now())] * 4)

        assert len({row.pk for row in rows}) == 1
        assert Message.objects.filter(person=person, key__startswith="security:lost_asked").count() == 1


def first_one(write, by):
    """What stands once these words were written, by this call or by another."""
    try:
        return write(by)
    except StaleError as problem:
        return problem.theirs


def agree(by):
    texts = {"leaves_room": "Nothing", "newcomers": "since", "decides": "group"}
    return agreeing.write(by.group, texts=texts, instead_of=None, by=by, on=timezone.localdate())


def adopt(by):
    words = {"term": "short", "text": "Fewer falls", "why": ""}
    when = {"on": timezone.localdate(), "at": timezone.now()}
    return proposing.adopt(by.group, **words, made_by=[by], instead_of=None, by=by, **when)


@pytest.mark.parametrize(("write", "model"), [(agree, Agreement), (adopt, Purpose)])
def test_what_is_written_first_twice_at_once_stands_once(write, model):
    for _ in range(ROUNDS):
        by = make_membership()
        rows = at_once(*[lambda by=by: first_one(write, by)] * 4)
        assert len({row.pk for row in rows}) == 1
        assert rows[0] in model.objects.current().filter(group=by.group)


def test_same_form_sent_twice_at_once_shows_ten_codes_once():
    for _ in range(ROUNDS):
        cache.clear()
        person = make_user()
        make_app(person)
        clients = [signed_in_for(Client(), person) for _ in range(2)]
        pages = at_once(
            *(
                lambda client=client: client.post("/account/recovery-codes/", {"instead_of": ""}).content
                for client in clients
            )
        )

        assert sum(page.count(b"<code>") for page in pages) == 10
        assert Authenticator.objects.filter(user=person, type="recovery_codes").count() == 1
