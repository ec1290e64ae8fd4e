"""The tables of the tests: made quickly, and emptied quickly after a test that commits.

On SQLite they are made straight from the models, which takes a tenth of the time of the migrations: `makemigrations
--check` says in `./test` that both are the same. On PostgreSQL the tests run on what the migrations made.
"""

import os

import pytest
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import TransactionTestCase

SOON = " -c synchronous_commit=off"  # rows of a test need not outlive a power cut
PATIENT = " -c statement_timeout=0"  # making and dropping a database takes what a slow disk takes
# Django writes them as it makes the tables, and would write the same again after each test.
STAY = {"auth_permission", "django_content_type"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        settings["TEST"]["MIGRATE"] = False
    else:
        # .ci/run migrates once, for every process that tests.
        settings["TEST"]["TEMPLATE"] = os.environ.get("CLIP_MIGRATED")
        settings["OPTIONS"]["options"] += SOON + PATIENT


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    TransactionTestCase._fixture_teardown = empty_tables
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            say_all_is_migrated()
        yield
        return
    options = connection.settings_dict["OPTIONS"]
    options["options"] = options["options"].removesuffix(PATIENT)
    connection.close()  # the next one has the limits that Clip has
    yield
    options["options"] += PATIENT


def say_all_is_migrated() -> None:
    """Of the tables that were made from the models too: the health page asks."""
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    executor.migrate(executor.loader.graph.leaf_nodes(), fake=True)


def empty_tables(case) -> None:
    """As Django's flush, of the tables that hold anything: PostgreSQL takes seconds to truncate them all."""
    for alias in case._databases_names(include_mirrors=False):
        connection = connections[alias]
        tables = sorted(set(connection.introspection.django_table_names(include_views=False)) - STAY)
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # as truncating does: waits for what is still written
                cursor.execute(f"LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE")
            for table in filled(tables, cursor):
                cursor.execute(f"DELETE FROM {table}")


def filled(tables: list[str], cursor) -> list[str]:
    """Those of the tables that hold a row, asked in one go."""
    cursor.execute(
        " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    )
    return [table for (table,) in cursor.fetchall()]
