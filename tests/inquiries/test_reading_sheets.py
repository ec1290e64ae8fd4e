"""Reading what people upload: each kind of file that can be read, and a clear sentence for each that can't."""

import csv
import io
import zipfile
import zlib

import pytest
from openpyxl import Workbook

from inquiries import reading_sheets, reading_workbooks, sheets
from inquiries.reading_sheets import read
from inquiries.sheets import UnreadableError
from inquiries.writing_sheets import as_csv, as_excel
from tests.damaged import damaged

HEADING = ["Name", "Organisation"]
ROWS = [["Nan Duthie", "Community council"], ["Zoë MacAskill", "Shore Street Pharmacy"]]


def csv_of(rows, separator=",", coding="utf-8"):
    return "\r\n".join(separator.join(row) for row in rows).encode(coding)


def workbook(rows=(HEADING, *ROWS), change=None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content, more=None, **changed):
    """The same workbook with other parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in package.infolist():
            if part.filename not in (more or {}):
                new.writestr(part.filename, package.read(part))
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return out.getvalue()


def cells(content, name="people.csv"):
    return [line.cells[:2] for line in read(content, name).lines]


def refused(content, name="people.csv"):
    with pytest.raises(UnreadableError) as problem:
        read(content, name)
    return str(problem.value)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_whatever_stands_between_and_however_it_is_coded(separator, coding):
    assert cells(csv_of([HEADING, *ROWS], separator, coding)) == [HEADING, *ROWS]


def test_windows_text_is_read_and_said():
    assert "Windows" in read(csv_of(ROWS, coding="cp1252"), "a.csv").notes[0]
    assert not read(csv_of(ROWS), "a.csv").notes


def test_blank_lines_are_left_out_and_rows_keep_their_numbers():
    sheet = read(b"Name,Organisation\r\n\r\n,\r\nNan,Council\r\n\r\n", "a.csv")
    assert [line.number for line in sheet.lines] == [1, 4]


def test_excel_is_read_as_text_dates_and_numbers():
    import datetime

    row = ["Nan", datetime.datetime(2026, 5, 14, 0, 0), 7912345678, True, 1.5, datetime.date(2026, 5, 1)]
    (line,) = read(workbook([row]), "a.xlsx").lines
    assert line.cells[:6] == ["Nan", "2026-05-14", "7912345678", "yes", "1.5", "2026-05-01"]


def test_a_formula_and_an_error_are_faults_of_their_cells():
    (line,) = read(
        workbook([["=A2", "Nan", "#REF!"]], lambda b: setattr(b.active["C1"], "data_type", "e")), "a.xlsx"
    ).lines
    assert line.cells[1] == "Nan"
    assert "formula" in line.faults[0]
    assert "#REF!" in line.faults[2]


def test_what_we_write_reads_back_as_it_was_and_is_no_formula():
    nasty = ["=1+1", "+44 1632 960 100", "-x", "@x", "＝x", "'=x", "plain", " =x"]
    written = [as_csv("=who", HEADING, [nasty]), as_excel("People", "=who", HEADING, [nasty])]
    for content in written:
        first, _heading, line = read(content, "a").lines
        assert line.cells[:7] == [*nasty[:5], "=x", "plain"]
        assert not line.faults
        assert first.cells[0] == "=who"
    assert b"'=1+1,'+44" in written[0]


def test_only_the_first_sheet_that_shows_is_read_and_it_is_said():
    def two(book):
        book.create_sheet("Old", 0).sheet_state = "hidden"
        book.create_sheet("More")

    sheet = read(workbook(change=two), "a.xlsx")
    assert [line.cells[0] for line in sheet.lines] == ["Name", "Nan Duthie", "Zoë MacAskill"]
    assert "Only the sheet" in sheet.notes[0]


def test_rows_far_below_the_last_line_are_not_walked_to():
    assert (
        len(cells(workbook(change=lambda book: setattr(book.active["A900000"], "value", "far")), "a.xlsx"))
        == 3
    )


@pytest.mark.parametrize("content", [b"", b"  \r\n\t\n", b"\x00\x00"])
def test_nothing_in_it(content):
    assert "is empty" in refused(content)


def test_too_many_rows():
    assert "more than 2,000 rows" in refused(csv_of([HEADING, *[["Nan", "Council"]] * 10_000]))
    assert "more than 2,000 rows" in refused(workbook([HEADING, *[["Nan", "Council"]] * 2100]))


def test_too_large(monkeypatch):
    monkeypatch.setattr(reading_sheets, "LARGEST_FILE", 100)
    assert "larger than" in refused(csv_of([HEADING] * 20))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (b"%PDF-1.7 something", "not a spreadsheet"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not a spreadsheet"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b'Name,Organisation\r\nNan,"Council\r\nLewis,Council\r\n', "After row 1 a quotation mark"),
        (b"Name,Organisation\r\n" + b"x" * 30_000, "After row 1"),
    ],
)
def test_what_is_no_list_is_said_to_be_none(content, says):
    assert says in refused(content)


@pytest.fixture
def limit_of_python():
    """What a csv reader takes at most: one number for the whole process."""
    was = csv.field_size_limit(131_072)
    yield 131_072
    csv.field_size_limit(was)


def test_reading_changes_nothing_for_who_else_reads_csv(limit_of_python):
    read(csv_of(ROWS), "a.csv")
    assert csv.field_size_limit() == limit_of_python


@pytest.mark.parametrize("letters", [20_001, 131_073])
def test_a_cell_is_as_long_as_it_may_be_whatever_the_process_read_before(limit_of_python, letters):
    longest = "x" * (sheets.LONGEST_CELL * 4)
    assert cells(csv_of([["Nan", longest]])) == [["Nan", longest]]
    assert "After row 1" in refused(csv_of([HEADING, ["Nan", "x" * letters]]))


def test_a_workbook_with_macros():
    assert "macros" in refused(repacked(workbook(), {"xl/vbaProject.bin": b"x"}), "people.xlsm")


def test_a_document_of_another_kind():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w/>")
    assert "not an Excel workbook" in refused(out.getvalue(), "people.docx")


def test_merged_cells_are_named():
    said = refused(workbook(change=lambda book: book.active.merge_cells("A2:B3")))
    assert "A2:B3" in said


def test_a_bomb_is_not_unpacked():
    bomb = repacked(workbook(), {"xl/worksheets/sheet1.xml": b" " * (reading_workbooks.LARGEST_UNPACKED + 1)})
    assert len(bomb) < 200_000
    assert "far larger" in refused(bomb)
    parts = repacked(workbook(), {f"xl/media/{number}.xml": b"" for number in range(400)})
    assert "far larger" in refused(parts)


def test_a_bomb_that_lies_about_its_size_is_found_out():
    bomb = bytearray(repacked(workbook(), {"xl/worksheets/sheet1.xml": b" " * (60 * 2**20)}))
    real, said = (60 * 2**20).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert real in bomb
    assert "damaged" in refused(bytes(bomb).replace(real, said))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/workbook.xml"])
def test_a_workbook_of_which_a_part_cannot_be_unpacked_is_damaged(part):
    with pytest.raises(zlib.error), zipfile.ZipFile(io.BytesIO(damaged(workbook(), part))) as package:
        package.read(part)
    assert "damaged" in refused(damaged(workbook(), part))


def test_entities_are_not_expanded():
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert "no spreadsheet program writes" in refused(repacked(workbook(), {"xl/sharedStrings.xml": evil}))
    wide = evil.decode().encode("utf-16")
    assert "no spreadsheet program writes" in refused(repacked(workbook(), {"xl/sharedStrings.xml": wide}))


def test_a_workbook_that_is_locked_part_by_part():
    content = bytearray(workbook())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        content[at + place] |= 1
    assert "protected by a password" in refused(bytes(content))


def test_a_workbook_whose_sheet_is_broken():
    assert "damaged" in refused(repacked(workbook(), {"xl/worksheets/sheet1.xml": b"<worksheet><broken"}))
    assert "no sheet" in refused(repacked(workbook(), {"xl/workbook.xml": b"<workbook/>"}))
