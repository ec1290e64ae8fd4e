"""Lists take the same number of queries at one row and at thirty."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

MANY = 30


def queries_of(ask: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return [query["sql"] for query in captured.captured_queries]


def assert_same_queries(*, ask: Callable[[], object], add_row: Callable[[], object]) -> None:
    """`ask` (such as a GET) makes as many queries after thirty calls of `add_row` as after one.

    Each row should bring its own neighbours (another member, another organisation): rows that share them hide
    a query that is made for each.
    """
    add_row()
    ask()  # fills what is kept between requests: the session's clock, content types
    at_one = queries_of(ask)
    for _ in range(MANY - 1):
        add_row()
    at_many = queries_of(ask)

    more = list(at_many)
    for sql in at_one:
        if sql in more:
            more.remove(sql)
    assert len(at_many) == len(at_one), (
        f"{len(at_one)} queries at 1 row, {len(at_many)} at {MANY}. Some of those that are new:\n  "
        + "\n  ".join(more[:8])
    )
