"""Every table and column is classified: whose it is, how open, for how long, and how it is forgotten (I14)."""

import pytest
from django.apps import apps
from django.db import models

from inquiries import keeping
from inquiries.keeping import Erasure, Tier, UnclassifiedError
from inquiries.models import Group, Membership, Message, Organisation, User
from meetings.models import Entry

EVERY = keeping.models_kept()
CLASSES = ("own", "shared", "whole", "codes", "secrets", "files")
TYPED = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField)


def columns_named(table):
    """Each column that a row of the tables names, as often as it does."""
    named = [name for kind in CLASSES for name in getattr(table, kind).split()]
    named += [name for names in table.words.values() for name in names.split()]
    return [*named, *table.folded]


@pytest.mark.parametrize("model", EVERY, ids=lambda model: model._meta.label)
def test_every_column_is_classified(model):
    for column in model._meta.local_concrete_fields:
        rule = keeping.rule_of(model, column)
        assert rule.tier in Tier
        assert rule.erasure in Erasure
        assert rule.term in keeping.terms()


def test_every_row_of_the_tables_names_what_is_there():
    for label, table in keeping.listed().items():
        model = apps.get_model(label)
        own = {column.name for column in model._meta.local_concrete_fields}
        assert set(columns_named(table)) <= own, label
        assert len(columns_named(table)) == len(set(columns_named(table))), label


@pytest.mark.django_db
def test_every_way_to_a_person_or_a_group_leads_there():
    for label, table in keeping.listed().items():
        model = apps.get_model(label)
        for path, targets in [
            (table.place, (Group,)),
            (table.person, (User,)),
            *((path, (User, Membership)) for path in table.words),
            *([(table.named, (Membership,))] if table.named else []),
        ]:
            if path:
                assert keeping.leads_to(model, path) in targets, f"{label}: {path}"


def test_what_somebody_types_has_an_author_or_is_said_to_be_shared():
    """Columns of text that nobody is said to type hold what a machine writes: each is looked at here once."""
    codes = {
        f"{label}.{name}"
        for label, table in keeping.listed().items()
        for name in table.codes.split()
        if isinstance(apps.get_model(label)._meta.get_field(name), models.TextField | models.JSONField)
    }
    assert codes == {
        "admin.LogEntry.object_id",
        "meetings.DebriefPart.elements",
        "meetings.Meeting.pauses",
        "meetings.Recap.left_out",
        "practices.Overview.ledger",
        "practices.Overview.left_out",
        "practices.Report.chosen",
        "practices.ToldSoFar.ledger",
    }


def test_rows_of_a_person_can_be_found():
    for label, table in keeping.listed().items():
        assert table.person or not (table.own or table.goes), label


def test_a_new_table_fails_until_it_is_classified(monkeypatch):
    keeping.table_of.cache_clear()
    known = dict(keeping.listed())
    del known["meetings.Entry"]
    monkeypatch.setattr(keeping, "listed", lambda: known)
    with pytest.raises(UnclassifiedError, match=r"meetings\.Entry stands in no keeping_table"):
        keeping.table_of(Entry)
    keeping.table_of.cache_clear()


@pytest.mark.parametrize("kind", [models.CharField(max_length=9), models.JSONField(), models.TextField()])
def test_a_new_column_fails_until_it_is_classified(kind):
    kind.set_attributes_from_name("added_today")
    with pytest.raises(UnclassifiedError, match=r"Entry\.added_today"):
        keeping.rule_of(Entry, kind)


def test_a_new_kind_of_column_fails_until_it_is_thought_of():
    class Strange(models.Field):
        pass

    strange = Strange()
    strange.set_attributes_from_name("strange")
    with pytest.raises(UnclassifiedError):
        keeping.rule_of(Entry, strange)


def test_a_history_follows_its_table():
    history = Membership.history.model
    assert keeping.table_of(history) == keeping.table_of(Membership)
    assert keeping.rule_of(history, history._meta.get_field("job")).erasure == Erasure.EMPTY
    assert keeping.texts(Organisation.history.model) == ["name", "history_change_reason"]


def test_secrets_are_never_exported():
    for model in EVERY:
        for column in model._meta.local_concrete_fields:
            rule = keeping.rule_of(model, column)
            assert not (
                rule.tier == Tier.SECRET
                and column.name in keeping.table_of(model).secrets
                and rule.is_exported
            )


def test_what_is_looked_through_for_names_is_all_that_people_type():
    """Of every typed column that is neither a choice nor the machine's own."""
    passed_over = {
        f"{model._meta.label}.{column.name}"
        for model in EVERY
        for column in model._meta.local_concrete_fields
        if isinstance(column, TYPED)
        and not column.choices
        and column.name not in keeping.texts(model)
        and keeping.rule_of(model, column).erasure not in (Erasure.KEEP, Erasure.FILE)
        and column.name not in keeping.table_of(model).secrets
        and column.name not in keeping.table_of(model).folded
    }
    assert passed_over == set()
    assert keeping.texts(Message)[:3] == ["to", "from_name", "reply_to"]
