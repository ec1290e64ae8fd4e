"""Opening an address changes nothing: GET and HEAD of every route, as everybody, leave every table as it was."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from inquiries import linking
from tests.builders import make_update, make_user
from tests.test_access_matrix import (
    FRAGMENT,
    LINKS,
    PATTERNS,
    PEOPLE,
    address,
    few_lines,
    signed_in,
    told_of,
    world,
)

pytestmark = pytest.mark.django_db
__all__ = ["few_lines", "signed_in", "world"]  # fixtures of the matrix
WRITE = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)', re.IGNORECASE
)
SESSIONS = "django_session"
WAYS = [("get", {}), ("get", FRAGMENT), ("head", {})]


class Written:
    """Notes each statement that writes to a table other than the sessions'."""

    def __init__(self):
        self.tables = []

    def __call__(self, execute, sql, params, many, context):
        found = WRITE.match(sql)
        if found and found[1] != SESSIONS:
            self.tables.append(found[1])
        return execute(sql, params, many, context)


def read(client, url):
    """Which tables were written to while this address was read in every way."""
    written = Written()
    with connection.execute_wrapper(written):
        for method, headers in WAYS:
            response = getattr(client, method)(url, headers=headers)
            if response.streaming:
                b"".join(response.streaming_content)
    return written.tables


def digest():
    """Every row of every table but the sessions."""
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.db_table != SESSIONS]
    return {
        m._meta.label: sorted(map(repr, m._base_manager.values_list()))
        for m in models
        if m._meta.managed and not m._meta.proxy
    }


def written_by_reading(client, world, places):
    """What was written by opening every route: its address, and the tables."""
    urls = {address(name, getattr(world.places, place)) for name in PATTERNS for place in places}
    written = {url: tables for url in sorted(urls) if (tables := read(client, url))}
    guessed = reverse(
        "meetings:room-phone", args=["zzzzzzzz"]
    )  # a code that is wrong is counted, and nothing else
    if set(written.get(guessed, [])) == {"clip_cache"}:
        del written[guessed]
    return written


@pytest.mark.parametrize("who", ["integration_manager"])
def test_reading_any_route_changes_nothing(client, world, signed_in, settings, who):
    settings.CLIP_DEMO = True  # so that its pages are opened too
    signed_in(who)
    before = digest()

    assert written_by_reading(client, world, ["own"]) == {}
    assert digest() == before


@pytest.mark.long
@pytest.mark.parametrize("who", PEOPLE)
def test_reading_changes_nothing_anywhere(client, world, signed_in, settings, who):
    settings.CLIP_DEMO = True
    signed_in(who)
    before = digest()
    own = [] if who == "integration_manager" else ["own"]  # just above

    assert written_by_reading(client, world, [*own, "sibling", "foreign", "missing"]) == {}
    assert digest() == before


def test_reading_behind_a_link_changes_nothing(client, world):
    for name in sorted(name for name in set(LINKS) & set(PATTERNS) if LINKS[name]):
        with transaction.atomic():  # one after the other in one world, each as if it were the first
            changes_nothing(client, world, name)
            transaction.set_rollback(True)


def changes_nothing(client, world, name):
    place, now = world.places.own, timezone.now()
    link = linking.link_for(
        LINKS[name],
        place.facilitator,
        about=told_of(name, place).pk,
        ends_at=now + timedelta(days=1),
        at=now,
    )
    told = make_update(action=place.action, by=place.facilitator, through="answer")
    kwargs = {"token": link.token}
    if "update_id" in PATTERNS[name].pattern.converters:
        kwargs["update_id"] = told.pk
    if "entry_id" in PATTERNS[name].pattern.converters:
        kwargs["entry_id"] = place.photograph.entry_id
    url, before = reverse(name, kwargs=kwargs), digest()

    assert read(client, url) == [], name
    assert client.get(url).status_code in {200, 302, 404}, name  # 404: no PDF was drawn yet
    assert digest() == before, name


def test_reading_the_admin_changes_nothing(client, world):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    before, wrote = digest(), {}

    for name in get_resolver().namespace_dict["admin"][1].reverse_dict:
        if isinstance(name, str) and name != "logout":
            try:
                url = reverse(f"admin:{name}")
            except NoReverseMatch:  # names one row; the lists name them all
                continue
            if tables := read(client, url):
                wrote[url] = tables

    assert wrote == {}
    assert digest() == before
