"""Who works together: what ties two organisations, since when, what the picture says, and what of it leaves the group."""

from datetime import timedelta
from itertools import pairwise
from math import dist
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings.models import Release
from practices import relating, relation_charts
from practices.placing import FRAMES, RADIUS
from tests.builders import (
    make_action,
    make_meeting,
    make_membership,
    make_organisation,
    make_recap,
    make_small_group,
    make_small_test,
    make_story,
    make_strand,
)
from tests.practices.kept import above, let_out, page_of, url
from tests.queries import assert_same_queries, queries_of
from tests.swaps import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
WIDE, TALL = FRAMES


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR, organisation=make_organisation(name="Tidewater"))


@pytest.fixture
def meetings(jo):
    """Three that were held, and one to come."""
    first = timezone.now() - timedelta(days=100)
    held = [
        make_meeting(jo.group, number=n, starts_at=first + timedelta(days=30 * n), closed_by=jo)
        for n in (1, 2, 3)
    ]
    return [*held, make_meeting(jo.group, number=4)]


def from_(jo, name, **fields):
    """Somebody of the group, from an organisation of this name."""
    return make_membership(group=jo.group, organisation=make_organisation(name=name), **fields)


@pytest.fixture
def library(jo):
    return from_(jo, "Library")


@pytest.fixture
def surgery(jo):
    return from_(jo, "Surgery")


def shared_action(lead, helper, meeting, **fields):
    action = make_action(lead=lead, meeting=meeting, **fields)
    action.helpers.add(helper)
    return action


def sat(meeting, *places):
    small_group = make_small_group(meeting)
    small_group.members.set(places)
    return small_group


def ties(jo, meeting):
    found = relating.relations(jo.group, relating.counting(jo.group, jo))
    jo.group.__dict__.pop("read_meetings")
    return [(tie.one.name, tie.other.name, tie.since.number, dict(tie.ways)) for tie in found.after(meeting)]


def drawn(jo, meeting, frame=WIDE):
    found = relating.relations(jo.group, relating.counting(jo.group, jo))
    jo.group.__dict__.pop("read_meetings")
    return ElementTree.fromstring(relation_charts.draw(found, meeting, frame))


# --- what ties ----------------------------------------------------------------------------------------


def test_those_in_one_small_group_are_tied_and_those_in_two_are_not(jo, meetings, library, surgery):
    sat(meetings[0], library, surgery)
    sat(meetings[0], from_(jo, "Van"))
    assert ties(jo, meetings[0]) == [("Library", "Surgery", 1, {"small group": 1})]


def test_who_leads_an_action_is_tied_to_who_helps(jo, meetings, library, surgery):
    shared_action(library, surgery, meetings[1])
    assert ties(jo, meetings[0]) == []
    assert ties(jo, meetings[1]) == [("Library", "Surgery", 2, {"action": 1})]


def test_who_only_wrote_it_down_is_tied_to_nobody(jo, meetings, library):
    make_small_group(meetings[0], recorded_by=jo).members.add(library)
    make_action(lead=library, meeting=meetings[0], recorded_by=jo)
    assert ties(jo, meetings[2]) == []


@pytest.mark.parametrize("of", ["action", "story", "small test"])
def test_a_small_test_is_tied_to_whose_it_came_of(jo, meetings, library, surgery, of):
    make = {"action": make_action, "story": make_story, "small test": make_small_test}[of]
    make_strand(make(library), make_small_test(surgery, meeting=meetings[1]), tied_by=jo)
    assert ties(jo, meetings[2]) == [("Library", "Surgery", 2, {"small test": 1})]


def test_an_action_that_came_of_a_small_test_ties_at_the_meeting_where_that_was_begun(
    jo, meetings, library, surgery
):
    trial = make_small_test(surgery, meeting=meetings[0])
    make_strand(trial, make_action(library, meeting=meetings[2]), tied_by=jo)
    assert ties(jo, meetings[2]) == [("Library", "Surgery", 1, {"small test": 1})]


def test_two_of_one_organisation_are_no_tie(jo, meetings, library):
    other = make_membership(group=jo.group, organisation=library.organisation)
    shared_action(library, other, meetings[0])
    assert ties(jo, meetings[2]) == []


def test_what_is_only_offered_or_in_the_bin_ties_nobody(jo, meetings, library, surgery):
    shared_action(library, surgery, meetings[0], state="offered")
    removed = {"removed_at": timezone.now(), "removed_by": jo.person}
    shared_action(library, surgery, meetings[0], **removed)
    make_small_group(meetings[0], **removed).members.set([library, surgery])
    make_strand(make_story(library), make_small_test(surgery, meeting=meetings[0], **removed), tied_by=jo)
    assert ties(jo, meetings[2]) == []


def test_a_tie_counts_each_thing_once_and_is_new_once(jo, meetings, library, surgery):
    sat(meetings[0], library, surgery, make_membership(group=jo.group, organisation=surgery.organisation))
    shared_action(surgery, library, meetings[1])
    assert ties(jo, meetings[1]) == [("Library", "Surgery", 1, {"small group": 1, "action": 1})]
    assert "none of them new" not in drawn(jo, meetings[0]).find("{*}title").text
    assert drawn(jo, meetings[1]).find("{*}title").text == "One tie after two meetings, and it is not new"


def test_what_was_taken_on_between_two_meetings_counts_with_the_later(jo, meetings, library, surgery):
    shared_action(library, surgery, None, agreed_at=meetings[1].ends_at + timedelta(days=1))
    assert ties(jo, meetings[1]) == []
    assert ties(jo, meetings[2]) == [("Library", "Surgery", 3, {"action": 1})]


def test_who_moved_is_tied_as_whom_they_came_from_that_day(jo, meetings, library, surgery):
    moved_on = meetings[1].starts_local.date() - timedelta(days=5)
    spell = library.spells.get()
    spell.ends_on, spell.ended_because, spell.ended_at = moved_on, "moved", timezone.now()
    spell.save()
    later = make_organisation(name="Van")
    library.spells.create(organisation=later, starts_on=moved_on + timedelta(days=1))
    shared_action(library, surgery, meetings[0])
    shared_action(library, surgery, meetings[2])
    assert [tie[:3] for tie in ties(jo, meetings[2])] == [("Library", "Surgery", 1), ("Surgery", "Van", 3)]


# --- what the picture says -------------------------------------------------------------------------------


def test_the_title_says_what_was_found(jo, meetings, library, surgery):
    van = from_(jo, "Van")
    assert drawn(jo, meetings[0]).find("{*}title").text == "No ties yet after one meeting"
    shared_action(library, surgery, meetings[0])
    shared_action(library, van, meetings[1])
    assert drawn(jo, meetings[0]).find("{*}title").text == "One tie after one meeting"
    assert drawn(jo, meetings[1]).find("{*}title").text == "Two ties after two meetings, one of them new"
    assert drawn(jo, meetings[2]).find("{*}title").text == "Two ties after three meetings, none of them new"


def places_of(svg):
    """Where the letter of each organisation stands, by its name."""
    marks = svg.iterfind(".//g[@class]")
    return {
        mark.findall("text")[1].text: (mark.find("text").get("x"), mark.find("text").get("y"))
        for mark in marks
    }


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_no_organisation_moves_from_meeting_to_meeting(jo, meetings, library, surgery, frame):
    van = from_(jo, "Van")
    shared_action(library, surgery, meetings[0])
    shared_action(van, surgery, meetings[2])
    first, last = (places_of(drawn(jo, meetings[n], frame)) for n in (0, 2))
    assert set(first) == {"Library", "Surgery", "Tidewater", "Van"}
    assert first == last == places_of(drawn(jo, meetings[2], frame))


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_nothing_stands_over_anything_else(jo, meetings, frame):
    people = [from_(jo, f"Organisation of the longer names {n}") for n in range(14)]
    for one, other in pairwise(people):
        shared_action(one, other, meetings[0])
    found = relating.relations(jo.group, meetings[:3])
    names = tuple((one.pk, one.name) for one in found.organisations)
    spots = list(relation_charts.place(names, tuple(found.shared), frame).spots.values())
    for n, one in enumerate(spots):
        assert one.x - one.half >= 0
        assert one.x + one.half <= frame.width
        for other in spots[n + 1 :]:
            aside = abs(one.x - other.x) >= one.half + other.half - 1
            upper, lower = sorted((one, other), key=lambda spot: spot.y)
            assert aside or upper.y + upper.down <= lower.y - lower.up + 1


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_no_line_runs_through_the_mark_of_another(jo, meetings, frame):
    hub, *others = [from_(jo, f"Organisation {n}") for n in range(9)]
    for one, other in [*((hub, one) for one in others[:5]), *pairwise(others)]:
        shared_action(one, other, meetings[0])
    found = relating.relations(jo.group, meetings[:3])
    names = tuple((one.pk, one.name) for one in found.organisations)
    spots = relation_charts.place(names, tuple(found.shared), frame).spots
    for one, other in found.shared:
        (x1, y1), (x2, y2) = ((spots[end].x, spots[end].y) for end in (one, other))
        steps = [(x1 + (x2 - x1) * n / 100, y1 + (y2 - y1) * n / 100) for n in range(101)]
        for key in set(spots) - {one, other}:
            assert min(dist(step, (spots[key].x, spots[key].y)) for step in steps) > RADIUS


def test_new_ties_are_told_apart_by_more_than_colour(jo, meetings, library, surgery):
    shared_action(library, surgery, meetings[0])
    shared_action(library, from_(jo, "Van"), meetings[1])
    svg = drawn(jo, meetings[1])
    assert len([one for one in svg.iter() if one.get("class") == "relations__bead"]) == 2  # one in the key
    assert svg.find("{*}desc").text == "New: Library with Van. Before: Library with Surgery."


def test_names_stay_words(client, jo, meetings, surgery):
    shared_action(from_(jo, "<b>Van & co</b>"), surgery, meetings[0])
    page = page_of(client, jo.person, url(jo, "relations"))[1]
    assert "<b>Van" not in page
    assert "&lt;b&gt;Van" in page


# --- the page --------------------------------------------------------------------------------------------


def test_each_meeting_has_an_address_and_the_last_is_shown_first(client, jo, meetings, library, surgery):
    shared_action(library, surgery, meetings[1])
    here = url(jo, "relations")
    assert "One tie after three meetings" in page_of(client, jo.person, here)[1]
    assert "No ties yet after one meeting" in page_of(client, jo.person, f"{here}?after=1")[1]
    for wrong in ("x", "-1", "²", "99999999"):
        assert "after three meetings" in page_of(client, jo.person, f"{here}?after={wrong}")[1]


def test_the_table_says_the_same_as_the_picture(client, jo, meetings, library, surgery):
    shared_action(library, surgery, meetings[1])
    shared_action(surgery, library, meetings[2])
    page = page_of(client, jo.person, url(jo, "relations"))[1]
    assert "on an action (2)" in page
    assert "The ties as a table" in page


def test_what_the_slider_brings_is_what_a_reload_shows(client, jo, meetings, library, surgery):
    shared_action(library, surgery, meetings[1])
    client.force_login(jo.person)
    here = url(jo, "relations")
    asked = {"after": "2"}
    assert_swap_equals_reload(client, here, asked, target="relations", page=f"{here}?after=2", method="get")


def test_before_a_meeting_was_held_the_page_says_what_will_come(client, jo):
    assert "Nothing to show yet" in page_of(client, jo.person, url(jo, "relations"))[1]


def test_members_see_a_meeting_once_its_recap_is_out(client, jo, meetings, library, surgery):
    sat(meetings[0], library, surgery)
    sat(meetings[1], library, from_(jo, "Van"))
    make_recap(meetings[0], changed_by=jo, published_at=timezone.now(), published_by=jo)
    page = page_of(client, library.person, url(jo, "relations"))[1]
    assert "One tie after one meeting" in page
    assert "Two ties after three meetings" in page_of(client, jo.person, url(jo, "relations"))[1]


def test_nobody_is_named(client, jo, meetings, library, surgery):
    sat(meetings[0], library, surgery)
    page = page_of(client, jo.person, url(jo, "relations"))[1]
    assert library.person.name not in page
    assert surgery.person.name not in page


def test_many_ties_take_as_many_queries_as_few_and_at_most_twelve(client, jo, meetings):
    def add():
        one, other = (from_(jo, f"{name} {uuid4()}") for name in ("One", "Other"))
        shared_action(one, other, meetings[0])
        sat(meetings[0], one, other)
        make_strand(make_story(one), make_small_test(other, meeting=meetings[1]), tied_by=jo)

    client.force_login(jo.person)
    assert_same_queries(ask=lambda: client.get(url(jo, "relations")), add_row=add)
    assert len(queries_of(lambda: client.get(url(jo, "relations")))) <= 12


# --- what leaves the group ---------------------------------------------------------------------------------


def released(client, jo, role=Role.SENIOR_MANAGER):
    return page_of(client, above(jo.group, role), reverse("meetings:released", args=[jo.group.slug]))


@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER])
def test_above_the_group_new_ties_are_read_in_words_and_only_once_let_out(
    client, jo, meetings, library, surgery, role
):
    shared_action(library, surgery, meetings[0])
    shared_action(library, from_(jo, "Van"), meetings[1])
    assert "Library with" not in released(client, jo, role)[1]
    out = let_out(meetings[1], kind="relationships picture")
    page = released(client, jo, role)[1]
    assert "Worked together for the first time: Library with Van." in page
    assert "Surgery" not in page
    out.delete()
    assert "Library with" not in released(client, jo, role)[1]


@pytest.mark.parametrize("role", [role for role in Role if role in dict(Role.above_a_group())])
def test_the_picture_itself_is_nobodys_above_the_group(client, jo, meetings, library, surgery, role):
    shared_action(library, surgery, meetings[0])
    let_out(meetings[0], kind="relationships picture")
    assert page_of(client, above(jo.group, role), url(jo, "relations"))[0] == 404


@pytest.mark.parametrize("role", [Role.NATIONAL_BODY, Role.ADMINISTRATOR])
def test_others_above_the_group_read_none_of_it(client, jo, meetings, library, surgery, role):
    shared_action(library, surgery, meetings[0])
    let_out(meetings[0], kind="relationships picture")
    assert "Library with" not in released(client, jo, role)[1]


def test_the_group_lets_new_ties_out_from_its_page(client, jo, meetings, library, surgery):
    shared_action(library, surgery, meetings[0])
    asked = reverse("meetings:goes-out", args=[jo.group.slug, 1])
    assert "New ties of meeting 1" in page_of(client, jo.person, asked)[1]
    kind = "relationships picture"
    client.post(
        reverse("meetings:goes-out-decide", args=[jo.group.slug, 1, kind, meetings[0].pk]), {"out": "yes"}
    )
    assert Release.objects.standing().get().about == meetings[0].pk


def test_a_meeting_without_new_ties_lets_none_out(client, jo, meetings, library, surgery):
    shared_action(library, surgery, meetings[0])
    assert relating.new_ties(meetings[1]) == []


def test_decided_while_the_record_is_open_it_is_read_once_that_is_closed(
    client, jo, meetings, library, surgery
):
    meeting = meetings[3]
    meeting.opened_at = timezone.now()
    meeting.save()
    shared_action(library, surgery, meeting)
    assert "once the record is closed" in relating.new_ties(meeting)[0].who
    let_out(meeting, kind="relationships picture")
    assert "Library with" not in released(client, jo)[1]
    meeting.closed_at, meeting.closed_by = timezone.now(), jo
    meeting.save()
    assert "Library with Surgery" in released(client, jo)[1]
