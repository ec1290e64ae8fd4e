"""Reports over several groups: only what was let out, nobody by name, by the alphabet, read as each role may, frozen once published."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import rendering
from inquiries.models import Document
from inquiries.roles import Role
from meetings.models import Action, Release
from practices.models import Face, Overview, ToldSoFar
from practices.reporting import issuing, overview_papers
from tests.builders import (
    make_action,
    make_ask,
    make_ask_answer,
    make_attendance,
    make_barrier,
    make_entry,
    make_group,
    make_initiative,
    make_meeting,
    make_membership,
    make_noticed_change,
    make_observation,
    make_partnership,
    make_report,
    make_small_test,
    make_stewardship,
    make_story,
)
from tests.practices.kept import above, let_out, page_of
from tests.practices.reporting import out
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
WORDS = {"title": "Most groups try things now", "lead": "", "learned": "", "uncertain": "", "ahead": ""}


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


@pytest.fixture
def programme(jo):
    return jo.group.partnership.programme


@pytest.fixture
def ruth(programme):
    return make_stewardship(role=Role.LEARNING_PARTNER, programme=programme).person


def drafted(programme, ruth, partnership=None, **words):
    place = issuing.Place(programme, partnership)
    return issuing.begin(place, WORDS | words, by=ruth, at=timezone.now(), client_key=uuid4())


def published(programme, ruth, partnership=None, **words):
    row = drafted(programme, ruth, partnership, **words)
    assert issuing.publish(row, version=0, by=ruth, at=timezone.now()) == ""
    row.refresh_from_db()
    return row


def adopted(jo, **fields):
    return make_small_test(jo, stage="adopted", settled_on=timezone.localdate(), **fields)


def people(group, number):
    """So many more in a group, who all came to a meeting of it, as did those who were in it before."""
    members = [make_membership(group=group) for _ in range(number)]
    meeting = group.meetings.first() or make_meeting(group, closed_by=members[0])
    for member in group.memberships.exclude(attendances__meeting=meeting):
        make_attendance(meeting, member)
    return members


def url(name, *keys):
    return reverse(f"practices:{name}", args=keys)


# --- what it holds ------------------------------------------------------------------------------------


def test_it_holds_what_was_let_out_and_nothing_else(client, jo, programme, ruth):
    out, inside = adopted(jo, what="The nurses look in"), adopted(jo, what="It stays in the room")
    let_out(out, kind="small test")
    let_out(make_noticed_change(jo, what="She goes out again"))
    make_noticed_change(jo, what="Nobody knows of this")
    row = published(programme, ruth)
    page = page_of(client, ruth, row.get_absolute_url())[1]
    assert "The nurses look in" in page
    assert "She goes out again" in page
    assert inside.what not in page
    assert "Nobody knows of this" not in page


def test_what_is_not_let_out_is_not_counted_either(jo, programme, ruth):
    let_out(adopted(jo), kind="small test")
    for _ in range(12):
        adopted(jo)
    told = drafted(programme, ruth).told
    assert told["near"]["tests"] == [1, 0, 0]
    assert told["national"]["tests"] == [None, None, None]


def test_words_that_name_somebody_of_the_group_are_left_out(client, jo, programme, ruth):
    let_out(make_noticed_change(jo, what=f"{jo.person.name} rings first"))
    make_ask(jo, wording=f"Let {jo.person.short_name} have a day a week")
    row = published(programme, ruth)
    page = page_of(client, ruth, row.get_absolute_url())[1]
    assert "rings first" not in page
    assert "a day a week" not in page


CANARIES = {
    "story": lambda jo, words: let_out(
        make_story(told_by=jo, title=words, text=words, how_far="group"), kind="story"
    ),
    "story that nobody let out": lambda jo, words: make_story(
        told_by=jo, title=words, text=words, how_far="above"
    ),
    "small test": lambda jo, words: make_small_test(jo, what=words, expect=words, gives=words, where=words),
    "where and when of one let out": lambda jo, words: let_out(
        make_small_test(jo, where=words, gives=words, gains=words, expect=words), kind="small test"
    ),
    "noticed change": lambda jo, words: make_noticed_change(jo, what=words, evidence=words),
    "own change that may not leave": lambda jo, words: let_out(
        make_noticed_change(jo, level="myself", is_shared=True, what=words)
    ),
    "own change": lambda jo, words: let_out(make_noticed_change(jo, level="myself", what=words)),
    "evidence of one let out": lambda jo, words: let_out(make_noticed_change(jo, evidence=words)),
    "barrier": lambda jo, words: make_barrier(jo, what=words),
    "observation": lambda jo, words: let_out(make_observation(jo, words=words)),
    "initiative": lambda jo, words: make_initiative(jo, what=words, how=words),
    "how one let out is done": lambda jo, words: let_out(make_initiative(jo, how=words)),
    "quote": lambda jo, words: make_entry(
        meeting=make_meeting(jo.group), kind="quote", speaker=jo, text=words, may_be_quoted=True
    ),
    "quote without a yes": lambda jo, words: quote_out(jo, words, may_be_quoted=False),
    "action": lambda jo, words: make_action(jo, text=words),
    "answer of a senior manager": lambda jo, words: make_ask_answer(make_ask(jo), because=words),
}


def quote_out(jo, words, **fields):
    entry = make_entry(meeting=make_meeting(jo.group), kind="quote", speaker=jo, text=words, **fields)
    entry.group = jo.group
    return let_out(entry, kind="quotes")


READERS = [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.NATIONAL_BODY, Role.ADMINISTRATOR]


@pytest.mark.parametrize("kind", CANARIES)
def test_no_reader_finds_what_is_private(client, jo, programme, kind):
    canary = "A nurse wept in the corridor"
    CANARIES[kind](jo, canary)
    let_out(make_noticed_change(jo, what="She goes out again"))
    ruth = make_stewardship(role=Role.LEARNING_PARTNER, programme=programme).person
    rows = [published(programme, ruth), published(programme, ruth, jo.group.partnership)]
    for row in rows:
        sheets = [sheet(row, face) for face in Face.values]
        assert "She goes out again" in sheets[0]
        assert not any(canary in text for text in sheets)
        for role in READERS:
            person = make_stewardship(role=role, programme=programme).person
            for address in (row.get_absolute_url(), f"{row.get_absolute_url()}?as=national"):
                status, page = page_of(client, person, address)
                assert status == 200
                assert canary not in page


def sheet(row, face):
    told, *portraits = overview_papers.whole(row, face)
    return overview_papers.paper(row, face, set(), told, portraits)


def test_a_quote_that_went_out_stands_without_its_speaker(client, jo, programme, ruth):
    quote_out(jo, "I see now what the others do all day", may_be_quoted=True)
    row = published(programme, ruth)
    page = page_of(client, ruth, row.get_absolute_url())[1]
    assert "I see now what the others do all day" in page
    assert jo.person.name not in page


def test_groups_stand_by_the_alphabet_whatever_they_did(jo, programme, ruth):
    names = ["Ardle", "Beston", "Corrie"]
    groups = [make_group(partnership=jo.group.partnership, name=name) for name in reversed(names)]
    busy = make_membership(group=groups[0], role=Role.FACILITATOR)
    for _ in range(6):
        let_out(adopted(busy), kind="small test")
    type(jo.group).objects.filter(pk=jo.group.pk).update(name="Zeal")
    row = drafted(programme, ruth)
    assert [one.told["name"] for one in row.portraits.filter(face="near")] == [*names, "Zeal"]
    assert [one["groups"] for one in row.told["near"]["stages"] if one["groups"]] == [[*names, "Zeal"]]


def test_all_drawings_are_to_one_scale(client, jo, programme, ruth):
    other = make_membership(group=make_group(partnership=jo.group.partnership), role=Role.FACILITATOR)
    for _ in range(4):
        let_out(adopted(jo), kind="small test")
    let_out(adopted(other), kind="small test")
    row = drafted(programme, ruth)
    assert row.told["near"]["scale"]["tests"] == 4
    page = page_of(client, ruth, row.get_absolute_url())[1]
    assert 'width="58.0" height="12"' in page
    assert 'width="14.5" height="12"' in page


def test_asks_that_wait_stand_since_when_the_oldest_first_and_answered_ones_do_not(
    client, jo, programme, ruth
):
    today = timezone.localdate()
    make_ask(jo, wording="Two hours of a searcher", put_on=today - timedelta(days=5))
    make_ask(jo, wording="One lawyer", put_on=today - timedelta(days=90))
    make_ask_answer(make_ask(jo, wording="A key to the hall"))
    row = published(programme, ruth)
    page = page_of(client, ruth, row.get_absolute_url())[1]
    assert page.index("One lawyer") < page.index("Two hours of a searcher")
    assert "A key to the hall" not in page


def test_what_became_usual_and_the_stage_of_each_group_stand_in_it(jo, programme, ruth):
    let_out(adopted(jo, what="The nurses look in"), kind="small test")
    for number in (2, 3, 4):
        make_meeting(jo.group, number=number, closed_by=jo)
    make_meeting(jo.group, number=5, starts_at=NOW + timedelta(days=9))
    near = drafted(programme, ruth).told["near"]
    assert [one["words"] for one in near["usual"]] == ["The nurses look in"]
    there = next(one for one in near["stages"] if one["groups"])
    assert there["label"] == "On the way: trying small tests"
    assert there["usual"] == 1


# --- numbers ------------------------------------------------------------------------------------------


def told_of(row, group, face="near"):
    return row.portraits.get(face=face, group=group).told["numbers"]


def test_few_people_are_not_told_nor_one_number_beside_them(jo, programme, ruth):
    small, large, third = jo.group, *(make_group(partnership=jo.group.partnership) for _ in range(2))
    people(large, 12)
    people(third, 20)
    row = drafted(programme, ruth)
    told = [told_of(row, group)["people"] for group in (small, large, third)]
    assert told[0] is None
    assert told.count(None) == 2
    told.remove(None)
    assert row.told["near"]["totals"]["people"] == {"n": max(filter(None, told)), "whole": False}


def test_who_never_came_did_not_take_part(jo, programme, ruth):
    people(jo.group, 11)
    make_membership(group=jo.group)
    assert told_of(drafted(programme, ruth), jo.group)["people"] == 12


def test_a_partnership_whose_small_groups_are_summed_with_one_elsewhere_says_that_it_is_not_whole(
    jo, programme, ruth
):
    large = make_group(partnership=jo.group.partnership)
    for group in (jo.group, large):
        people(group, 11)
    published(programme, ruth)
    people(make_group(partnership=make_partnership(programme=programme)), 11)
    small = [make_group(partnership=jo.group.partnership) for _ in range(3)]
    for group in small:
        people(group, 2)
    published(programme, ruth)
    total = drafted(programme, ruth, jo.group.partnership).told["near"]["totals"]["people"]
    assert total == {"n": 23, "whole": False}


def test_who_joins_between_two_versions_is_not_seen(jo, programme, ruth):
    people(jo.group, 11)
    first = published(programme, ruth)
    people(jo.group, 1)
    second = published(programme, ruth)
    people(jo.group, 4)
    third = published(programme, ruth)
    assert [told_of(row, jo.group)["people"] for row in (first, second, third)] == [12, 12, 17]


def test_a_report_over_a_partnership_and_one_over_the_programme_give_nothing_together(jo, programme, ruth):
    people(jo.group, 11)
    published(programme, ruth, jo.group.partnership)
    people(jo.group, 2)
    whole = published(programme, ruth)
    assert told_of(whole, jo.group)["people"] == 12


def test_a_draft_tells_nobody_and_keeps_nothing_told(jo, programme, ruth):
    drafted(programme, ruth)
    assert not ToldSoFar.objects.exists()


def test_numbers_taken_before_another_was_published_are_taken_anew_first(client, jo, programme, ruth):
    draft = drafted(programme, ruth)
    published(programme, ruth, jo.group.partnership)
    client.force_login(ruth)
    client.post(url("overview-publish", draft.pk), {"version": 0})
    draft.refresh_from_db()
    assert draft.published_at is None
    client.post(url("overview-take", draft.pk))
    client.post(url("overview-publish", draft.pk), {"version": 1})
    draft.refresh_from_db()
    assert draft.published_at


def test_nationally_numbers_are_told_from_ten_on(jo, programme, ruth):
    people(jo.group, 6)
    row = drafted(programme, ruth)
    assert told_of(row, jo.group)["people"] == 7
    national = row.portraits.get(face="national")
    assert national.told["numbers"]["people"] is None
    assert row.told["national"]["totals"]["people"]["n"] is None
    people(jo.group, 5)
    row = drafted(programme, ruth)
    assert row.portraits.get(face="national").told["numbers"]["people"] == 12


def test_actions_are_numbers_and_those_that_want_help_stand_by_themselves(jo, programme, ruth):
    for state in [Action.State.STUCK] * 6 + [Action.State.DONE] * 7 + [Action.State.OFFERED] * 9:
        make_action(jo, state=state)
    numbers = told_of(drafted(programme, ruth), jo.group)
    assert (numbers["help"], numbers["done"], numbers["going"]) == (6, 7, None)


# --- who reads it -------------------------------------------------------------------------------------


def reading(client, person, row):
    return page_of(client, person, row.get_absolute_url())


@pytest.mark.parametrize("role", READERS)
def test_those_above_read_what_is_published_and_no_draft(client, jo, programme, ruth, role):
    person = make_stewardship(role=role, programme=programme).person
    draft, out = drafted(programme, ruth, title="A draft of it"), published(programme, ruth)
    assert reading(client, person, out)[0] == 200
    assert reading(client, person, draft)[0] == (200 if role == Role.LEARNING_PARTNER else 404)
    listed = page_of(client, person, url("overviews"))[1]
    assert out.title in listed
    assert ("A draft of it" in listed) == (role == Role.LEARNING_PARTNER)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR, Role.INTEGRATION_MANAGER])
def test_nobody_inside_a_group_reads_it_or_knows_of_it(client, jo, programme, ruth, role):
    person = make_membership(group=jo.group, role=role).person
    row = published(programme, ruth)
    assert reading(client, person, row)[0] == 404
    assert page_of(client, person, url("overviews"))[0] == 404
    assert page_of(client, person, url("overview-write"))[0] == 404
    assert "Reports over several groups" not in page_of(client, person, reverse("inquiries:groups"))[1]


def test_a_senior_manager_of_a_partnership_reads_its_report_and_not_the_programmes(
    client, jo, programme, ruth
):
    george = above(jo.group)
    own, whole = published(programme, ruth, jo.group.partnership), published(programme, ruth)
    sibling = published(programme, ruth, make_partnership(programme=programme))
    assert [reading(client, george, row)[0] for row in (own, whole, sibling)] == [200, 404, 404]


def test_the_nearest_role_counts(client, jo, programme, ruth):
    """Administering one partnership, the learning partner of the programme writes no report over it, and reads numbers."""
    make_stewardship(role=Role.ADMINISTRATOR, partnership=jo.group.partnership, person=ruth)
    let_out(make_noticed_change(jo, what="She goes out again"))
    other = make_stewardship(role=Role.LEARNING_PARTNER, programme=programme).person
    row = published(programme, other, jo.group.partnership)
    assert "She goes out again" in reading(client, other, row)[1]
    status, page = reading(client, ruth, row)
    assert status == 200
    assert "She goes out again" not in page
    draft = drafted(programme, other, jo.group.partnership)
    assert reading(client, ruth, draft)[0] == 404


def test_national_bodies_and_administrators_read_numbers_and_what_was_published(client, jo, programme, ruth):
    let_out(adopted(jo, what="The nurses look in"), kind="small test")
    make_ask(jo, wording="One lawyer")
    told = make_ask(jo, wording="Two hours of a searcher")
    frozen = {"asks": [{"key": str(told.pk)}]}
    make_report(jo, published_at=NOW)
    jo.group.partnership.name = "Firth"
    jo.group.partnership.save()
    type(make_report(jo)).objects.filter(published_at__isnull=False).update(frozen=frozen)
    row = published(programme, ruth)
    for role in (Role.NATIONAL_BODY, Role.ADMINISTRATOR):
        page = reading(client, make_stewardship(role=role, programme=programme).person, row)[1]
        assert "Two hours of a searcher" in page
        assert "One lawyer" not in page
        assert "The nurses look in" not in page
        assert jo.group.name not in page
        assert "Firth" in page


def test_a_national_body_finds_its_numbers_from_the_first_page(client, jo, programme, ruth):
    fraser = make_stewardship(role=Role.NATIONAL_BODY, programme=programme).person
    published(programme, ruth)
    for name in ("today", "inquiries:groups"):
        assert url("overviews") in page_of(client, fraser, reverse(name))[1]


def test_roles_of_another_programme_know_of_none(client, jo, programme, ruth):
    elsewhere = make_group().partnership.programme
    row = published(programme, ruth)
    for role in READERS:
        person = make_stewardship(role=role, programme=elsewhere).person
        assert reading(client, person, row)[0] == 404
        for do in ("make", "publish", "take", "remove", "put-back"):
            assert client.post(url(f"overview-{do}", row.pk)).status_code == 404
        assert client.get(url("overview-pdf", row.pk)).status_code == 404


def test_a_role_that_was_taken_away_reads_nothing_more(client, jo, programme, ruth):
    held = make_stewardship(role=Role.SENIOR_MANAGER, programme=programme)
    row = published(programme, ruth)
    assert reading(client, held.person, row)[0] == 200
    held.delete()
    assert reading(client, held.person, row)[0] == 404


def test_readers_change_nothing(client, jo, programme, ruth):
    row = published(programme, ruth)
    client.force_login(make_stewardship(role=Role.SENIOR_MANAGER, programme=programme).person)
    for do in ("publish", "take", "remove"):
        assert client.post(url(f"overview-{do}", row.pk)).status_code == 403
    assert client.post(url("overview-change", row.pk), WORDS).status_code == 403
    assert client.post(url("overview-write"), WORDS).status_code == 404


# --- from draft to version ----------------------------------------------------------------------------


def test_it_is_written_once_over_the_place_that_was_chosen(client, jo, programme, ruth):
    client.force_login(ruth)
    key = uuid4()
    for _ in range(2):
        client.post(url("overview-write"), WORDS | {"place": 1, "client_key": key})
    row = Overview.objects.get()
    assert row.partnership == jo.group.partnership
    assert row.portraits.filter(face="near").count() == 1
    assert client.post(url("overview-write"), {"title": "", "place": 7}).status_code == 422


def test_while_it_names_somebody_it_is_not_published(client, jo, programme, ruth):
    row = drafted(programme, ruth, lead=f"{jo.person.name} did it all.")
    page = reading(client, ruth, row)[1]
    assert "take the name out" in page
    client.post(url("overview-publish", row.pk), {"version": 0})
    row.refresh_from_db()
    assert row.published_at is None


def test_other_words_over_a_version_that_is_gone_are_shown_beside_what_stands(client, jo, programme, ruth):
    row = drafted(programme, ruth)
    client.force_login(ruth)
    change = url("overview-change", row.pk)
    assert client.post(change, WORDS | {"title": "Again", "version": 0}).status_code == 302
    late = client.post(change, WORDS | {"title": "Late", "version": 0})
    assert late.status_code == 409
    assert "Again" in late.content.decode()
    client.post(url("overview-publish", row.pk), {"version": 0})
    row.refresh_from_db()
    assert (row.title, row.published_at) == ("Again", None)


def test_published_it_stands_as_it_was(client, jo, programme, ruth):
    change = make_noticed_change(jo, what="She goes out again")
    let_out(change)
    row = published(programme, ruth)
    type(change).objects.update(what="Worded otherwise since")
    let_out(make_noticed_change(jo, what="He rings us"))
    page = reading(client, ruth, row)[1]
    assert "She goes out again" in page
    assert "Worded otherwise" not in page
    assert "He rings us" not in page
    assert client.post(url("overview-take", row.pk)).status_code == 403


WITHDRAWN = {
    "taken back": lambda change, release: (
        type(release)
        .objects.filter(pk=release.pk)
        .update(taken_back_at=NOW, taken_back_by=release.released_by)
    ),
    "in the bin": lambda change, release: change.remove(by=change.noticed_by.person, at=NOW),
    "made one’s own again": lambda change, release: type(change).objects.update(level="myself"),
}


@pytest.mark.parametrize("how", WITHDRAWN)
def test_what_is_withdrawn_stands_in_no_version(client, jo, programme, ruth, how):
    change = make_noticed_change(jo, what="She goes out again")
    release = let_out(change)
    row = published(programme, ruth)
    assert "She goes out again" in reading(client, ruth, row)[1]
    WITHDRAWN[how](change, release)
    assert "She goes out again" not in reading(client, ruth, row)[1]


def test_a_draft_is_taken_away_and_put_back(client, jo, programme, ruth):
    row = drafted(programme, ruth)
    client.force_login(ruth)
    client.post(url("overview-remove", row.pk))
    assert client.get(row.get_absolute_url()).status_code == 404
    client.post(url("overview-put-back", row.pk))
    assert client.get(row.get_absolute_url()).status_code == 200


# --- on paper -----------------------------------------------------------------------------------------


@pytest.fixture
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drawn(client, person, row):
    client.force_login(person)
    client.post(url("overview-make", row.pk))
    document = Document.objects.latest("made_at")
    assert rendering.render(document.pk, timezone.now())
    return b"".join(client.get(url("overview-pdf", row.pk)).streaming_content)


def test_its_pdf_is_tagged_with_language_title_headings_and_words_for_each_drawing(
    client, own_files, jo, programme, ruth
):
    let_out(adopted(jo), kind="small test")
    row = published(programme, ruth)
    with pikepdf.open(BytesIO(drawn(client, ruth, row))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == row.title
        tags = list(walked(pdf.Root.StructTreeRoot))
        assert {"/H1", "/H2", "/H3", "/Figure"} <= {str(tag.get("/S")) for tag in tags}
        figures = [tag for tag in tags if str(tag.get("/S")) == "/Figure"]
        assert figures
        assert all(jo.group.name in str(tag.Alt) for tag in figures)


def walked(tag):
    yield tag
    kids = tag.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walked(kid)


def test_each_face_has_a_pdf_of_its_own(client, own_files, jo, programme, ruth):
    let_out(make_noticed_change(jo, what="She goes out again"))
    row = published(programme, ruth)
    drawn(client, ruth, row)
    fraser = make_stewardship(role=Role.NATIONAL_BODY, programme=programme).person
    client.force_login(fraser)
    assert client.get(url("overview-pdf", row.pk)).status_code == 404
    drawn(client, fraser, row)
    assert Document.objects.count() == 2


def test_a_pdf_that_holds_what_was_taken_back_is_not_given_out(client, own_files, jo, programme, ruth):
    release = let_out(make_noticed_change(jo, what="She goes out again"))
    row = published(programme, ruth)
    drawn(client, ruth, row)
    Release.objects.filter(pk=release.pk).update(taken_back_at=NOW, taken_back_by=release.released_by)
    answer = client.get(url("overview-pdf", row.pk))
    assert answer.status_code == 302
    assert drawn(client, ruth, row).startswith(b"%PDF")


def test_asked_for_twice_it_is_drawn_once(client, jo, programme, ruth):
    row = published(programme, ruth)
    client.force_login(ruth)
    for _ in range(2):
        client.post(url("overview-make", row.pk))
    assert Document.objects.count() == 1


def test_the_page_tells_how_far_the_drawing_is_and_says_nothing_where_it_knows(client, jo, programme, ruth):
    row = published(programme, ruth)
    client.force_login(ruth)
    client.post(url("overview-make", row.pk))
    progress = url("overview-progress", row.pk)
    assert client.get(f"{progress}?seen=queued", headers={"HX-Request": "true"}).status_code == 204
    Document.objects.update(state="ready", pages=3)
    fragment = client.get(f"{progress}?seen=queued", headers={"HX-Request": "true"}).content.decode()
    assert "Open the PDF, 3 pages" in fragment


def test_a_draft_has_no_pdf(client, jo, programme, ruth):
    row = drafted(programme, ruth)
    client.force_login(ruth)
    assert client.post(url("overview-make", row.pk)).status_code == 404


# --- how much it asks ---------------------------------------------------------------------------------


def test_its_pages_ask_as_much_for_thirty_groups_as_for_one(client, jo, programme, ruth):
    client.force_login(ruth)

    def add():
        group = make_group(partnership=make_partnership(programme=programme))
        jo = make_membership(group=group, role=Role.FACILITATOR)
        let_out(adopted(jo), kind="small test")
        let_out(make_noticed_change(jo))
        let_out(make_initiative(jo))
        make_ask(jo)
        quote_out(jo, "I see now", may_be_quoted=True)
        return group

    def newest():
        return published(programme, ruth).get_absolute_url()

    latest = {}

    def one_more():
        add()
        latest["url"] = newest()

    assert_same_queries(ask=lambda: client.get(latest["url"]), add_row=one_more)
    assert_same_queries(ask=lambda: drafted(programme, ruth), add_row=add)
    assert len(queries_of(lambda: client.get(latest["url"]))) <= 25
    assert len(queries_of(lambda: drafted(programme, ruth))) <= 30


def test_forty_groups_stand_on_a_page_and_the_rest_on_the_next(client, jo, programme, ruth):
    for number in range(42):
        make_group(partnership=jo.group.partnership, name=f"Group {number:02}")
    row = published(programme, ruth)
    first, second = (reading_page(client, ruth, row, number) for number in (1, 2))
    assert first.count('class="portrait"') == 40
    assert second.count('class="portrait"') == 3
    assert "All together" not in second


def reading_page(client, person, row, number):
    return page_of(client, person, f"{row.get_absolute_url()}?page={number}")[1]


# --- on the first page of who reads it ----------------------------------------------------------------


@pytest.mark.parametrize("role", READERS)
def test_who_reads_it_finds_it_on_today_once_it_is_published(client, jo, programme, ruth, role):
    reader = above(jo.group, role)
    draft = drafted(programme, ruth, jo.group.partnership)
    page = page_of(client, reader, reverse("today"))[1]
    assert (draft.get_absolute_url() in page) is False
    issuing.publish(draft, version=0, by=ruth, at=timezone.now())
    page = page_of(client, reader, reverse("today"))[1]
    assert draft.get_absolute_url() in page
    assert f"Report over several groups, {jo.group.partnership}" in page


def test_a_national_body_finds_the_reports_of_groups_on_today_and_no_draft(client, jo):
    jo.group.refresh_from_db()
    row, draft = out(jo), make_report(jo, shown_at=NOW)
    page = page_of(client, above(jo.group, Role.NATIONAL_BODY), reverse("today"))[1]
    assert row.get_absolute_url() in page
    assert draft.get_absolute_url() not in page
    assert f"Progress report, {jo.group.partnership}" in page
    assert jo.group.name not in page


def test_a_member_reads_none_and_today_asks_nothing_for_them(client, jo, programme, ruth):
    row = published(programme, ruth)
    client.force_login(jo.person)
    asked = queries_of(lambda: client.get(reverse("today")))
    assert not any("practices_overview" in query for query in map(str, asked))
    assert row.get_absolute_url() not in client.get(reverse("today")).content.decode()
