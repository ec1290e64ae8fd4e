"""What a test committed is gone before the next begins, and what Django writes beside the tables stays."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.test import TransactionTestCase

from inquiries.models import Membership
from tests.builders import make_action, make_library_entry, make_membership, make_small_test
from tests.schema import STAY, empty_tables

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_committed_is_gone_from_every_table():
    member = make_membership()
    make_action(lead=member)
    make_library_entry(make_small_test(lead=member))
    kinds, permissions = ContentType.objects.count(), Permission.objects.count()
    assert Membership.objects.exists()

    empty_tables(TransactionTestCase)

    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.db_table not in STAY]
    assert [m._meta.label for m in models if m._meta.managed and m._base_manager.exists()] == []
    assert (ContentType.objects.count(), Permission.objects.count()) == (kinds, permissions)
    assert kinds > 0
