"""What a group hopes for, and its looks back: views side by side, and above the group only what was published."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import aspiring
from inquiries.models import Aspiration, CheckBack, View
from inquiries.roles import Role
from tests.builders import make_aspiration, make_group, make_membership, make_stewardship, make_user
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


@pytest.fixture
def morag(group):
    return make_membership(group, make_user(name="Morag Drever", short_name="Morag"))


@pytest.fixture
def hope(group):
    return make_aspiration(group=group, text="More trust between us")


def url(name, group, *more):
    return reverse(f"inquiries:{name}", args=[group.slug, *more])


def said(hope, progress="some", confidence="low", evidence="We rang each other", version=0):
    fields = {"progress": progress, "confidence": confidence, "evidence": evidence, "version": version}
    return {f"{hope.pk}-{name}": value for name, value in fields.items()}


def look_back(client, member, group, fields, when="half-way"):
    client.force_login(member.person)
    return client.post(url("check-back", group, when), fields)


def test_a_hope_is_added_worded_anew_taken_out_and_put_back(client, group, jo):
    client.force_login(jo.person)

    client.post(url("aspiration-add", group), {"text": "More trust", "for_whom": "us"})
    [hope] = Aspiration.objects.filter(group=group)
    client.post(url("aspiration", group, hope.pk), {"text": "Much more trust", "version": 0})
    client.post(url("aspiration-remove", group, hope.pk))
    assert Aspiration.objects.kept().count() == 0
    client.post(url("aspiration-put-back", group, hope.pk))
    assert [row.text for row in Aspiration.objects.kept()] == ["Much more trust"]


def test_a_stale_wording_is_shown_beside_the_one_that_stands(client, group, jo, hope):
    aspiring.reword(hope, text="Theirs", for_whom="", version=0)
    client.force_login(jo.person)

    page = client.post(url("aspiration", group, hope.pk), {"text": "Mine", "version": 0})
    assert page.status_code == 409
    assert "Theirs" in page.content.decode()
    assert "Mine" in page.content.decode()
    hope.refresh_from_db()
    assert hope.text == "Theirs"


def test_hopes_change_places(client, group, jo, hope):
    second = make_aspiration(group=group)
    client.force_login(jo.person)

    client.post(url("aspiration-move", group, second.pk), {"to": "up"})
    assert list(Aspiration.objects.filter(group=group)) == [second, hope]


def test_members_views_stand_beside_the_groups(client, group, jo, nan, hope):
    look_back(client, jo, group, said(hope, progress="good"))
    look_back(client, nan, group, said(hope, progress="none", evidence="Nobody rang me"))

    page = client.get(url("aspirations", group)).content.decode()
    assert "Members see it differently:" in page
    assert "Nobody rang me" in page
    assert View.objects.filter(of_group=True).get().progress == "good"
    assert View.objects.filter(of_group=False).get().by == nan


def test_a_member_changes_their_own_view_and_no_others(client, group, jo, nan, hope):
    look_back(client, jo, group, said(hope, progress="good"))
    look_back(client, nan, group, said(hope, progress="none"))
    look_back(client, nan, group, said(hope, progress="some", version=1))

    assert View.objects.get(of_group=False).progress == "some"
    assert View.objects.get(of_group=True).progress == "good"


@pytest.mark.parametrize(
    ("progress", "words"), [("none", "No progress yet"), ("some", "Some</strong> progress")]
)
def test_how_far_a_hope_came_is_said_as_people_say_it(client, group, jo, hope, progress, words):
    look_back(client, jo, group, said(hope, progress=progress))
    page = client.get(url("aspirations", group)).content.decode()
    assert words in page
    assert "None yet</strong> progress" not in page


def test_a_hope_may_be_left_for_later_but_not_answered_by_half(client, group, nan, hope):
    later = make_aspiration(group=group)

    page = look_back(client, nan, group, said(hope, progress="") | said(later, "", "", ""))
    assert page.status_code == 422
    assert "We rang each other" in page.content.decode()
    assert not View.objects.exists()
    look_back(client, nan, group, said(hope) | said(later, "", "", ""))
    assert View.objects.get().aspiration == hope


def test_two_hands_on_the_groups_view_see_both_texts(client, group, jo, hope):
    delia = make_membership(group=group, role=Role.INTEGRATION_MANAGER)
    look_back(client, delia, group, said(hope, evidence="Delia’s"))

    page = look_back(client, jo, group, said(hope, evidence="Jo’s"))
    assert page.status_code == 409
    assert "Delia’s" in page.content.decode()
    assert "Jo’s" in page.content.decode()
    assert View.objects.get().evidence == "Delia’s"


@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.NATIONAL_BODY])
def test_above_the_group_only_the_published_view_of_the_group_is_read(client, group, jo, nan, hope, role):
    look_back(client, jo, group, said(hope, evidence="The group’s evidence"))
    look_back(client, nan, group, said(hope, evidence="A member’s own line"))
    above = make_stewardship(role=role, group=group)
    client.force_login(above.person)
    assert client.get(url("aspirations", group)).status_code == 404

    look = CheckBack.objects.get(group=group)
    assert aspiring.publish(look, by=jo, at=timezone.now()) is True
    page = client.get(url("aspirations", group)).content.decode()
    assert "The group’s evidence" in page
    assert "A member’s own line" not in page
    assert "one sees" not in page  # nor how many of them saw what
    aspiring.take_back(look, at=timezone.now())
    assert client.get(url("aspirations", group)).status_code == 404


def test_a_member_publishes_nothing(client, group, jo, nan, hope):
    look_back(client, jo, group, said(hope))
    client.force_login(nan.person)

    assert client.post(url("check-back-publish", group, "half-way")).status_code == 403
    assert CheckBack.objects.get().published_at is None


def test_there_are_two_moments_to_look_back_at_and_no_third(client, group, jo, hope):
    client.force_login(jo.person)
    assert client.get(url("check-back", group, "now-and-then")).status_code == 404


def test_the_page_asks_as_often_for_thirty_as_for_one(client, group, jo):
    look = aspiring.check_back(group, "half-way", at=timezone.now())
    client.force_login(jo.person)

    def add_row():
        hope, member = make_aspiration(group=group), make_membership(group=group)
        view = {"progress": "some", "confidence": "low", "evidence": ""}
        aspiring.view(look, hope, said=view, by=member, of_group=False, version=0, at=timezone.now())
        aspiring.view(look, hope, said=view, by=jo, of_group=True, version=0, at=timezone.now())

    assert_same_queries(ask=lambda: client.get(url("aspirations", group)), add_row=add_row)


def test_a_view_that_names_somebody_is_not_let_out_and_the_sentence_is_quoted(client, group, jo, morag, hope):
    words = f"We rang each other. {morag.person.name} was greeted by name."
    look_back(client, jo, group, said(hope, evidence=words))
    answer = client.post(url("check-back-publish", group, "half-way"), follow=True)
    page = answer.content.decode()
    assert f"it names {morag.person.name}" in page
    assert f"“{morag.person.name} was greeted by name.”" in page
    assert CheckBack.objects.get().published_at is None


def test_what_is_saved_of_a_look_back_that_is_out_says_who_reads_it_and_names_nobody(
    client, group, jo, morag, hope
):
    look_back(client, jo, group, said(hope))
    client.post(url("check-back-publish", group, "half-way"))
    page = client.get(url("check-back", group, "half-way")).content.decode()
    assert "Save it: those above the group read it at once" in page

    answer = look_back(client, jo, group, said(hope, evidence=f"{morag.person.name} says so.", version=1))

    assert answer.status_code == 422
    assert f"This names {morag.person.name}" in answer.content.decode()
    assert View.objects.get(of_group=True).evidence == "We rang each other"


@pytest.mark.parametrize("evidence", ["She lives at EH1 1AA.", "Ring 0131 496 0000."])
def test_the_view_of_the_group_is_guarded_as_a_story_is(client, group, jo, hope, evidence):
    answer = look_back(client, jo, group, said(hope, evidence=evidence))
    assert answer.status_code == 422
    assert not View.objects.exists()
