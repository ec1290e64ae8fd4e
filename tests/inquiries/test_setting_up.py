"""Setting up without the Django admin: programmes, partnerships, organisations, groups, roles."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from inquiries import appointing, setting_up
from inquiries.models import (
    Group,
    LevelWords,
    Membership,
    NationalBody,
    Organisation,
    Partnership,
    Programme,
    Stewardship,
    User,
)
from inquiries.roles import Role
from tests.at_once import at_once
from tests.builders import (
    make_group,
    make_membership,
    make_organisation,
    make_partnership,
    make_programme,
    make_stewardship,
)
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
GROUP = {
    "group-name": "Wester",
    "group-who_for": "Older people",
    "group-cadence": "monthly",
    "group-planned_meetings": "6",
    "group-meeting_minutes": "180",
}


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def ishbel(programme, client):
    """The administrator of the programme, signed in."""
    held = make_stewardship(role=Role.ADMINISTRATOR, programme=programme)
    client.force_login(held.person)
    return held


def url(name, *args):
    return reverse(f"inquiries:{name}", args=args)


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role", [role for role, _label in Role.above_a_group() if role != Role.ADMINISTRATOR]
)
def test_other_roles_find_nothing_to_set_up(client, programme, role):
    partnership = make_partnership(programme=programme)
    client.force_login(make_stewardship(role=role, programme=programme).person)

    addresses = [url("setting-up"), url("programme", programme.slug), url("partnership", partnership.slug)]
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    assert "Set up" not in client.get("/groups/").content.decode()


def test_an_administrator_of_another_programme_finds_nothing_here(client, ishbel):
    elsewhere = make_partnership(programme=make_programme())
    body = NationalBody.objects.create(programme=elsewhere.programme, name="Theirs")
    held = make_stewardship(role=Role.SENIOR_MANAGER, partnership=elsewhere)

    for address, sent in [
        (url("programme", elsewhere.programme.slug), {"name": "Mine now"}),
        (url("body-drop", elsewhere.programme.slug, body.pk), {}),
        (url("body-drop", ishbel.programme.slug, body.pk), {}),
        (url("partnership", elsewhere.slug), {"name": "Mine now"}),
        (url("party-add", elsewhere.slug), {"party-name": "x", "party-sector": "h"}),
        (url("group-add", elsewhere.slug), GROUP),
        (url("role-give", "partnership", elsewhere.slug), {}),
        (url("role-take", held.pk), {}),
    ]:
        assert client.post(address, sent).status_code == 404, address
    elsewhere.refresh_from_db()
    assert elsewhere.name != "Mine now"
    assert Stewardship.objects.filter(pk=held.pk).exists()
    assert NationalBody.objects.filter(pk=body.pk).exists()


def test_an_administrator_of_one_partnership_sets_up_that_one_alone(client, programme):
    mine, other = (make_partnership(programme=programme) for _ in range(2))
    client.force_login(make_stewardship(role=Role.ADMINISTRATOR, partnership=mine).person)

    page = client.get(url("setting-up")).content.decode()
    assert mine.name in page
    assert other.name not in page
    assert client.get(url("programme", programme.slug)).status_code == 404
    assert client.get(url("partnership", other.slug)).status_code == 404


# --- programmes, partnerships, organisations, groups ----------------------------------------------


def test_a_partnership_and_its_group_are_set_up_in_the_browser(client, programme, ishbel):
    client.post(url("partnership-add", programme.slug), {"new-name": "Beston and Firth"})
    partnership = Partnership.objects.get(name="Beston and Firth")
    client.post(url("party-add", partnership.slug), {"party-name": "The Library", "party-sector": "c"})
    client.post(url("group-add", partnership.slug), GROUP)

    group = Group.objects.get(partnership=partnership)
    assert (group.name, group.planned_meetings, group.meeting_minutes) == ("Wester", 6, 180)
    assert [party.name for party in partnership.parties.all()] == ["The Library"]
    page = client.get(url("partnership", partnership.slug)).content.decode()
    assert "Say who facilitates" in page
    assert "(still to do)" in page


def test_two_of_one_name_get_two_addresses(programme):
    slugs = [setting_up.partnership(programme, name="Kilbrae & Glen").slug for _ in range(3)]
    assert slugs == ["kilbrae-glen", "kilbrae-glen-2", "kilbrae-glen-3"]
    assert setting_up.partnership(programme, name="…").slug == "new"


def test_an_organisation_that_clip_knows_is_found_whatever_its_capitals(client, programme, ishbel):
    known = make_organisation(name="Càirdeas Surgery")
    partnership = make_partnership(programme=programme)

    client.post(url("party-add", partnership.slug), {"party-name": "cairdeas  SURGERY", "party-sector": "g"})
    assert list(partnership.parties.all()) == [known]
    assert Organisation.objects.count() == 1


def test_there_is_no_second_organisation_of_a_name_whatever_its_capitals_and_accents():
    make_organisation(name="Café on the Wynd")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="CAFE on the Wynd", sector="t")


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_four_who_name_a_new_organisation_at_once_name_one():
    for number in range(10):
        names = [f"Shore Street {number}", f"shore  street {number}"] * 2
        jobs = [lambda name=name: setting_up.organisation(name, sector="t") for name in names]
        made = at_once(*jobs)

        assert len({found.pk for found, _is_new in made}) == 1
        assert sum(is_new for _found, is_new in made) == 1


def test_an_organisation_is_not_renamed_to_what_another_is_called():
    organisation = make_organisation(name="Shore Street")
    make_organisation(name="Taken")
    assert not setting_up.rename(organisation, "  taken ", sector="c")
    organisation.refresh_from_db()
    assert (organisation.name, organisation.sector) == ("Shore Street", "g")


def test_a_party_that_was_taken_off_comes_back_with_one_button(client, programme, ishbel):
    partnership, party = make_partnership(programme=programme), make_organisation()
    partnership.parties.add(party)

    page = client.post(url("party-drop", partnership.slug, party.pk), follow=True)
    assert not partnership.parties.exists()
    [message] = page.context["messages"]
    client.post(message.extra_tags)
    assert list(partnership.parties.all()) == [party]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("group-name", "", "Enter what the group is called"),
        ("group-name", "Two\nlines", "Name must not contain line breaks"),
        ("group-name", "x" * 81, "Name must be 80 characters or fewer. You have 81."),
        ("group-who_for", " ", "Enter for whom the group inquires"),
        ("group-meeting_minutes", "-5", "Enter a whole number between 1 and 600"),
        ("group-meeting_minutes", "half", "Enter a whole number between 1 and 600"),
        ("group-planned_meetings", "1000000000", "Enter a whole number between 1 and 60"),
    ],
)
def test_a_group_with_something_wrong_says_what_to_do_and_keeps_the_rest(
    client, programme, ishbel, field, value, says
):
    partnership = make_partnership(programme=programme)

    page = client.post(url("group-add", partnership.slug), GROUP | {"group-given": "Lunch", field: value})
    assert page.status_code == 422
    assert says in page.content.decode()
    assert "Lunch" in page.content.decode()
    assert not Group.objects.filter(partnership=partnership).exists()


def test_a_programme_does_not_end_before_it_starts(client, programme, ishbel):
    sent = {"name": "Ours", "starts_on": "2026-05-01", "ends_on": "2026-04-01"}

    page = client.post(url("programme", programme.slug), sent)
    assert page.status_code == 422
    assert "The end must be after the start" in page.content.decode()


def test_what_changed_and_who_did_it_is_told(client, programme, ishbel):
    before = programme.name

    client.post(url("programme", programme.slug), {"name": "Leadership in practice"})
    page = client.get(url("programme", programme.slug)).content.decode()
    assert f"name: “Leadership in practice”, before that “{before}”" in page
    assert ishbel.person.name in page


def test_those_who_hold_a_group_change_its_mandate_and_members_do_not(client):
    group = make_group()
    fields = {name.removeprefix("group-"): value for name, value in GROUP.items()}
    for role, status in ((Role.INTEGRATION_MANAGER, 302), (Role.MEMBER, 403)):
        client.force_login(make_membership(group=group, role=role).person)
        sent = fields | {"asked_for": f"as {role}"}
        assert client.post(url("group-settings", group.slug), sent).status_code == status
    group.refresh_from_db()
    assert group.asked_for == "as integration_manager"


def test_the_partnership_asks_as_often_for_thirty_groups_as_for_one(client, programme, ishbel):
    partnership = make_partnership(programme=programme)

    def add_row():
        make_membership(group=make_group(partnership=partnership))
        partnership.parties.add(make_organisation())
        make_stewardship(role=Role.SENIOR_MANAGER, partnership=partnership)

    assert_same_queries(ask=lambda: client.get(url("partnership", partnership.slug)), add_row=add_row)
    assert_same_queries(ask=lambda: client.get(url("setting-up")), add_row=add_row)


# --- roles ----------------------------------------------------------------------------------------


def role_of(name="Ruth Calder", email="ruth@example.scot", role="learning_partner"):
    return {"role-name": name, "role-email": email, "role-role": role, "role-job": "Learning partner"}


def test_a_role_works_at_once_and_is_gone_at_once(client, programme, ishbel):
    group = make_group(partnership=make_partnership(programme=programme))
    client.post(url("role-give", "programme", programme.slug), role_of())
    ruth = User.objects.get(email="ruth@example.scot")

    client.force_login(ruth)
    assert client.get(group.get_absolute_url()).status_code == 200
    client.force_login(ishbel.person)
    page = client.post(url("role-take", Stewardship.objects.get(person=ruth).pk), follow=True)
    client.force_login(ruth)
    assert client.get(group.get_absolute_url()).status_code == 404
    client.force_login(ishbel.person)
    client.post(list(page.context["messages"])[-1].extra_tags)  # undo
    again = Stewardship.objects.get(person=ruth)
    assert (again.role, again.job) == ("learning_partner", "Learning partner")


def test_another_role_at_the_same_place_takes_the_place_of_the_first(client, programme, ishbel):
    for role in ("learning_partner", "national_body"):
        client.post(url("role-give", "programme", programme.slug), role_of(role=role))

    assert Stewardship.objects.get(person__email="ruth@example.scot").role == "national_body"


def test_a_person_is_found_by_their_address_and_keeps_their_name(client, programme, ishbel):
    known = make_membership().person

    sent = role_of(name="Somebody else", email=known.email.upper())
    client.post(url("role-give", "programme", programme.slug), sent)
    assert Stewardship.objects.get(role="learning_partner").person == known
    known.refresh_from_db()
    assert known.name != "Somebody else"


def test_the_last_administrator_does_not_vanish(client, programme, ishbel):
    page = client.post(url("role-take", ishbel.pk), follow=True)
    assert "This is the last administrator of the programme" in page.content.decode()
    assert Stewardship.objects.filter(pk=ishbel.pk).exists()

    with pytest.raises(appointing.LastOneError):
        appointing.give(programme, ishbel.person, role=Role.LEARNING_PARTNER)
    make_stewardship(role=Role.ADMINISTRATOR, programme=programme)
    client.post(url("role-take", ishbel.pk))
    assert not Stewardship.objects.filter(pk=ishbel.pk).exists()


def test_the_last_facilitator_does_not_vanish(client):
    jo = make_membership(role=Role.FACILITATOR)
    nan = make_membership(group=jo.group)
    client.force_login(jo.person)
    holds = url("group-role", jo.group.slug)

    page = client.post(holds, {"holds-member": jo.pk, "holds-role": "member"})
    assert page.status_code == 422
    assert "The group needs a facilitator" in page.content.decode()
    client.post(holds, {"holds-member": nan.pk, "holds-role": "facilitator"})
    client.post(holds, {"holds-member": jo.pk, "holds-role": "member"})
    roles = dict(Membership.objects.filter(group=jo.group).values_list("pk", "role"))
    assert roles == {jo.pk: "member", nan.pk: "facilitator"}


def test_nobody_of_another_group_can_be_made_its_facilitator(client):
    jo, stranger = make_membership(role=Role.FACILITATOR), make_membership()
    client.force_login(jo.person)

    sent = {"holds-member": stranger.pk, "holds-role": "facilitator"}
    assert client.post(url("group-role", jo.group.slug), sent).status_code == 422
    stranger.refresh_from_db()
    assert stranger.role == Role.MEMBER


def test_a_role_with_a_bad_address_says_what_to_do(client, programme, ishbel):
    page = client.post(url("role-give", "programme", programme.slug), role_of(email="ruth@"))
    assert page.status_code == 422
    assert "Enter an email address in the correct format, like name@example.scot" in page.content.decode()
    assert "Ruth Calder" in page.content.decode()


# --- organisations --------------------------------------------------------------------------------


def test_an_organisation_shows_those_of_its_people_whom_the_reader_may_see(client):
    nan = make_membership()
    elsewhere = make_membership(organisation=nan.organisation)
    client.force_login(nan.person)

    page = client.get(url("organisation", nan.organisation.pk)).content.decode()
    assert nan.person.name in page
    assert elsewhere.person.name not in page
    assert elsewhere.group.name not in page


def test_an_organisation_of_other_groups_alone_is_not_there(client):
    nan, elsewhere = make_membership(), make_membership()
    client.force_login(nan.person)
    assert client.get(url("organisation", elsewhere.organisation.pk)).status_code == 404


def test_an_administrator_renames_an_organisation_and_a_member_does_not(client, programme, ishbel):
    partnership = make_partnership(programme=programme)
    nan = make_membership(group=make_group(partnership=partnership))
    partnership.parties.add(nan.organisation)
    twin = make_organisation(name="Taken")
    address = url("organisation", nan.organisation.pk)

    assert client.post(address, {"name": "taken", "sector": "h"}).status_code == 422
    client.post(address, {"name": "Its new name", "sector": "h"})
    client.force_login(nan.person)
    assert client.post(address, {"name": "By a member", "sector": "h"}).status_code == 404
    nan.organisation.refresh_from_db()
    assert (nan.organisation.name, nan.organisation.sector) == ("Its new name", "h")
    assert Organisation.objects.filter(pk=twin.pk).exists()


def test_an_organisation_asks_as_often_for_thirty_people_as_for_one(client):
    nan = make_membership()
    client.force_login(nan.person)

    def add_row():
        make_membership(group=nan.group, organisation=nan.organisation)

    assert_same_queries(ask=lambda: client.get(url("organisation", nan.organisation.pk)), add_row=add_row)


# --- how change spreads ---------------------------------------------------------------------------


def test_a_group_words_how_change_spreads(client):
    jo = make_membership(role=Role.FACILITATOR)
    nan = make_membership(group=jo.group)
    client.force_login(jo.person)

    client.post(url("theory-words", jo.group.slug), {"myself-words": "I ask first", "myself-version": "0"})
    client.force_login(nan.person)
    assert "I ask first" in client.get(url("theory", jo.group.slug)).content.decode()
    assert client.post(url("theory-words", jo.group.slug), {}).status_code == 403


def test_two_hands_on_one_level_see_both_texts(client):
    jo = make_membership(role=Role.FACILITATOR)
    LevelWords.objects.create(group=jo.group, level="team", words="Theirs", version=3)
    client.force_login(jo.person)

    page = client.post(url("theory-words", jo.group.slug), {"team-words": "Mine", "team-version": "2"})
    assert page.status_code == 409
    assert "Theirs" in page.content.decode()
    assert "Mine" in page.content.decode()
    client.post(url("theory-words", jo.group.slug), {"team-words": "Mine", "team-version": "3"})
    [kept] = LevelWords.objects.all()
    assert (kept.level, kept.words) == ("team", "Mine")


def noticed(hat, group):
    yield "team", {"words": f"We ring each other, {hat.role}"}


def test_what_apps_above_noticed_stands_at_its_level(client, settings):
    settings.CHANGES_NOTICED = [f"{__name__}.noticed"]
    nan = make_membership()
    client.force_login(nan.person)

    levels = client.get(url("theory", nan.group.slug)).context["levels"]
    assert [(row["level"], row["changes"]) for row in levels if row["changes"]] == [
        ("team", [{"words": "We ring each other, member"}])
    ]


# --- the first administrator ----------------------------------------------------------------------


def administrator(*args, **options):
    said = StringIO()
    call_command("administrator", *args, stdout=said, **options)
    return said.getvalue()


def test_the_first_administrator_is_made_by_a_command_that_changes_nothing_the_second_time():
    for says in ("Ishbel Ross is administrator of Ours.", "Ishbel Ross was administrator already of Ours."):
        assert says in administrator("ishbel@example.scot", name="Ishbel Ross", programme="Ours")
    [held] = Stewardship.objects.all()
    assert (held.role, held.programme.name, held.person.name) == ("administrator", "Ours", "Ishbel Ross")


@pytest.mark.parametrize(
    ("email", "options", "says"),
    [
        ("ishbel", {}, "ishbel is not an email address, like name@example.scot."),
        ("ishbel@example.scot", {"programme": "Ours"}, "say who it is with --name"),
        ("ishbel@example.scot", {"name": "Ishbel"}, "Say which programme with --programme"),
    ],
)
def test_the_command_says_what_it_still_needs(email, options, says):
    with pytest.raises(CommandError, match=says):
        administrator(email, **options)
    assert not Programme.objects.exists()
    assert not User.objects.exists()
