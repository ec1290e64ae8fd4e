"""What small tests and reports bring to the plan of a meeting (settings.CARRY_IN): what is due a look, what is due to be written."""

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from django.db.models import DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inquiries import access
from inquiries.http import Hat
from inquiries.models import asking
from meetings import grouping
from meetings.carrying_in import CarryIn
from meetings.models import Meeting
from practices.models import Report, SmallTest
from practices.reporting import falling_due


def carry_in(meeting: Meeting, hat: Hat, at: datetime) -> list[CarryIn]:
    """Small tests to look at in this meeting, and the report that belongs to now; one query for both."""
    reads = (access.can_read(hat, "small test"), access.can_write(hat, "report"))
    on = meeting.starts_local.date()
    rows = asking.values(("beside a plan", reads), partial(_asked, *reads), meeting.group_id, on)
    tests = sorted((row[1:] for row in rows if row[0] == "small test"), key=lambda row: row[-1])
    found = [_of_small_test(*row) for row in tests]
    return found + _of_report(meeting, hat, {row[2] for row in rows if row[0] == "report"})


def _asked(reads_tests: bool, writes_reports: bool, group: UUID, on: date) -> "QuerySet[Any]":
    """Small tests that are due a look on a day, and the kinds of report that there are, as far as a hat reads them."""
    kinds = [Cast(Value(name), TextField()) for name in ("small test", "report")]
    nothing = [Cast(Value(""), TextField()), Cast(Value(""), TextField()), Cast(Value(None), DateField())]
    due = SmallTest.objects.kept().filter(group=group).due_a_look(on)
    if not reads_tests:
        due = due.none()
    reports = Report.objects.kept().filter(group=group).order_by()
    if not writes_reports:
        reports = reports.none()
    tests = due.order_by().values_list(
        kinds[0], "pk", Cast("what", TextField()), Cast("for_whom", TextField()), "lead__person__name", "look_on"
    )  # fmt: skip
    return tests.union(reports.values_list(kinds[1], "pk", Cast(F("kind"), TextField()), *nothing), all=True)


def _of_small_test(key: UUID, what: str, for_whom: str, name: str, look_on: date) -> CarryIn:
    words = {"name": name, "whom": for_whom, "day": date_format(look_on, "j F")}
    why = _("%(name)s tries it for %(whom)s. To look at since %(day)s.") % words
    return CarryIn(key=key, state="trial", label=_("Small test"), title=what, why=why)


def _of_report(meeting: Meeting, hat: Hat, written: set[str]) -> list[CarryIn]:
    """The report that belongs to now, for those who write it, until there is one: it is done beside the meeting."""
    group = meeting.group
    kind = falling_due.kind_due(group, grouping.meetings_of(group))
    if not kind or kind in written or not access.can_write(hat, "report"):
        return []
    return [
        CarryIn(
            key=uuid5(group.pk, kind),
            state="open",
            label=_("Report"),
            title=str(falling_due.WRITE[Report.Kind(kind)]),
            why=_("You write it beside the meeting; the members read it before it goes out."),
            url=falling_due.page_to_write(group, kind),
            is_private=True,
        )
    ]
