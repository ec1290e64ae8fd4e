"""The page after sign-in: what needs this person, their meeting ahead, and the same number of queries for all."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from clip.today import page
from inquiries.roles import Role
from meetings.models import ActionUpdate
from tests.builders import (
    make_action,
    make_ask,
    make_ask_answer,
    make_attendance,
    make_group,
    make_invitation,
    make_meeting,
    make_membership,
    make_nudge,
    make_recap,
    make_reflection,
    make_stewardship,
    make_user,
)
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def delia():
    return make_membership(role=Role.INTEGRATION_MANAGER)


def needing(membership):
    return page(membership.person, timezone.now())["needing"]


def test_today_asks_for_sign_in(client):
    assert client.get("/").status_code == 302


def test_stuck_handed_back_and_quiet_need_who_looks_after_the_group(delia):
    long_ago = timezone.now() - timedelta(days=20)
    stuck = make_action(lead=make_membership(group=delia.group), state="stuck")
    back = make_action(lead=make_membership(group=delia.group), state="back")
    quiet = make_action(lead=make_membership(group=delia.group), heard_at=long_ago)
    make_action(lead=make_membership(group=delia.group))
    make_action(lead=make_membership(group=delia.group), heard_at=long_ago, state="offered")
    make_action(state="stuck")  # of another group

    found = needing(delia)

    assert (found.stuck, found.back, found.quiet) == ([stuck], [back], [quiet])


def test_a_member_is_not_asked_to_look_after_others(delia):
    member = make_membership(group=delia.group)
    make_action(lead=delia, state="stuck")
    assert needing(member).count == 0


def test_two_absences_suggest_a_call(delia):
    member = make_membership(group=delia.group)
    regular = make_membership(group=delia.group)
    newcomer = make_membership(group=delia.group, joined_on=timezone.localdate())
    for days in (60, 30):
        held = make_meeting(delia.group, closed_by=delia, starts_at=timezone.now() - timedelta(days=days))
        make_attendance(held, regular)
    make_meeting(delia.group)

    assert needing(delia).absent == [member]
    assert newcomer not in needing(delia).absent


def test_todays_page_says_how_many_things_need_you(client, delia):
    make_action(lead=make_membership(group=delia.group), state="stuck")
    client.force_login(delia.person)
    answer = client.get(reverse("today")).content.decode()
    assert f"One thing needs you, {delia.person.short_name}" in answer


def test_words_of_a_note_are_shown_to_who_looks_after_it(client, delia):
    ross = make_membership(group=delia.group)
    action = make_action(lead=ross, state="stuck")
    ActionUpdate.objects.create(
        action=action,
        state="stuck",
        words="I need two hours of help",
        through="answer",
        by=ross,
        capacity=ross.role,
        client_key=uuid4(),
        at=timezone.now(),
    )
    client.force_login(delia.person)
    assert "I need two hours of help" in client.get("/").content.decode()


def test_next_meeting_counts_who_comes(client, delia):
    meeting = make_meeting(delia.group, invited_at=timezone.now())
    for answer in ("coming", "coming", "cannot", ""):
        make_invitation(meeting, make_membership(group=delia.group), answer=answer)
    make_nudge(meeting, make_membership(group=delia.group))
    [ahead] = page(delia.person, timezone.now())["next"]
    assert ahead.counts == {"coming": 2, "organisations": 2, "cannot": 1, "silent": 1}
    assert ahead.notes["ready"] == 1


def test_today_takes_the_same_queries_whatever_the_data(client, delia):
    client.force_login(delia.person)

    def add_row():
        group = make_group()
        make_membership(group=group, person=delia.person, role=Role.INTEGRATION_MANAGER)
        member = make_membership(group=group)
        for days in (60, 30):
            make_meeting(group, closed_by=member, starts_at=timezone.now() - timedelta(days=days))
        meeting = make_meeting(group, invited_at=timezone.now())
        make_invitation(meeting, member)
        make_nudge(meeting, member)
        make_action(lead=member, state="stuck", meeting=meeting)
        make_action(lead=group.memberships.get(person=delia.person))

    assert_same_queries(ask=lambda: client.get("/"), add_row=add_row)


def test_a_senior_manager_sees_groups_and_none_of_their_words(client, delia):
    make_action(lead=delia, text="A word of the room", state="stuck")
    george = make_stewardship(partnership=delia.group.partnership)
    client.force_login(george.person)
    answer = client.get("/").content.decode()
    assert delia.group.name in answer
    assert "A word of the room" not in answer


# --- what is new since one was here last ---------------------------------------------------------------

A_DAY = timedelta(days=1)


def new_to(membership, days=3):
    return new_to_person(membership.person, days)


def new_to_person(person, days=3):
    now = timezone.now()
    return [one.words for one in page(person, now, now - days * A_DAY)["news"]]


def held(group, by, *, number=1, days=10, published=1):
    meeting = make_meeting(group, number=number, closed_by=by, starts_at=timezone.now() - days * A_DAY)
    make_recap(meeting, by, published_at=timezone.now() - published * A_DAY, published_by=by)
    return meeting


def test_recaps_plans_and_what_was_done_are_new(delia):
    member = make_membership(group=delia.group, joined_on=timezone.localdate() - 60 * A_DAY)
    held(delia.group, delia)
    make_meeting(delia.group, number=2, plan_shared_at=timezone.now() - 2 * A_DAY)
    done_at = timezone.now() - timedelta(hours=3)
    make_action(lead=delia, text="Ring the trust", state="done", finished_at=done_at, heard_at=done_at)

    assert new_to(member) == [
        "Done: “Ring the trust”",
        "The recap of meeting 1 is out",
        "The plan of meeting 2 is shared",
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"says": "yes"}, "yes"),
        ({"says": "no", "because": "Too late"}, "no"),
        ({"says": "not yet", "answers_by": date(2026, 12, 18)}, "not yet, by 18 December"),
    ],
)
def test_that_an_ask_was_answered_is_new_to_those_in_the_group(delia, said, words):
    george = make_stewardship(partnership=delia.group.partnership, person=make_user(name="George Allan"))
    ask = make_ask(delia)
    make_ask_answer(ask, by=george.person, at=timezone.now() - 2 * A_DAY, **said)
    make_ask_answer(make_ask(delia), at=timezone.now() - 9 * A_DAY)
    make_ask_answer(make_ask(delia, removed_at=timezone.now(), removed_by=delia.person))
    now = timezone.now()

    [found] = page(delia.person, now, now - 3 * A_DAY)["news"]

    assert found.words.startswith(f"George Allan answered an ask: {words}")
    assert found.url == ask.get_absolute_url()
    assert new_to(make_membership(group=delia.group)) == [found.words]
    assert new_to(make_membership()) == []
    assert new_to_person(george.person) == []


def test_what_was_there_before_is_not_new(delia):
    held(delia.group, delia, published=5)

    assert new_to(delia) == []
    assert page(delia.person, timezone.now())["news"] == []  # here for the first time


def test_a_recap_of_before_one_joined_is_not_told(delia):
    held(delia.group, delia)

    assert new_to(make_membership(group=delia.group, joined_on=timezone.localdate())) == []


def test_other_groups_and_places_above_a_group_hear_nothing_new(delia):
    held(delia.group, delia)
    manager = make_stewardship(role=Role.SENIOR_MANAGER, group=delia.group)

    assert new_to(make_membership()) == []
    assert [
        one.words for one in page(manager.person, timezone.now(), timezone.now() - A_DAY * 9)["news"]
    ] == []


def test_signing_in_remembers_when_one_was_here_before(client, delia):
    client.force_login(delia.person)
    assert "New since" not in client.get(reverse("today")).content.decode()
    type(delia.person).objects.filter(pk=delia.person_id).update(last_login=timezone.now() - 3 * A_DAY)
    held(delia.group, delia)
    delia.person.refresh_from_db()

    client.force_login(delia.person)

    assert "The recap of meeting 1 is out" in client.get(reverse("today")).content.decode()


# --- for whoever is new or was away ---------------------------------------------------------------------


def catching_up(membership):
    return page(membership.person, timezone.now())["returning"]


def test_who_missed_the_last_meeting_gets_the_group_in_five_lines(client, delia):
    member = make_membership(group=delia.group, joined_on=timezone.localdate() - 60 * A_DAY)
    held(delia.group, delia)
    done_at = timezone.now() - A_DAY
    make_action(lead=delia, text="Ring the trust", state="done", finished_at=done_at, heard_at=done_at)
    make_action(lead=member)
    make_meeting(delia.group, number=2, venue="Linden House")
    client.force_login(member.person)

    told = client.get(reverse("today")).content.decode()

    for line in (
        "You were missed at meeting 1",
        "Read what happened",
        "Done lately: “Ring the trust”.",
        "We meet next on",
        "One thing waits for you",
    ):
        assert line in told


def test_who_came_or_looks_after_the_group_needs_no_telling(delia):
    member = make_membership(group=delia.group, joined_on=timezone.localdate() - 60 * A_DAY)
    make_attendance(held(delia.group, delia), member)

    assert catching_up(member) == []
    assert catching_up(delia) == []


def test_who_is_new_is_led_to_the_people_and_to_no_recap_of_before(client, delia):
    held(delia.group, delia)
    make_meeting(delia.group, number=2)
    newcomer = make_membership(group=delia.group, joined_on=timezone.localdate())
    [one] = catching_up(newcomer)
    assert (one.is_new, one.recap_is_out, one.waiting) == (True, False, 0)

    client.force_login(newcomer.person)
    told = client.get(reverse("today")).content.decode()
    assert f"New in {delia.group.name}" in told
    assert "Read what happened" not in told
    assert "See who you will meet" in told


# --- what has just begun, and what one is invited to ----------------------------------------------------


def test_a_group_without_a_meeting_asks_whoever_holds_it_to_set_its_days(client, delia):
    client.force_login(delia.person)
    answer = client.get("/").content.decode()
    assert f"/groups/{delia.group.slug}/meetings/dates/" in answer
    assert "All quiet" not in answer
    make_meeting(delia.group)
    assert "Just begun" not in client.get("/").content.decode()
    ross = make_membership()
    client.force_login(ross.person)
    assert "Just begun" not in client.get("/").content.decode()


def test_an_invitation_to_a_reflection_meeting_stands_here_until_its_day(client, delia):
    row = make_reflection(programme=delia.group.partnership.programme, title="Three places")
    row.groups.add(delia.group)
    row.guests.add(delia.person)
    for days, stands in ((0, True), (-1, False)):
        type(row).objects.update(held_on=timezone.localdate() + days * A_DAY)
        client.force_login(delia.person)
        assert ("Three places" in client.get("/").content.decode()) is stands
