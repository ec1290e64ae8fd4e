"""Barriers: worded by the group and by nobody above it, judged anew beside what was held, drawn in four quadrants."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from practices import facing
from practices.models import Barrier, Judgement
from tests.builders import (
    make_action,
    make_barrier,
    make_judgement,
    make_membership,
    make_stewardship,
    make_update,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
SAID = {"what": "Two legal teams, two answers", "quadrant": "systems"}


@pytest.fixture
def fiona(jo):
    return make_membership(group=jo.group)


def url(member, name, *keys):
    return reverse(f"practices:{name}", args=[member.group.slug, *keys])


def named(client, member, **said):
    client.force_login(member.person)
    return client.post(url(member, "barrier-add"), SAID | {"client_key": uuid4()} | said)


def test_a_member_names_one_and_a_replay_keeps_it_once_with_its_judgement(client, fiona):
    key = uuid4()
    for _ in range(2):
        assert named(client, fiona, client_key=key, kind="both", because="Law and habit").status_code == 302
    row = Barrier.objects.get()
    assert (row.what, row.quadrant, row.recorded_by) == (SAID["what"], "systems", fiona)
    assert [(one.kind, one.because) for one in row.judgements.all()] == [("both", "Law and habit")]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"what": ""}, "Enter what stands in the way"),
        ({"quadrant": ""}, "Choose where it lies"),
        ({"kind": "technical"}, "Enter what makes you say so"),
    ],
)
def test_what_is_wrong_is_said_at_its_box(client, fiona, said, words):
    answer = named(client, fiona, **said)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_later_judgement_stands_beside_the_first(client, jo, fiona):
    row = make_judgement(make_barrier(jo), kind="technical", because="IT can mend it").barrier
    client.force_login(fiona.person)
    key = uuid4()
    for _ in range(2):
        client.post(
            url(fiona, "barrier-judge", row.pk),
            {"kind": "adaptive", "because": "We do not ask", "client_key": key},
        )
    assert [one.kind for one in Judgement.objects.filter(barrier=row)] == ["technical", "adaptive"]
    page = client.get(row.get_absolute_url()).content.decode()
    assert page.index("We do not ask") < page.index("IT can mend it")


def test_the_quadrant_mirror_says_what_outweighs_and_what_is_missing(jo):
    rows = [make_barrier(jo) for _ in range(3)]
    assert facing.mirror(rows) == ""
    rows.append(make_barrier(jo, quadrant="doing"))
    assert (
        facing.mirror(rows) == "Three of four are about our systems. None is about my values and beliefs yet."
    )
    rows += [make_barrier(jo, quadrant="doing") for _ in range(2)]
    assert facing.mirror(rows) == ""


def test_what_is_gone_stands_apart_and_may_come_back(client, jo):
    row = make_barrier(jo, way_round="We ask the patient to carry the letter")
    client.force_login(jo.person)
    client.post(url(jo, "barrier-settle", row.pk), {"gone": "yes"})
    page = client.get(url(jo, "barriers"))
    assert [one.pk for one in page.context["gone"]] == [row.pk]
    assert all(not quadrant["rows"] for quadrant in page.context["quadrants"])
    client.post(url(jo, "barrier-settle", row.pk), {"gone": "no"})
    assert not client.get(url(jo, "barriers")).context["gone"]


def test_an_action_that_is_stuck_leads_here_and_none_of_its_words_do(client, jo, fiona):
    action = make_action(lead=fiona, state="stuck")
    make_update(action, state="stuck", words="My manager says no")
    client.force_login(jo.person)
    page = client.get(action.get_absolute_url()).content.decode()
    assert f"{url(jo, 'barrier-add')}?from=action:{action.pk}" in page
    form = client.get(url(jo, "barrier-add"), {"from": f"action:{action.pk}"}).content.decode()
    assert "My manager says no" not in form
    boxes = re.findall(r"<textarea[^>]*>(.*?)</textarea>", form, re.DOTALL)
    assert [box.strip() for box in boxes] == ["", ""]  # it is tied to the action, and says none of its words


@pytest.mark.parametrize("role", list(Role.above_a_group()))
def test_nobody_above_the_group_knows_of_one(client, jo, role):
    row = make_barrier(jo)
    client.force_login(make_stewardship(role=role[0], partnership=jo.group.partnership).person)
    for page in (url(jo, "barriers"), row.get_absolute_url()):
        assert client.get(page).status_code == 404


def test_its_writer_and_those_who_hold_the_record_change_it(client, jo, fiona):
    row, other = make_barrier(fiona), make_membership(group=jo.group)
    for who, status in ((fiona, 200), (jo, 200), (other, 403)):
        client.force_login(who.person)
        assert client.get(url(jo, "barrier-change", row.pk)).status_code == status


def test_a_stale_save_shows_both(client, jo):
    row = make_barrier(jo)
    client.force_login(jo.person)
    assert client.post(url(jo, "barrier-change", row.pk), SAID | {"version": 0}).status_code == 302
    answer = client.post(url(jo, "barrier-change", row.pk), SAID | {"what": "Mine", "version": 0})
    assert answer.status_code == 409
    assert SAID["what"] in answer.content.decode()
    assert "Mine</textarea>" in answer.content.decode()


def test_in_the_bin_it_is_on_no_page_until_it_is_put_back(client, jo):
    row = make_barrier(jo)
    client.force_login(jo.person)
    client.post(url(jo, "barrier-remove", row.pk))
    assert client.get(row.get_absolute_url()).status_code == 404
    client.post(url(jo, "barrier-put-back", row.pk))
    assert client.get(row.get_absolute_url()).status_code == 200


def test_the_list_takes_the_same_queries_at_two_and_a_hundred(client, jo):
    client.force_login(jo.person)

    def asked(many):
        for _ in range(many):
            make_judgement(make_barrier(jo))
        return queries_of(lambda: client.get(url(jo, "barriers")))

    asked(1)
    few, many = asked(2), asked(100)
    assert len(few) == len(many) <= 12


def test_days_are_kept_as_said(jo):
    row = make_barrier(jo)
    assert facing.settle(row, is_gone=True, on=timezone.localdate())
    assert not facing.settle(row, is_gone=True, on=timezone.localdate())
