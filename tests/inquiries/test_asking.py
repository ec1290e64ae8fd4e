"""Questions that are built once: each asking has its own keys and days, and what comes back is as Django gives it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Value
from django.utils import timezone

from inquiries.models import Membership, User, asking
from tests.builders import make_membership, make_user
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def joined_by(person, day):
    return Membership.objects.filter(person=person, joined_on__lte=day).annotate(words=Value("50 % of it"))


def seen_since(person, moment):
    return User.objects.filter(pk=person, last_login__gt=moment).values_list("pk", "last_login", "is_active")


def ask_rows(person, day):
    return list(asking.rows(Membership, "test: joined by", joined_by, person.pk, day))


def test_each_asking_has_its_own_keys_and_days():
    ailsa, bryony = make_membership(joined_on=date(2026, 3, 1)), make_membership(joined_on=date(2026, 5, 1))

    assert ask_rows(ailsa.person, date(2026, 3, 1)) == [ailsa]
    assert ask_rows(bryony.person, date(2026, 3, 1)) == []
    assert ask_rows(bryony.person, date(2026, 5, 1)) == [bryony]
    assert ask_rows(ailsa.person, date(2026, 2, 28)) == []


def test_a_row_is_the_models_own_object_with_its_annotations_in_one_query():
    member = make_membership()

    asked = queries_of(lambda: ask_rows(member.person, date(2026, 12, 1)))
    [row] = ask_rows(member.person, date(2026, 12, 1))

    assert len(asked) == 1
    assert (type(row), row.group_id, row.joined_on) == (Membership, member.group_id, member.joined_on)
    assert row.words == "50 % of it"


def test_values_come_as_their_fields_have_them():
    at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    person = make_user(last_login=at)

    def ask(moment):
        return asking.values("test: seen since", seen_since, person.pk, moment)

    assert ask(at - timedelta(seconds=1)) == [(person.pk, at, True)]
    assert ask(timezone.localtime(at)) == []
