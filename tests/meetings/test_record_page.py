"""The recording page: what each form keeps, what is refused, and that a swap shows what a reload shows."""

from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from inquiries.models import Membership, Organisation
from inquiries.roles import Role
from meetings import planning
from meetings.formats import STANDARD
from meetings.models import Action, ActionUpdate, Attendance, Entry, Meeting, SmallGroup
from tests.builders import (
    make_action,
    make_attendance,
    make_entry,
    make_meeting,
    make_membership,
    make_small_group,
    make_user,
)
from tests.meetings.record_pages import text_of, url, with_key
from tests.queries import assert_same_queries, queries_of
from tests.swaps import assert_swap_equals_reload, swap

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(opened_at=timezone.now())


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))


@pytest.fixture
def moira(meeting):
    return make_membership(group=meeting.group, person=make_user(name="Moira Keane"))


@pytest.fixture
def page(client, jo):
    client.force_login(jo.person)
    return client


# --- each form ------------------------------------------------------------------------------------


def forms(meeting, small_group, action):
    """Each form of the page: route, what is typed, the part that is swapped, and what it makes."""
    return [
        ("record-agreed", [], {"text": "We go."}, "agreed", Entry),
        ("record-quote", [], {"text": "I never knew.", "speaker": "moira"}, "quote", Entry),
        ("record-check-out", [], {"text": "Lighter."}, "check-out", Entry),
        ("record-small-group", [], {"topic": "Hours"}, "add-small-group", SmallGroup),
        ("record-learned", [small_group.pk], {"text": "A promise."}, f"small-group-{small_group.pk}", Entry),
        ("record-action", [], {"line": "Visit, Moira"}, "new-action", Action),
        ("record-update", [action.pk], {"state": "done", "words": ""}, "round", ActionUpdate),
        ("record-walk-in", [], {"line": "Lewis Orr, Home care", "sector": "c"}, "walk-in", Attendance),
    ]


@pytest.fixture(params=range(8))
def form(request, meeting, jo, moira):
    action = make_action(lead=moira, heard_at=timezone.now() - timedelta(days=9))
    make_action(lead=moira)
    return forms(meeting, make_small_group(meeting, recorded_by=jo), action)[request.param]


def test_form_keeps_one_thing_and_swaps_what_a_reload_shows(page, meeting, form):
    name, args, typed, target, model = form
    before = model.objects.count()

    answer = assert_swap_equals_reload(
        page, url(meeting, name, *args), with_key(**typed), target=target, page=url(meeting)
    )

    assert model.objects.count() == before + 1
    assert "clip:sent" in answer["HX-Trigger"], "the page is told to fetch what shows elsewhere"
    assert_swap_equals_reload(
        page, url(meeting, "record-now"), target="recorded", page=url(meeting), method="get"
    )


def test_saving_reads_nothing_of_what_was_recorded(page, meeting, jo, moira):
    make_action(lead=moira)
    make_entry(meeting, recorded_by=jo)
    data = with_key(text="We go.")

    asked = queries_of(lambda: swap(page, url(meeting, "record-agreed"), data))

    assert Entry.objects.filter(text="We go.").exists()
    assert not [sql for sql in asked if "meetings_action" in sql or "meetings_attendance" in sql]


def test_form_sent_eight_times_keeps_one_thing(page, meeting, form):
    name, args, typed, _target, model = form
    before, data = model.objects.count(), with_key(**typed)

    answers = [page.post(url(meeting, name, *args), data).status_code for _ in range(8)]

    assert set(answers) == {302}
    assert model.objects.count() == before + 1


def test_empty_form_is_refused_and_keeps_what_was_typed(page, meeting, form):
    name, args, typed, target, model = form
    before = model.objects.count()
    wrong = {**typed, "sector": "x"} if "sector" in typed else {**typed, next(iter(typed)): " "}

    for answer in (
        page.post(url(meeting, name, *args), with_key(**wrong)),
        swap(page, url(meeting, name, *args), with_key(**wrong)),
    ):
        content = answer.content.decode()
        assert answer.status_code == 422
        assert "There is a problem" in content
        assert f'id="{target}"' in content
        assert all(value.strip() in content for value in wrong.values())
    assert model.objects.count() == before


def test_form_without_its_key_says_so(page, meeting):
    answer = page.post(url(meeting, "record-agreed"), {"text": "We go."})

    assert answer.status_code == 422
    assert "Something is missing from this form." in answer.content.decode()


def test_too_long_text_is_refused(page, meeting):
    answer = page.post(url(meeting, "record-agreed"), with_key(text="x" * 2001))

    assert answer.status_code == 422
    assert "2,001" in answer.content.decode()


def test_markup_is_shown_as_it_was_typed(page, meeting):
    page.post(url(meeting, "record-agreed"), with_key(text="<b hx-get=/>We go"))

    assert "&lt;b hx-get=/&gt;We go" in text_of(page, url(meeting))


# --- who is here ----------------------------------------------------------------------------------


def test_tap_swaps_the_button_and_the_count(page, meeting, moira):
    path = url(meeting, "record-attendance", moira.pk)

    answer = assert_swap_equals_reload(
        page, path, {"here": "yes"}, target=f"tap-{moira.pk}", page=url(meeting)
    )

    assert "1, from one organisation" in answer.content.decode()
    assert "HX-Trigger" not in answer.headers
    swap(page, path, {"here": "no"})
    assert not Attendance.objects.get().is_present


def test_tap_turns_an_offer_into_what_they_took_on(page, meeting, moira):
    page.post(url(meeting, "record-action"), with_key(line="Visit, Moira"))
    assert "Moira is asked this evening" in text_of(page, url(meeting))

    answer = swap(page, url(meeting, "record-attendance", moira.pk), {"here": "yes"})

    assert "clip:sent" in answer["HX-Trigger"]
    parts = now(page, meeting).content.decode()
    assert "Recorded so far" in parts
    assert "is asked this evening" not in parts


def test_somebody_of_another_group_can_not_be_tapped(page, meeting):
    answer = page.post(url(meeting, "record-attendance", make_membership().pk), {"here": "yes"})

    assert answer.status_code == 404
    assert not Attendance.objects.exists()


def test_walk_in_from_nowhere_known_is_asked_for_the_sector(page, meeting):
    assert "Its sector" not in text_of(page, url(meeting))
    data = with_key(line="Lewis Orr, Home care")

    answer = swap(page, url(meeting, "record-walk-in"), data)

    assert answer.status_code == 422
    assert "“Home care” is new to Clip. Choose its sector" in answer.content.decode()
    assert not Organisation.objects.filter(name="Home care").exists()
    swap(page, url(meeting, "record-walk-in"), data | {"sector": "c"})
    assert "Lewis, new" in text_of(page, url(meeting))
    assert Membership.objects.get(person__name="Lewis Orr").organisation.sector == "c"


# --- what comes twice, and what comes too late -----------------------------------------------------


def test_same_key_with_other_words_keeps_both(page, meeting):
    data = with_key(text="We go.")
    page.post(url(meeting, "record-agreed"), data)

    for send in (swap, type(page).post):
        answer = send(page, url(meeting, "record-agreed"), data | {"text": "We stay."})
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "We go." in shown
        assert 'name="text" value="We stay."' in shown
        assert data["client_key"] not in shown  # sent from here, it is another entry
    assert [entry.text for entry in Entry.objects.all()] == ["We go."]


def test_replayed_tap_does_not_undo_what_came_after_it(page, meeting, moira):
    path, first = url(meeting, "record-attendance", moira.pk), with_key(here="yes")
    for data in (first, with_key(here="no"), first):
        assert swap(page, path, data).status_code == 200

    assert not Attendance.objects.get().is_present


def test_replayed_removal_does_not_undo_what_came_after_it(page, meeting, jo):
    entry = make_entry(meeting, recorded_by=jo)
    removal = with_key()
    page.post(url(meeting, "record-remove", "entry", entry.pk), removal)
    page.post(url(meeting, "record-put-back", "entry", entry.pk), with_key())

    page.post(url(meeting, "record-remove", "entry", entry.pk), removal)

    assert Entry.objects.kept().exists()


def test_replayed_change_is_no_conflict(page, meeting, jo):
    entry = make_entry(meeting, text="We go.", recorded_by=jo)
    data = with_key(text="We go on Tuesday.", version=0)

    answers = [swap(page, url(meeting, "record-change", "entry", entry.pk), data) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert Entry.objects.get().version == 1


def test_every_form_that_keeps_something_has_a_key(page, meeting, jo, moira):
    make_entry(meeting, recorded_by=jo)
    make_action(lead=moira)
    make_small_group(meeting, recorded_by=jo)

    shown = text_of(page, url(meeting)) + text_of(
        page, url(meeting, "record-change", "entry", Entry.objects.get().pk)
    )

    keeping = [form for form in shown.split("<form")[1:] if "hx-post" in form or 'id="tap-' in form]
    assert len(keeping) > 8
    assert [form[:200] for form in keeping if 'name="client_key"' not in form] == []


def test_what_was_kept_on_the_device_stands_at_the_time_it_was_said(page, meeting):
    Meeting.objects.update(opened_at=timezone.now() - timedelta(hours=1))
    for age in ("600000", "86400000"):
        page.post(url(meeting, "record-agreed"), with_key(text=age), headers={"X-Clip-Age": age})

    said = {entry.text: entry.recorded_at for entry in Entry.objects.all()}
    assert abs(timezone.now() - timedelta(minutes=10) - said["600000"]) < timedelta(seconds=9)
    assert said["86400000"] == Meeting.objects.get().opened_at


@pytest.mark.parametrize("is_htmx", [False, True])
def test_change_of_what_was_removed_gives_the_words_back(page, meeting, jo, is_htmx):
    entry = make_entry(meeting, recorded_by=jo)
    page.post(url(meeting, "record-remove", "entry", entry.pk))
    send = swap if is_htmx else type(page).post

    answer = send(
        page, url(meeting, "record-change", "entry", entry.pk), with_key(text="We stay.", version=0)
    )

    assert answer.status_code == 410
    assert "Somebody removed this" in answer.content.decode()
    assert "We stay." in answer.content.decode()


def test_stale_change_says_who_and_when(page, meeting, jo):
    delia = make_membership(
        group=meeting.group, role=Role.INTEGRATION_MANAGER, person=make_user(name="Delia")
    )
    entry = make_entry(
        meeting,
        version=1,
        recorded_by=jo,
        changed_by=delia,
        changed_at=timezone.localtime().replace(hour=14, minute=5),
    )

    answer = page.post(url(meeting, "record-change", "entry", entry.pk), with_key(text="Mine", version=0))

    assert "Delia changed this at 2.05 pm, while you did" in answer.content.decode()


# --- what others record ----------------------------------------------------------------------------


def now(client, meeting, tag=""):
    headers = {"HX-Request": "true"} | ({"If-None-Match": tag} if tag else {})
    return client.get(url(meeting, "record-now"), headers=headers)


def test_parts_of_the_page_come_anew_once_something_changed(page, meeting, jo):
    first = now(page, meeting)
    assert now(page, meeting, first["ETag"]).status_code == 304
    assert now(page, meeting, first["ETag"]).content == b""

    page.post(url(meeting, "record-agreed"), with_key(text="We go."))

    answer = now(page, meeting, first["ETag"])
    assert answer.status_code == 200
    assert "We go." in answer.content.decode()
    assert now(page, meeting, answer["ETag"]).status_code == 304


def test_parts_are_what_a_reload_shows(page, meeting, jo, moira):
    make_entry(meeting, recorded_by=jo)
    make_action(lead=moira)
    make_small_group(meeting, recorded_by=jo)

    assert_swap_equals_reload(
        page, url(meeting, "record-now"), target="recorded", page=url(meeting), method="get"
    )


def test_asking_whether_something_changed_costs_a_look_at_the_meeting(page, meeting):
    tag = now(page, meeting)["ETag"]

    asked = queries_of(lambda: now(page, meeting, tag))

    assert len(asked) <= 6
    assert not [sql for sql in asked if "meetings_entry" in sql or "meetings_action" in sql]


def test_page_is_told_that_the_record_was_closed(page, meeting, jo):
    tag = now(page, meeting)["ETag"]
    page.post(url(meeting, "record-close"))

    answer = now(page, meeting, tag)

    assert answer.status_code == 410
    assert "was closed meanwhile" in answer.content.decode()


# --- the round and the bar ------------------------------------------------------------------------


def test_come_back_to_it_swaps_the_round(page, meeting, moira):
    first, second = (
        make_action(lead=moira, agreed_at=timezone.now() - timedelta(days=60 - n)) for n in (0, 1)
    )
    whole = text_of(page, url(meeting))
    assert first.text in whole
    assert f"?ask={second.pk}" in whole

    answer = swap(page, f"{url(meeting)}?ask={second.pk}", target="round", method="get").content.decode()

    assert second.text in answer
    assert "<html" not in answer


def test_update_that_is_changed_is_shown_as_it_was_said(page, meeting, moira):
    action = make_action(lead=moira)
    page.post(url(meeting, "record-update", action.pk), with_key(state="stuck", words="No transport."))

    again = text_of(page, f"{url(meeting)}?ask={action.pk}")

    assert "What you save now stands in its place" in again
    assert 'value="stuck"' in again
    assert "No transport.</textarea>" in again.replace("\n", "")


def test_bar_shows_the_item_of_this_minute(page, jo):
    meeting = make_meeting(
        group=jo.group, starts_at=timezone.now() - timedelta(minutes=30), opened_at=timezone.now()
    )
    planning.choose_format(meeting, STANDARD, by=jo, at=timezone.now())

    shown = text_of(page, url(meeting))

    assert "Item 3 of 8" in shown
    assert "minutes left" in shown


def test_page_makes_the_same_queries_however_much_was_recorded(page, meeting, jo):
    number = count()

    def add_row():
        n = next(number)
        member = make_membership(group=meeting.group)
        make_attendance(meeting, member)
        make_action(lead=make_membership(group=meeting.group)).helpers.add(member)
        make_action(lead=member, meeting=meeting)
        group = make_small_group(meeting, recorded_by=member, topic=f"Topic {n}")
        make_entry(meeting, kind="learned", small_group=group, recorded_by=member)
        make_entry(meeting, kind="quote", speaker=member, recorded_by=member)

    assert_same_queries(ask=lambda: page.get(url(meeting)), add_row=add_row)
    assert_same_queries(
        ask=lambda: swap(page, url(meeting, "record-agreed"), with_key(text="We go.")), add_row=add_row
    )
    page.post(url(meeting, "record-close"))
    assert_same_queries(
        ask=lambda: page.get(url(meeting)),
        add_row=lambda: make_attendance(meeting, make_membership(group=meeting.group)),
    )
