"""The thread: tied once, walked both ways on one page, drawn, and never through what its reader may not read."""

import itertools

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from practices import continuing, tying, walking
from practices.models import Strand
from tests.builders import (
    make_action,
    make_aspiration,
    make_barrier,
    make_initiative,
    make_membership,
    make_noticed_change,
    make_priority,
    make_small_test,
    make_story,
    make_strand,
)
from tests.practices.kept import above, page_of, url
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def address(group, kind, row):
    return reverse("practices:thread", args=[group.slug, kind, row.pk])


def walked(member, row):
    return walking.walk(member.person, walking.lineage(member.group), row.pk)


def test_from_any_end_one_walks_to_the_other(client, jo):
    story, priority, test = make_story(jo), make_priority(jo), make_small_test(jo)
    change, hope = make_noticed_change(jo), make_aspiration(group=jo.group)
    for source, result in [(hope, priority), (story, priority), (priority, test), (test, change)]:
        make_strand(source, result, tied_by=jo)
    for row in (story, priority, test, change, hope):
        words = [step.knot.key for step in walked(jo, row).steps]
        assert row.pk in words
        assert change.pk in words
    whole = [step.knot.key for step in walked(jo, test).steps]
    assert set(whole) == {story.pk, priority.pk, test.pk, change.pk, hope.pk}
    assert whole.index(priority.pk) > max(whole.index(story.pk), whole.index(hope.pk))
    assert whole[-2:] == [test.pk, change.pk]
    status, page = page_of(client, jo.person, address(jo.group, "small-test", test))
    assert status == 200
    assert all(words in page for words in (story.title, priority.what, change.what, hope.text))


def test_lanes_lead_from_each_thing_to_what_came_of_it(jo):
    story, one, two = make_story(jo), make_small_test(jo), make_small_test(jo)
    change = make_noticed_change(jo)
    for source, result in [(story, one), (story, two), (one, change), (two, change)]:
        make_strand(source, result, tied_by=jo)
    steps = walked(jo, story).steps
    assert len(steps[0].going) == 2
    assert steps[-1].knot.key == change.pk
    assert len(steps[-1].coming) == 2
    for above_it, below in itertools.pairwise(steps):
        assert {*above_it.passing, *above_it.going} == {*below.passing, *below.coming}


def test_a_ring_is_walked_once(jo):
    rows = [make_small_test(jo) for _ in range(3)]
    for source, result in zip(rows, [*rows[1:], rows[0]], strict=True):
        make_strand(source, result, tied_by=jo)
    assert len(walked(jo, rows[0]).steps) == 3


def test_what_its_reader_may_not_read_is_left_out_with_what_hangs_on_it(client, jo):
    fiona = make_membership(group=jo.group)
    own = make_noticed_change(fiona, level="myself", what="I was afraid")
    test, later = make_small_test(jo), make_small_test(jo, what="Behind it")
    make_strand(test, own, tied_by=fiona)
    make_strand(own, later, tied_by=fiona)
    page = page_of(client, jo.person, address(jo.group, "small-test", test))[1]
    assert "I was afraid" not in page
    assert "Behind it" not in page
    assert len(walked(fiona, test).steps) == 3


def test_a_thing_of_another_group_ties_to_nothing_and_is_not_found(client, jo):
    test, foreign = make_small_test(jo), make_small_test()
    client.force_login(jo.person)
    tie = reverse("practices:thread-tie", args=[jo.group.slug, "small-test", test.pk])
    assert client.post(tie, {"other": f"small-test:{foreign.pk}", "way": "after"}).status_code == 404
    assert not Strand.objects.exists()
    assert client.get(address(jo.group, "small-test", foreign)).status_code == 404
    assert client.get(address(jo.group, "barrier", test)).status_code == 404


def test_it_is_tied_once_untied_and_found_by_its_words(client, jo):
    test, action = make_small_test(jo), make_action(lead=jo, text="Ring the library")
    client.force_login(jo.person)
    found = client.get(address(jo.group, "small-test", test), {"words": "library"}).content.decode()
    assert "Ring the library" in found
    tie = reverse("practices:thread-tie", args=[jo.group.slug, "small-test", test.pk])
    for _ in range(2):
        client.post(tie, {"other": f"action:{action.pk}", "way": "before"})
    strand = Strand.objects.get()
    assert (strand.source, strand.result) == (action.pk, test.pk)
    untie = reverse("practices:thread-untie", args=[jo.group.slug, "small-test", test.pk])
    client.post(untie, {"other": f"action:{action.pk}"})
    assert not Strand.objects.exists()


def test_what_another_tied_stays_tied_but_for_those_who_hold_the_record(client, jo):
    test, action = make_small_test(jo), make_action(lead=jo, text="Ring the library")
    make_strand(action, test, tied_by=jo)
    ross = make_membership(group=jo.group)
    client.force_login(ross.person)
    untie = reverse("practices:thread-untie", args=[jo.group.slug, "small-test", test.pk])
    page = address(jo.group, "small-test", test)
    assert "Untie it" not in client.get(page).content.decode()
    assert client.post(untie, {"other": f"action:{action.pk}"}).status_code == 403
    assert Strand.objects.exists()
    Strand.objects.update(tied_by=ross)
    assert "Untie it" in client.get(page).content.decode()
    assert client.post(untie, {"other": f"action:{action.pk}"}).status_code == 302
    assert not Strand.objects.exists()


def test_the_database_ties_nothing_twice_and_nothing_to_itself(jo):
    test = make_small_test(jo)
    with pytest.raises(IntegrityError):
        make_strand(test, test, tied_by=jo)


def test_the_page_takes_twelve_queries_at_most_whatever_is_tied(client, jo):
    first = make_small_test(jo)
    client.force_login(jo.person)
    page = address(jo.group, "small-test", first)
    make_strand(make_story(jo), first, tied_by=jo)
    client.get(page)
    few = len(queries_of(lambda: client.get(page)))
    for make in (make_priority, make_barrier, make_noticed_change, make_small_test):
        for _ in range(8):
            make_strand(first, make(jo), tied_by=jo)
    assert len(queries_of(lambda: client.get(page))) == few
    assert few <= 12


@pytest.mark.parametrize("make", [make_story, make_barrier, make_priority, make_noticed_change])
def test_a_small_test_is_raised_from_it_and_each_page_shows_the_other(client, jo, make):
    row = make(jo)
    said = {"what": "Try it", "for_whom": "one person", "lead": jo.pk, "look_on": timezone.localdate()}
    client.force_login(jo.person)
    name = tying.knot_of(row, jo.group.slug).name
    assert str(row) in client.get(f"{url(jo, 'small-test-begin')}?from={name}").content.decode()
    answer = client.post(f"{url(jo, 'small-test-begin')}?from={name}", said)
    assert str(row) in client.get(answer["Location"]).content.decode()
    assert "Try it" in client.get(row.get_absolute_url()).content.decode()


def test_above_the_group_there_is_no_thread(client, jo):
    test = make_small_test(jo)
    assert page_of(client, above(jo.group), address(jo.group, "small-test", test))[0] == 404


def test_a_smaller_group_inherits_the_thread_for_those_who_may_read_it(client, jo):
    test, initiative = make_small_test(jo, what="A nurse at lunch"), make_initiative(jo)
    make_strand(test, initiative, tied_by=jo)
    today = timezone.localdate()
    made = continuing.become_group(
        initiative,
        {"name": "Lunch", "purpose": "Lunch", "who_for": "those who come", "people": []},
        on=today,
        at=timezone.now(),
    )
    hope = made.aspirations.get()
    page = page_of(client, jo.person, address(made, "aspiration", hope))[1]
    assert "A nurse at lunch" in page
    later = make_membership(group=made)
    page = page_of(client, later.person, address(made, "aspiration", hope))[1]
    assert hope.text in page
    assert "A nurse at lunch" not in page
    assert hope.text in page_of(client, jo.person, address(jo.group, "small-test", test))[1]
