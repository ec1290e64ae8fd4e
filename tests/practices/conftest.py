"""Who most tests here are about: Jo, who facilitates a group, and George, a senior manager above it."""

import pytest

from inquiries.roles import Role
from tests.builders import make_membership
from tests.practices.kept import above


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


@pytest.fixture
def george(jo):
    return above(jo.group)
