"""“What goes out of here?”: nothing by itself, each thing by name, to those the table says, and gone once withdrawn."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import releasing
from meetings.models import Release
from practices.models import SmallTest
from tests.builders import (
    make_action,
    make_entry,
    make_meeting,
    make_membership,
    make_recap,
    make_release,
    make_small_test,
    make_stewardship,
    make_user,
)
from tests.queries import assert_same_queries
from tests.swaps import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
ABOVE = [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.NATIONAL_BODY, Role.ADMINISTRATOR]


@pytest.fixture
def meeting():
    now = timezone.now()
    return make_meeting(opened_at=now, starts_at=now - timedelta(hours=1))


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))


@pytest.fixture
def quote(meeting, jo):
    speaker = make_membership(group=meeting.group, person=make_user(name="Moira Keane"))
    return make_entry(
        meeting,
        kind="quote",
        text="I never knew you did that.",
        speaker=speaker,
        may_be_quoted=True,
        recorded_by=jo,
    )


@pytest.fixture
def page(client, jo):
    client.force_login(jo.person)
    return client


def goes_out(meeting):
    return reverse("meetings:goes-out", args=[meeting.group.slug, meeting.number])


def decide(client, meeting, kind, about, out="yes"):
    url = reverse("meetings:goes-out-decide", args=[meeting.group.slug, meeting.number, kind, about])
    return client.post(url, {"out": out})


def released(client, meeting, role):
    where = (
        {"programme": meeting.group.partnership.programme}
        if role != Role.SENIOR_MANAGER
        else {"partnership": meeting.group.partnership}
    )
    client.force_login(make_stewardship(role=role, **where).person)
    answer = client.get(reverse("meetings:released", args=[meeting.group.slug]))
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def test_nothing_goes_out_by_itself(client, meeting, jo, quote):
    make_recap(meeting, changed_by=jo, text="Canary talk", published_at=timezone.now(), published_by=jo)

    for role in ABOVE[:3]:
        content = released(client, meeting, role)
        assert "I never knew" not in content
        assert "Canary" not in content
        assert "Nothing yet." in content
    assert released(client, meeting, Role.ADMINISTRATOR) == 404


def test_a_quote_that_is_let_out_is_read_above_the_group(page, client, meeting, quote):
    decide(page, meeting, "quotes", quote.pk)

    for role in ABOVE[:3]:
        assert "I never knew you did that." in released(client, meeting, role)


def test_the_recap_goes_out_without_names_or_check_out(page, client, meeting, jo, quote):
    make_entry(meeting, kind="check_out", text="Canary leaves", recorded_by=jo)
    make_entry(meeting, kind="agreed", text="Canary agrees", recorded_by=jo)
    make_recap(
        meeting, changed_by=jo, text="We talked of buses.", published_at=timezone.now(), published_by=jo
    )
    decide(page, meeting, "recap", meeting.pk)

    for role in (Role.SENIOR_MANAGER, Role.LEARNING_PARTNER):
        content = released(client, meeting, role)
        assert "We talked of buses." in content
        assert "Canary" not in content
        assert "I never knew" not in content
    assert "We talked of buses." not in released(client, meeting, Role.NATIONAL_BODY)


def test_a_recap_let_out_in_the_room_is_read_once_it_is_published(page, client, meeting, jo):
    recap = make_recap(meeting, changed_by=jo, text="We talked of buses.")
    decide(page, meeting, "recap", meeting.pk)
    assert "buses" not in released(client, meeting, Role.SENIOR_MANAGER)

    recap.published_at, recap.published_by = timezone.now(), jo
    recap.save()

    assert "buses" in released(client, meeting, Role.SENIOR_MANAGER)


def test_what_is_taken_back_or_withdrawn_is_gone_at_once(page, client, meeting, jo, quote):
    decide(page, meeting, "quotes", quote.pk)
    assert "I never knew" in released(client, meeting, Role.SENIOR_MANAGER)

    client.force_login(jo.person)
    decide(client, meeting, "quotes", quote.pk, out="no")

    assert "I never knew" not in released(client, meeting, Role.SENIOR_MANAGER)
    make_release(meeting, kind="quotes", about=quote.pk, released_by=jo)
    assert "I never knew" in released(client, meeting, Role.SENIOR_MANAGER)
    quote.may_be_quoted = False
    quote.save()
    assert "I never knew" not in released(client, meeting, Role.SENIOR_MANAGER)


def test_a_quote_without_its_speakers_yes_can_not_go_out(page, meeting, jo):
    entry = make_entry(meeting, kind="quote", text="Too soon", recorded_by=jo)

    decide(page, meeting, "quotes", entry.pk)

    assert not Release.objects.exists()
    assert "Ask who said it first" in page.get(goes_out(meeting)).content.decode()


def test_the_wall_is_found_above_the_group_once_it_is_let_out(client, meeting, jo):
    manager = make_stewardship(role=Role.SENIOR_MANAGER, partnership=meeting.group.partnership).person
    client.force_login(manager)
    walls = [reverse(f"meetings:{name}", args=[meeting.group.slug]) for name in ("wall", "wall-now")]
    assert [client.get(url).status_code for url in walls] == [404, 404]
    beside = reverse("meetings:meetings", args=[meeting.group.slug])
    assert walls[0] not in client.get(beside).content.decode()

    make_release(meeting, kind="wall", about=meeting.group.pk, released_by=jo)

    assert [client.get(url).status_code for url in walls] == [200, 200]
    assert walls[0] in client.get(reverse("meetings:released", args=[meeting.group.slug])).content.decode()


def test_the_wall_names_nobody_above_the_group(client, meeting, jo):
    moira = make_membership(group=meeting.group, person=make_user(name="Moira Keane"))
    make_action(lead=moira, meeting=meeting, text="Go with moira to the chemist")
    make_action(lead=moira, meeting=meeting, text="A bench by the door")
    make_release(meeting, kind="wall", about=meeting.group.pk, released_by=jo)
    manager = make_stewardship(role=Role.SENIOR_MANAGER, group=meeting.group).person
    for person, reads in ((manager, False), (jo.person, True)):
        client.force_login(person)
        for route in ("wall", "wall-now"):
            page = client.get(reverse(f"meetings:{route}", args=[meeting.group.slug])).content.decode()
            assert "A bench by the door" in page
            assert ("chemist" in page) is reads


def test_what_is_offered_no_more_can_still_be_taken_back(page, meeting, jo):
    test = make_small_test(jo)
    kept = make_release(meeting, kind="small test", about=test.pk, released_by=jo)
    SmallTest.objects.update(removed_at=timezone.now(), removed_by=jo.person)
    address = reverse(
        "meetings:goes-out-decide", args=[meeting.group.slug, meeting.number, "small test", test.pk]
    )
    assert page.post(address, {"out": "yes"}).status_code == 404
    page.post(address, {"out": "no"})
    kept.refresh_from_db()
    assert kept.taken_back_by == jo


def test_what_is_of_this_meeting_is_asked_first_and_the_rest_is_folded(page, meeting, jo, quote):
    old, new = (
        make_small_test(jo, what="Begun in spring"),
        make_small_test(jo, what="Begun today", meeting=meeting),
    )
    make_release(meeting, kind="small test", about=old.pk, released_by=jo)
    make_small_test(jo, what="Begun in summer")
    shelves = {one.key: one for one in releasing.shelves(releasing.things(meeting))}
    assert [one.thing.about for one in shelves["out"].offered] == [old.pk]
    assert {quote.pk, new.pk} <= {one.thing.about for one in shelves["new"].offered}
    assert len(shelves["small test"].offered) == 1
    assert [key for key, one in shelves.items() if one.is_open] == ["new"]
    decide(page, meeting, "small test", old.pk, "no")
    assert not Release.objects.standing().exists()


def test_decided_twice_it_is_once(page, meeting, quote):
    for _ in range(3):
        decide(page, meeting, "quotes", quote.pk)
    assert Release.objects.count() == 1

    for _ in range(3):
        decide(page, meeting, "quotes", quote.pk, out="no")
    decide(page, meeting, "quotes", quote.pk)

    assert (Release.objects.count(), Release.objects.standing().count()) == (2, 1)


def test_a_kind_of_two_words_is_let_out_and_taken_back_from_the_page(page, meeting, jo):
    trial = make_small_test(lead=jo)
    url = reverse(
        "meetings:goes-out-decide", args=[meeting.group.slug, meeting.number, "small test", trial.pk]
    )
    assert f'action="{url}"' in page.get(goes_out(meeting)).content.decode()
    decide(page, meeting, "small test", trial.pk)
    assert Release.objects.standing().filter(kind="small test", about=trial.pk).count() == 1
    decide(page, meeting, "small test", trial.pk, out="no")
    assert not Release.objects.standing().exists()


def test_nothing_of_another_meeting_is_let_out_here(page, meeting, jo):
    other = make_entry(make_meeting(), kind="quote", may_be_quoted=True, text="Canary")

    assert decide(page, meeting, "quotes", other.pk).status_code == 404
    assert decide(page, meeting, "agreed", meeting.pk).status_code == 404
    assert not Release.objects.exists()


def test_outside_a_quote_is_read_without_the_name_of_who_said_it(client, meeting, jo, quote):
    make_release(meeting, kind="quotes", about=quote.pk, released_by=jo)
    outside = released(client, meeting, Role.SENIOR_MANAGER)
    client.force_login(jo.person)
    inside = client.get(reverse("meetings:released", args=[meeting.group.slug])).content.decode()

    assert "I never knew you did that." in outside
    assert "Moira" not in outside
    assert "Moira Keane" in inside


def test_words_that_name_somebody_are_not_read_outside(page, client, meeting, jo, quote):
    recap = make_recap(
        meeting, changed_by=jo, text="Moira drove.", published_at=timezone.now(), published_by=jo
    )
    decide(page, meeting, "recap", meeting.pk)
    assert "It names Moira Keane" in page.get(goes_out(meeting)).content.decode()
    assert "drove" not in released(client, meeting, Role.SENIOR_MANAGER)

    recap.text = "One of us drove."
    recap.save()

    assert "One of us drove." in released(client, meeting, Role.SENIOR_MANAGER)


def test_a_yes_in_the_room_is_noted_where_the_question_is_asked(page, meeting, jo):
    entry = make_entry(meeting, kind="quote", text="Too soon", recorded_by=jo)
    url = reverse("meetings:quote-heard", args=[meeting.group.slug, meeting.number, entry.pk])
    assert url in page.get(goes_out(meeting)).content.decode()

    answer = page.post(url, {"back": "goes-out"})

    assert answer.url == goes_out(meeting)
    decide(page, meeting, "quotes", entry.pk)
    assert Release.objects.count() == 1


def test_members_read_what_went_out_and_decide_nothing(client, meeting, jo, quote):
    make_release(meeting, kind="quotes", about=quote.pk, released_by=jo)
    client.force_login(make_membership(group=meeting.group).person)

    assert client.get(goes_out(meeting)).status_code == 403
    assert decide(client, meeting, "quotes", quote.pk, out="no").status_code == 403
    content = client.get(reverse("meetings:released", args=[meeting.group.slug])).content.decode()
    assert "I never knew you did that." in content


def test_decision_swaps_what_a_reload_shows(page, meeting, quote):
    url = reverse("meetings:goes-out-decide", args=[meeting.group.slug, meeting.number, "quotes", quote.pk])

    answer = assert_swap_equals_reload(page, url, {"out": "yes"}, target="things", page=goes_out(meeting))

    assert "One thing goes out." in answer.content.decode()
    assert "senior managers, the learning partner and national bodies" in answer.content.decode()


def test_readers_are_those_of_the_access_table():
    assert releasing.readers("wall") == "senior managers and the learning partner"


def test_same_queries_however_much_went_out(client, meeting, jo):
    def add():
        said = make_entry(
            meeting,
            kind="quote",
            may_be_quoted=True,
            speaker=make_membership(group=meeting.group),
            recorded_by=jo,
        )
        make_release(meeting, kind="quotes", about=said.pk, released_by=jo)

    client.force_login(jo.person)
    for url in (goes_out(meeting), reverse("meetings:released", args=[meeting.group.slug])):
        assert_same_queries(ask=lambda url=url: client.get(url), add_row=add)
