"""The pages of who is in a group: what stands on them for whom, how people are reached, and which role they hold."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import readdressing
from inquiries.models import Message, User
from inquiries.roles import Role
from inquiries.sending import build
from tests.builders import (
    make_group_invitation,
    make_membership,
    make_message,
    make_stewardship,
    make_user,
)
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def delia():
    return make_membership(role=Role.INTEGRATION_MANAGER)


@pytest.fixture
def page(client, delia):
    client.force_login(delia.person)
    return client


def url(membership, name="member"):
    return reverse(f"inquiries:{name}", args=[membership.group.slug, membership.pk])


def members_url(group, name="members"):
    return reverse(f"inquiries:{name}", args=[group.slug])


def contact(person, **fields):
    """The form as somebody sends it who has just read it."""
    defaults = {"name": person.name, "short_name": person.short_name, "email": person.email or ""}
    defaults["email_was"] = defaults["email"]
    return defaults | {"contact_email": person.contact_email, "phone": person.phone} | fields


# --- who is in it ---------------------------------------------------------------------------------


def test_everybody_stands_under_what_they_are(page, delia):
    today = timezone.localdate()
    inside, left = make_membership(group=delia.group), make_membership(group=delia.group, left_on=today)
    waits = make_group_invitation(group=delia.group)
    no = make_group_invitation(group=delia.group, answer="declined", reason="Not this winter")
    make_group_invitation(group=delia.group, person=left.person, answer="accepted")
    elsewhere = make_group_invitation()

    text = page.get(members_url(delia.group)).content.decode()
    order = [
        text.index(name) for name in (waits.person.name, inside.person.name, no.person.name, left.person.name)
    ]
    assert order == sorted(order)
    assert "2 people are in" in text
    assert "Not this winter" in text
    assert elsewhere.person.name not in text


def test_a_declined_invitation_that_was_followed_by_another_stands_no_more(page, delia):
    earlier = timezone.now() - timedelta(days=30)
    no = make_group_invitation(
        group=delia.group, answer="declined", asked_at=earlier, reason="Not this winter"
    )
    make_group_invitation(group=delia.group, person=no.person)
    assert "Not this winter" not in page.get(members_url(delia.group)).content.decode()


@pytest.mark.parametrize("path", ["members", "people"])
def test_the_pages_take_the_same_twelve_queries_at_most(page, delia, path):
    def add_row():
        member = make_membership(group=delia.group)
        make_membership(group=delia.group, left_on=timezone.localdate())
        make_group_invitation(group=delia.group, asked_by=member.person)
        make_group_invitation(group=delia.group, answer="declined")

    ask = lambda: page.get(members_url(delia.group, path))  # noqa: E731
    assert_same_queries(ask=ask, add_row=add_row)
    assert len(queries_of(ask)) <= 12


def test_ones_own_places_take_the_same_queries_whatever_their_number(client):
    person = make_user()
    client.force_login(person)

    def add_row():
        make_membership(person=person, left_on=timezone.localdate())

    assert_same_queries(ask=lambda: client.get(reverse("inquiries:places")), add_row=add_row)


def test_many_members_stand_on_several_pages(page, delia):
    for number in range(51):
        make_membership(group=delia.group, person=make_user(name=f"Zed {number:02}"))
    first, second = (
        page.get(members_url(delia.group, "people") + f"?page={n}").content.decode() for n in (1, 2)
    )
    assert "52 people in" in first
    assert ("Zed 50" in first, "Zed 50" in second) == (False, True)


# --- how to reach them ----------------------------------------------------------------------------


def test_members_see_how_to_reach_those_who_share_it(client, delia):
    fiona = make_membership(group=delia.group, person=make_user(phone="01632 960 140"))
    reader = make_membership(group=delia.group)
    people = lambda: client.get(members_url(delia.group, "people")).content.decode()  # noqa: E731
    client.force_login(reader.person)
    assert fiona.person.email not in people()

    client.force_login(fiona.person)
    client.post(url(fiona, "member-share"), {"phone": "01632 960 140", "shares_contact": "on"})
    client.force_login(reader.person)
    assert fiona.person.email in people()
    assert "01632 960 140" in people()

    client.force_login(fiona.person)
    client.post(url(fiona, "member-share"), {"phone": "01632 960 140"})
    client.force_login(reader.person)
    assert "01632 960 140" not in people()


def test_nobody_shares_for_somebody_else(page, delia):
    fiona = make_membership(group=delia.group)
    assert page.post(url(fiona, "member-share"), {"shares_contact": "on"}).status_code == 403
    fiona.refresh_from_db()
    assert not fiona.shares_contact


def test_a_facilitator_reads_contact_details_and_does_not_write_them(client, delia):
    jo = make_membership(group=delia.group, role=Role.FACILITATOR)
    fiona = make_membership(group=delia.group)
    client.force_login(jo.person)

    text = client.get(url(fiona)).content.decode()
    assert fiona.person.email in text
    assert url(fiona, "member-contact") not in text
    assert client.post(url(fiona, "member-contact"), contact(fiona.person)).status_code == 403


def test_two_may_share_an_address_and_each_mail_says_whose_it_is(page, delia):
    nan, lewis = (
        make_membership(group=delia.group, person=make_user(name=name, email=None))
        for name in ("Nan", "Lewis")
    )
    for member in (nan, lewis):
        page.post(url(member, "member-contact"), contact(member.person, contact_email="flat3@example.scot"))
        member.person.refresh_from_db()
    assert [m.person.address for m in (nan, lewis)] == ["flat3@example.scot"] * 2

    mail = build(make_message(lewis))
    assert mail.to == ["Lewis <flat3@example.scot>"]
    assert mail.subject == "For Lewis: We meet on Thursday"


def test_a_shared_address_signs_nobody_in(client):
    make_user(name="Nan", email=None, contact_email="flat3@example.scot")
    client.post(reverse("account_login"), {"login": "flat3@example.scot"})
    assert not Message.objects.exists()


def test_an_address_that_signs_somebody_in_is_not_given_to_another(page, delia):
    make_user(email="taken@example.scot")
    fiona = make_membership(group=delia.group)
    answer = page.post(url(fiona, "member-contact"), contact(fiona.person, email="Taken@example.scot"))
    assert answer.status_code == 422
    assert "If they share it, enter it below instead." in answer.content.decode()


def test_another_address_is_told_to_both_and_ends_sessions(page, client, delia):
    fiona = make_membership(group=delia.group, person=make_user(email="old@example.scot"))
    password = fiona.person.password
    page.post(
        url(fiona, "member-contact"), contact(fiona.person, email="new@example.scot", name="Fiona  Wylie")
    )

    fiona.person.refresh_from_db()
    assert (fiona.person.email, fiona.person.name) == ("new@example.scot", "Fiona Wylie")
    assert {message.address for message in Message.objects.all()} == {"old@example.scot", "new@example.scot"}
    assert fiona.person.password != password


def test_the_form_carries_the_address_as_it_was_read(page, delia):
    fiona = make_membership(group=delia.group, person=make_user(email="old@example.scot"))
    text = page.get(url(fiona)).content.decode()
    assert '<input type="hidden" name="email_was" value="old@example.scot"' in text


def test_a_telephone_number_leaves_an_address_alone_that_they_changed_meanwhile(page, delia):
    fiona = make_membership(group=delia.group, person=make_user(email="old@example.scot"))
    read = contact(fiona.person, phone="01632 960 111")
    User.objects.filter(pk=fiona.person_id).update(email="new@example.scot")
    make_user(email="old@example.scot")
    password = fiona.person.password

    assert page.post(url(fiona, "member-contact"), read).status_code == 302
    fiona.person.refresh_from_db()
    assert (fiona.person.email, fiona.person.phone) == ("new@example.scot", "01632 960 111")
    assert fiona.person.password == password
    assert not Message.objects.exists()


def test_an_address_they_changed_meanwhile_is_said_and_stays_until_saved_again(page, delia):
    fiona = make_membership(group=delia.group, person=make_user(name="Fiona", email="old@example.scot"))
    read = contact(fiona.person, email="typed@example.scot", phone="01632 960 111")
    User.objects.filter(pk=fiona.person_id).update(email="new@example.scot")

    answer = page.post(url(fiona, "member-contact"), read)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Fiona’s address has changed since you opened this page: it is new@example.scot now." in text
    assert 'value="typed@example.scot"' in text
    assert 'value="01632 960 111"' in text
    fiona.person.refresh_from_db()
    assert (fiona.person.email, fiona.person.phone) == ("new@example.scot", "")
    assert not Message.objects.exists()

    assert 'name="email_was" value="new@example.scot"' in text
    page.post(url(fiona, "member-contact"), read | {"email_was": "new@example.scot"})
    fiona.person.refresh_from_db()
    assert (fiona.person.email, fiona.person.phone) == ("typed@example.scot", "01632 960 111")


def test_an_address_taken_in_the_same_moment_changes_nothing_of_them(page, delia, monkeypatch):
    fiona = make_membership(group=delia.group, person=make_user(email="old@example.scot"))
    rival = make_user(email="wanted@example.scot")
    monkeypatch.setattr("inquiries.recognising.by_address", lambda email: None)

    read = contact(fiona.person, email=rival.email, phone="01632 960 111")
    answer = page.post(url(fiona, "member-contact"), read)
    assert answer.status_code == 422
    assert "Somebody else has just taken this address." in answer.content.decode()
    fiona.person.refresh_from_db()
    assert (fiona.person.email, fiona.person.phone) == ("old@example.scot", "")


def test_nobody_says_what_a_person_signs_in_with_who_sees_more_than_they_do(delia):
    member = make_membership(group=delia.group).person
    assert readdressing.may_readdress(delia.person, member)

    make_membership(person=member)
    jo = make_membership(group=delia.group, role=Role.FACILITATOR).person
    senior = make_membership(group=delia.group).person
    make_stewardship(person=senior)
    staff = make_membership(group=delia.group, person=make_user(is_staff=True)).person
    assert not [p for p in (member, jo, senior, staff) if readdressing.may_readdress(delia.person, p)]


def test_their_address_stays_whatever_is_sent_for_it(page, delia):
    jo = make_membership(group=delia.group, role=Role.FACILITATOR)
    email = jo.person.email
    page.post(url(jo, "member-contact"), contact(jo.person, email="mine@example.scot", phone="01632 960 111"))
    jo.person.refresh_from_db()
    assert (jo.person.email, jo.person.phone) == (email, "01632 960 111")


# --- the role -------------------------------------------------------------------------------------


def test_a_role_is_changed_and_changed_back(page, delia):
    fiona = make_membership(group=delia.group)
    answer = page.post(url(fiona, "member-role"), {"role": "facilitator"}, follow=True)
    undo = f"{url(fiona, 'member-role')}?role=member"
    assert f'action="{undo}"' in answer.content.decode()
    fiona.refresh_from_db()
    assert fiona.role == "facilitator"

    make_membership(group=delia.group, role=Role.FACILITATOR)
    page.post(undo)
    fiona.refresh_from_db()
    assert fiona.role == "member"


def test_the_last_facilitator_stays_one(page, delia):
    jo = make_membership(group=delia.group, role=Role.FACILITATOR)
    answer = page.post(url(jo, "member-role"), {"role": "member"})
    assert answer.status_code == 422
    assert "is the only facilitator" in answer.content.decode()


def test_nobody_is_given_a_role_above_the_group(page, delia):
    fiona = make_membership(group=delia.group)
    assert page.post(url(fiona, "member-role"), {"role": "administrator"}).status_code == 422
