"""Barriers and asks in a browser: each page looked at by axe, on a desk and on a phone, for the group and above it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from tests.builders import (
    make_ask,
    make_ask_answer,
    make_barrier,
    make_judgement,
    make_membership,
    make_stewardship,
    make_strand,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def test_pages_of_barriers_and_asks_are_open_to_everybody(open_page, size, page_check, site):
    jo = make_membership(role=Role.FACILITATOR)
    row = make_judgement(make_barrier(jo, way_round="By hand")).barrier
    make_barrier(jo, gone_on=timezone.localdate())
    make_strand(row, make_ask_answer(make_ask(jo), myself="I ring both").ask, tied_by=jo)
    make_ask(jo, put_on=timezone.localdate() - timedelta(days=20))
    slug = jo.group.slug
    page = open_page(size, user=jo.person)
    for address in (
        reverse("practices:barriers", args=[slug]),
        row.get_absolute_url(),
        reverse("practices:barrier-add", args=[slug]),
        reverse("practices:asks", args=[slug]),
        reverse("practices:ask-put", args=[slug]) + f"?from=barrier:{row.pk}",
    ):
        page.goto(site + address)
        page_check(page)


def test_a_senior_managers_asks_are_open_to_everybody(open_page, size, page_check, site):
    ask = make_ask()
    george = make_stewardship(role=Role.SENIOR_MANAGER, partnership=ask.group.partnership)
    page = open_page(size, user=george.person)
    page.goto(site + reverse("practices:asks", args=[ask.group.slug]))
    page_check(page)
