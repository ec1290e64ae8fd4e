"""Importing all of an app, for tests that ask after every class of a kind."""

import pkgutil
from importlib import import_module


def every_module(*names):
    """Import each module of these packages, migrations and commands left out."""
    for name in names:
        package = import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not {"migrations", "management"} & set(found.name.split(".")):
                import_module(found.name)
