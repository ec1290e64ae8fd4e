from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Message
from inquiries.roles import Role
from meetings import updating
from meetings.models import Action
from tests.builders import make_action, make_group, make_membership, make_stewardship
from tests.queries import assert_same_queries
from tests.swaps import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
DESK = "/desk/"


@pytest.fixture
def delia(client):
    manager = make_membership(role=Role.INTEGRATION_MANAGER)
    client.force_login(manager.person)
    return manager


def lead(group, **fields):
    return make_action(lead=make_membership(group=group), **fields)


def shown(client, **query):
    return [action.text for action in client.get(reverse("meetings:desk"), query).context["rows"]]


def test_stuck_and_handed_back_come_first_then_the_quiet(client, delia):
    now = timezone.now()
    lead(delia.group, text="Fresh", heard_at=now)
    lead(delia.group, text="Quiet", heard_at=now - timedelta(days=20))
    lead(delia.group, text="Back", state="back", heard_at=now)
    lead(delia.group, text="Stuck", state="stuck", heard_at=now)
    lead(delia.group, text="Done", state="done")

    assert shown(client) == ["Stuck", "Back", "Quiet", "Fresh"]
    page = client.get(DESK).content.decode().split("<tbody>")[1]
    places = [page.index(f">{words}<") for words in ("Needs you now", "Stuck", "Quiet", "The rest", "Fresh")]
    assert places == sorted(places)
    assert "The rest" not in client.get(DESK, {"state": "finished"}).content.decode()


def test_it_shows_all_groups_that_one_looks_after_and_no_other(client, delia):
    second = make_membership(person=delia.person, role=Role.FACILITATOR)
    member_only = make_membership(person=delia.person)
    for group, text in (
        (delia.group, "One"),
        (second.group, "Two"),
        (member_only.group, "Own"),
        (make_group(), "Far"),
    ):
        lead(group, text=text)

    assert sorted(shown(client)) == ["One", "Two"]


def test_each_filter_narrows(client, delia):
    action = lead(delia.group, text="Wanted", heard_at=timezone.now() - timedelta(days=20))
    lead(delia.group, text="Other", state="stuck")
    lead(make_membership(person=delia.person, role=Role.FACILITATOR).group, text="Elsewhere", state="stuck")

    for query in (
        {"group": delia.group_id, "state": "open"},
        {"person": action.lead.person_id},
        {"organisation": action.lead.organisation_id},
        {"quiet": 14},
    ):
        assert shown(client, **query) == ["Wanted"]


def test_an_unknown_choice_counts_as_none(client, delia):
    lead(delia.group, text="One")

    assert shown(client, group=uuid4(), person="' OR 1", quiet="x") == ["One"]


def test_several_are_marked_done_at_once_and_undone(client, delia):
    rows = [lead(delia.group), lead(delia.group), lead(delia.group, state="stuck")]
    chosen = {"do": "done", "client_key": str(uuid4()), "chosen": [str(row.pk) for row in rows]}

    for _ in range(2):
        page = client.post(DESK, chosen, follow=True).content.decode()

    assert [row.state for row in Action.objects.all()] == ["done"] * 3
    assert all(update.through == "behalf" for row in rows for update in row.updates.all())
    assert sum(row.updates.count() for row in rows) == 3
    assert not Message.objects.exists()
    assert "3 actions" in page

    updates = "&".join(f"update={update.pk}" for row in rows for update in row.updates.all())
    client.post(f"{reverse('meetings:desk-undo')}?{updates}")
    assert sorted(Action.objects.values_list("state", flat=True)) == ["open", "open", "stuck"]


def test_a_new_date_is_given_to_the_chosen(client, delia):
    action = lead(delia.group)
    day = timezone.localdate() + timedelta(days=30)

    client.post(
        DESK,
        {"do": "date", "due_on": day.isoformat(), "client_key": str(uuid4()), "chosen": [str(action.pk)]},
    )

    action.refresh_from_db()
    assert action.due_on == day


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"do": "date", "due_on": "2026-02-31"}, "real date"),
        ({"do": "date", "due_on": "2020-01-01"}, "today or later"),
        ({"do": "date"}, "Enter the new date"),
    ],
)
def test_a_wrong_date_is_refused_and_the_choice_kept(client, delia, data, words):
    action = lead(delia.group)

    answer = client.post(DESK, data | {"client_key": str(uuid4()), "chosen": [str(action.pk)]})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f'value="{action.pk}" checked' in answer.content.decode()


def test_nothing_chosen_says_so(client, delia):
    lead(delia.group)

    answer = client.post(DESK, {"do": "done", "client_key": str(uuid4())})

    assert answer.status_code == 422
    assert "Choose at least one action" in answer.content.decode()


def test_actions_of_another_group_cannot_be_chosen(client, delia):
    lead(delia.group)
    other = lead(make_group())

    client.post(DESK, {"do": "done", "client_key": str(uuid4()), "chosen": [str(other.pk)]})

    other.refresh_from_db()
    assert other.state == "open"


def test_what_somebody_else_did_cannot_be_undone(client, delia):
    action = lead(delia.group)
    told = updating.tell(
        action, state="done", words="", through="page", by=action.lead, at=timezone.now(), client_key=uuid4()
    )

    assert client.post(f"{reverse('meetings:desk-undo')}?update={told.pk}").status_code == 404


@pytest.mark.parametrize("make", [make_membership, make_stewardship])
def test_who_looks_after_none_has_no_desk(client, make):
    client.force_login(make().person)

    assert client.get(DESK).status_code == 404


def test_the_desk_takes_the_same_queries_at_one_and_at_thirty(client, delia):
    def add_row():
        action = lead(delia.group)
        action.helpers.add(make_membership(group=delia.group))
        updating.tell(
            action,
            state="stuck",
            words="So",
            through="behalf",
            by=delia,
            at=timezone.now(),
            client_key=uuid4(),
        )

    assert_same_queries(ask=lambda: client.get(DESK), add_row=add_row)


def test_a_filter_swaps_in_what_a_reload_shows(client, delia):
    lead(delia.group, state="stuck")
    lead(delia.group)

    assert_swap_equals_reload(
        client, f"{DESK}?state=stuck", target="found", page=f"{DESK}?state=stuck", method="get"
    )


def test_fifty_stand_on_a_page_and_the_filter_goes_along(client, delia):
    for place in range(52):
        make_action(lead=delia, text=f"Action {place}", heard_at=timezone.now() - timedelta(minutes=place))
    lead(delia.group, state="stuck")

    first = client.get(DESK, {"state": "open"})
    second = client.get(DESK, {"state": "open", "page": 2})

    assert len(first.context["rows"]) == 50
    assert [action.text for action in second.context["rows"]] == ["Action 1", "Action 0"]
    assert "?page=2&amp;state=open" in first.content.decode()
    assert "52 of 53 actions" in second.content.decode()
