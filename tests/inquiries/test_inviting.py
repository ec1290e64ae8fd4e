"""Inviting somebody to join: whom, in which words, by mail or by letter; and their answer from the link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inquiries import departing, inviting
from inquiries.models import GroupInvitation, Membership, Message, User
from inquiries.roles import Role
from tests.builders import (
    make_group_invitation,
    make_membership,
    make_message,
    make_organisation,
    make_stewardship,
    make_user,
)
from tests.swaps import swap

pytestmark = pytest.mark.django_db
WORDS = "You know every door in town. Your manager agreed the time."


@pytest.fixture
def delia():
    membership = make_membership(role=Role.INTEGRATION_MANAGER)
    membership.group.partnership.parties.add(membership.organisation)
    return membership


@pytest.fixture
def page(client, delia):
    client.force_login(delia.person)
    return client


def typed(delia, **fields):
    defaults = {"name": "Rhona Baxter", "email": "rhona@example.scot", "role": "member", "words": WORDS}
    return defaults | {"comes_from": delia.organisation_id} | fields


def url(group, name="member-invite", *args):
    return reverse(f"inquiries:{name}", args=[group.slug, *args])


def invite(page, delia, **fields):
    return page.post(url(delia.group), typed(delia, **fields), follow=True)


def join_url(invitation):
    return reverse("inquiries:join", args=[invitation.token])


def places(person):
    return list(Membership.objects.filter(person=person).values_list("left_on", "role"))


# --- asking ---------------------------------------------------------------------------------------


def test_an_invitation_goes_out_in_her_words_and_makes_nobody_a_member(page, delia):
    answer = invite(page, delia)

    invitation, message = GroupInvitation.objects.get(), Message.objects.get()
    assert "An invitation to Rhona Baxter is on its way." in answer.content.decode()
    assert (message.person.email, message.group, message.kind) == (
        "rhona@example.scot",
        delia.group,
        "joining",
    )
    assert WORDS in message.text
    assert join_url(invitation) in message.text
    assert not Membership.objects.filter(person=invitation.person).exists()


def test_the_preview_says_what_the_mail_says_and_sends_nothing(page, delia):
    preview = swap(page, url(delia.group), typed(delia, preview="1"), target="preview").content.decode()

    assert WORDS in preview
    assert "What Rhona gets" in preview
    assert not GroupInvitation.objects.exists()
    assert not Message.objects.exists()
    assert not User.objects.filter(name="Rhona Baxter").exists()


def test_without_an_address_no_mail_leaves_and_the_letter_is_next(page, delia):
    answer = invite(page, delia, email="", comes_from="here")

    letter = answer.content.decode()
    assert not Message.objects.exists()
    assert WORDS in letter
    assert "You come as yourself" in letter


def test_a_shared_address_opens_no_account_and_says_whose_mail_it_is(page, delia):
    make_user(name="Nan", email="flat3@example.scot")
    invite(page, delia, email="flat3@example.scot", shared="on")

    rhona = User.objects.get(name="Rhona Baxter")
    assert (rhona.email, rhona.contact_email) == (None, "flat3@example.scot")
    assert Message.objects.get().is_shared


def test_whoever_has_the_address_is_the_one_who_is_asked(page, delia):
    rhona = make_user(email="rhona@example.scot")
    invite(page, delia, email=" Rhona@Example.Scot")
    assert GroupInvitation.objects.get().person == rhona


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": " "}, "Enter their name"),
        ({"words": ""}, "Enter a few words of your own"),
        ({"comes_from": ""}, "Choose where they come from"),
        ({"comes_from": "new"}, "Enter the name of the organisation"),
        ({"email": "rhona"}, "Enter an email address like"),
        ({"email": "", "shared": "on"}, "Enter the address that they share"),
        ({"role": "senior_manager"}, "Choose one of those offered"),
    ],
)
def test_bad_input_is_said_at_the_field_and_what_was_typed_stays(page, delia, fields, says):
    answer = page.post(url(delia.group), typed(delia, job="Driver", **fields))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert 'value="Driver"' in answer.content.decode()
    assert not GroupInvitation.objects.exists()


def test_organisations_of_other_partnerships_are_not_offered(page, delia):
    other = make_organisation()
    answer = page.post(url(delia.group), typed(delia, comes_from=other.pk))
    assert answer.status_code == 422
    assert other.name not in answer.content.decode()


def test_who_is_in_already_or_was_asked_is_not_asked_twice(page, delia):
    make_membership(group=delia.group, person=make_user(email="rhona@example.scot"))
    assert "belong to this group already" in invite(page, delia).content.decode()

    invite(page, delia, email="gavin@example.scot")
    assert "asked already" in invite(page, delia, email="gavin@example.scot").content.decode()
    assert Message.objects.count() == 1


def test_asking_again_sends_the_same_words_with_a_link_that_lasts_anew(page, delia):
    invite(page, delia)
    invitation = GroupInvitation.objects.get()
    GroupInvitation.objects.update(ends_at=timezone.now() - timedelta(days=1))
    assert page.get(join_url(invitation)).status_code == 410

    page.post(url(delia.group, "member-ask-again", invitation.pk))
    assert page.get(join_url(invitation)).status_code == 200
    first, second = Message.objects.order_by("made_at")
    assert first.text.split("until")[0] == second.text.split("until")[0]
    assert departing.why_not(first, timezone.now()) == "A newer one took its place."
    assert not departing.why_not(second, timezone.now())


def test_a_withdrawn_invitation_opens_nothing_its_mail_stays_here_and_it_can_be_put_back(page, delia):
    invite(page, delia)
    invitation, message = GroupInvitation.objects.get(), Message.objects.get()

    page.post(url(delia.group, "member-withdraw", invitation.pk))
    assert page.get(join_url(invitation)).status_code == 410
    assert departing.why_not(message, timezone.now()) == "The invitation was withdrawn."
    page.post(url(delia.group, "member-put-back", invitation.pk))
    assert page.get(join_url(invitation)).status_code == 200
    assert not departing.why_not(message, timezone.now())


def test_what_somebody_said_in_the_corridor_can_be_entered_and_taken_back(page, delia):
    rhona = make_group_invitation(group=delia.group)
    answers = [url(delia.group, name, rhona.pk) for name in ("member-answer", "member-answer-undo")]

    page.post(answers[0], {"answer": "accepted"})
    rhona.refresh_from_db()
    assert (places(rhona.person), rhona.was_entered) == ([(None, "member")], True)
    page.post(answers[1])
    rhona.refresh_from_db()
    assert (places(rhona.person), rhona.answer) == ([], "")
    page.post(answers[0], {"answer": "declined"})
    assert "Said no" in page.get(url(delia.group, "members")).content.decode()


def test_members_are_not_offered_to_invite_and_administrators_are(client, delia):
    member = make_membership(group=delia.group)
    client.force_login(member.person)
    assert client.get(url(delia.group)).status_code == 404
    assert "Invite and change" not in client.get(url(delia.group, "people")).content.decode()

    above = make_stewardship(role=Role.ADMINISTRATOR, programme=delia.group.partnership.programme)
    client.force_login(above.person)
    assert "Invite and change" in client.get(url(delia.group, "people")).content.decode()
    client.post(url(delia.group), typed(delia))
    assert GroupInvitation.objects.get().asked_by == above.person


# --- the answer -----------------------------------------------------------------------------------


@pytest.fixture
def asked(delia):
    return make_group_invitation(group=delia.group, asked_by=delia.person, words=WORDS)


def test_opening_the_link_changes_nothing_and_says_what_joining_means(asked):
    scanner = Client()
    for _ in range(2):
        page = scanner.get(join_url(asked)).content.decode()
    scanner.head(join_url(asked))

    assert WORDS in page
    assert "What joining means" in page
    assert "Who would read what" in page
    asked.refresh_from_db()
    assert (asked.answer, places(asked.person)) == ("", [])


def test_who_says_yes_is_a_member_from_today_without_a_session(client, asked):
    answer = client.post(join_url(asked), {"answer": "accepted"}, follow=True)

    member = Membership.objects.get(person=asked.person)
    assert "You have joined" in answer.content.decode()
    assert (member.joined_on, member.spells.get().starts_on) == (timezone.localdate(), timezone.localdate())
    assert member.organisation == asked.organisation
    assert "_auth_user_id" not in client.session
    told = Message.objects.get()
    assert (told.person, told.kind) == (asked.asked_by, "members")


def test_who_says_no_is_nowhere_and_may_say_why(client, asked):
    client.post(join_url(asked), {"answer": "declined", "reason": "Ask me in May"})

    assert places(asked.person) == []
    asked.refresh_from_db()
    assert asked.reason == "Ask me in May"
    assert "Ask me in May" not in Message.objects.get().text


def test_answering_twice_is_once(client, asked):
    for said in ("accepted", "declined"):
        client.post(join_url(asked), {"answer": said})
    asked.refresh_from_db()
    assert asked.answer == "accepted"
    assert Message.objects.count() == 1


def test_an_answer_can_be_taken_back_and_given_anew(client, asked):
    client.post(join_url(asked), {"answer": "accepted"})
    client.post(join_url(asked), {"take_back": "1"})
    assert places(asked.person) == []
    client.post(join_url(asked), {"answer": "declined"})
    asked.refresh_from_db()
    assert asked.answer == "declined"


def test_joining_is_not_taken_back_once_something_was_written_of_them(client, asked):
    client.post(join_url(asked), {"answer": "accepted"})
    make_message(Membership.objects.get(person=asked.person))

    answer = client.post(join_url(asked), {"take_back": "1"})
    assert answer.status_code == 409
    assert places(asked.person) == [(None, "member")]


def test_an_answer_is_not_taken_back_after_a_week(asked):
    then = timezone.now() - timedelta(days=8)
    inviting.decline(asked, by=asked.person, at=then)
    assert not inviting.take_back(asked, by=asked.person, at=timezone.now())


def test_no_choice_is_said_at_the_choices(client, asked):
    answer = client.post(join_url(asked), {"reason": "Maybe"})
    assert answer.status_code == 422
    assert "Choose whether you join" in answer.content.decode()
    assert ">\nMaybe</textarea>" in answer.content.decode()


def test_who_was_a_member_before_comes_back_to_the_same_place(client, asked):
    before = make_membership(
        group=asked.group, person=asked.person, left_on=timezone.localdate() - timedelta(days=30)
    )
    client.post(join_url(asked), {"answer": "accepted"})
    before.refresh_from_db()
    assert (before.left_on, before.spells.count()) == (None, 2)

    client.post(join_url(asked), {"take_back": "1"})
    before.refresh_from_db()
    assert (before.left_on, before.spells.count()) == (timezone.localdate() - timedelta(days=30), 1)


def test_a_link_that_was_altered_has_ended_or_is_of_somebody_gone_opens_nothing(client):
    ended = make_group_invitation(ends_at=timezone.now() - timedelta(seconds=1))
    gone = make_group_invitation(person=make_user(is_active=False))
    altered = join_url(make_group_invitation())[:-4] + "xyz/"
    for address in (altered, join_url(ended), join_url(gone)):
        for answer in (client.get(address), client.post(address, {"answer": "accepted"})):
            assert answer.status_code == 410
    assert not Membership.objects.exists()
