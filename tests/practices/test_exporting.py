"""What one may read of a group as a file: no word more than the pages show, whole, safe in spreadsheets, and readable again."""

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from inquiries import people_columns, reading_sheets
from inquiries.roles import Role
from meetings import checking_logs, log_columns, reading_logs
from meetings.models import Action, ActionUpdate
from practices import exporting
from tests import builders
from tests.builders import (
    make_action,
    make_ask,
    make_ask_answer,
    make_aspiration,
    make_barrier,
    make_check_answer,
    make_check_back,
    make_cycle,
    make_debrief_part,
    make_entry,
    make_group,
    make_holding,
    make_judgement,
    make_measure,
    make_meeting,
    make_membership,
    make_noticed_change,
    make_purpose,
    make_reading,
    make_recap,
    make_release,
    make_retelling,
    make_room_word,
    make_scenario_line,
    make_small_group,
    make_small_test,
    make_stewardship,
    make_story,
    make_update,
    make_user,
    make_usual,
)
from tests.practices.kept import above, let_out, page_of, url
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
NOW = timezone.now()
FORMATS = ["excel", "csv", "json"]
every = pytest.mark.parametrize("kind", FORMATS)
KEPT = ["noticed_change", "scenario_line", "priority", "observation", "structural_proposal", "initiative"]


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR, person=make_user(name="Jo Adair", short_name="Jo"))


@pytest.fixture
def ailsa(jo):
    """A member who joined before the meetings that the tests hold."""
    return make_membership(group=jo.group, person=make_user(name="Ailsa Munro", short_name="Ailsa"))


def content_of(client, person, group, kind):
    client.force_login(person)
    answer = client.get(reverse("practices:export-file", args=[group.slug, kind]))
    return answer.status_code, answer.content


def sheets_of(client, person, group, kind):
    """Every sheet of a file by its title or name: its rows, as they are read again."""
    status, content = content_of(client, person, group, kind)
    assert status == 200
    if kind == "excel":
        book = load_workbook(io.BytesIO(content))
        return {sheet.title: [list(row) for row in sheet.values] for sheet in book}
    if kind == "csv":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        assert all(text.startswith("\ufeff") for text in texts.values())
        return {name: list(csv.reader(io.StringIO(text[1:], newline=""))) for name, text in texts.items()}
    told = json.loads(content)
    return {
        sheet["title"]: [[sheet["readers"]], *map(list, map(dict.values, sheet["rows"]))]
        for sheet in told["sheets"]
    }


def text_of(client, person, group, kind):
    """All that a file says, whatever sheet it stands on."""
    return "\n".join(
        str(cell)
        for name, rows in sheets_of(client, person, group, kind).items()
        for row in [[name], *rows]
        for cell in row
        if cell is not None
    )


def held(jo, **recap):
    """A meeting that was held and recapped."""
    meeting = make_meeting(group=jo.group, closed_by=jo)
    return make_recap(
        meeting=meeting, changed_by=jo, **{"published_at": NOW, "published_by": jo} | recap
    ).meeting


# --- what is in it --------------------------------------------------------------------------------


def furnished(jo, ailsa):
    """One of all that a member may read, each with a word of its own."""
    group, meeting = jo.group, held(jo, text="Canary recap")
    make_purpose(group=group, term="medium", text="Canary purpose", why="Canary why")
    make_aspiration(group=group, text="Canary hope")
    make_entry(meeting=meeting, recorded_by=jo, text="Canary agreed")
    small_group = make_small_group(meeting=meeting, recorded_by=jo, topic="Canary topic")
    make_entry(
        meeting=meeting, recorded_by=jo, kind="learned", small_group=small_group, text="Canary learned"
    )
    make_entry(
        meeting=meeting, recorded_by=jo, kind="quote", speaker=jo, may_be_quoted=True, text="Canary quote"
    )
    action = make_action(lead=jo, meeting=meeting, text="Canary action")
    action.helpers.add(ailsa)
    make_update(action, words="Canary words")
    story = make_story(told_by=jo, title="Canary story", learning="Canary learning")
    make_retelling(story, text="Canary again")
    test = make_small_test(jo, what="Canary test", gives="Canary gives")
    make_cycle(test, plan="Canary round")
    make_usual(make_small_test(jo, stage="adopted", settled_on=NOW.date()), adopted_by="Canary usual")
    make_reading(make_measure(jo, what="Canary measure", small_test=test), value="7.5")
    make_judgement(make_barrier(jo, what="Canary barrier"), because="Canary judgement")
    george = make_stewardship(partnership=group.partnership, person=make_user(name="George Allan"))
    make_ask_answer(make_ask(jo, wording="Canary ask"), by=george.person, because="Canary answer")
    for stem in KEPT:
        column = "words" if stem == "observation" else "what"
        getattr(builders, f"make_{stem}")(jo, **{column: f"Canary {stem}"})
    make_holding(jo, commitment="Canary map")
    return meeting


WORDS = [
    *("recap", "purpose", "why", "hope", "agreed", "topic", "learned", "quote", "action", "words", "story"),
    *(
        "learning",
        "again",
        "test",
        "gives",
        "round",
        "usual",
        "measure",
        "barrier",
        "judgement",
        "ask",
        "answer",
    ),
    *KEPT,
    "map",
]


@every
@pytest.mark.parametrize("who", ["member", "facilitator"])
def test_a_file_holds_all_that_one_inside_may_read(client, jo, ailsa, kind, who):
    furnished(jo, ailsa)
    reader = ailsa if who == "member" else jo
    said = text_of(client, reader.person, jo.group, kind)
    assert [word for word in WORDS if f"Canary {word}" not in said] == []
    assert "Jo Adair" in said


@every
def test_above_the_group_a_file_holds_what_is_read_there_and_no_name(client, jo, ailsa, kind):
    furnished(jo, ailsa)
    said = text_of(client, above(jo.group), jo.group, kind)
    found = [word for word in WORDS if re.search(rf"Canary {word}\b", said)]
    assert found == ["purpose", "why", "ask", "answer"]
    assert "Jo" not in said
    assert "Ailsa" not in said
    assert "George Allan" in said  # who answers, as on the page of asks


@every
def test_what_was_let_out_is_read_above_the_group_without_who(client, jo, ailsa, kind):
    furnished(jo, ailsa)
    group, meeting = jo.group, jo.group.meetings.get(number=1)
    story = jo.stories.get()
    test = jo.small_tests_led.get(what="Canary test")
    let_out(story, kind="story")
    let_out(story, kind="story", about=story.retellings.get().pk)
    let_out(test, kind="small test")
    let_out(jo.changes_noticed.get())
    quote = meeting.entries.get(kind="quote")
    for thing, about in (("quotes", quote.pk), ("recap", meeting.pk)):
        make_release(meeting, kind=thing, about=about, released_by=jo)
    said = text_of(client, above(group), group, kind)
    for word in ("story", "again", "test", "round", "noticed_change", "quote", "recap"):
        assert f"Canary {word}" in said
    assert "Jo" not in said


@every
def test_a_story_that_went_out_takes_nothing_along_that_was_told_again(client, jo, kind):
    story = make_story(told_by=jo, title="Canary story")
    make_retelling(story, text="Canary again")
    let_out(story, kind="story")
    said = text_of(client, above(jo.group), jo.group, kind)
    assert "Canary story" in said
    assert "Canary again" not in said


@every
def test_above_the_group_nothing_that_names_somebody_is_read_whatever_belongs_to_it(client, jo, ailsa, kind):
    story, test = make_story(told_by=jo, title="Canary story"), make_small_test(jo, what="Canary test")
    again = make_retelling(story, text="Canary again, as Ailsa Munro says")
    let_out(story, kind="story", about=again.pk)
    make_cycle(test, plan="Canary round with Ailsa")
    named = make_small_test(jo, what="Canary with Ailsa")
    make_cycle(named, plan="Canary of hers")
    for row, thing in ((story, "story"), (test, "small test"), (named, "small test")):
        let_out(row, kind=thing)
    said = text_of(client, above(jo.group), jo.group, kind)
    assert "Canary story" in said
    assert "Canary test" in said
    assert [
        word for word in ("Ailsa", "Canary again", "Canary round", "Canary of hers") if word in said
    ] == []


@every
def test_a_senior_managers_own_answer_is_theirs_whomever_it_names(client, jo, ailsa, kind):
    ask, george, other = make_ask(jo), above(jo.group), above(jo.group)
    make_ask_answer(ask, by=george, because="Canary: I ask Ailsa")
    files = [text_of(client, person, jo.group, kind) for person in (george, other)]
    assert ["Canary" in said for said in files] == [True, False]


# --- what is not ----------------------------------------------------------------------------------


PRIVATE = "Heron"


def private_words(jo, ailsa):
    """In every place that no file of Jo's may hold, or nobody's."""
    group, meeting = jo.group, held(jo)
    make_holding(ailsa, owner=ailsa, commitment=f"{PRIVATE} map", assumption=f"{PRIVATE} assumed")
    make_noticed_change(ailsa, level="myself", what=f"{PRIVATE} in me", evidence=f"{PRIVATE} seen")
    make_room_word(meeting, kind="word", text=f"{PRIVATE} to the facilitator")
    make_room_word(meeting, kind="check_in", text=f"{PRIVATE} check-in")
    make_room_word(meeting, kind="check_out", text=f"{PRIVATE} check-out")
    make_entry(meeting=meeting, recorded_by=jo, kind="check_out", text=f"{PRIVATE} left")
    make_entry(meeting=meeting, recorded_by=jo, kind="quote", speaker=ailsa, text=f"{PRIVATE} not agreed")
    make_debrief_part(meeting, changed_by=jo, text=f"{PRIVATE} debrief")
    make_check_answer(meeting, line=f"{PRIVATE} checked")
    make_story(told_by=ailsa, title=f"{PRIVATE} withdrawn", removed_at=NOW, removed_by=ailsa.person)
    make_action(lead=ailsa, text=f"{PRIVATE} in the bin", removed_at=NOW, removed_by=ailsa.person)
    other = make_membership(group=make_group(partnership=group.partnership))
    make_story(told_by=other, title=f"{PRIVATE} of another group")
    make_action(lead=other, text=f"{PRIVATE} of another group")
    make_barrier(other, what=f"{PRIVATE} of another group")
    draft = make_meeting(group=group, closed_by=jo)
    make_recap(meeting=draft, changed_by=jo, text=f"{PRIVATE} draft")
    make_entry(meeting=draft, recorded_by=jo, text=f"{PRIVATE} before its recap")
    for person, n in ((jo.person, 1), (ailsa.person, 2)):
        type(person).objects.filter(pk=person.pk).update(
            email=f"{PRIVATE.lower()}{n}@example.org",
            phone=f"01632 96010{n}",
            contact_email=f"{PRIVATE}@x.org",
        )


@every
@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.NATIONAL_BODY, Role.ADMINISTRATOR)]
)
def test_a_file_holds_nothing_that_is_private(client, jo, ailsa, kind, role):
    private_words(jo, ailsa)
    inside = role in dict(Role.of_a_group())
    reader = make_membership(group=jo.group, role=role).person if inside else above(jo.group, role)
    said = text_of(client, reader, jo.group, kind)
    assert [
        line for line in said.splitlines() if PRIVATE.casefold() in line.casefold() or "01632" in line
    ] == []


@every
def test_what_is_ones_own_stands_in_ones_own_file_alone_and_says_so(client, jo, ailsa, kind):
    make_holding(ailsa, owner=ailsa, commitment="Heron map")
    make_noticed_change(ailsa, level="relationships", what="Heron between us")
    own = sheets_of(client, ailsa.person, jo.group, kind)
    found = [rows for rows in own.values() if any("Heron" in str(cell) for row in rows for cell in row)]
    assert len(found) == 2
    assert all("You alone." in rows[0][0] for rows in found)
    assert "Heron" not in text_of(client, jo.person, jo.group, kind)


@every
def test_what_is_ones_own_is_in_no_count_of_the_log(client, jo, ailsa, kind, caplog):
    make_meeting(group=jo.group)  # and the purpose that each group has
    make_holding(ailsa, owner=ailsa)
    make_noticed_change(ailsa, level="myself")
    with caplog.at_level("INFO", logger="practices.views.exporting"):
        sheets_of(client, ailsa.person, jo.group, kind)
    assert caplog.messages == [f"Exported 2 rows of {jo.group.pk} as {kind} to {ailsa.person.pk}, member."]


@every
def test_an_answer_to_a_note_is_read_by_who_gave_it_and_who_looks_after_notes(client, jo, ailsa, kind):
    other = make_membership(group=jo.group)
    action = make_action(lead=ailsa)
    make_update(action, words="Canary in answer", through=ActionUpdate.Through.ANSWER)
    make_update(action, words="Canary on the page", through=ActionUpdate.Through.PAGE)
    files = {who: text_of(client, who.person, jo.group, kind) for who in (ailsa, jo, other)}
    assert ["Canary in answer" in files[who] for who in (ailsa, jo, other)] == [True, True, False]
    assert all("Canary on the page" in said for said in files.values())


@every
def test_a_new_joiner_reads_of_meetings_since_they_joined(client, jo, kind):
    late = make_membership(group=jo.group, joined_on=timezone.localdate())
    meeting = held(jo, text="Canary recap")
    type(meeting).objects.filter(pk=meeting.pk).update(starts_at=NOW - timezone.timedelta(days=40))
    make_entry(meeting=meeting, recorded_by=jo, text="Canary agreed")
    assert "Canary" not in text_of(client, late.person, jo.group, kind)
    assert "Canary agreed" in text_of(client, jo.person, jo.group, kind)


@every
def test_what_a_recap_leaves_out_is_in_no_members_file(client, jo, ailsa, kind):
    meeting = held(jo, left_out=["agreed"])
    make_entry(meeting=meeting, recorded_by=jo, text="Canary agreed")
    assert "Canary" not in text_of(client, ailsa.person, jo.group, kind)
    assert "Canary" in text_of(client, jo.person, jo.group, kind)


@every
@pytest.mark.parametrize("role", [Role.NATIONAL_BODY, Role.ADMINISTRATOR])
def test_who_reads_no_page_of_words_gets_no_file(client, jo, kind, role):
    assert content_of(client, above(jo.group, role), jo.group, kind)[0] == 404


def test_there_is_no_other_format(client, jo):
    assert content_of(client, jo.person, jo.group, "xml")[0] == 404


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
    outside = sheets_of(client, above(jo.group), jo.group, "excel")
    readers = "senior managers, the learning partner and national bodies"
    assert outside["Stories"][0][0].endswith(
        f"Only what the group let out. Outside it these read it: {readers}."
    )
    always = {"Purposes", "Meetings", "Asks", "Answers to asks", "What the group let out"}
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
