"""The page of the plan: who may, what changes, what is refused, and that a swap shows what a reload shows."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import planning
from meetings.formats import STANDARD
from meetings.models import AgendaItem
from tests.builders import make_action, make_agenda_item, make_meeting, make_membership
from tests.queries import assert_same_queries
from tests.swaps import assert_swap_equals_reload, swap

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting()


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR)


@pytest.fixture
def page(client, jo):
    client.force_login(jo.person)
    return client


def url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number, *args])


def filled(meeting, jo):
    planning.choose_format(meeting, STANDARD, by=jo, at=timezone.now())
    return list(AgendaItem.objects.kept().filter(meeting=meeting).in_order())


def test_empty_plan_offers_every_format(page, meeting):
    text = page.get(url("plan", meeting)).content.decode()

    assert text.count("Start from this") == 7
    assert "Share the plan" not in text


def test_format_fills_the_agenda(page, meeting):
    assert_swap_equals_reload(
        page, url("plan-format", meeting), {"format": "standard"}, target="agenda", page=url("plan", meeting)
    )

    assert "180 of 180 minutes." in page.get(url("plan", meeting)).content.decode()


def test_unknown_format_is_refused(page, meeting):
    answer = page.post(url("plan-format", meeting), {"format": "workshop"})

    assert answer.status_code == 422
    assert "Choose one of the formats on this page" in answer.content.decode()
    assert not AgendaItem.objects.exists()


def test_replaced_agenda_comes_back_by_the_undo_of_the_toast(page, meeting, jo):
    before = [item.pk for item in filled(meeting, jo)]

    answer = page.post(url("plan-format", meeting), {"format": "ending"}, follow=True)
    undo = next(message.extra_tags for message in answer.context["messages"])
    page.post(undo)

    assert [item.pk for item in AgendaItem.objects.kept().filter(meeting=meeting).in_order()] == before


def test_minutes_are_kept_at_once(page, meeting, jo):
    items = filled(meeting, jo)

    answer = assert_swap_equals_reload(
        page,
        url("plan-minutes", meeting, items[0].pk),
        {"minutes": "22"},
        target=f"item-{items[0].pk}",
        page=url("plan", meeting),
    )

    assert "12 minutes over." in answer.content.decode()
    assert f"starts-{items[-1].pk}" in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "-1", "0", "481", "1e9", "NaN", "0x1F", "ten", "1,5"])
def test_wrong_minutes_are_refused_at_the_field(page, meeting, jo, typed):
    item = filled(meeting, jo)[0]

    fragment = swap(page, url("plan-minutes", meeting, item.pk), {"minutes": typed})
    whole = page.post(url("plan-minutes", meeting, item.pk), {"minutes": typed})

    for answer in (fragment, whole):
        assert answer.status_code == 422
        assert f'id="minutes-{item.pk}_error"' in answer.content.decode()
        assert f'value="{typed}"' in answer.content.decode()
    item.refresh_from_db()
    assert item.minutes == 10


def test_item_moves_by_its_button(page, meeting, jo):
    items = filled(meeting, jo)

    answer = assert_swap_equals_reload(
        page, url("plan-move", meeting, items[1].pk), {"to": "up"}, target="agenda", page=url("plan", meeting)
    )

    assert AgendaItem.objects.kept().filter(meeting=meeting).in_order().first() == items[1]
    assert f"up-{items[1].pk}" in answer["HX-Trigger-After-Settle"]


def test_item_moves_to_the_place_it_is_dragged_to(page, meeting, jo):
    items = filled(meeting, jo)

    swap(page, url("plan-move", meeting, items[0].pk), {"to": "place", "place": "3"})

    assert planning.place_of(items[0]) == 3


def test_item_without_script_comes_back_to_the_page(page, meeting, jo):
    items = filled(meeting, jo)

    answer = page.post(url("plan-move", meeting, items[1].pk), {"to": "down"})

    assert answer.headers["Location"] == f"{url('plan', meeting)}#down-{items[1].pk}"


def test_removed_item_comes_back(page, meeting, jo):
    item = filled(meeting, jo)[2]

    answer = assert_swap_equals_reload(
        page, url("plan-remove", meeting, item.pk), target="agenda", page=url("plan", meeting)
    )
    assert url("plan-put-back", meeting, item.pk) in answer.content.decode()
    assert not AgendaItem.objects.kept().filter(pk=item.pk).exists()

    assert_swap_equals_reload(
        page, url("plan-put-back", meeting, item.pk), target="agenda", page=url("plan", meeting)
    )
    assert AgendaItem.objects.kept().filter(pk=item.pk).exists()


def test_added_item_stands_before_the_closing_ones(page, meeting, jo):
    filled(meeting, jo)

    assert_swap_equals_reload(
        page,
        url("plan-add", meeting),
        {"add-title": "A visit from the library", "add-minutes": "10"},
        target="agenda",
        page=url("plan", meeting),
    )

    titles = [item.title for item in AgendaItem.objects.kept().filter(meeting=meeting).in_order()]
    assert titles[-3:] == ["A visit from the library", "What goes out of here?", "How are you as you leave?"]


def test_item_without_a_title_is_refused(page, meeting, jo):
    filled(meeting, jo)

    answer = page.post(
        url("plan-add", meeting), {"add-title": "  ", "add-minutes": "10", "add-note": "Bring cake"}
    )

    assert answer.status_code == 422
    assert answer.content.decode().count("Enter what happens in this item") == 2
    assert "Bring cake" in answer.content.decode()


def test_item_is_changed_on_its_page(page, meeting, jo):
    item = filled(meeting, jo)[0]
    there = url("plan-item", meeting, item.pk)

    refused = page.post(there, {"title": "x" * 121, "note": "", "kind": "talk", "minutes": "10"})
    assert refused.status_code == 422
    assert "What happens must be 120 characters or fewer" in refused.content.decode()

    page.post(there, {"title": "Soup first", "note": "From Mona", "kind": "talk", "minutes": "15"})
    item.refresh_from_db()
    assert (item.title, item.note, item.minutes) == ("Soup first", "From Mona", 15)


def test_who_is_missing_is_kept(page, meeting):
    assert_swap_equals_reload(
        page,
        url("plan-missing", meeting),
        {"missing": "Carers.", "version": "0"},
        target="missing",
        page=url("plan", meeting),
    )

    meeting.refresh_from_db()
    assert (meeting.missing, meeting.plan_version) == ("Carers.", 1)


def test_stale_words_on_who_is_missing_show_both_texts(page, meeting):
    planning.write_missing(meeting, "No carer since May.", version=0)

    answer = page.post(url("plan-missing", meeting), {"missing": "The pharmacist.", "version": "0"})

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "No carer since May." in text
    assert "The pharmacist." in text
    meeting.refresh_from_db()
    assert meeting.missing == "No carer since May."

    page.post(url("plan-missing", meeting), {"missing": "The pharmacist.", "version": "1"})
    meeting.refresh_from_db()
    assert meeting.missing == "The pharmacist."


def test_box_on_who_is_missing_says_who_reads_it(page, meeting, jo):
    text = page.get(url("plan", meeting)).content.decode()

    assert "Who can read this:" in text
    assert jo.person.short_name in text
    assert "All members once you share the plan." in text


def test_carried_action_goes_into_the_plan_once(page, meeting, jo):
    filled(meeting, jo)
    action = make_action(lead=make_membership(group=meeting.group), state="stuck", text="Count the people")

    assert_swap_equals_reload(
        page, url("plan-carry", meeting, action.pk), target="agenda", page=url("plan", meeting)
    )
    page.post(url("plan-carry", meeting, action.pk))

    assert AgendaItem.objects.kept().filter(meeting=meeting, carries=action.pk).count() == 1


def test_what_is_not_carried_in_cannot_be_added(page, meeting):
    foreign = make_action(state="stuck")

    assert page.post(url("plan-carry", meeting, foreign.pk)).status_code == 404
    assert page.post(url("plan-carry", meeting, uuid4())).status_code == 404


def test_member_reads_the_plan_once_it_is_shared(client, page, meeting, jo):
    filled(meeting, jo)
    member = make_membership(group=meeting.group)
    make_action(lead=member, state="stuck", text="Count the people")

    client.force_login(member.person)
    assert client.get(url("plan", meeting)).status_code == 404

    client.force_login(jo.person)
    assert "Share the plan with one member" in client.get(url("plan", meeting)).content.decode()
    client.post(url("plan-share", meeting))
    assert "Members can read this plan since" in client.get(url("plan", meeting)).content.decode()

    client.force_login(member.person)
    text = client.get(url("plan", meeting)).content.decode()
    assert "Recap, by the wall" in text
    assert "Count the people" not in text
    assert "<button" not in text.split("<main", 1)[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("name", "needs_item"),
    [
        ("plan-format", 0),
        ("plan-add", 0),
        ("plan-missing", 0),
        ("plan-share", 0),
        ("plan-minutes", 1),
        ("plan-move", 1),
        ("plan-remove", 1),
        ("plan-put-back", 1),
        ("plan-item", 1),
    ],
)
def test_member_changes_nothing(client, meeting, jo, name, needs_item):
    items = filled(meeting, jo)
    planning.share(meeting, at=timezone.now())
    client.force_login(make_membership(group=meeting.group).person)

    assert client.post(url(name, meeting, *[items[0].pk][:needs_item])).status_code == 403
    assert [item.pk for item in AgendaItem.objects.kept().filter(meeting=meeting).in_order()] == [
        i.pk for i in items
    ]


def test_item_of_another_meeting_is_not_found(page, meeting):
    foreign = make_agenda_item()

    assert page.post(url("plan-minutes", meeting, foreign.pk), {"minutes": "5"}).status_code == 404
    assert page.post(url("plan-minutes", meeting, uuid4()), {"minutes": "5"}).status_code == 404


def test_plan_takes_the_same_queries_however_long(page, meeting):
    def add_row():
        member = make_membership(group=meeting.group)
        make_agenda_item(meeting=meeting)
        make_action(lead=member, state="stuck")
        make_action(lead=member, kind="question")

    assert_same_queries(ask=lambda: page.get(url("plan", meeting)), add_row=add_row)


def test_meetings_take_the_same_queries_however_many(page, meeting):
    there = reverse("meetings:meetings", args=[meeting.group.slug])

    assert_same_queries(ask=lambda: page.get(there), add_row=lambda: make_meeting(group=meeting.group))
