"""Role cards: each line as its owner shares it, who can help with something, and the booklet."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import cards, rendering
from inquiries.models import CardLine, Document
from inquiries.roles import Role
from tests.builders import make_card_line, make_group, make_membership, make_organisation, make_stewardship
from tests.queries import assert_same_queries
from tests.swaps import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
Share, Kind = CardLine.Share, CardLine.Kind


@pytest.fixture
def group():
    return make_group()


@pytest.fixture
def nan(group):
    return make_membership(group=group)


def url(name, group):
    return reverse(f"inquiries:{name}", args=[group.slug])


def read_by(client, person, group):
    client.force_login(person)
    return client.get(url("cards", group)).content.decode()


def card(do="I visit", offer="A room", shared="group", version="0"):
    texts = {"do": do, "offer": offer, "curious": "", "reach": ""}
    fields = {f"{kind}-text": text for kind, text in texts.items()}
    fields |= {f"{kind}-shared_with": shared for kind in texts}
    return fields | {f"{kind}-version": version for kind in texts}


def test_a_card_is_written_line_by_line_and_an_empty_line_is_not_kept(client, group, nan):
    client.force_login(nan.person)

    client.post(url("card", group), card())
    assert {line.kind: line.text for line in CardLine.objects.all()} == {"do": "I visit", "offer": "A room"}


def test_an_emptied_line_is_read_by_nobody(client, group, nan):
    make_card_line(nan, text="A room that I no longer have", version=1)
    other = make_membership(group=group)
    assert "A room that I no longer have" in read_by(client, other.person, group)

    client.force_login(nan.person)
    client.post(url("card", group), card(offer="", version="1"))
    assert "A room that I no longer have" not in read_by(client, other.person, group)


def test_a_card_changed_on_another_device_shows_both_texts(client, group, nan):
    make_card_line(nan, text="From my phone", version=4)
    client.force_login(nan.person)

    page = client.post(url("card", group), card(do="", offer="From my desk", version="3"))
    assert page.status_code == 409
    assert "From my phone" in page.content.decode()
    assert "From my desk" in page.content.decode()
    assert CardLine.objects.get(kind="offer").text == "From my phone"


@pytest.mark.parametrize(
    ("shared", "readers"),
    [
        (Share.HOLDERS, {"owner", "facilitator"}),
        (Share.GROUP, {"owner", "facilitator", "member"}),
        (Share.PARTNER, {"owner", "facilitator", "member", "learning partner"}),
    ],
)
def test_a_line_is_read_by_those_whom_its_owner_chose(client, group, nan, shared, readers):
    make_card_line(nan, text="A canary in a line", shared_with=shared)
    people = {
        "owner": nan.person,
        "facilitator": make_membership(group=group, role=Role.FACILITATOR).person,
        "member": make_membership(group=group).person,
        "learning partner": make_stewardship(role=Role.LEARNING_PARTNER, group=group).person,
    }
    found = {who for who, person in people.items() if "A canary in a line" in read_by(client, person, group)}
    assert found == readers
    searching = [person for who, person in people.items() if who != "learning partner"]
    found = {person for person in searching if cards.who_can_help(person, group, "canary")}
    assert found == {people[who] for who in readers - {"learning partner"}}


@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.NATIONAL_BODY, Role.ADMINISTRATOR])
def test_others_above_the_group_know_of_no_cards(client, group, nan, role):
    make_card_line(nan, shared_with=Share.PARTNER)
    client.force_login(make_stewardship(role=role, group=group).person)
    assert client.get(url("cards", group)).status_code == 404


def test_a_learning_partner_who_is_a_member_of_another_group_reads_there_as_a_member(client, group, nan):
    """Rights come from the hat held at that group, never from the union of hats."""
    partner = make_stewardship(role=Role.LEARNING_PARTNER, group=group).person
    elsewhere = make_membership(person=partner).group
    for place in (nan, make_membership(group=elsewhere)):
        make_card_line(place, text=f"In {place.group.slug}", shared_with=Share.GROUP)

    texts = [line.text for line in CardLine.objects.visible_to(partner)]
    assert texts == [f"In {elsewhere.slug}"]


def test_who_can_help_finds_offers_first_whatever_the_accents(group):
    reader = make_membership(group=group)
    does = make_membership(group=group)
    offers = make_membership(group=group, organisation=make_organisation())
    works = make_membership(group=group, job="Driver of the café van")
    make_card_line(does, kind=Kind.DO, text="I drive the CAFÉ van")
    make_card_line(offers, kind=Kind.OFFER, text="A cafe on Mondays, with a van")
    make_card_line(reader, kind=Kind.REACH, text="Not about the cafe van, please")

    found = cards.who_can_help(reader.person, group, "Café VAN")
    assert [hit.membership for hit in found] == [offers, does, works]
    assert found[0].words == "A cafe on Mondays, with a van"


def test_what_somebody_needs_stands_in_no_address(client, group, nan):
    make_card_line(nan, text="A room")
    client.force_login(nan.person)

    page = client.post(url("cards", group), {"asked": "room"}).content.decode()
    assert "One person may help with “room”" in page
    assert "q=room" not in page
    assert client.post(url("cards", group), {"asked": " "}).status_code == 422


def test_somebody_new_is_shown_as_new(client, group, nan):
    new = make_membership(group=group, joined_on=timezone.localdate())
    for place in (nan, new):
        make_card_line(place)

    client.force_login(nan.person)
    written = client.get(url("cards", group)).context["written"]
    assert [(row.membership, row.is_new) for row in written] == [(new, True), (nan, False)]


def test_who_has_no_card_is_asked_for_one(client, group, nan):
    client.force_login(nan.person)
    assert "Write your role card" in client.get(group.get_absolute_url()).content.decode()
    make_card_line(nan)
    assert "Write your role card" not in client.get(group.get_absolute_url()).content.decode()


def test_the_cards_ask_as_often_for_thirty_as_for_one(client, group, nan):
    client.force_login(nan.person)

    def add_row():
        make_card_line(make_membership(group=group))

    assert_same_queries(ask=lambda: client.get(url("cards", group)), add_row=add_row)
    assert_same_queries(ask=lambda: client.post(url("cards", group), {"asked": "room"}), add_row=add_row)


# --- the booklet ----------------------------------------------------------------------------------


def test_the_booklet_holds_what_the_whole_group_reads(group, nan):
    make_card_line(nan, kind=Kind.OFFER, text="A room for all", shared_with=Share.GROUP)
    make_card_line(nan, kind=Kind.REACH, text="My own number", shared_with=Share.HOLDERS)
    gone = make_membership(group=group, left_on=timezone.localdate())
    make_card_line(gone, text="Of somebody who left")

    html = cards.booklet(group)
    assert "A room for all" in html
    assert "My own number" not in html
    assert "Of somebody who left" not in html


def test_a_booklet_of_older_words_is_given_out_to_nobody(client, group, nan):
    line = make_card_line(nan)
    now = timezone.now()
    document = cards.order_booklet(group, at=now)
    rendering.render(document.pk, now)
    client.force_login(nan.person)
    answer = client.get(url("booklet", group))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert Document.objects.get().pages == 1

    line.reword("", Share.GROUP, version=0, at=now)
    assert client.get(url("booklet", group)).status_code == 404


def test_ordering_the_booklet_shows_what_a_reload_shows(client, group, nan):
    make_card_line(nan)
    client.force_login(nan.person)

    assert_swap_equals_reload(client, url("booklet-make", group), target="booklet", page=url("cards", group))
    assert Document.objects.count() == 1
