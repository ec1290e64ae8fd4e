"""Leaving: what was theirs is handed on or waits, what was published in their time stays theirs, and the way back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import leaving, linking
from inquiries.models import Link, Message
from inquiries.roles import Role
from meetings import publishing, updating
from meetings.models import Action, ActionUpdate, Recap
from tests.builders import (
    make_action,
    make_attendance,
    make_meeting,
    make_membership,
    make_recap,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture
def delia():
    return make_membership(role=Role.INTEGRATION_MANAGER)


@pytest.fixture
def fiona(delia):
    return make_membership(group=delia.group)


def leave(membership, by, to=None, at=None):
    return leaving.leave(membership, on=TODAY, to=to or {}, by=by, at=at or timezone.now())


def stands(action):
    action.refresh_from_db()
    return action.lead, action.state


# --- what is theirs -------------------------------------------------------------------------------


def test_only_what_is_open_is_theirs_to_hand_on(fiona):
    mine = make_action(lead=fiona, text="Ask the bus company")
    make_action(lead=fiona, state=Action.State.DONE)
    make_action(lead=make_membership(group=fiona.group))

    assert [(thing.key, thing.title) for thing in leaving.theirs(fiona)] == [(mine.pk, "Ask the bus company")]


def test_each_action_is_offered_to_whoever_is_named_and_the_rest_waits_as_handed_back(delia, fiona):
    tom = make_membership(group=delia.group)
    passed, waits = make_action(lead=fiona), make_action(lead=fiona)

    assert leave(fiona, delia, {passed.pk: tom})
    assert stands(passed) == (tom, Action.State.OFFERED)
    assert stands(waits) == (fiona, Action.State.BACK)
    asked = Message.objects.get(kind=Message.Kind.ASKED)
    assert asked.person == tom.person


def test_what_waits_is_seen_at_the_desk(client, delia, fiona):
    make_action(lead=fiona, text="Ask the bus company")
    leave(fiona, delia)

    client.force_login(delia.person)
    desk = client.get(reverse("meetings:desk") + "?state=back").content.decode()
    assert "Ask the bus company" in desk
    assert ", has left" in desk


def test_leaving_twice_is_once(delia, fiona):
    action = make_action(lead=fiona)
    assert leave(fiona, delia)
    assert not leave(fiona, delia)
    assert ActionUpdate.objects.filter(action=action).count() == 1


def test_it_can_be_taken_back_and_done_again(delia, fiona):
    tom = make_membership(group=delia.group)
    passed, waits = make_action(lead=fiona), make_action(lead=fiona)

    for _ in range(2):
        leave(fiona, delia, {passed.pk: tom})
        fiona.refresh_from_db()
        assert leaving.take_back(fiona, by=delia, at=timezone.now())
        fiona.refresh_from_db()
        assert (fiona.left_on, stands(passed)[0], stands(waits)) == (None, fiona, (fiona, Action.State.OPEN))
        assert [spell.ends_on for spell in fiona.spells.all()] == [None]
    states = set(Message.objects.filter(kind=Message.Kind.ASKED).values_list("state", flat=True))
    assert states == {Message.State.SUPPRESSED}


def test_what_somebody_took_up_meanwhile_stays_with_them(delia, fiona):
    tom, action = make_membership(group=delia.group), make_action(lead=fiona)
    leave(fiona, delia, {action.pk: tom})
    action.refresh_from_db()
    yes = {"state": Action.State.OPEN, "words": "Gladly", "through": ActionUpdate.Through.ANSWER}
    updating.tell(action, **yes, by=tom, at=timezone.now(), client_key=uuid4())
    fiona.refresh_from_db()

    assert leaving.take_back(fiona, by=delia, at=timezone.now())
    assert stands(action) == (tom, Action.State.OPEN)


def test_it_is_not_taken_back_after_a_week(delia, fiona):
    leave(fiona, delia, at=NOW - timedelta(days=8))
    fiona.refresh_from_db()

    assert not leaving.take_back(fiona, by=delia, at=NOW)
    fiona.refresh_from_db()
    assert fiona.left_on == TODAY


def test_integration_managers_hear_of_who_leaves_by_themselves_alone(delia, fiona):
    make_membership(group=delia.group)
    leave(fiona, fiona)
    assert [row.person for row in Message.objects.all()] == [delia.person]

    leave(make_membership(group=delia.group), delia)
    assert Message.objects.count() == 1


# --- what they keep -------------------------------------------------------------------------------


def published(group, days_ago, published_ago=None, **fields):
    """A meeting held so many days ago, at noon of the hall, with its recap out: near midnight the clock change would move its day."""
    jo, noon = make_membership(group=group, role=Role.FACILITATOR), timezone.localtime(NOW).replace(hour=12)
    meeting = make_meeting(group, starts_at=noon - timedelta(days=days_ago), closed_by=jo)
    out_at = noon - timedelta(days=days_ago - 2 if published_ago is None else published_ago)
    return make_recap(meeting, jo, published_at=out_at, published_by=jo, **fields)


@pytest.fixture
def gone(delia):
    """Somebody who belonged from forty to twenty days ago."""
    day = TODAY - timedelta(days=40)
    return make_membership(group=delia.group, joined_on=day, left_on=TODAY - timedelta(days=20))


def test_who_left_keeps_what_was_published_while_they_belonged(gone):
    published(gone.group, 60)
    kept = published(gone.group, 30)
    published(gone.group, 21, published_ago=10)
    published(gone.group, 5)
    draft = make_meeting(gone.group, starts_at=NOW - timedelta(days=30))
    make_recap(draft)
    published(make_membership().group, 30)

    assert list(Recap.objects.kept_by(gone.person)) == [kept]
    assert not Recap.objects.visible_to(gone.person).exists()
    assert not Recap.objects.kept_by(make_user()).exists()


def test_who_came_as_a_guest_before_they_joined_keeps_that_recap(gone):
    recap = published(gone.group, 41, published_ago=38)
    assert not Recap.objects.kept_by(gone.person).exists()

    make_attendance(recap.meeting, gone)
    assert list(Recap.objects.kept_by(gone.person)) == [recap]


def test_who_came_back_reads_what_they_could_read_before(gone):
    before, meanwhile = published(gone.group, 30), published(gone.group, 10)
    from inquiries import convening

    convening.come_back(gone, organisation=gone.organisation, on=TODAY, by=gone.person)
    assert list(Recap.objects.visible_to(gone.person)) == [before]
    assert meanwhile


def test_the_kept_recap_opens_signed_in_and_from_its_mail(client, gone):
    kept, later = published(gone.group, 30, text="Kept words"), published(gone.group, 5, text="Later words")
    links = [
        linking.link_for(
            Link.Purpose.RECAP, gone, about=recap.meeting_id, ends_at=NOW + publishing.LINK_LASTS, at=NOW
        )
        for recap in (kept, later)
    ]
    mails = [client.get(reverse("meetings:recap-link", args=[link.token])) for link in links]
    assert [answer.status_code for answer in mails] == [200, 410]
    assert "Kept words" in mails[0].content.decode()

    client.force_login(gone.person)
    own = [client.get(reverse("meetings:recap-kept", args=[recap.pk])) for recap in (kept, later)]
    assert [answer.status_code for answer in own] == [200, 404]
    assert "Kept words" in own[0].content.decode()
    client.force_login(make_user())
    assert client.get(reverse("meetings:recap-kept", args=[kept.pk])).status_code == 404


def test_other_links_of_who_left_have_ended(gone):
    fields = {"about": gone.pk, "ends_at": NOW + timedelta(days=1), "at": NOW}
    purposes = [purpose for purpose in Link.Purpose if purpose != Link.Purpose.RECAP]
    assert not [p for p in purposes if linking.opened(linking.link_for(p, gone, **fields).token, p, at=NOW)]


# --- the pages ------------------------------------------------------------------------------------


def url(membership, name="member-leave"):
    return reverse(f"inquiries:{name}", args=[membership.group.slug, membership.pk])


def test_the_page_shows_what_is_theirs_and_asks_who_takes_it(client, delia, fiona):
    action, tom = make_action(lead=fiona, text="Ask the bus company"), make_membership(group=delia.group)
    client.force_login(delia.person)

    assert "Ask the bus company" in client.get(url(fiona)).content.decode()
    typed = {"on": TODAY.isoformat(), f"to-{action.pk}": tom.pk}
    answer = client.post(url(fiona), typed, follow=True)
    assert "has left" in answer.content.decode()
    assert stands(action) == (tom, Action.State.OFFERED)
    client.post(url(fiona, "member-leave-undo"))
    fiona.refresh_from_db()
    assert fiona.left_on is None


def test_nobody_outside_the_group_can_be_named_to_take_it(client, delia, fiona):
    action, stranger = make_action(lead=fiona), make_membership()
    client.force_login(delia.person)

    answer = client.post(url(fiona), {"on": TODAY.isoformat(), f"to-{action.pk}": stranger.pk})
    assert answer.status_code == 422
    assert stands(action)[0] == fiona


@pytest.mark.parametrize("days", [1, -1000])
def test_the_last_day_lies_between_the_first_and_today(client, delia, fiona, days):
    client.force_login(delia.person)
    answer = client.post(url(fiona), {"on": (TODAY + timedelta(days=days)).isoformat()})
    assert answer.status_code == 422
    fiona.refresh_from_db()
    assert fiona.left_on is None


def test_the_last_facilitator_is_told_what_to_do_first(client):
    jo = make_membership(role=Role.FACILITATOR)
    client.force_login(jo.person)

    answer = client.post(url(jo), {"on": TODAY.isoformat()})
    assert answer.status_code == 422
    assert "Make somebody else facilitator first" in answer.content.decode()


def test_one_leaves_by_oneself_and_takes_it_back_from_ones_own_page(client, delia, fiona):
    client.force_login(fiona.person)
    assert "let " + delia.person.short_name in client.get(url(fiona)).content.decode()

    answer = client.post(url(fiona), {"on": TODAY.isoformat()}, follow=True)
    assert answer.redirect_chain == [(reverse("inquiries:places"), 302)]
    assert client.get(f"/groups/{fiona.group.slug}/").status_code == 404
    client.post(reverse("inquiries:place-undo", args=[fiona.pk]))
    assert client.get(f"/groups/{fiona.group.slug}/").status_code == 200


def test_who_was_entered_as_left_does_not_let_themselves_in_again(client, delia, fiona):
    leave(fiona, delia)
    client.force_login(fiona.person)

    client.post(reverse("inquiries:place-undo", args=[fiona.pk]))
    assert client.get(f"/groups/{fiona.group.slug}/").status_code == 404


def test_ones_own_page_lists_what_one_keeps(client, gone):
    kept = published(gone.group, 30)
    client.force_login(gone.person)
    page = client.get(reverse("inquiries:places")).content.decode()
    assert reverse("meetings:recap-kept", args=[kept.pk]) in page
    assert "You left on" in page


def test_a_member_sees_nobody_elses_place(client, fiona):
    other = make_membership(group=fiona.group)
    client.force_login(fiona.person)
    for name in ("member", "member-leave", "member-move"):
        assert client.get(url(other, name)).status_code == 403
    assert client.get(url(fiona, "member")).status_code == 200


def test_coming_back_and_moving_from_their_pages(client, delia, fiona):
    new = {"comes_from": "new", "new_organisation": "Ferry Street Surgery", "sector": "g"}
    client.force_login(delia.person)
    client.post(url(fiona, "member-move"), new | {"on": TODAY.isoformat()})
    fiona.refresh_from_db()
    assert fiona.organisation.name == "Ferry Street Surgery"
    client.post(url(fiona, "member-move-undo"))
    leave(fiona, delia)

    client.post(url(fiona, "member-return"), {"comes_from": "here"})
    fiona.refresh_from_db()
    assert (fiona.left_on, fiona.organisation.sector) == (None, "p")
    client.post(url(fiona, "member-return-undo"))
    fiona.refresh_from_db()
    assert fiona.left_on == TODAY
