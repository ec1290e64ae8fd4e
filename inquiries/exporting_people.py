"""The people of a group as a spreadsheet, in the columns that an import takes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from inquiries import access, people_columns
from inquiries.models import Group, Membership
from inquiries.writing_sheets import as_csv, as_excel


def people_of(group: Group) -> list[Membership]:
    """Who is in it and who has left, by name; those whose account was closed are in no list."""
    everybody = Membership.objects.filter(group=group, person__is_active=True)
    return list(everybody.for_listing())


def sheet(group: Group, members: Sequence[Membership], *, is_excel: bool) -> bytes:
    rows = [people_columns.row_of(member) for member in members]
    return _written(group.name, who_may_see_it(group), rows, is_excel=is_excel)


def who_may_see_it(group: Group) -> str:
    words = {"group": group.name, "readers": access.readers("contact details", group)}
    return _("People of %(group)s. Who may see this list: %(readers)s") % words


def template(*, is_excel: bool) -> bytes:
    """The headings, and one row that shows how they are filled in."""
    first = _("One person in each row. Take the row of the example out.")
    example = {
        "name": _("Mary Example"),
        "short_name": _("Mary"),
        "email": "mary@example.org",
        "phone": "01632 960 100",
        "organisation": _("Example Surgery"),
        "sector": _("GP practice or other contractor"),
        "job": _("Practice nurse"),
        "role": _("Member"),
        "is_informed_only": _("no"),
        "joined_on": date(2026, 5, 14),
    }
    row = [example.get(column.key, "") for column in people_columns.COLUMNS]
    return _written(_("People"), first, [row], is_excel=is_excel)


def _written(title: str, first: str, rows: list[list[Any]], *, is_excel: bool) -> bytes:
    headings = people_columns.headings()
    return as_excel(title, first, headings, rows) if is_excel else as_csv(first, headings, rows)
