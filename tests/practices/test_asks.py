"""Asks: put once in the group's wording, told to senior managers by name, answered by each, and waiting visibly."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from inquiries import departing
from inquiries.models import Message
from inquiries.roles import Role
from practices.models import Ask, AskAnswer, Strand
from tests.builders import (
    make_ask,
    make_ask_answer,
    make_barrier,
    make_membership,
    make_partnership,
    make_stewardship,
    make_strand,
    make_user,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def george(jo):
    """A senior manager of the partnership."""
    person = make_user(name="George Allan", email="george@example.scot")
    return make_stewardship(role=Role.SENIOR_MANAGER, partnership=jo.group.partnership, person=person)


def url(member, name, *keys):
    return reverse(f"practices:{name}", args=[member.group.slug, *keys])


def answered(client, who, ask, **said):
    client.force_login(who.person)
    return client.post(reverse("practices:ask-answer", args=[ask.group.slug, ask.pk]), {"version": 0} | said)


# --- putting one ----------------------------------------------------------------------------------


def test_it_is_put_once_and_each_senior_manager_is_told_once_without_its_words(client, jo, george):
    make_stewardship(role=Role.SENIOR_MANAGER, group=jo.group, person=george.person)
    make_stewardship(role=Role.SENIOR_MANAGER, partnership=make_partnership())
    barrier = make_barrier(jo, what="Two legal teams")
    client.force_login(jo.person)
    page = client.get(url(jo, "ask-put"), {"from": f"barrier:{barrier.pk}"}).content.decode()
    assert "George Allan" in page
    assert "Put it to one senior manager" in page

    said = {"wording": "Name one lawyer for us both", "client_key": uuid4()}
    for _ in range(2):
        assert client.post(f"{url(jo, 'ask-put')}?from=barrier:{barrier.pk}", said).status_code == 302
    strand = Strand.objects.get()
    assert (strand.source, strand.result) == (barrier.pk, Ask.objects.get().pk)
    message = Message.objects.get(kind=Message.Kind.ASK)
    assert message.person == george.person
    assert "lawyer" not in message.text + message.html + message.subject
    assert "legal teams" not in message.text + message.html


def test_where_nobody_can_be_told_the_button_says_that_no_message_leaves(client, jo):
    client.force_login(jo.person)
    assert "Put it, no message leaves" in client.get(url(jo, "ask-put")).content.decode()
    client.post(url(jo, "ask-put"), {"wording": "One lawyer", "client_key": uuid4()})
    assert Ask.objects.exists()
    assert not Message.objects.exists()


def test_a_mail_about_an_ask_that_was_taken_back_stays_here(client, jo, george):
    client.force_login(jo.person)
    client.post(url(jo, "ask-put"), {"wording": "One lawyer", "client_key": uuid4()})
    message, ask = Message.objects.get(), Ask.objects.get()
    assert not departing.why_not(message, timezone.now())
    client.post(url(jo, "ask-take-back", ask.pk))
    assert departing.why_not(message, timezone.now()) == "The ask was taken back."
    client.post(url(jo, "ask-put-back", ask.pk))
    assert not departing.why_not(message, timezone.now())


def test_members_read_asks_and_put_none(client, jo):
    make_ask(jo, wording="One lawyer")
    member = make_membership(group=jo.group)
    client.force_login(member.person)
    assert "One lawyer" in client.get(url(jo, "asks")).content.decode()
    assert client.get(url(jo, "ask-put")).status_code == 403


# --- answering ------------------------------------------------------------------------------------


def test_a_senior_manager_answers_and_says_what_they_do_themselves(client, jo, george):
    ask = make_ask(jo)
    assert answered(client, george, ask, says="yes", myself="I ring both teams").status_code == 302
    own = AskAnswer.objects.get()
    assert (own.by, own.stewardship, own.says, own.myself) == (
        george.person,
        george,
        "yes",
        "I ring both teams",
    )
    client.force_login(jo.person)
    page = client.get(url(jo, "asks")).content.decode()
    assert "I ring both teams" in page
    assert "George Allan" in page


def test_a_later_answer_takes_its_place_and_a_stale_one_does_not(client, jo, george):
    ask = make_ask(jo)
    answered(client, george, ask, says="not yet", answers_by=TODAY)
    answered(client, george, ask, says="yes", version=1)
    answered(client, george, ask, says="no", because="Too late", version=1)
    assert [(one.says, one.answers_by) for one in AskAnswer.objects.all()] == [("yes", None)]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose your answer"),
        ({"says": "no"}, "Enter why: the group reads it"),
        ({"says": "not yet"}, "Enter by when you answer"),
        ({"says": "not yet", "answers_by": TODAY - timedelta(days=1)}, "The day must be today or later"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, jo, george, said, words):
    answer = answered(client, george, make_ask(jo), myself="I ring both", **said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "I ring both" in page
    assert not AskAnswer.objects.exists()


def test_the_database_wants_a_reason_for_no_and_a_day_for_not_yet(jo):
    for said in ({"says": "no"}, {"says": "not yet"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_ask_answer(make_ask(jo), **said)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.MEMBER])
def test_a_group_does_not_answer_itself(client, jo, role):
    ask, member = make_ask(jo), make_membership(group=jo.group, role=role)
    assert answered(client, member, ask, says="yes").status_code == 403
    assert not AskAnswer.objects.exists()


def test_a_senior_manager_of_elsewhere_knows_of_none(client, jo):
    far = make_stewardship(role=Role.SENIOR_MANAGER, partnership=make_partnership())
    ask = make_ask(jo)
    assert answered(client, far, ask, says="yes").status_code == 404
    assert client.get(url(jo, "asks")).status_code == 404


NAMED = "The lawyers meet next week. Ask Moira Keane."


@pytest.fixture
def moira(jo):
    return make_membership(group=jo.group, person=make_user(name="Moira Keane"))


@pytest.mark.parametrize("box", ["because", "myself"])
def test_an_answer_that_names_a_member_is_kept_only_once_that_was_said(client, jo, george, moira, box):
    said = {"says": "not yet", "answers_by": TODAY, box: NAMED}
    answer = answered(client, george, make_ask(jo), **said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This names Moira Keane, so the group’s reports would leave it out." in page
    assert NAMED in page
    assert 'name="keep_names" value="on"' in page
    assert not AskAnswer.objects.exists()


def test_the_name_stays_by_a_second_press(client, jo, george, moira):
    said = {"says": "not yet", "answers_by": TODAY, "because": NAMED}
    assert answered(client, george, make_ask(jo), **said, keep_names="on").status_code == 302
    assert AskAnswer.objects.get().because == NAMED


def test_an_answer_without_a_name_is_asked_nothing(client, jo, george, moira):
    ask = make_ask(jo)
    client.force_login(george.person)
    assert 'value="on"' not in client.get(url(jo, "asks")).content.decode()
    assert answered(client, george, ask, says="yes", because="The lawyers meet").status_code == 302


def test_beside_the_box_stands_who_reads_an_answer_reports_included(client, jo, george):
    make_ask(jo)
    client.force_login(george.person)
    page = client.get(url(jo, "asks")).content.decode()
    assert "All members. And each senior manager and learning partner above the group." in page
    assert "Once it is published also national bodies and programme administrators." in page


def test_above_the_group_nobody_reads_who_put_it_or_the_barrier_behind_it(client, jo, george):
    make_strand(make_barrier(jo, what="Two legal teams"), make_ask(jo), tied_by=jo)
    client.force_login(george.person)
    page = client.get(url(jo, "asks")).content.decode()
    assert "put on" in page
    assert jo.person.name not in page
    assert "legal teams" not in page


@pytest.mark.parametrize("page", ["practices:asks", "inquiries:purpose"])
def test_their_tab_leads_senior_managers_to_the_asks_and_to_no_page_that_is_shut(client, jo, george, page):
    client.force_login(george.person)
    tabs = client.get(reverse(page, args=[jo.group.slug])).content.decode()
    assert f'href="{url(jo, "asks")}"' in tabs
    for shut in ("small-tests", "stories", "barriers"):
        assert f'href="{url(jo, shut)}"' not in tabs
    client.force_login(jo.person)
    assert (
        f'href="{url(jo, "small-tests")}"' in client.get(reverse(page, args=[jo.group.slug])).content.decode()
    )


def test_without_an_answer_for_a_fortnight_it_says_so(client, jo, george):
    make_ask(jo, put_on=TODAY - timedelta(days=13))
    client.force_login(jo.person)
    assert "No answer for two weeks" not in client.get(url(jo, "asks")).content.decode()
    late = make_ask(jo, put_on=TODAY - timedelta(days=14))
    assert "No answer for two weeks" in client.get(url(jo, "asks")).content.decode()
    make_ask_answer(late, by=george.person)
    assert "No answer for two weeks" not in client.get(url(jo, "asks")).content.decode()


def test_the_list_takes_the_same_queries_at_two_and_a_hundred(client, jo, george):
    client.force_login(george.person)

    def asked(many):
        for _ in range(many):
            make_ask_answer(make_ask(jo), by=george.person)
        return queries_of(lambda: client.get(url(jo, "asks")))

    asked(1)
    few, many = asked(2), asked(100)
    assert len(few) == len(many) <= 12


def test_what_waits_for_their_answer_stands_on_the_today_of_senior_managers_alone(client, jo, george):
    waiting, promised, answered = (
        make_ask(jo, wording=words) for words in ("One lawyer", "Two hours", "A room")
    )
    make_ask_answer(
        promised, by=george.person, says="not yet", answers_by=timezone.localdate() - timedelta(days=1)
    )
    make_ask_answer(answered, by=george.person)
    make_ask(wording="Of elsewhere")
    client.force_login(george.person)
    page = client.get(reverse("today")).content.decode()
    assert "2 things need you" in page or "Two things need you" in page
    assert all(words in page for words in (waiting.wording, promised.wording))
    assert "A room" not in page
    assert "Of elsewhere" not in page
    assert page.count("The answer was due on") == 1  # of what was promised
    client.force_login(make_membership(group=jo.group).person)
    assert "One lawyer" not in client.get(reverse("today")).content.decode()


def test_an_answer_that_was_due_is_waited_for_again(client, jo, george):
    ask = make_ask(jo)
    make_ask_answer(ask, says="not yet", answers_by=timezone.localdate() - timedelta(days=1))
    client.force_login(jo.person)
    page = client.get(url(jo, "asks")).content.decode()
    assert "One ask waits for an answer" in page
    assert "The answer was due on" in page


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        (Role.SENIOR_MANAGER, "What the group asks of you"),
        (Role.LEARNING_PARTNER, "What the group asks of senior managers"),
        (None, "What we ask of senior managers"),
    ],
)
def test_the_heading_says_to_its_reader_who_is_asked(client, jo, role, heading):
    ask = make_ask(jo)
    place = jo.group.partnership
    client.force_login(make_stewardship(role=role, partnership=place).person if role else jo.person)
    page = client.get(reverse("practices:asks", args=[ask.group.slug])).content.decode()
    assert f"<h1>{heading}</h1>" in page
