"""A report over several groups that was published and is taken back: nobody reads it, a draft of its words is there, and undo."""

import pytest
from django.urls import reverse

from inquiries.roles import Role
from practices.models import Overview
from tests.builders import make_membership, make_stewardship
from tests.practices.kept import page_of
from tests.practices.overviewed import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make_membership(role=Role.FACILITATOR).group.partnership.programme


@pytest.fixture
def ruth(programme):
    return make_stewardship(role=Role.LEARNING_PARTNER, programme=programme).person


@pytest.fixture
def george(programme):
    return make_stewardship(role=Role.SENIOR_MANAGER, programme=programme).person


def press(client, person, do, row):
    client.force_login(person)
    return client.post(reverse(f"practices:overview-{do}", args=[row.pk]))


def test_nobody_reads_it_and_a_draft_of_its_words_is_there_once(client, programme, ruth, george):
    row = published(programme, ruth)
    words = row.title
    for _press in range(2):
        press(client, ruth, "take-back", row)

    for person in (ruth, george):
        status, page = page_of(client, person, row.get_absolute_url())
        assert (status, words in page) == (410, False)
    draft = Overview.objects.kept().get()
    assert (draft.title, draft.published_at, draft.after) == (words, None, row.after + 1)
    assert page_of(client, george, draft.get_absolute_url())[0] == 404


def test_undo_publishes_it_again_and_its_draft_is_in_the_bin(client, programme, ruth, george):
    row = published(programme, ruth)
    press(client, ruth, "take-back", row)
    for _press in range(2):
        press(client, ruth, "put-back", row)
    assert Overview.objects.kept().get() == row
    assert page_of(client, george, row.get_absolute_url())[0] == 200


def test_once_the_next_is_published_the_old_one_stays_back(client, programme, ruth):
    row = published(programme, ruth)
    press(client, ruth, "take-back", row)
    draft = Overview.objects.kept().get()
    client.post(reverse("practices:overview-publish", args=[draft.pk]), {"version": draft.version})
    press(client, ruth, "put-back", row)
    assert Overview.objects.kept().get() == draft


def test_who_only_reads_it_takes_nothing_back_and_a_stranger_is_told_of_nothing(
    client, programme, ruth, george
):
    row = published(programme, ruth)
    assert press(client, george, "take-back", row).status_code == 403
    stranger = make_membership().person
    press(client, ruth, "take-back", row)
    assert page_of(client, stranger, row.get_absolute_url())[0] == 404
