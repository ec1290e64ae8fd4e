"""The learning library as it is read: by whom, in which words and no others, what is found, and how a page goes on."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from clip.keeping import erasing, withdrawing
from inquiries.roles import Role
from meetings import releasing
from meetings.models import Release
from practices import excerpting, indexing, shelving, telling, trying
from practices.models import LibraryEntry, SmallTest, Story
from practices.reporting import library as reading
from tests.builders import (
    make_barrier,
    make_cycle,
    make_group,
    make_judgement,
    make_library_entry,
    make_library_story,
    make_meeting,
    make_membership,
    make_partnership,
    make_programme,
    make_retelling,
    make_small_test,
    make_stewardship,
    make_user,
)
from tests.canaries import dump, found_in
from tests.practices.shared import entry_of, groups_of, library_of, looked
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def places(programme):
    return groups_of(programme)


@pytest.fixture
def teller(places):
    """Somebody who tells, in a group that the reader is not in."""
    return make_membership(group=places[0], person=make_user(name="Fiona Drever", short_name="Fiona"))


@pytest.fixture
def reader(places):
    return make_membership(group=places[1], person=make_user(name="Ross Kerr", short_name="Ross"))


def indexed():
    """Everything that the search index holds, as text."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT search FROM {indexing.TABLE} WHERE search IS NOT NULL")
        else:
            cursor.execute(f"SELECT words FROM {indexing.INDEX}")
        return " ".join(str(row[0]) for row in cursor.fetchall()).lower()


# --- by whom --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role.above_a_group())
def test_whoever_stands_above_a_group_of_the_programme_reads_it(client, teller, reader, role):
    entry = make_library_entry(make_small_test(teller))
    held = {"partnership": reader.group.partnership} if role[0] == Role.SENIOR_MANAGER else {}
    person = make_stewardship(role=role[0], **held or {"programme": entry.programme}).person

    assert entry.title in looked(client, person, reader.group)
    address = reverse("practices:programme-library", args=[entry.programme.slug])
    assert entry.title in client.get(address).content.decode()
    assert entry.title in client.get(f"{address}{entry.pk}/").content.decode()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR, Role.INTEGRATION_MANAGER])
def test_whoever_is_in_another_group_of_the_programme_reads_it(client, teller, places, role):
    entry = make_library_entry(make_small_test(teller))
    person = make_membership(group=places[1], role=role).person

    assert entry.title in looked(client, person, places[1])
    assert entry.title in client.get(entry_of(places[1], entry)).content.decode()


def test_another_programme_reads_nothing_of_it(client, teller, programme):
    entry = make_library_entry(make_small_test(teller))
    stranger = make_membership()

    assert entry.title not in looked(client, stranger.person, stranger.group)
    assert client.get(entry_of(stranger.group, entry)).status_code == 404
    of_programme = reverse("practices:programme-library", args=[programme.slug])
    assert client.get(of_programme).status_code == 404
    assert client.get(f"{of_programme}{entry.pk}/").status_code == 404


def test_who_left_the_group_reads_it_no_more(client, teller, reader, programme):
    entry = make_library_entry(make_small_test(teller))
    assert entry.title in looked(client, reader.person, reader.group)
    reader.left_on = timezone.localdate()
    reader.save()

    assert client.get(library_of(reader.group)).status_code == 404
    assert client.get(reverse("practices:programme-library", args=[programme.slug])).status_code == 404


def test_the_way_there_stands_under_learn_and_below_the_groups(client, reader):
    client.force_login(reader.person)
    assert (
        library_of(reader.group)
        in client.get(reverse("practices:asks", args=[reader.group.slug])).content.decode()
    )
    of_programme = reverse("practices:programme-library", args=[reader.group.partnership.programme.slug])
    assert of_programme in client.get(reverse("inquiries:groups")).content.decode()


# --- which words ----------------------------------------------------------------------------------


CANARY = "canary-{}"


def with_canaries(teller):
    """A small test, a barrier and a story with a word of their own in every column that nobody agreed to share."""
    words = iter(range(100))
    test = make_small_test(
        teller, **{name: f"canary {next(words)}" for name in ("what", "expect", "where", "gives", "gains")}
    )
    make_cycle(
        test, plan="canary plan", did="canary did", surprise="canary surprise", learned="canary learned"
    )
    barrier = make_barrier(teller, what="canary barrier", way_round="canary way round")
    make_judgement(barrier, because="canary because")
    story = make_library_story(
        told_by=teller,
        title="The long day",
        text="She lies awake until the Monday bus.",
        permission="canary permission",
        sure_because="canary sure",
        distilled_by="canary small group",
        pseudonym="Canary",
    )
    make_retelling(story, text="canary told again")
    return test, barrier, story


@pytest.mark.parametrize("words", ["", "lunch", "canary"])
def test_only_the_words_that_were_agreed_to_are_read(client, teller, reader, words):
    entries = [make_library_entry(row, for_whom="carers") for row in with_canaries(teller)]
    page = looked(client, reader.person, reader.group, words)
    for entry in entries:
        page += client.get(entry_of(reader.group, entry)).content.decode()

    assert "Six people came to the table" in page
    assert "She lies awake" in page
    assert "canary" not in page.replace("“canary”", "").replace('value="canary"', "").lower()
    assert "canary" not in indexed()


def test_neither_its_teller_nor_its_group_nor_its_place_is_told(client, reader, programme):
    place = make_group(
        partnership=make_partnership(programme=programme, name="Machair"),
        name="Harbour group",
        slug="harbour-x",
    )
    entry = make_library_entry(
        make_small_test(make_membership(group=place, person=make_user(name="Effie Gow")))
    )
    page = looked(client, reader.person, reader.group)
    page += client.get(entry_of(reader.group, entry)).content.decode()

    assert entry.title in page
    for word in ("Effie", "Gow", "Harbour group", "harbour-x", "Machair"):
        assert word not in page


@pytest.mark.parametrize("column", ["title", "text", "learning", "for_whom", "gives", "gains"])
@pytest.mark.parametrize("words", ["", "table"])
def test_what_names_somebody_of_its_group_is_not_read(client, teller, reader, column, words):
    entry = make_library_entry(make_small_test(teller))
    assert entry.title in looked(client, reader.person, reader.group, words)
    LibraryEntry.objects.update(**{column: f"{entry.title} and Fiona at the table"})

    assert "Fiona" not in looked(client, reader.person, reader.group, words)
    assert client.get(entry_of(reader.group, entry)).status_code == 404
    assert client.get(entry_of(reader.group, entry, "try")).status_code == 404


# --- agreed to, and let out -----------------------------------------------------------------------


def test_what_is_agreed_to_is_read_once_the_group_lets_it_out(client, teller, reader):
    facilitator = make_membership(group=teller.group, role=Role.FACILITATOR)
    meeting = make_meeting(group=teller.group)
    entry = make_library_entry(make_small_test(teller), place=None)
    assert entry.title not in looked(client, reader.person, reader.group)

    (thing,) = shelving.things(meeting)
    assert releasing.release(meeting, thing, by=facilitator, at=NOW)
    assert entry.title in looked(client, reader.person, reader.group)
    assert "lunch" in indexed()

    assert releasing.take_back(teller.group, thing.kind, thing.about, by=facilitator, at=NOW)
    assert entry.title not in looked(client, reader.person, reader.group)
    assert "lunch" not in indexed()


def test_a_release_to_those_above_alone_brings_nothing_into_it(client, teller, reader):
    facilitator = make_membership(group=teller.group, role=Role.FACILITATOR)
    story = make_library_story(told_by=teller)
    make_library_entry(story, place=None)
    Release.objects.create(
        kind="story", about=story.pk, group=teller.group, released_by=facilitator, released_at=NOW
    )

    assert story.title not in looked(client, reader.person, reader.group)


# --- withdrawn ------------------------------------------------------------------------------------


def gone(teller, entry, how):
    """Whatever takes an entry out of the library."""
    if how == "taken out":
        shelving.take_out(entry, by=teller, at=NOW)
    elif how == "taken back":
        releasing.take_back(entry.group, "library", entry.pk, by=teller, at=NOW)
    elif how == "source removed":
        trying.remove(SmallTest.objects.get(pk=entry.about), by=teller, at=NOW)
    else:
        LibraryEntry.objects.filter(pk=entry.pk).delete()


@pytest.mark.parametrize("how", ["taken out", "taken back", "source removed", "deleted"])
def test_what_is_withdrawn_is_gone_at_once_from_pages_search_and_index(client, teller, reader, how):
    entry = make_library_entry(make_small_test(teller), text="The kettle was too heavy.")
    for words in ("", "kettle"):
        assert entry.title in looked(client, reader.person, reader.group, words)
    assert "kettl" in indexed()
    gone(teller, entry, how)

    for words in ("", "kettle"):
        assert entry.title not in looked(client, reader.person, reader.group, words)
    assert client.get(entry_of(reader.group, entry)).status_code == 404
    assert "kettl" not in indexed()


@pytest.mark.parametrize("behind", ["story withdrawn", "story kept to the group", "test in the bin"])
def test_what_is_withdrawn_behind_its_back_is_not_read_either(client, teller, reader, behind):
    """Not by way of our own functions, as a repair by hand would: the page asks for everything each time."""
    story, test = make_library_story(told_by=teller), make_small_test(teller)
    entry = make_library_entry(test if "test" in behind else story, text="The kettle was too heavy.")
    for words in ("", "kettle"):
        assert entry.title in looked(client, reader.person, reader.group, words)
    if behind == "story withdrawn":
        Story.objects.filter(pk=story.pk).update(removed_at=NOW, removed_by=teller.person)
    elif behind == "story kept to the group":
        Story.objects.filter(pk=story.pk).update(how_far="group")
    else:
        SmallTest.objects.filter(pk=test.pk).update(removed_at=NOW, removed_by=teller.person)

    for words in ("", "kettle"):
        assert entry.title not in looked(client, reader.person, reader.group, words)
    assert client.get(entry_of(reader.group, entry)).status_code == 404


def test_what_the_operator_withdraws_is_gone_with_it(client, teller, reader):
    entry = make_library_entry(make_small_test(teller), text="The kettle was too heavy.")
    assert entry.title in looked(client, reader.person, reader.group)
    withdrawing.withdraw("library-entry", entry.pk, at=NOW)

    assert "shared-" not in looked(client, reader.person, reader.group)
    assert "kettl" not in indexed()


def test_a_story_that_the_operator_withdraws_is_gone_with_it(client, teller, reader):
    story = told_and_out(teller)
    assert "The long day" in looked(client, reader.person, reader.group)
    withdrawing.withdraw("story", story.pk, at=NOW)

    assert "shared-" not in looked(client, reader.person, reader.group)
    assert "awak" not in indexed()


@pytest.mark.parametrize("keep_words", [True, False])
def test_who_is_erased_is_in_no_piece_of_the_index(client, teller, reader, keep_words):
    entry = make_library_entry(make_small_test(teller), text="Fiona Drever carried the kettle.")
    assert "drever" in indexed()
    erasing.erase(teller.person, keep_words=keep_words, also=[], at=NOW)

    assert "drever" not in indexed()
    assert found_in(dump(), "drever") == []
    page = looked(client, reader.person, reader.group, "carried")
    assert (entry.title in page) == keep_words


def test_an_index_that_lacks_something_is_put_right(reader, three):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # a table with keys still to be checked is not altered
            cursor.execute(f"ALTER TABLE {indexing.TABLE} DROP COLUMN search")
        else:
            cursor.execute(f"DELETE FROM {indexing.INDEX}")
            cursor.execute(f"DROP TRIGGER {indexing.INDEX}_changed")
    indexing.set_up(connection)
    LibraryEntry.objects.filter(title="Doors").update(text="A kettle by the door")

    query = indexing.Query(reader.group.partnership.programme_id, ("kettle",))
    assert [one.entry.title for one in reading.page(reader.person, query).found] == [
        "Doors",
        "Buses",
        "Soup at the lunch club",
    ]


# --- stories in their own words -------------------------------------------------------------------


SAID = dict.fromkeys(telling.WORDS, "") | {
    "title": "The long day",
    "pseudonym": "Wilma",
    "text": "Wilma lies awake until the bus.",
    "whose": "several",
    "how_far": "library",
}


def told_and_out(teller, **said):
    story = telling.tell(teller.group, SAID | said, by=teller, on=NOW.date(), at=NOW, client_key=teller.pk)
    meeting = make_meeting(group=teller.group)
    (thing,) = shelving.things(meeting)
    releasing.release(meeting, thing, by=teller, at=NOW)
    return story


def test_a_story_stands_there_in_the_words_that_it_has_now(client, teller, reader):
    story = told_and_out(teller)
    assert "until the bus" in looked(client, reader.person, reader.group, "awake")
    new = SAID | {"text": "Wilma reads until the kettle sings."}
    telling.reword(story, new, version=0, by=teller, at=NOW)

    assert "<mark>kettle</mark> sings" in looked(client, reader.person, reader.group, "kettle")
    assert "The long day" not in looked(client, reader.person, reader.group, "awake")
    assert "awak" not in indexed()


@pytest.mark.parametrize("how", ["withdrawn", "above", "group"])
def test_a_story_that_may_go_less_far_leaves_nothing_there(client, teller, reader, how):
    story = told_and_out(teller)
    assert "The long day" in looked(client, reader.person, reader.group)
    if how == "withdrawn":
        telling.withdraw(story, by=teller, at=NOW)
    else:
        telling.reword(story, SAID | {"how_far": how}, version=0, by=teller, at=NOW)

    assert "The long day" not in looked(client, reader.person, reader.group)
    assert not LibraryEntry.objects.exists()
    assert "awak" not in indexed()


def test_a_story_put_back_waits_for_the_group_again(client, teller, reader):
    story = told_and_out(teller)
    telling.withdraw(story, by=teller, at=NOW)
    assert telling.put_back(story, by=teller, at=NOW)

    assert LibraryEntry.objects.get().place is None
    assert "The long day" not in looked(client, reader.person, reader.group)


def test_a_story_for_those_above_alone_is_never_offered_to_other_groups(teller):
    telling.tell(
        teller.group, SAID | {"how_far": "above"}, by=teller, on=NOW.date(), at=NOW, client_key=teller.pk
    )
    assert shelving.things(make_meeting(group=teller.group)) == []


# --- looking for something ------------------------------------------------------------------------


@pytest.fixture
def three(teller):
    says = [
        ("Soup at the lunch club", "The kettle was too heavy for her."),
        ("Buses", "Kettles and a café, and nobody waiting."),
        ("Doors", "The library lent a key."),
    ]
    return [make_library_entry(make_small_test(teller), title=title, text=text) for title, text in says]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kettle", ["Buses", "Soup at the lunch club"]),
        ("KETTLES", ["Buses", "Soup at the lunch club"]),
        ("cafe", ["Buses"]),
        ("wait", ["Buses"]),
        ("the kettle for her", ["Buses", "Soup at the lunch club"]),
        ("kettle lunch", ["Soup at the lunch club"]),
        ("kettle key", []),
        ('key" OR "kettle', []),
        ("key' | 'kettle", []),
        ("programme:x", []),
        ("*", ["Doors", "Buses", "Soup at the lunch club"]),
    ],
)
def test_what_is_found_says_all_the_words_newest_first(reader, three, words, found):
    query = indexing.Query(reader.group.partnership.programme_id, indexing.words_of(words))
    page = reading.page(reader.person, query)
    assert [one.entry.title for one in page.found] == found


def test_where_nothing_says_all_words_any_of_them_is_offered(client, reader, three):
    page = looked(client, reader.person, reader.group, "kettle key")
    assert "Nothing says all of" in page
    assert 'name="any"' in page

    page = looked(client, reader.person, reader.group, "kettle key", any="yes")
    assert "Doors" in page
    assert "Soup at the lunch club" in page


def test_a_kind_narrows_with_words_and_without(client, teller, reader, three):
    make_library_entry(make_barrier(teller), title="Respite", text="A kettle on a rota.")
    for words in ("", "kettle"):
        page = looked(client, reader.person, reader.group, words, kind="way round")
        assert "Respite" in page
        assert "Buses" not in page


def test_what_was_looked_for_is_marked_and_nothing_typed_becomes_markup(client, teller, reader):
    said = "<script>alert(1)</script> & <mark>kettle</mark> \x02kettle\x03 at ten"
    make_library_entry(make_small_test(teller), text=said, title="<b>kettle</b>")
    page = looked(client, reader.person, reader.group, "kettle <img>")
    assert "&lt;img&gt;" in page
    assert "<img>" not in page

    page = looked(client, reader.person, reader.group, "kettle")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;mark&gt;<mark>kettle</mark>&lt;/mark&gt;" in page
    assert "&lt;b&gt;<mark>kettle</mark>&lt;/b&gt;" in page
    assert "<script>alert" not in page


def test_an_excerpt_begins_near_what_was_found():
    text = " ".join(["word"] * 200) + " the kettle " + " ".join(["after"] * 100)
    pieces = excerpting.excerpt([text], {"kettle"})
    assert ("kettle", True) in pieces
    said = "".join(piece for piece, _is_found in pieces)
    assert said.startswith("… word")
    assert said.endswith("after …")
    assert len(said) < 340


def test_an_accent_is_marked_where_it_was_looked_for_without():
    assert excerpting.marks("A Café, cafes", {"cafe"}) == [("A ", False), ("Café", True), (", cafes", False)]


@pytest.mark.parametrize("words", ["my CHI is 0101901234", "AB123456C"])
def test_what_identifies_a_patient_is_refused_and_not_said_again(client, reader, words):
    client.force_login(reader.person)
    answer = client.post(library_of(reader.group), {"words": words})
    assert answer.status_code == 422
    assert "Take it out" in answer.content.decode()


def test_words_that_stand_everywhere_are_asked_about(client, reader, three):
    client.force_login(reader.person)
    answer = client.post(library_of(reader.group), {"words": "the and of"})
    assert answer.status_code == 422
    assert "These words stand everywhere" in answer.content.decode()


def test_words_stand_in_no_address(client, reader, three):
    client.force_login(reader.person)
    page = client.get(library_of(reader.group), {"words": "kettle"}).content.decode()
    assert "Doors" in page  # a GET looks for nothing
    assert 'method="post"' in page


# --- how a page goes on ---------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", "lunch"])
def test_twenty_stand_on_a_page_and_the_rest_follows_without_one_twice(reader, teller, words):
    made = [make_library_entry(make_small_test(teller)) for _ in range(45)]
    query = indexing.Query(reader.group.partnership.programme_id, indexing.words_of(words))
    seen, sizes = [], []
    while True:
        page = reading.page(reader.person, query)
        seen += [one.entry for one in page.found]
        sizes.append(len(page.found))
        if not page.older:
            break
        make_library_entry(make_small_test(teller))  # what comes meanwhile moves nothing
        query = indexing.Query(query.programme, query.words, below=reading.place_of(page.older))
    assert sizes == [20, 20, 5]
    assert seen == list(reversed(made))


@pytest.mark.parametrize("cursor", ["", "zz-", "ü", "9" * 40, "-1", "0x"])
def test_an_address_that_names_no_place_shows_what_is_there(client, reader, three, cursor):
    client.force_login(reader.person)
    assert client.get(library_of(reader.group), {"before": cursor}).status_code == 200


def test_a_cursor_comes_back_as_it_was():
    assert reading.place_of(reading.cursor_of(1_795_365_000_000_001)) == 1_795_365_000_000_001


def test_an_empty_library_says_what_to_do(client, reader):
    page = looked(client, reader.person, reader.group)
    assert "Nothing is shared yet" in page
    assert reverse("practices:small-tests", args=[reader.group.slug]) in page


@pytest.mark.parametrize("words", ["", "lunch"])
def test_it_takes_the_same_few_queries_whatever_it_holds(client, programme, reader, words):
    def add():
        place = make_group(partnership=make_partnership(programme=programme))
        make_library_entry(make_small_test(make_membership(group=place)))

    assert_same_queries(ask=lambda: looked(client, reader.person, reader.group, words), add_row=add)
    client.force_login(reader.person)
    asked = {"words": words, "kind": ""}
    asks = (
        (lambda: client.post(library_of(reader.group), asked))
        if words
        else (lambda: client.get(library_of(reader.group)))
    )
    assert len(queries_of(asks)) <= 12
