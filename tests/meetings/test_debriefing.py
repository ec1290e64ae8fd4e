"""The debrief: two hands in one document, nobody else reads it, and its ideas carry until they were tried or let go."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import debriefing, stages
from meetings.models import AgendaItem, DebriefIdea, DebriefPart, Meeting
from tests.builders import (
    make_debrief_idea,
    make_debrief_part,
    make_meeting,
    make_membership,
    make_stewardship,
    make_user,
)
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    meeting = make_meeting(number=1)
    jo = make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=now, closed_at=now, closed_by=jo)
    return jo


@pytest.fixture
def meeting(jo):
    return jo.group.meetings.get(number=1)


@pytest.fixture
def delia(jo):
    person = make_user(name="Delia Fraser")
    return make_membership(group=jo.group, role=Role.INTEGRATION_MANAGER, person=person)


def url(meeting, name="debrief", *args):
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number, *args])


def save(client, meeting, text, *, version=0, part="told", **more):
    return client.post(
        url(meeting, "debrief-write", part),
        {"text": text, "version": version} | more,
        headers={"HX-Request": "true"},
    )


def test_both_hands_write_in_one_document(client, meeting, jo, delia):
    client.force_login(jo.person)
    save(client, meeting, "It was quiet.")
    client.force_login(delia.person)
    save(client, meeting, "Ross never spoke.", part="observed")

    page = client.get(url(meeting)).content.decode()

    assert "It was quiet." in page
    assert "Ross never spoke." in page
    assert {part.changed_by for part in DebriefPart.objects.all()} == {jo, delia}


def test_a_stale_save_loses_neither_text(client, meeting, jo, delia):
    client.force_login(jo.person)
    save(client, meeting, "It was quiet.")
    client.force_login(delia.person)
    save(client, meeting, "It was loud.", version=1)
    client.force_login(jo.person)

    answer = save(client, meeting, "It was quiet at first.", version=1)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Delia Fraser wrote here" in page
    assert "It was loud." in page
    assert "It was quiet at first." in page
    assert DebriefPart.objects.get().text == "It was loud."

    assert save(client, meeting, "Both.", version=2).status_code == 200
    assert DebriefPart.objects.get().text == "Both."


def test_two_who_begin_a_part_at_once_see_each_other(client, meeting, jo, delia):
    client.force_login(jo.person)
    save(client, meeting, "It was quiet.")
    client.force_login(delia.person)

    assert save(client, meeting, "It was loud.").status_code == 409


def test_the_same_words_sent_twice_are_kept_once(client, meeting, jo):
    client.force_login(jo.person)
    save(client, meeting, "It was quiet.")

    assert save(client, meeting, "It was quiet.").status_code == 200
    assert DebriefPart.objects.get().version == 1


def test_what_worked_names_what_it_leaned_on(client, meeting, jo):
    client.force_login(jo.person)

    save(client, meeting, "The walk.", part="worked", elements=["curious", "courageous"])

    assert DebriefPart.objects.get().elements == ["curious", "courageous"]
    assert client.get(url(meeting)).content.decode().count("checked") == 2


@pytest.mark.parametrize(
    ("part", "changed", "status"),
    [("told", {"text": "x" * 6001}, 422), ("worked", {"elements": ["angry"]}, 422), ("secrets", {}, 404)],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, meeting, jo, part, changed, status):
    client.force_login(jo.person)

    answer = save(client, meeting, part=part, **{"text": "It was quiet."} | changed)

    assert answer.status_code == status
    assert not DebriefPart.objects.exists()


def test_nobody_else_knows_of_it(client, meeting, jo):
    make_debrief_part(meeting, text="Ross is tired of us.", changed_by=jo)
    idea = make_debrief_idea(meeting, text="Ring Ross first.", had_by=jo)
    partnership = meeting.group.partnership
    others = [
        make_membership(group=meeting.group).person,
        make_stewardship(role=Role.SENIOR_MANAGER, group=meeting.group).person,
        make_stewardship(role=Role.LEARNING_PARTNER, programme=partnership.programme).person,
        make_stewardship(role=Role.ADMINISTRATOR, programme=partnership.programme).person,
        make_membership(role=Role.FACILITATOR).person,
    ]
    for person in others:
        client.force_login(person)
        assert client.get(url(meeting)).status_code == 404
        assert save(client, meeting, "Mine").status_code == 404
        settle = reverse("meetings:idea-settle", args=[meeting.group.slug, idea.pk])
        assert client.post(settle, {"settled": "tried"}).status_code == 404
        assert not DebriefPart.objects.visible_to(person).exists()
        assert not DebriefIdea.objects.visible_to(person).exists()
    assert DebriefPart.objects.get().text == "Ross is tired of us."
    assert DebriefIdea.objects.waiting().exists()


def test_stage_says_when_it_was_written_to_those_who_hold_the_meeting(meeting, jo):
    before = stages.stages(Meeting.objects.get(), jo)[-1]
    assert (before.key, before.note, before.is_done) == ("debrief", "not written yet", False)

    make_debrief_part(meeting, changed_by=jo)

    after = stages.stages(Meeting.objects.get(), jo)[-1]
    assert after.is_done
    assert after.note.startswith("written on ")
    assert after.url == url(meeting)
    member = make_membership(group=meeting.group)
    assert "debrief" not in [stage.key for stage in stages.stages(Meeting.objects.get(), member)]


# --- ideas ----------------------------------------------------------------------------------------


def test_an_idea_sent_twice_is_kept_once(client, meeting, jo):
    client.force_login(jo.person)
    sent = {"text": "Walk first.", "client_key": str(uuid4())}

    for _each in range(2):
        client.post(url(meeting, "idea-add"), sent)

    assert DebriefIdea.objects.get().text == "Walk first."


def test_an_idea_stands_beside_the_next_plan_and_is_taken_in(client, meeting, jo):
    idea = make_debrief_idea(meeting, text="Walk first.", had_by=jo)
    ahead = make_meeting(group=meeting.group, number=2)
    client.force_login(jo.person)
    page = client.get(url(ahead, "plan")).content.decode()
    assert "Walk first." in page
    assert "Jo had it after meeting 1." in page

    client.post(url(ahead, "plan-carry", idea.pk))

    assert AgendaItem.objects.get(meeting=ahead).carries == idea.pk


def test_an_idea_carries_from_meeting_to_meeting_until_it_was_tried(client, meeting, jo):
    idea = make_debrief_idea(meeting, had_by=jo)
    second = make_meeting(group=meeting.group, number=2)
    now = timezone.now()
    Meeting.objects.filter(pk=second.pk).update(opened_at=now, closed_at=now, closed_by=jo)
    third = make_meeting(group=meeting.group, number=3)

    (carried,) = debriefing.ideas(third, jo, now)
    assert "Carried 1 meeting." in carried.why

    client.force_login(jo.person)
    settle = reverse("meetings:idea-settle", args=[meeting.group.slug, idea.pk])
    answer = client.post(settle, {"settled": "tried"}, follow=True)
    assert debriefing.ideas(third, jo, now) == []
    take_back = reverse("meetings:idea-take-back", args=[meeting.group.slug, idea.pk])
    assert take_back in answer.content.decode()

    client.post(take_back)
    assert len(debriefing.ideas(third, jo, now)) == 1


def test_ideas_are_carried_for_nobody_who_may_not_read_debriefs(meeting, jo):
    make_debrief_idea(meeting, had_by=jo)
    ahead = make_meeting(group=meeting.group, number=2)

    assert debriefing.ideas(ahead, make_membership(group=meeting.group), timezone.now()) == []


def test_empty_idea_is_said(client, meeting, jo):
    client.force_login(jo.person)

    answer = client.post(url(meeting, "idea-add"), {"text": " ", "client_key": str(uuid4())})

    assert answer.status_code == 422
    assert "Enter the idea in a line" in answer.content.decode()


def test_page_asks_the_same_queries_however_many_ideas(client, meeting, jo):
    client.force_login(jo.person)

    assert_same_queries(ask=lambda: client.get(url(meeting)), add_row=lambda: make_debrief_idea(meeting))
