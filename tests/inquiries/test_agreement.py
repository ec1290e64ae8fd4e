"""The group agreement: versions, each member's yes, and where it is shown."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import agreeing
from inquiries.models import Agreement, Yes
from inquiries.roles import Role
from tests.builders import make_agreement, make_group, make_meeting, make_membership, make_stewardship
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
TEXTS = {
    "leaves_room": "Nothing, unless we let it go",
    "newcomers": "since",
    "decides": "group",
    "holds_record": "Jo",
    "disagree": "Aloud",
    "laws": "Courts",
}


@pytest.fixture
def group():
    return make_group()


@pytest.fixture
def delia(group):
    return make_membership(group=group, role=Role.INTEGRATION_MANAGER)


@pytest.fixture
def nan(group):
    return make_membership(group=group)


def url(name, group, *more):
    return reverse(f"inquiries:{name}", args=[group.slug, *more])


def test_an_agreement_is_written_and_its_writer_says_yes_to_it(client, group, delia):
    client.force_login(delia.person)

    client.post(url("agreement-write", group), TEXTS)
    [agreement] = Agreement.objects.filter(group=group)
    assert (agreement.leaves_room, agreement.written_by) == (TEXTS["leaves_room"], delia)
    assert [yes.membership for yes in agreement.yeses.all()] == [delia]


def test_a_change_says_why_and_asks_for_each_yes_anew(client, group, delia, nan):
    first = make_agreement(group=group)
    agreeing.say_yes(first, nan, at=timezone.now())
    client.force_login(delia.person)

    assert client.post(url("agreement-write", group), TEXTS | {"instead_of": first.pk}).status_code == 422
    client.post(url("agreement-write", group), TEXTS | {"instead_of": first.pk, "why": "Nan asked"})
    current = Agreement.objects.current().get(group=group)
    assert (current.why, current.yeses.filter(membership=nan).count()) == ("Nan asked", 0)
    page = client.get(url("agreement", group)).content.decode()
    assert first.leaves_room in page  # the version before stays readable


def test_a_stale_agreement_is_shown_beside_the_one_that_stands(client, group, delia):
    read = make_agreement(group=group)
    texts = TEXTS | {"leaves_room": "Theirs"}
    theirs = agreeing.write(group, texts=texts, instead_of=read.pk, by=delia, on=timezone.localdate())
    client.force_login(delia.person)

    page = client.post(
        url("agreement-write", group), TEXTS | {"leaves_room": "Mine", "instead_of": read.pk, "why": "Later"}
    )
    assert page.status_code == 409
    assert "Theirs" in page.content.decode()
    assert "Mine" in page.content.decode()
    assert page.context["form"].initial["instead_of"] == theirs.pk
    assert Agreement.objects.current().get(group=group) == theirs


def test_who_writes_the_first_one_in_the_same_moment_sees_it_beside_theirs(
    client, group, delia, nan, monkeypatch
):
    """PostgreSQL lets both find nothing there; the constraint then lets one in."""
    client.force_login(delia.person)
    looks = type(Agreement.objects.current())

    def nothing_there(standing):
        monkeypatch.undo()
        make_agreement(group, written_by=nan, leaves_room="Everything")
        return False

    monkeypatch.setattr(looks, "exists", nothing_there)
    answer = client.post(url("agreement-write", group), TEXTS)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Everything" in text
    assert TEXTS["leaves_room"] in text


def test_a_yes_is_kept_once_and_can_be_taken_back(client, group, nan):
    agreement = make_agreement(group=group)
    client.force_login(nan.person)

    for _ in range(2):
        client.post(url("agreement-yes", group))
    assert Yes.objects.filter(agreement=agreement, membership=nan, taken_back_at=None).count() == 1
    client.post(url("agreement-yes", group), {"take_back": "1"})
    assert not Yes.objects.filter(membership=nan, taken_back_at=None).exists()
    client.post(url("agreement-yes", group))
    assert Yes.objects.filter(membership=nan, taken_back_at=None).count() == 1


def test_a_yes_that_was_heard_says_who_entered_it(client, group, delia, nan):
    make_agreement(group=group)
    client.force_login(delia.person)
    client.post(url("agreement-yes-of", group, nan.pk))

    client.force_login(nan.person)
    page = client.get(url("agreement", group)).content.decode()
    assert f"{delia.person.short_name} entered it for you." in page


def test_a_member_enters_nobodys_yes(client, group, delia, nan):
    make_agreement(group=group)
    client.force_login(nan.person)

    assert client.post(url("agreement-yes-of", group, delia.pk)).status_code == 403
    assert not Yes.objects.exists()


def test_seniors_read_the_agreement_and_not_who_said_yes(client, group, nan):
    agreement = make_agreement(group=group)
    agreeing.say_yes(agreement, nan, at=timezone.now())
    manager = make_stewardship(role=Role.SENIOR_MANAGER, group=group)
    client.force_login(manager.person)

    page = client.get(url("agreement", group)).content.decode()
    assert agreement.leaves_room in page
    assert nan.person.name not in page


def test_each_meeting_shows_the_agreement(client, group, delia):
    make_agreement(group=group, leaves_room="What is said here stays here")
    meeting = make_meeting(group=group, opened_at=timezone.now())
    client.force_login(delia.person)

    for page in ("plan", "record"):
        shown = client.get(reverse(f"meetings:{page}", args=[group.slug, meeting.number])).content.decode()
        assert "What is said here stays here" in shown


def test_the_page_asks_as_often_for_thirty_as_for_one(client, group, delia):
    agreement = make_agreement(group=group)
    client.force_login(delia.person)

    def add_row():
        agreeing.say_yes(agreement, make_membership(group=group), at=timezone.now(), entered_by=delia)
        make_membership(group=group)

    assert_same_queries(ask=lambda: client.get(url("agreement", group)), add_row=add_row)


@pytest.mark.parametrize(
    ("role", "steps"),
    [
        (Role.FACILITATOR, ["Agree how you work together", "Say what you hope for"]),
        (Role.MEMBER, ["Say your part in the purpose"]),
    ],
)
def test_a_new_group_is_told_what_comes_next(client, group, role, steps):
    member = make_membership(group=group, role=role)
    client.force_login(member.person)

    page = client.get(url("group", group)).content.decode()
    assert [words for words in steps if words not in page] == []
