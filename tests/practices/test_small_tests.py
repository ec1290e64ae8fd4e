"""Small tests: begun once, looked at once, adapted round by round, and back by themselves where they are needed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import carrying_in, releasing, walls
from practices import sharing, trying
from practices.models import Cycle, SmallTest, Strand
from tests.builders import (
    make_cycle,
    make_meeting,
    make_membership,
    make_release,
    make_small_test,
    make_stewardship,
    make_story,
    make_strand,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SAID = {"what": "The nurse looks in at the day centre", "for_whom": "People who live on their own"}
LOOKED = {
    "did": "She went twice.",
    "as_expected": "partly",
    "surprise": "They wanted to talk",
    "learned": "",
    "next_plan": "",
}


@pytest.fixture
def fiona(jo):
    return make_membership(group=jo.group)


def url(member, name, *keys):
    return reverse(f"practices:{name}", args=[member.group.slug, *keys])


def begun(client, member, at="", **said):
    client.force_login(member.person)
    words = SAID | {"lead": member.pk, "look_on": TODAY + timedelta(days=14), "client_key": uuid4()}
    return client.post(url(member, "small-test-begin") + at, words | said)


def looked(client, member, small_test, number=1, **said):
    client.force_login(member.person)
    return client.post(url(member, "small-test-look", small_test.pk, number), LOOKED | said)


def above(group, role):
    return make_stewardship(role=role, partnership=group.partnership).person


# --- beginning one --------------------------------------------------------------------------------


def test_it_begins_with_a_first_round_and_a_replay_begins_it_once(client, fiona):
    key = uuid4()
    for _ in range(2):
        answer = begun(client, fiona, client_key=key)
        assert answer.status_code == 302
    row = SmallTest.objects.get()
    assert (row.lead, row.stage, row.what) == (fiona, "trying", SAID["what"])
    assert [(cycle.number, cycle.plan) for cycle in row.cycles.all()] == [(1, SAID["what"])]


def test_two_words_are_enough_and_the_next_meeting_is_when_it_is_looked_at(client, fiona):
    meeting = make_meeting(group=fiona.group)
    client.force_login(fiona.person)
    form = client.get(url(fiona, "small-test-begin")).context["form"]
    assert form["look_on"].value() == meeting.starts_local.date()
    assert [name for name, field in form.fields.items() if field.required] == [
        "what",
        "for_whom",
        "lead",
        "look_on",
    ]


def test_it_comes_from_a_story_and_each_shows_the_other(client, fiona):
    story = make_story(fiona)
    answer = begun(client, fiona, f"?from=story:{story.pk}")
    row = SmallTest.objects.get()
    strand = Strand.objects.get()
    assert (strand.source, strand.result) == (story.pk, row.pk)
    assert story.title in client.get(answer["Location"]).content.decode()
    assert row.what in client.get(story.get_absolute_url()).content.decode()


def test_a_story_of_another_group_is_no_origin(client, fiona):
    foreign = make_story()
    begun(client, fiona, f"?from=story:{foreign.pk}")
    assert SmallTest.objects.exists()
    assert not Strand.objects.exists()


def test_a_withdrawn_story_is_named_no_more(client, fiona):
    story = make_story(fiona)
    row = make_small_test(fiona)
    make_strand(story, row)
    story.remove(by=fiona.person, at=timezone.now())
    client.force_login(fiona.person)
    assert story.title not in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"what": ""}, "Enter what you will try"),
        ({"look_on": TODAY - timedelta(days=1)}, "must be the day it begins, or later"),
        ({"what": "Ring 0101901234"}, "looks like a CHI or other ID number"),
    ],
)
def test_what_is_wrong_is_said_at_its_box(client, fiona, said, words):
    answer = begun(client, fiona, **said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not SmallTest.objects.exists()


def test_nobody_of_another_group_leads_it(client, fiona):
    assert begun(client, fiona, lead=make_membership().pk).status_code == 422


def test_a_stale_save_shows_both(client, jo):
    row = make_small_test(jo)
    words = SAID | {"lead": jo.pk, "look_on": TODAY, "version": 0}
    client.force_login(jo.person)
    assert client.post(url(jo, "small-test-change", row.pk), words).status_code == 302
    answer = client.post(url(jo, "small-test-change", row.pk), words | {"what": "Mine"})
    assert answer.status_code == 409
    assert SAID["what"] in answer.content.decode()
    assert "Mine</textarea>" in answer.content.decode()


# --- looking at it --------------------------------------------------------------------------------


def test_adopted_it_became_usual_and_is_looked_at_once(client, fiona):
    row = make_small_test(fiona)
    looked(client, fiona, row, decision="adopt")
    assert looked(client, fiona, row, decision="let go", did="Too late").status_code == 409
    row.refresh_from_db()
    assert (row.stage, row.settled_on, row.cycles.get().did) == ("adopted", TODAY, "She went twice.")


def test_adapted_it_goes_round_again_with_another_plan_and_day(client, fiona):
    row, day = make_small_test(fiona), TODAY + timedelta(days=21)
    assert looked(client, fiona, row, decision="adapt").status_code == 422
    looked(client, fiona, row, decision="adapt", next_plan="On Thursdays", next_look_on=day)
    row.refresh_from_db()
    assert (row.stage, row.look_on) == ("trying", day)
    assert [(c.number, c.plan, c.decision) for c in row.cycles.all()] == [
        (1, row.what, "adapt"),
        (2, "On Thursdays", ""),
    ]


def test_a_look_is_taken_back_with_what_came_of_it_unless_another_followed(client, fiona):
    row = make_small_test(fiona)
    looked(client, fiona, row, decision="adapt", next_plan="On Thursdays", next_look_on=TODAY)
    client.post(url(fiona, "small-test-look-again", row.pk, 1))
    assert [(c.number, c.decision, c.did) for c in row.cycles.all()] == [(1, "", "She went twice.")]

    looked(client, fiona, row, decision="adapt", next_plan="On Thursdays", next_look_on=TODAY)
    looked(client, fiona, row, 2, decision="let go")
    assert not trying.look_again(row, row.cycles.get(number=1))
    assert trying.look_again(row, row.cycles.get(number=2))
    row.refresh_from_db()
    assert (row.stage, row.settled_on) == ("trying", None)


def test_the_database_holds_stage_and_day_together(fiona):
    row = make_small_test(fiona)
    with pytest.raises(IntegrityError), transaction.atomic():
        SmallTest.objects.filter(pk=row.pk).update(stage="adopted")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_cycle(row, number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.filter(small_test=row).update(decision="adopt")


def test_its_lead_its_writer_and_those_who_hold_the_record_change_it(client, jo, fiona):
    row, other = make_small_test(fiona), make_membership(group=jo.group)
    for who, status in ((fiona, 200), (jo, 200), (other, 403)):
        client.force_login(who.person)
        assert client.get(url(jo, "small-test-change", row.pk)).status_code == status
        offers = "Say how it went" in client.get(row.get_absolute_url()).content.decode()
        assert offers is (status == 200)


# --- where it comes back --------------------------------------------------------------------------


def test_due_a_look_it_stands_in_the_next_plan_until_it_was_looked_at(client, jo):
    meeting = make_meeting(group=jo.group)
    row = make_small_test(jo, look_on=meeting.starts_local.date())
    make_small_test(jo, look_on=meeting.starts_local.date() + timedelta(days=1))
    carried = [
        what.key for what in carrying_in.carry_in(meeting, jo, timezone.now()) if what.label == "Small test"
    ]
    assert carried == [row.pk]
    looked(client, jo, row, decision="adopt")
    assert not [
        what for what in carrying_in.carry_in(meeting, jo, timezone.now()) if what.label == "Small test"
    ]


def test_the_wall_shows_what_is_tried_and_what_became_usual_without_names(jo):
    make_small_test(jo, what="Tried")
    make_small_test(jo, what="Usual", stage="adopted", settled_on=TODAY)
    make_small_test(jo, what="Gone", stage="let go", settled_on=TODAY)
    wall = walls.wall_of(jo.group, at=timezone.now())
    assert [line.text for panel in wall.usual for line in panel.lines] == ["Usual"]
    assert "Tried" in [line.text for panel in wall.middle for line in panel.lines]
    assert not {"Gone", jo.person.name} & {
        word for panel in wall.panels for line in panel.lines for word in [line.text]
    }


def test_the_register_puts_what_is_to_be_looked_at_on_top(client, jo):
    make_small_test(jo, what="Later")
    make_small_test(jo, what="Now", look_on=TODAY)
    client.force_login(jo.person)
    parts = client.get(url(jo, "small-tests")).context["parts"]
    assert [(part["key"], [row.what for row in part["rows"]]) for part in parts] == [
        ("look", ["Now"]),
        ("trying", ["Later"]),
    ]


# --- who reads it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER])
def test_above_the_group_it_is_read_only_once_it_went_out_and_never_with_names(client, jo, role):
    row, meeting = make_small_test(jo), make_meeting(group=jo.group)
    trying.look(row, row.cycles.get(), LOOKED | {"decision": "adopt"}, by=jo, on=TODAY)
    client.force_login(above(jo.group, role))
    pages = (url(jo, "small-tests"), row.get_absolute_url())
    assert [client.get(page).status_code for page in pages] == [404, 404]
    [thing] = sharing.small_tests_of(meeting)
    assert releasing.release(meeting, thing, by=jo, at=timezone.now())
    for page in pages:
        answer = client.get(page).content.decode()
        assert row.what in answer
        assert jo.person.name not in answer


def test_in_the_bin_it_is_on_no_page_and_comes_back_to_the_group_alone(client, jo):
    row = make_small_test(jo)
    make_release(make_meeting(group=jo.group), kind="small test", about=row.pk, released_by=jo)
    client.force_login(jo.person)
    client.post(url(jo, "small-test-remove", row.pk))
    assert client.get(row.get_absolute_url()).status_code == 404
    client.post(url(jo, "small-test-put-back", row.pk))
    assert client.get(row.get_absolute_url()).status_code == 200
    client.force_login(above(jo.group, Role.SENIOR_MANAGER))
    assert client.get(row.get_absolute_url()).status_code == 404


def test_the_register_takes_the_same_queries_at_two_and_two_hundred(client, jo):
    client.force_login(jo.person)

    def asked(many):
        for _ in range(many):
            make_small_test(jo)
        return queries_of(lambda: client.get(url(jo, "small-tests")))

    asked(0)
    few, many = asked(2), asked(200)
    assert len(few) == len(many) <= 12


def test_the_register_is_narrowed_by_stage_whom_it_helps_and_organisation(client, fiona):
    other = make_membership(group=fiona.group)
    ours, theirs = make_small_test(fiona, for_whom="People at home"), make_small_test(other)
    usual = make_small_test(fiona, stage="adopted", settled_on=TODAY)
    due = make_small_test(other, look_on=TODAY)

    def shown(**asked):
        client.force_login(fiona.person)
        page = client.get(url(fiona, "small-tests"), asked).content.decode()
        return {row for row in (ours, theirs, usual, due) if row.what in page}

    assert shown() == {ours, theirs, usual, due}
    assert shown(stage="adopted") == {usual}
    assert shown(stage="due") == {due}
    assert shown(helps="at home") == {ours}
    assert shown(organisation=str(other.organisation_id)) == {theirs, due}
    assert shown(stage="nonsense") == {ours, theirs, usual, due}
    assert shown(helps="nobody at all") == set()


def test_the_register_is_read_a_page_at_a_time_with_what_needs_a_look_on_top(client, fiona):
    for _ in range(51):
        make_small_test(fiona)
    due = make_small_test(fiona, look_on=TODAY)
    client.force_login(fiona.person)
    first = client.get(url(fiona, "small-tests")).content.decode()
    assert due.what in first
    assert "Page 1 of 2" in first
    assert due.what not in client.get(url(fiona, "small-tests"), {"page": 2}).content.decode()
