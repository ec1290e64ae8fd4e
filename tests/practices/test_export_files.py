"""The files of an export: safe in spreadsheets, read again as they were written, and what they and their page cost."""

import io
import json
import re
import zipfile
from datetime import date, datetime

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from inquiries import people_columns, reading_sheets
from inquiries.roles import Role
from meetings import checking_logs, log_columns, reading_logs
from meetings.models import Action
from practices import exporting
from tests import builders
from tests.builders import (
    make_action,
    make_ask,
    make_ask_answer,
    make_aspiration,
    make_barrier,
    make_check_back,
    make_entry,
    make_holding,
    make_judgement,
    make_measure,
    make_membership,
    make_purpose,
    make_reading,
    make_retelling,
    make_scenario_line,
    make_small_test,
    make_story,
    make_update,
    make_user,
    make_usual,
)
from tests.practices.exported import (
    FORMATS,
    KEPT,
    NOW,
    ROOT,
    content_of,
    every,
    furnished,
    held,
    sheets_of,
    text_of,
)
from tests.practices.kept import above, let_out, page_of, url
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR, person=make_user(name="Jo Adair", short_name="Jo"))


@pytest.fixture
def ailsa(jo):
    """A member who joined before the meetings that the tests hold."""
    return make_membership(group=jo.group, person=make_user(name="Ailsa Munro", short_name="Ailsa"))


# --- safe in spreadsheets -------------------------------------------------------------------------


STARTS = ["=", "+", "-", "@", "\t=", "\r=", "＝", " =", "\u00a0@"]


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_is_ever_taken_for_a_formula(client, jo, start):
    words = f"{start}HYPERLINK(1)"
    make_update(make_action(lead=jo, text=words), words=words)
    make_barrier(jo, what=words)
    make_user()
    for rows in sheets_of(client, jo.person, jo.group, "csv").values():
        cells = [cell for row in rows for cell in row if "HYPERLINK" in cell]
        assert all(cell.startswith("'") for cell in cells)
    book = load_workbook(io.BytesIO(content_of(client, jo.person, jo.group, "excel")[1]))
    found = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)
    ]
    assert {cell.data_type for cell in found} == {"s"}
    assert len(found) == 4  # the action, twice; its words; the barrier


def test_days_are_days_and_numbers_numbers(client, jo):
    measure = make_measure(jo)
    make_reading(measure, value="7.25", on=date(2026, 5, 14))
    rows = sheets_of(client, jo.person, jo.group, "excel")["Readings of measures"]
    assert rows[1][:4] == ["Measure", "Day", "Reading", "In what"]
    assert (rows[2][1], rows[2][2]) == (datetime(2026, 5, 14), 7.25)  # as openpyxl reads a day
    told = json.loads(content_of(client, jo.person, jo.group, "json")[1])
    row = next(sheet for sheet in told["sheets"] if sheet["key"] == "readings")["rows"][0]
    assert (row["on"], row["value"]) == ("2026-05-14", 7.25)


# --- first rows, and reading it again -------------------------------------------------------------


@every
def test_the_first_row_of_every_sheet_says_who_may_see_it(client, jo, ailsa, kind):
    furnished(jo, ailsa)
    for person in (ailsa.person, above(jo.group)):
        sheets = sheets_of(client, person, jo.group, kind)
        assert len(sheets) >= 3
        assert all("Who may see this:" in rows[0][0] for rows in sheets.values())


def test_first_rows_say_what_the_table_says(client, jo, ailsa):
    furnished(jo, ailsa)
    let_out(jo.stories.get(), kind="story")
    inside = sheets_of(client, ailsa.person, jo.group, "excel")
    assert inside["Barriers"][0][0].endswith("All members. Nobody outside the group.")
    assert inside["Recaps"][0][0].startswith("Recaps, ")
    assert "All members once the recap is published." in inside["Recaps"][0][0]
    assert inside["Stories"][0][0].endswith("It goes out only if the group lets it out.")
    published = "senior managers, the learning partner, national bodies"
    until = "All members. Nobody outside the group until it is published, then also "
    assert inside["Reports"][0][0].endswith(f"{until}{published} and programme administrators.")
    for title in ("Aspirations", "How far we came"):
        assert inside[title][0][0].endswith(
            f"{until}senior managers, the learning partner and national bodies."
        )
    for title in ("Asks", "Answers to asks"):
        assert inside[title][0][0].endswith(
            "Once it is published also national bodies and programme administrators."
        )
    outside = sheets_of(client, above(jo.group), jo.group, "excel")
    readers = "senior managers, the learning partner and national bodies"
    assert outside["Stories"][0][0].endswith(
        f"Only what the group let out. Outside it these read it: {readers}."
    )
    always = {
        "Purposes",
        "How we work together",
        "Meetings",
        "Asks",
        "Answers to asks",
        "What the group let out",
    }
    assert set(outside) == always | {"Stories"}
    let_out(jo.stories.get(), kind="story", about=jo.stories.get().retellings.get().pk)
    outside = sheets_of(client, above(jo.group), jo.group, "excel")
    assert set(outside) == always | {"Stories", "Stories told again"}


def documented():
    """The columns of actions as docs/exporting.md has them: headings, and names."""
    rows = re.findall(
        r"^\| ([A-Z][^|]+?) \| `(\w+)` \|", (ROOT / "docs/exporting.md").read_text(), re.MULTILINE
    )
    return [heading for heading, _name in rows], [name for _heading, name in rows]


def test_an_action_log_is_read_again_in_the_columns_that_are_written_down(client, jo, ailsa):
    action = make_action(
        lead=ailsa, meeting=held(jo), text="Ring first", is_quick_win=True, due_on=date(2026, 5, 14)
    )
    action.helpers.add(jo)
    headings, names = documented()
    status, content = content_of(client, jo.person, jo.group, "csv")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("-actions.csv"))
        sheet = reading_sheets.read(archive.read(name), name)
    _first, heading, line = sheet.lines
    assert (status, sheet.notes, heading.cells) == (200, [], headings)
    told = dict(zip(names, line.cells, strict=True))
    assert (told["text"], told["kind"], told["lead"], told["helpers"]) == (
        "Ring first",
        "Action",
        "Ailsa Munro",
        "Jo Adair",
    )
    assert (told["is_quick_win"], told["meeting"], told["reference"]) == ("yes", "1", str(action.pk))
    assert people_columns.day(told["due_on"]) == date(2026, 5, 14)
    assert told["state"] in dict(Action.State.choices).values()


def test_excel_and_json_have_the_same_columns_of_actions(client, jo):
    make_action(lead=jo)
    headings, names = documented()
    assert sheets_of(client, jo.person, jo.group, "excel")["Actions"][1] == headings
    told = json.loads(content_of(client, jo.person, jo.group, "json")[1])
    sheet = next(sheet for sheet in told["sheets"] if sheet["key"] == "actions")
    assert sheet["columns"] == dict(zip(names, headings, strict=True))
    assert list(sheet["rows"][0]) == names


# --- what it costs, and its page ------------------------------------------------------------------


def add_one_of_each(jo):
    by = make_membership(group=jo.group)
    meeting = held(by)
    make_entry(meeting=meeting, recorded_by=by)
    make_entry(meeting=meeting, recorded_by=by, kind="quote", speaker=by, may_be_quoted=True)
    action = make_action(lead=by, meeting=meeting)
    action.helpers.add(make_membership(group=jo.group))
    make_update(action)
    make_purpose(group=jo.group, replaced_on=timezone.localdate()).made_by.add(by)
    make_aspiration(group=jo.group)
    rows = [(make_story(told_by=by), "story"), (make_small_test(by), "small test")]
    make_retelling(rows[0][0])
    make_usual(make_small_test(by, stage="adopted", settled_on=NOW.date()))
    make_reading(make_measure(by))
    make_judgement(make_barrier(by))
    make_ask_answer(make_ask(by))
    make_holding(by)
    make_holding(jo, owner=jo)
    for stem in KEPT:
        row = getattr(builders, f"make_{stem}")(by)
        rows.append((row, row.THING))
    for row, thing in rows:
        let_out(row, kind=thing)


@pytest.mark.parametrize(
    "kind", ["json", *(pytest.param(kind, marks=pytest.mark.long) for kind in FORMATS[:2])]
)
@pytest.mark.parametrize("who", ["inside", "above"])
def test_a_file_takes_as_many_queries_for_thirty_rows_of_each_as_for_one(client, jo, kind, who):
    reader = jo.person if who == "inside" else above(jo.group)
    make_check_back(group=jo.group, published_at=NOW, published_by=jo)
    assert_same_queries(
        ask=lambda: content_of(client, reader, jo.group, kind), add_row=lambda: add_one_of_each(jo)
    )


def test_the_page_says_what_is_in_the_file_and_offers_three(client, jo, ailsa):
    status, shown = page_of(client, ailsa.person, url(jo, "export"))
    assert status == 200
    assert [url(jo, "export-file", kind) in shown for kind in FORMATS] == [True, True, True]
    for words in ("What holds us back", "You alone.", "In no file: how to reach people"):
        assert words in shown
    assert "Barriers" not in page_of(client, above(jo.group), url(jo, "export"))[1].partition("<main")[2]


def test_the_page_lists_each_sheet_that_the_file_has(client, jo, ailsa):
    furnished(jo, ailsa)
    _status, shown = page_of(client, ailsa.person, url(jo, "export"))
    titles = sheets_of(client, ailsa.person, jo.group, "excel")
    listed = re.findall(r'<strong class="dot">([^<]+)</strong>', shown)
    assert sorted(listed) == sorted(titles)


def test_the_page_takes_as_many_queries_for_thirty_rows_as_for_one(client, jo):
    client.force_login(jo.person)
    assert_same_queries(ask=lambda: client.get(url(jo, "export")), add_row=lambda: make_story(told_by=jo))


def test_the_purpose_leads_to_it(client, jo):
    for person in (jo.person, above(jo.group)):
        assert url(jo, "export") in page_of(client, person, f"/groups/{jo.group.slug}/purpose/")[1]


def test_one_proves_who_one_is_before_the_file(client, jo, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.PROOF_SECONDS = 0
    status, content = content_of(client, jo.person, jo.group, "excel")
    assert (status, content) == (302, b"")


@every
def test_a_file_is_named_by_its_group_and_day_and_kept_in_no_cache(client, jo, kind):
    client.force_login(jo.person)
    answer = client.get(url(jo, "export-file", kind))
    answer.close()
    suffix = exporting.FORMATS[kind].suffix
    name = f"{jo.group.slug}-{timezone.localdate().isoformat()}.{suffix}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_titles_of_sheets_fit_into_excel(jo):
    titles = [str(sheet.title) for sheet in exporting.sheets_for(jo)]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if len(title) > 31 or re.search(r"[\[\]:*?/\\]", title)] == []


def test_scenario_lines_that_not_all_took_up_stay_inside(client, jo):
    line = make_scenario_line(jo, what="Canary line", is_ours=False)
    let_out(line)
    assert "Canary" not in text_of(client, above(jo.group), jo.group, "json")


@pytest.mark.parametrize("name", ["excel", "csv"])
def test_the_actions_of_an_export_are_all_here_already_when_they_are_taken_in(name):
    """The same columns for import and export: nothing to mend, nobody asked about, nothing new."""
    delia = make_membership(role=Role.INTEGRATION_MANAGER)
    ross = make_membership(group=delia.group)
    make_action(ross, text="=SUM(A1)", state="done").helpers.add(delia)
    make_action(delia, state="stuck", kind="question", is_quick_win=True)
    content = io.BytesIO()
    exporting.write(exporting.reader_of(delia.person, delia.group, delia), name, content)
    if name == "csv":
        with zipfile.ZipFile(content) as archive:
            content = io.BytesIO(
                archive.read(next(one for one in archive.namelist() if one.endswith("-actions.csv")))
            )

    rows = reading_logs.rows_of(reading_logs.text_of(content.getvalue(), f"export.{name}"))
    found = checking_logs.look_over(delia.group, rows, {}, today=timezone.localdate())

    assert set(rows[0].cells) == set(log_columns.BY_KEY)
    assert (found.problems, found.unknown) == ([], [])
    assert {one.plan for one in found.rows} == {"here"}
