import pytest

from inquiries.roles import Role
from tests.builders import make_group, make_membership, make_organisation, make_stewardship, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.CLIP_DEMO = True


def test_people_are_listed_by_role_and_place(client):
    group = make_group(name="Beston")
    jo = make_membership(group=group, person=make_user(name="Jo Lennox"), role=Role.FACILITATOR)
    make_membership(group=make_group(name="Wester"), person=jo.person, role=Role.FACILITATOR)
    make_membership(group=group, person=make_user(name="Ross Kerr"), job="District nurse")
    make_stewardship(person=make_user(name="George Allan"), partnership=group.partnership)
    roles = client.get("/demo/").context["roles"]

    assert [
        (label, [(choice.person.name, choice.places) for choice in people]) for label, people in roles
    ] == [
        ("Facilitator", [("Jo Lennox", ["Beston", "Wester"])]),
        ("Senior manager", [("George Allan", [group.partnership.name])]),
        ("Members of Beston", [("Ross Kerr", ["Beston"])]),
    ]


def test_members_of_the_two_largest_groups_are_offered_at_once_and_the_rest_behind_a_line(client):
    for name, many in (("Ardlennan", 1), ("Beston", 3), ("Wester", 2)):
        group = make_group(name=name)
        for _ in range(many):
            make_membership(group=group)
    context = client.get("/demo/").context
    assert [label for label, _people in context["roles"]] == ["Members of Beston", "Members of Wester"]
    assert [label for label, _people in context["more"]] == ["Members of Ardlennan"]


def test_who_holds_most_groups_stands_first(client):
    make_membership(group=make_group(name="Ardlennan"), role=Role.FACILITATOR)
    jo = make_membership(group=make_group(name="Beston"), role=Role.FACILITATOR)
    make_membership(group=make_group(name="Wester"), person=jo.person, role=Role.FACILITATOR)
    [(_label, people)] = client.get("/demo/").context["roles"]
    assert people[0].person == jo.person


def test_one_button_signs_in(client):
    person = make_membership().person
    response = client.post("/demo/", {"person": person.pk, "next": "/account/"})

    assert response.url == "/account/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_being_somebody_else_takes_one_step(client):
    one, two = make_membership().person, make_membership().person
    client.post("/demo/", {"person": one.pk})
    before = client.session.session_key
    client.post("/demo/", {"person": two.pk})

    assert client.session["_auth_user_id"] == str(two.pk)
    assert client.session.session_key != before


def test_choice_over_a_page_tells_the_page(client):
    response = client.post("/demo/", {"person": make_membership().person_id}, headers={"HX-Request": "true"})

    assert response.status_code == 204
    assert "signed-in" in response.headers["HX-Trigger"]


def test_looking_signs_nobody_in(client):
    client.get("/demo/", {"person": make_membership().person_id})

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("person", ["", "x", "00000000-0000-0000-0000-000000000000", "' OR 1"])
def test_nobody_of_that_name_is_not_there(client, person):
    assert client.post("/demo/", {"person": person}).status_code == 404


def test_staff_and_the_inactive_cannot_be_chosen(client):
    for fields in ({"is_staff": True}, {"is_active": False}):
        person = make_membership(person=make_user(**fields)).person
        assert client.post("/demo/", {"person": person.pk}).status_code == 404
    assert client.get("/demo/").context["roles"] == []


def test_outside_the_demo_there_is_no_such_page(client, settings):
    settings.CLIP_DEMO = False
    person = make_membership().person

    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"person": person.pk}).status_code == 404
    assert "_auth_user_id" not in client.session
    assert "/demo/" not in client.get("/sign-in/").content.decode()


def test_sign_in_page_of_the_demo_leads_to_it(client):
    assert 'href="/demo/?next=/account/"' in client.get("/sign-in/?next=/account/").content.decode()


@pytest.mark.parametrize("people", [1, 30])
def test_list_takes_the_same_queries_for_many(client, people, django_assert_num_queries):
    group, practice = make_group(), make_organisation()
    for _ in range(people):
        make_membership(group=group, organisation=practice)
        make_stewardship(partnership=group.partnership)
    with django_assert_num_queries(2):
        client.get("/demo/")


def test_account_page_tells_groups_and_roles(client):
    member = make_membership(
        group=make_group(name="Beston"), organisation=make_organisation(name="Mill Lane Practice")
    )
    make_stewardship(
        person=member.person, role=Role.LEARNING_PARTNER, programme=member.group.partnership.programme
    )
    client.force_login(member.person)
    page = " ".join(client.get("/account/").content.decode().split())

    assert "Member, Mill Lane Practice" in page
    assert f"{member.group.partnership.programme.name}: Learning partner" in page
    assert 'action="/sign-out/"' in page
