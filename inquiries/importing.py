"""Importing people: a file is read into rows, looked over, and imported as a whole by a job, or not at all."""

import logging
from datetime import datetime, timedelta
from difflib import get_close_matches
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from inquiries import checking_people, identifying, reading_sheets, writing_people
from inquiries.checking_people import Known
from inquiries.models import Group, ImportRow, Organisation, PeopleImport, User
from inquiries.models.base import fold
from inquiries.people_columns import BY_KEY, COLUMNS, Column, headings, meant_by, nearest
from inquiries.policy import Reach
from inquiries.sheets import Line, UnreadableError

logger = logging.getLogger(__name__)
State = PeopleImport.State
HOLD_CONTACTS = {"email", "contact_email", "phone", "joined_on", "left_on"}
HEADING_AMONG = 5  # rows: our own export says first who may see it
STEP = 100  # rows between two signs of life
ATTEMPTS = 3
UNDO_WITHIN = timedelta(days=7)
FIELDS = ["problems", "plan", "changes", "candidates", "person", "choice"]


# --- reading it -----------------------------------------------------------------------------------


def draft(group: Group, content: bytes, file_name: str, *, by: User, at: datetime) -> PeopleImport:
    """Keep a file as rows to look over; nobody is imported by that. Raises UnreadableError."""
    sheet = reading_sheets.read(content, file_name)
    heading = next((line for line in sheet.lines[:HEADING_AMONG] if _is_heading(line)), None)
    columns = _columns(heading) if heading else _no_heading(sheet.lines)
    lines = [line for line in sheet.lines if heading and line.number > heading.number]
    if not lines:
        raise UnreadableError(_("There is no row under the headings. Enter one person in each row."))
    if len(lines) > reading_sheets.MOST_ROWS:
        raise UnreadableError(reading_sheets.too_many_rows())
    rows = [_row(line, columns) for line in lines]
    _refuse_identifiers(rows, file_name, year=timezone.localdate(at).year)
    made = PeopleImport(
        group=group, file_name=file_name[:120], made_by=by, made_at=at, notes=sheet.notes, total=len(rows)
    )
    for row in rows:
        row.of = made
    look_over(made, rows, at=at)
    with transaction.atomic():
        made.save()
        ImportRow.objects.bulk_create(rows, batch_size=500)
    return made


def _refuse_identifiers(rows: list[ImportRow], file_name: str, *, year: int) -> None:
    """Raises UnreadableError where a cell identifies a patient: of such a file nothing is kept, not even to look over."""
    if identifying.refused(file_name, year=year):
        raise UnreadableError(_("The name of the file holds what looks like an ID number. Rename it."))
    for row in rows:
        for key, text in row.cells.items():
            if key not in HOLD_CONTACTS and len(text) > 7 and identifying.refused(text, year=year):
                words = {"row": row.number, "column": BY_KEY[key].label}
                said = _(
                    "Row %(row)s, column “%(column)s”, holds what looks like an ID number or a date of birth."
                )
                raise UnreadableError(f"{said % words} {_('Take it out; nothing of the file was kept.')}")


def _is_heading(line: Line) -> bool:
    """Whether a row names our columns; one that we know stands in the row of headings, whatever its others are."""
    meant = {column.key for cell in line.cells if cell and (column := meant_by(cell))}
    return len(meant) >= 2 or ("name" in meant and len([cell for cell in line.cells if cell]) == 1)


def _no_heading(lines: list[Line]) -> dict[int, Column]:
    found = ", ".join(cell for cell in (lines[0].cells if lines else []) if cell)[:200]
    raise UnreadableError(
        _("No row of headings was found. Clip looks for %(wanted)s. The first row says: %(found)s.")
        % {"wanted": ", ".join(headings()), "found": found or _("nothing")}
    )


def _columns(heading: Line) -> dict[int, Column]:
    """Which column stands where. Raises UnreadableError for headings that are not ours, missing or there twice."""
    columns: dict[int, Column] = {}
    wrong = []
    for place, name in enumerate(heading.cells):
        if not name:
            continue
        column = meant_by(name)
        if column is None:
            wrong.append(_not_ours(place, name))
        elif column in columns.values():
            wrong.append(_("“%(name)s” stands there twice.") % {"name": column.label})
        else:
            columns[place] = column
    missing = [str(column.label) for column in COLUMNS if column.is_needed and column not in columns.values()]
    if missing:
        wrong.append(_("Missing: %(names)s.") % {"names": ", ".join(missing)})
    if wrong:
        start = _("The headings in row %(row)s are not those of the template.") % {"row": heading.number}
        raise UnreadableError(" ".join([start, *wrong]))
    return columns


def _not_ours(place: int, name: str) -> str:
    words = {"column": chr(ord("A") + place) if place < 26 else str(place + 1), "name": name[:40]}
    guess = nearest(name)
    if guess:
        return _("Column %(column)s, “%(name)s”: did you mean “%(guess)s”?") % (words | {"guess": guess})
    return _("Column %(column)s, “%(name)s”, is not one of ours: rename it, or take it out.") % words


def _row(line: Line, columns: dict[int, Column]) -> ImportRow:
    cells = {column.key: line.cells[place] for place, column in columns.items() if place < len(line.cells)}
    faults = [
        checking_people.problem_at(columns[place].key, text) | {"is_fault": True}
        for place, text in line.faults.items()
        if place in columns
    ]
    beyond = [cell for place, cell in enumerate(line.cells) if cell and place not in columns]
    if beyond:
        said = _("A cell without a heading says “%(cell)s”. Take it out, or give its column a heading.")
        faults.append(
            checking_people.problem_at("name", said % {"cell": beyond[0][:40]}) | {"is_fault": True}
        )
    return ImportRow(number=line.number, cells=cells, problems=faults)


def look_over(made: PeopleImport, rows: list[ImportRow], *, at: datetime) -> None:
    """Judge every row as things are now, and note which organisations would be new; saves nothing."""
    known = Known.of(made.group, rows, by=made.made_by, today=timezone.localdate(at))
    before = set(known.organisations)
    checking_people.check(rows, known)
    made.new_organisations = _new_organisations(set(known.organisations) - before, rows)


def _new_organisations(folded: set[str], rows: list[ImportRow]) -> list[dict[str, str]]:
    """Each with the one that it may be meant to be."""
    if not folded:
        return []
    names = {
        fold(row.cells.get("organisation", "")): row.cells["organisation"]
        for row in rows
        if row.cells.get("organisation")
    }
    there = dict(Organisation.objects.values_list("name_folded", "name"))
    found = []
    for key in sorted(folded):
        close = get_close_matches(key, list(there), n=1, cutoff=0.85)
        found.append({"organisation": names[key], "like": there[close[0]] if close else ""})
    return found


# --- deciding about it ----------------------------------------------------------------------------


@transaction.atomic
def choose(made: PeopleImport, choices: dict[UUID, str], *, at: datetime) -> bool:
    """Keep who somebody is, row by row, and judge all rows anew; False, and nothing is kept, once the job has the file."""
    if not _with_its_reader(made).update(state=F("state")):  # holds the row: the job waits until this is kept
        return False
    _judge(made, choices, at=at)
    return True


def _with_its_reader(made: PeopleImport) -> QuerySet[PeopleImport]:
    return PeopleImport.objects.filter(pk=made.pk, state__in=[State.READ, State.FAILED])


def _judge(made: PeopleImport, choices: dict[UUID, str], *, at: datetime) -> None:
    rows = list(made.rows.all())
    for row in rows:
        row.choice = choices.get(row.pk, row.choice)
    look_over(made, rows, at=at)
    ImportRow.objects.keep(rows, FIELDS)
    PeopleImport.objects.filter(pk=made.pk).update(new_organisations=made.new_organisations)


def is_clean(made: PeopleImport) -> bool:
    return not made.rows.filter(~Q(problems=[]) | Q(plan=ImportRow.Plan.ASK)).exists()


def order(made: PeopleImport) -> bool:
    """Hand a clean file to the job, and say whether it was this call that did it."""
    waits = {"state": State.QUEUED, "attempts": 0, "done": 0, "failed_because": ""}
    return is_clean(made) and bool(_with_its_reader(made).update(**waits))


def drop(made: PeopleImport) -> bool:
    """Forget a file that was not imported, with all that stood in it."""
    dropped = bool(_with_its_reader(made).update(state=State.DROPPED, notes=[], new_organisations=[]))
    if dropped:
        made.rows.all().delete()
    return dropped


# --- the job --------------------------------------------------------------------------------------


def run(import_id: UUID, at: datetime) -> bool:
    """Import a file that waits, all of it or nothing, and say whether this call did. A second worker finds it taken."""
    if not _claim(import_id):
        return False
    made = PeopleImport.objects.select_related("group__partnership", "made_by").get(pk=import_id)
    try:
        if _may_import(made) and _look_over_in_steps(made, at):
            writing_people.write(made, at=at)
            return True
        _back_to_its_reader(made)
    except (IntegrityError, writing_people.UnansweredError):
        logger.warning("An import met somebody else's change and is to be looked over again.")
        with transaction.atomic():
            if _back_to_its_reader(made):
                _judge(made, {}, at=at)
    return False


def _claim(import_id: UUID) -> bool:
    now = timezone.now()  # a lease is real time, also while the demo replays another
    stale = now - timedelta(seconds=settings.DOCUMENT_LEASE_SECONDS)
    free = Q(state=State.QUEUED) | Q(state=State.RUNNING, claimed_at__lt=stale)
    rows = PeopleImport.objects.filter(free, pk=import_id, attempts__lt=ATTEMPTS)
    return bool(rows.update(state=State.RUNNING, claimed_at=now, attempts=F("attempts") + 1))


def _may_import(made: PeopleImport) -> bool:
    """Whether whoever ordered it still looks after the contact details of the group."""
    looked_after = Group.objects.where(made.made_by, "contact details", Reach.WRITE)
    return looked_after.filter(pk=made.group_id).exists()


def _look_over_in_steps(made: PeopleImport, at: datetime) -> bool:
    """Judge all rows as things are now, say how far it is, and whether all of them can be imported."""
    rows = list(made.rows.all())
    known = Known.of(made.group, rows, by=made.made_by, today=timezone.localdate(at))
    for start in range(0, len(rows), STEP):
        step = rows[start : start + STEP]
        checking_people.check(step, known)
        with transaction.atomic():
            ImportRow.objects.keep(step, FIELDS)
            _mine(made).update(done=start + len(step))
    return not any(row.problems or row.plan == ImportRow.Plan.ASK for row in rows)


def _mine(made: PeopleImport) -> QuerySet[PeopleImport]:
    return PeopleImport.objects.filter(pk=made.pk, state=State.RUNNING, claimed_at=made.claimed_at)


def _back_to_its_reader(made: PeopleImport) -> bool:
    """Give it back to be looked at again, and say whether it was still this worker's."""
    why = _("Something changed in Clip since you looked it over. Nobody was imported: look at it again.")
    return bool(_mine(made).update(state=State.READ, failed_because=why))


def lost(at: datetime) -> list[UUID]:
    """Files whose job never came or died, to be imported now; those that died three times are set aside."""
    stale = timezone.now() - timedelta(seconds=settings.DOCUMENT_LEASE_SECONDS)
    dead = PeopleImport.objects.filter(state=State.RUNNING, claimed_at__lt=stale, attempts__gte=ATTEMPTS)
    dead.update(
        state=State.FAILED, failed_because=_("Importing it was broken off three times. Nobody was imported.")
    )
    waiting = Q(state=State.QUEUED) | Q(state=State.RUNNING, claimed_at__lt=stale)
    return list(PeopleImport.objects.filter(waiting).order_by("made_at").values_list("pk", flat=True))


def can_take_back(made: PeopleImport, *, at: datetime) -> bool:
    return made.state == State.DONE and bool(made.finished_at and at < made.finished_at + UNDO_WITHIN)
