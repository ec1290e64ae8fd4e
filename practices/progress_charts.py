"""Actions and small tests of a group as pictures, each with a title that says what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.templatetags.clip import number_word, short_day
from practices.progress import Agreed, Stages, together
from practices.sketching import Frame, bar, joined, outline, picture, rule, text

MOST_ROWS = 12  # meetings that are drawn; those before them stand together as one row
ROW, TALL_ROW, HEAD, THICK = 34, 52, 30, 18


@dataclass(frozen=True)
class Column:
    """One bar of each row: what it counts, and how it looks."""

    label: str
    name: str
    colour: str
    is_hollow: bool = False


def _columns() -> list[Column]:
    return [
        Column(_("agreed"), "total", "edge", is_hollow=True),
        Column(_("done"), "done", "pine"),
        Column(_("carried"), "carried", "heather"),
        Column(_("let go"), "let_go", "edge"),
    ]


# --- actions --------------------------------------------------------------------------------------


def title_of_actions(rows: Sequence[Agreed]) -> str:
    """What became of all of them, in one sentence without its full stop."""
    whole = together(rows)
    if not whole.total:
        return _("No action is agreed yet")
    if whole.total == 1:
        return (
            _("The one action agreed is done") if whole.done else _("One action is agreed, and not done yet")
        )
    words = {"n": number_word(whole.done), "all": number_word(whole.total)}
    if whole.done == whole.total:
        return _("Both actions are done") if whole.total == 2 else _("All %(all)s actions are done") % words
    said = (
        ngettext("%(n)s of %(all)s actions is done", "%(n)s of %(all)s actions are done", whole.done) % words
    )
    if whole.carried:
        numbers = {"said": said, "n": number_word(whole.carried)}
        said = (
            ngettext("%(said)s, %(n)s is carried on", "%(said)s, %(n)s are carried on", whole.carried)
            % numbers
        )
    elif whole.let_go:
        numbers = {"said": said, "n": number_word(whole.let_go)}
        said = ngettext("%(said)s, %(n)s was let go", "%(said)s, %(n)s were let go", whole.let_go) % numbers
    return capfirst(said)


def short_rows(rows: Sequence[Agreed]) -> list[tuple[str, str, Agreed]]:
    """What stands before each row that is drawn, and its figures; what is long past as one row."""
    meetings = [row for row in rows if row.meeting]
    between = [(_("Between meetings"), "", row) for row in rows if not row.meeting]
    drawn = [
        (_("Meeting %(number)s") % {"number": row.meeting.number}, short_day(row.meeting.starts_at), row)
        for row in meetings[-MOST_ROWS:]
        if row.meeting
    ]
    before = meetings[:-MOST_ROWS]
    return [*([(_("Before these"), "", together(before))] if before else []), *drawn, *between]


def draw_actions(rows: Sequence[Agreed], frame: Frame, *, key: str = "actions") -> SafeString:
    """For each meeting how many were agreed, and beside it how many of these are done, carried and let go; all on one scale."""
    shown, columns = short_rows(rows), _columns()
    left, step, head = (150, ROW, HEAD) if frame.is_wide else (0, TALL_ROW, HEAD)
    room = (frame.width - left) / len(columns)
    most = max((row.total for _label, _day, row in shown), default=0) or 1
    unit = (room - 46) / most
    parts = [text(left + room * place, 16, one.label, colour="soft") for place, one in enumerate(columns)]
    for number, (label, day, row) in enumerate(shown):
        y = head + step * number
        parts.append(rule(0, y, frame.width, y))
        parts.append(_label(label, day, y, frame))
        foot = y + step - THICK - 8
        for place, one in enumerate(columns):
            parts.append(_bar(left + room * place, foot, getattr(row, one.name), unit, one))
    return picture(
        frame,
        key=key,
        title=title_of_actions(rows),
        desc=_described(shown),
        height=head + step * len(shown) + 2,
        parts=parts,
    )


def _label(label: str, day: str, y: float, frame: Frame) -> SafeString:
    where = y + (ROW - 12 if frame.is_wide else 19)
    return text(0, where, f"{label}, {day}" if day else label, bold=not frame.is_wide)


def _bar(x: float, y: float, number: int, unit: float, column: Column) -> SafeString:
    """A bar and its number; a nought alone where there is none."""
    said = text(x + number * unit + (6 if number else 0), y + 14, number, colour="ink" if number else "soft")
    if not number:
        return said
    draw = outline if column.is_hollow else bar
    return joined([draw(x, y, max(number * unit, 3), THICK, column.colour), said])


def _described(rows: Sequence[tuple[str, str, Agreed]]) -> str:
    """The same for those who don't see the picture."""
    told = _("%(label)s: %(agreed)s agreed, %(done)s done, %(carried)s carried, %(let_go)s let go.")
    return " ".join(
        told
        % {
            "label": label,
            "agreed": row.total,
            "done": row.done,
            "carried": row.carried,
            "let_go": row.let_go,
        }
        for label, _day, row in rows
    )


# --- small tests ----------------------------------------------------------------------------------


def title_of_stages(found: Stages) -> str:
    """How far they are, in one sentence without its full stop."""
    if not found.total:
        return _("No small test is begun yet")
    parts = _stands(found)
    if len(parts) == 1:
        whole = {"n": number_word(found.total), "part": parts[0].partition(" ")[2]}
        return capfirst(
            ngettext("%(n)s small test %(part)s", "%(n)s small tests %(part)s", found.total) % whole
        )
    words = {"all": number_word(found.total), "parts": ", ".join(parts[:2])}
    return capfirst(_("of %(all)s small tests, %(parts)s") % words)


def _stands(found: Stages) -> list[str]:
    """What each stage that has any says, what became usual first."""
    said = [
        ngettext("%(n)s became usual", "%(n)s became usual", found.adopted)
        % {"n": number_word(found.adopted)},
        ngettext("%(n)s is being tried", "%(n)s are being tried", found.trying)
        % {"n": number_word(found.trying)},
        ngettext("%(n)s was let go", "%(n)s were let go", found.let_go) % {"n": number_word(found.let_go)},
    ]
    counts = (found.adopted, found.trying, found.let_go)
    return [words for words, count in zip(said, counts, strict=True) if count]


def stage_rows(found: Stages) -> list[tuple[str, int, str, str]]:
    """Each stage with its number, a word to it, and the colour of its bar."""
    due = ngettext("%(n)s is due a look", "%(n)s are due a look", found.due) % {"n": number_word(found.due)}
    return [
        (_("Being tried"), found.trying, due if found.due else "", "heather"),
        (_("Became usual"), found.adopted, "", "pine"),
        (_("Let go, and learned from"), found.let_go, "", "edge"),
    ]


def draw_stages(found: Stages, frame: Frame, *, key: str = "stages") -> SafeString:
    """A bar for each stage, with its number and how many are due a look."""
    rows = stage_rows(found)
    left, step = (200, ROW) if frame.is_wide else (0, TALL_ROW)
    most = max(number for _label, number, _word, _colour in rows) or 1
    unit = (frame.width - left - (190 if found.due else 40)) / most
    parts = []
    for place, (label, number, word, colour) in enumerate(rows):
        y, column = step * place, Column(label, "", colour)
        foot = y + step - THICK - 8
        parts += [
            rule(0, y, frame.width, y),
            _label(label, "", y, frame),
            _bar(left, foot, number, unit, column),
        ]
        if word:
            parts.append(text(left + number * unit + 40, foot + 14, word, colour="soft"))
    told = ". ".join(f"{label}: {number}{f', {word}' if word else ''}" for label, number, word, _c in rows)
    height = step * len(rows) + 2
    return picture(frame, key=key, title=title_of_stages(found), desc=f"{told}.", height=height, parts=parts)
