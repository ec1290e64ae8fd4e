"""What the tests of reports over several groups share: who writes one, its drafts and versions, and people who came."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from practices.reporting import issuing
from tests.builders import (
    make_attendance,
    make_entry,
    make_meeting,
    make_membership,
    make_small_test,
    make_stewardship,
)
from tests.practices.kept import let_out

NOW = timezone.now()
WORDS = {"title": "Most groups try things now", "lead": "", "learned": "", "uncertain": "", "ahead": ""}


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


@pytest.fixture
def programme(jo):
    return jo.group.partnership.programme


@pytest.fixture
def ruth(programme):
    return make_stewardship(role=Role.LEARNING_PARTNER, programme=programme).person


def drafted(programme, ruth, partnership=None, **words):
    place = issuing.Place(programme, partnership)
    return issuing.begin(place, WORDS | words, by=ruth, at=timezone.now(), client_key=uuid4())


def published(programme, ruth, partnership=None, **words):
    row = drafted(programme, ruth, partnership, **words)
    assert issuing.publish(row, version=0, by=ruth, at=timezone.now()) == ""
    row.refresh_from_db()
    return row


def adopted(jo, **fields):
    return make_small_test(jo, stage="adopted", settled_on=timezone.localdate(), **fields)


def people(group, number):
    """So many more in a group, who all came to a meeting of it, as did those who were in it before."""
    members = [make_membership(group=group) for _ in range(number)]
    meeting = group.meetings.first() or make_meeting(group, closed_by=members[0])
    for member in group.memberships.exclude(attendances__meeting=meeting):
        make_attendance(meeting, member)
    return members


def quote_out(jo, words, **fields):
    entry = make_entry(meeting=make_meeting(jo.group), kind="quote", speaker=jo, text=words, **fields)
    entry.group = jo.group
    return let_out(entry, kind="quotes")


def url(name, *keys):
    return reverse(f"practices:{name}", args=keys)
