"""The tables of the tests: on SQLite made straight from the models, which takes a tenth of the time of the migrations.

`makemigrations --check` says in `./test` that both are the same; on PostgreSQL the tests run on what the migrations made.
"""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Say of the tables that were made from the models that every migration is applied: the health page asks."""
    if connection.vendor != "sqlite":
        return
    with django_db_blocker.unblock():
        executor = MigrationExecutor(connection)
        executor.recorder.ensure_schema()
        executor.migrate(executor.loader.graph.leaf_nodes(), fake=True)
