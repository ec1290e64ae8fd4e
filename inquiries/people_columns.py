"""The columns of a list of people, the same for import and export: their headings, and how each cell is read and said."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from inquiries.models import Membership, Organisation
from inquiries.models.base import fold
from inquiries.roles import Role

DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
LINE_BREAK = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]")
NOT_SAVABLE = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]")
YES, NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0", "")


class CellError(Exception):
    """What is typed in a cell can't be taken; the text says what is wrong and what to do."""


def as_typed(typed: str) -> str:
    return typed


def _email(typed: str) -> str:
    try:
        validate_email(typed)
    except ValidationError as problem:
        raise CellError(
            _("“%(typed)s” is no email address. Enter one like name@example.org.") % {"typed": typed}
        ) from problem
    return typed.casefold()


def _phone(typed: str) -> str:
    """With the first 0 again that a spreadsheet program takes from what it holds to be a number."""
    return f"0{typed}" if re.fullmatch(r"[123578]\d{8,9}", typed) else typed


def _sector(typed: str) -> str:
    for value, label in Organisation.Sector.choices:
        if fold(typed) in (value, fold(str(label))):
            return str(value)
    raise CellError(none_of(typed, [str(label) for _value, label in Organisation.Sector.choices]))


def _role(typed: str) -> str:
    for value, label in Role.of_a_group():
        if fold(typed) == fold(label):
            return value
    raise CellError(none_of(typed, [label for _value, label in Role.of_a_group()]))


def none_of(typed: str, labels: list[str]) -> str:
    return _("“%(typed)s” is none of these: %(labels)s.") % {"typed": typed, "labels": ", ".join(labels)}


def yes_or_no(typed: str) -> bool:
    if fold(typed) in YES:
        return True
    if fold(typed) in NO:
        return False
    raise CellError(_("Enter yes or no instead of “%(typed)s”.") % {"typed": typed})


def day(typed: str) -> date:
    for pattern in DATES:
        try:
            return datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day, of no time zone
        except ValueError:
            continue
    raise CellError(_("“%(typed)s” is no date. Enter one like 14/05/2027.") % {"typed": typed})


@dataclass(frozen=True)
class Column:
    """One column: `read` makes a value of a cell that is not empty, `say` the cell of a member."""

    key: str
    label: Promise
    read: Callable[[str], Any]
    say: Callable[[Membership], Any]
    also: tuple[str, ...] = ()  # other headings that mean the same
    longest: int = 120
    is_needed: bool = False
    hint: Promise | str = ""


COLUMNS = [
    Column(
        "name",
        _lazy("Name"),
        as_typed,
        lambda m: m.person.name,
        also=("full name",),
        is_needed=True,
        hint=_lazy("Needed."),
    ),
    Column(
        "short_name",
        _lazy("How we greet them"),
        as_typed,
        lambda m: m.person.short_name,
        also=("greeting", "known as"),
        longest=60,
        hint=_lazy("Mails begin with “Hello” and this. Left empty: the first word of the name."),
    ),
    Column(
        "email",
        _lazy("Email"),
        _email,
        lambda m: m.person.email or "",
        also=("e-mail", "email address"),
        longest=254,
        hint=_lazy("An address of their own: they sign in with it, and are recognised by it the next time."),
    ),
    Column(
        "contact_email",
        _lazy("Shared email"),
        _email,
        lambda m: m.person.contact_email,
        also=("shared address",),
        longest=254,
        hint=_lazy("An address that they share with somebody else. Several rows may have the same."),
    ),
    Column(
        "phone",
        _lazy("Telephone"),
        _phone,
        lambda m: m.person.phone,
        also=("phone", "tel", "mobile"),
        longest=40,
    ),
    Column(
        "organisation",
        _lazy("Organisation"),
        as_typed,
        lambda m: m.organisation.name,
        also=("organization",),
        is_needed=True,
        hint=_lazy(
            "Left empty, with the sector Community: nobody sends them, they live here or use services."
        ),
    ),
    Column(
        "sector",
        _lazy("Sector"),
        _sector,
        lambda m: str(m.organisation.get_sector_display()),
        hint=_lazy("Needed for an organisation that is new to Clip."),
    ),
    Column("job", _lazy("What they do"), as_typed, lambda m: m.job, also=("job", "job title")),
    Column(
        "role", _lazy("Role"), _role, lambda m: str(m.get_role_display()), hint=_lazy("Left empty: Member.")
    ),
    Column(
        "is_informed_only",
        _lazy("Recaps only"),
        yes_or_no,
        lambda m: _("yes") if m.is_informed_only else _("no"),
        hint=_lazy("Yes for somebody who gets the recaps and comes to no meeting."),
    ),
    Column("joined_on", _lazy("Joined on"), day, lambda m: m.joined_on, hint=_lazy("Left empty: today.")),
    Column("left_on", _lazy("Left on"), day, lambda m: m.left_on, hint=_lazy("For who has left already.")),
]
BY_KEY = {column.key: column for column in COLUMNS}


def headings() -> list[str]:
    return [str(column.label) for column in COLUMNS]


def row_of(membership: Membership) -> list[Any]:
    """The cells of one member, in the order of the headings."""
    return [column.say(membership) for column in COLUMNS]


def meant_by(heading: str) -> Column | None:
    """The column that a heading names, whatever its capitals; None for one that is not ours."""
    folded = fold(" ".join(heading.split())).rstrip(":*")
    return next((column for column in COLUMNS if folded in (fold(str(column.label)), *column.also)), None)


def nearest(heading: str) -> str:
    """Which of our headings somebody may have meant, or nothing."""
    close = get_close_matches(fold(heading), [fold(name) for name in headings()], n=1, cutoff=0.7)
    return next((name for name in headings() if close and fold(name) == close[0]), "")


def read_cell(column: Column, typed: str) -> Any:
    """The value of a cell that is not empty. Raises CellError."""
    if LINE_BREAK.search(typed):
        raise CellError(_("There is a line break in it. Put it on one line."))
    if NOT_SAVABLE.search(typed):
        raise CellError(_("There is a character in it that can’t be saved. Type it anew."))
    typed = " ".join(typed.split())
    if len(typed) > column.longest:
        raise CellError(
            _("It must be %(limit)s characters or fewer, and has %(length)s.")
            % {"limit": column.longest, "length": len(typed)}
        )
    return column.read(typed)
