"""Sharing with other groups and trying what they share: agreed to by the teller alone, begun once, and with where it came from."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from practices import borrowing, shelving, tying
from practices.borrowing import GoneError
from practices.models import LibraryEntry, SmallTest, Strand, TakenUp
from tests.builders import (
    make_barrier,
    make_cycle,
    make_library_entry,
    make_meeting,
    make_membership,
    make_programme,
    make_small_test,
    make_stewardship,
    make_story,
    make_taken_up,
    make_user,
)
from tests.practices.shared import entry_of, groups_of, library_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
WORDS = {"title": "Ring on the second morning", "text": "The ward rang. The kettle was too heavy."}


@pytest.fixture
def places():
    return groups_of(make_programme())


@pytest.fixture
def teller(places):
    return make_membership(group=places[0], person=make_user(name="Fiona Drever", short_name="Fiona"))


@pytest.fixture
def reader(places):
    return make_membership(group=places[1], person=make_user(name="Ross Kerr", short_name="Ross"))


def share_url(row):
    of = "small-test" if isinstance(row, SmallTest) else "barrier"
    return reverse("practices:library-share", args=[row.group.slug, of, row.pk])


def shared(client, member, row, **said):
    client.force_login(member.person)
    return client.post(share_url(row), WORDS | {"client_key": uuid4()} | said)


# --- agreeing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [make_small_test, make_barrier])
def test_its_teller_words_it_for_others_and_agrees(client, teller, make):
    row = make(teller)
    assert shared(client, teller, row).status_code == 302

    entry = LibraryEntry.objects.get()
    assert (entry.title, entry.about, entry.agreed_by, entry.place) == (WORDS["title"], row.pk, teller, None)
    assert "It waits until the group lets it out" in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize("make", [make_small_test, make_barrier])
@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR, Role.INTEGRATION_MANAGER])
def test_nobody_else_agrees_in_its_tellers_place(client, teller, make, role):
    row, other = make(teller), make_membership(group=teller.group, role=role)
    assert shared(client, other, row).status_code == 403

    assert not LibraryEntry.objects.exists()
    assert share_url(row) not in client.get(row.get_absolute_url()).content.decode()


def test_what_others_said_of_a_round_is_not_put_into_the_boxes(client, teller):
    row, other = make_small_test(teller), make_membership(group=teller.group)
    looked = {"decision": "adapt", "looked_on": NOW.date(), "as_expected": "yes"}
    make_cycle(row, did="Mine to tell", learned="Mine to learn", looked_by=teller, **looked)
    make_cycle(row, did="Theirs to tell", learned="Theirs to learn", looked_by=other, **looked)
    client.force_login(teller.person)
    page = client.get(share_url(row)).content.decode()

    assert "Mine to tell" in page
    assert "Mine to learn" in page
    assert "Theirs" not in page


@pytest.mark.parametrize("column", ["title", "text", "for_whom", "learning", "gives", "gains"])
@pytest.mark.parametrize(
    "words",
    ["Fiona was there", "Fiona Drever was there", "She is 0101901234", "Ring 0131 496 0000", "EH1 1AA"],
)
def test_names_and_what_identifies_are_refused_in_every_box(client, teller, column, words):
    answer = shared(client, teller, make_small_test(teller), **{column: words})
    assert answer.status_code == 422
    assert not LibraryEntry.objects.exists()


def test_what_may_tell_who_it_is_asks_once(client, teller):
    row = make_small_test(teller)
    text = "Margaret, who is 87, came by herself."
    answer = shared(client, teller, row, text=text)
    assert answer.status_code == 422
    assert "nobody can be recognised" in answer.content.decode()

    assert shared(client, teller, row, text=text, sure="on").status_code == 302


def test_the_same_form_sent_twice_shares_once(client, teller):
    row, key = make_small_test(teller), uuid4()
    for _ in range(2):
        assert shared(client, teller, row, client_key=key).status_code == 302
    assert shared(client, teller, row, title="Another form").status_code == 302

    assert [entry.title for entry in LibraryEntry.objects.all()] == [WORDS["title"]]


def test_what_was_shared_since_the_last_meeting_is_asked_about_first(teller):
    last, now = NOW - timedelta(days=30), NOW
    make_meeting(group=teller.group, number=1, starts_at=last)
    meeting = make_meeting(group=teller.group, number=2, starts_at=now)
    earlier, since = (
        make_library_entry(make_small_test(teller), place=None, agreed_at=last + timedelta(days=days))
        for days in (-1, 1)
    )
    assert {thing.about: thing.is_new for thing in shelving.things(meeting)} == {
        earlier.pk: False,
        since.pk: True,
    }


# --- taking it out --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR, Role.INTEGRATION_MANAGER])
def test_who_agreed_and_those_who_hold_the_record_take_it_out(client, teller, role):
    entry = make_library_entry(make_small_test(teller))
    other = make_membership(group=teller.group, role=role)
    client.force_login(other.person)
    answer = client.post(entry_of(teller.group, entry, "take-out"))
    assert answer.status_code == (403 if role == Role.MEMBER else 302)

    client.force_login(teller.person)
    client.post(entry_of(teller.group, entry, "take-out"))
    entry.refresh_from_db()
    assert entry.place is None
    assert entry.removed_at


def test_who_agreed_alone_puts_it_back_and_the_group_lets_it_out_anew(client, teller):
    entry = make_library_entry(make_small_test(teller))
    facilitator = make_membership(group=teller.group, role=Role.FACILITATOR)
    shelving.take_out(entry, by=facilitator, at=NOW)
    client.force_login(facilitator.person)
    assert client.post(entry_of(teller.group, entry, "put-back")).status_code == 403

    client.force_login(teller.person)
    assert client.post(entry_of(teller.group, entry, "put-back")).status_code == 302
    entry.refresh_from_db()
    assert (entry.removed_at, entry.place) == (None, None)
    assert [thing.about for thing in shelving.things(make_meeting(group=teller.group))] == [entry.pk]


def test_an_entry_of_another_group_is_taken_out_by_nobody_here(client, teller, reader):
    entry = make_library_entry(make_small_test(teller))
    facilitator = make_membership(group=reader.group, role=Role.FACILITATOR)
    client.force_login(facilitator.person)
    assert client.post(entry_of(reader.group, entry, "take-out")).status_code == 404
    assert LibraryEntry.objects.in_library().get() == entry


# --- trying it in another group -------------------------------------------------------------------


def tried(client, member, entry, **said):
    client.force_login(member.person)
    words = {
        "what": "Ring on the third",
        "for_whom": "people at home",
        "lead": member.pk,
        "look_on": NOW.date(),
        "client_key": uuid4(),
    }
    return client.post(entry_of(member.group, entry, "try"), words | said)


def test_what_it_says_stands_in_the_boxes_to_change(client, teller, reader):
    entry = make_library_entry(
        make_small_test(teller),
        for_whom="people at home",
        gives="The ward: ten minutes",
        gains="Those at home",
    )
    client.force_login(reader.person)
    page = client.get(entry_of(reader.group, entry, "try")).content.decode()
    for words in (entry.title, "people at home", "The ward: ten minutes", "Those at home"):
        assert words in page


def test_of_a_way_round_the_way_is_tried_and_of_a_story_nothing_is_copied(teller):
    way = make_library_entry(make_barrier(teller), text="Two neighbours\non a rota. " * 40)
    story = make_library_entry(make_story(teller, how_far="library"))
    assert borrowing.begun_with(way)["what"].startswith("Two neighbours on a rota.")
    assert len(borrowing.begun_with(way)["what"]) == 300
    assert borrowing.begun_with(story) == {}


def test_it_begins_as_a_small_test_of_the_readers_group_with_its_origin(client, teller, reader):
    entry = make_library_entry(make_small_test(teller))
    answer = tried(client, reader, entry)

    begun = SmallTest.objects.get(group=reader.group)
    assert (begun.what, begun.lead) == ("Ring on the third", reader)
    assert begun.taken_up.entry == entry
    page = client.get(answer.url).content.decode()
    assert "Taken up from the learning library" in page
    assert entry_of(reader.group, entry) in page


def test_its_origin_is_walked_on_the_thread_of_its_own_group_alone(client, teller, reader):
    entry = make_library_entry(make_small_test(teller))
    tried(client, reader, entry)
    begun = SmallTest.objects.get(group=reader.group)
    beside = tying.beside(reader.person, reader.group, begun)

    assert [(knot.kind, knot.words) for knot in beside.came_of] == [("library", entry.title)]
    thread = reverse("practices:thread", args=[reader.group.slug, "library", entry.pk])
    assert begun.what in client.get(thread).content.decode()
    assert tying.knots(teller.person, [teller.group], keys=[entry.pk]) == []


def test_the_same_key_twice_begins_and_counts_once(client, teller, reader):
    entry, key = make_library_entry(make_small_test(teller)), uuid4()
    addresses = {tried(client, reader, entry, client_key=key).url for _ in range(3)}

    assert len(addresses) == 1
    assert SmallTest.objects.filter(group=reader.group).count() == 1
    entry.refresh_from_db()
    assert (entry.tried, TakenUp.objects.count(), Strand.objects.count()) == (1, 1, 1)


def test_a_replay_after_it_was_withdrawn_leads_to_what_was_begun(client, teller, reader):
    entry, key = make_library_entry(make_small_test(teller)), uuid4()
    address = tried(client, reader, entry, client_key=key).url
    shelving.take_out(entry, by=teller, at=NOW)

    assert tried(client, reader, entry, client_key=key).url == address
    assert SmallTest.objects.filter(group=reader.group).count() == 1


def test_what_was_withdrawn_meanwhile_begins_nothing_and_keeps_what_was_typed(client, teller, reader):
    entry = make_library_entry(make_small_test(teller))
    shelving.take_out(entry, by=teller, at=NOW)
    answer = tried(client, reader, entry)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Ring on the third" in page
    assert reverse("practices:small-test-begin", args=[reader.group.slug]) in page
    assert entry.title not in page
    assert not SmallTest.objects.filter(group=reader.group).exists()


def test_an_entry_withdrawn_between_reading_and_writing_is_not_copied(teller, reader):
    """It was read as standing; the one conditional write finds that it is not."""
    entry = make_library_entry(make_small_test(teller))
    shelving.take_out(LibraryEntry.objects.get(pk=entry.pk), by=teller, at=NOW)
    said = dict.fromkeys(("what", "for_whom", "expect", "where", "gives", "gains"), "x")
    said |= {"lead": reader, "look_on": NOW.date()}

    with pytest.raises(GoneError):
        borrowing.take_up(entry, reader.group, said, by=reader, on=NOW.date(), at=NOW, client_key=uuid4())
    assert not TakenUp.objects.exists()
    assert not SmallTest.objects.filter(group=reader.group).exists()


@pytest.mark.parametrize("is_story", [True, False])
def test_once_it_is_withdrawn_the_small_test_says_so_and_none_of_its_words(client, teller, reader, is_story):
    source = make_story(teller, how_far="library") if is_story else make_small_test(teller)
    entry = make_library_entry(source)
    begun = make_taken_up(entry, small_test=make_small_test(reader)).small_test
    client.force_login(reader.person)
    assert entry.title in client.get(begun.get_absolute_url()).content.decode()
    if is_story:
        entry.delete()
    else:
        shelving.take_out(entry, by=teller, at=NOW)

    page = client.get(begun.get_absolute_url()).content.decode()
    assert "What it came from has been taken out there since" in page
    assert entry.title not in page


def test_nobody_above_a_group_tries_anything_in_it(client, teller, reader):
    entry = make_library_entry(make_small_test(teller))
    person = make_stewardship(role=Role.LEARNING_PARTNER, programme=entry.programme).person
    client.force_login(person)
    assert "Try this" not in client.get(entry_of(reader.group, entry)).content.decode()
    assert client.get(entry_of(reader.group, entry, "try")).status_code == 404


def test_a_teller_sees_that_it_travels_and_not_where(client, teller, reader):
    entry = make_library_entry(make_small_test(teller))
    tried(client, reader, entry)
    client.force_login(teller.person)
    page = client.get(entry_of(teller.group, entry)).content.decode()
    assert "Another group of the programme tries this now" in page
    assert reader.group.name not in page
    assert library_of(teller.group) in page
