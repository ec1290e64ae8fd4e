"""Importing people: every problem named by row and column, nobody imported until all is clean, and then all at once."""

import cProfile
import pstats
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from inquiries import exporting_people, importing, people_columns, tasks, writing_people
from inquiries.models import Membership, Message, Organisation, PeopleImport, Spell, User
from inquiries.roles import Role
from inquiries.sheets import UnreadableError
from tests.builders import (
    make_group_invitation,
    make_membership,
    make_message,
    make_organisation,
    make_people_import,
    make_stewardship,
    make_user,
)
from tests.queries import queries_of
from tests.swaps import swap

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
HEADINGS = ["Name", "Email", "Shared email", "Organisation", "Sector"]
State = PeopleImport.State


@pytest.fixture
def delia():
    make_organisation(name="Castle Wynd Surgery", sector="g")
    return make_membership(role=Role.INTEGRATION_MANAGER)


@pytest.fixture
def page(client, delia):
    client.force_login(delia.person)
    return client


def csv_of(*rows, headings=HEADINGS):
    return "\n".join(",".join(row) for row in [headings, *rows]).encode()


def person(
    name="Anil Rao", email="anil@example.scot", shared="", organisation="Castle Wynd Surgery", sector=""
):
    return [name, email, shared, organisation, sector]


def draft(delia, *rows, headings=HEADINGS, content=None):
    content = content or csv_of(*rows, headings=headings)
    return importing.draft(delia.group, content, "people.csv", by=delia.person, at=NOW)


def problems(made):
    return [
        (row.number, problem["column"], problem["text"])
        for row in made.rows.all()
        for problem in row.problems
    ]


def plans(made):
    return [row.plan for row in made.rows.all()]


def imported(delia, *rows, **fields):
    made = draft(delia, *rows, **fields)
    assert problems(made) == []
    assert importing.order(made)
    assert importing.run(made.pk, NOW)
    made.refresh_from_db()
    return made


def member(name):
    return Membership.objects.get(person__name=name)


# --- the headings ---------------------------------------------------------------------------------


def test_headings_may_stand_in_any_order_under_a_line_of_words_and_in_any_case(delia):
    lines = [
        ["Who may see this list: Delia"],
        ["organisation", "E-MAIL", "full name:"],
        ["Castle Wynd Surgery", "a@b.scot", "Anil"],
    ]
    made = draft(delia, content="\n".join(",".join(line) for line in lines).encode())
    assert problems(made) == []
    assert made.rows.get().number == 3


@pytest.mark.parametrize(
    ("headings", "says"),
    [
        (["Forename", "Surname"], "No row of headings was found"),
        (["Name", "Emial", "Organisation"], "Column B, “Emial”: did you mean “Email”?"),
        (["Name", "Organisation", "Shoe size"], "Column C, “Shoe size”, is not one of ours"),
        (["Name", "Organisation", "name"], "“Name” stands there twice."),
        (["Name", "Email"], "Missing: Organisation."),
    ],
)
def test_headings_that_are_not_ours_are_named(delia, headings, says):
    with pytest.raises(UnreadableError) as problem:
        draft(delia, ["a"] * len(headings), headings=headings)
    assert says in str(problem.value)
    assert not PeopleImport.objects.exists()


def test_a_file_without_rows_says_so(delia):
    with pytest.raises(UnreadableError, match="no row under the headings"):
        draft(delia)


# --- the cells ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("Name", "", "Enter a name."),
        ("Name", '"Anil\nRao"', "There is a line break in it."),
        ("Name", "A" * 121, "must be 120 characters or fewer, and has 121"),
        ("Email", "anil", "“anil” is no email address."),
        ("Organisation", "", "Enter where they come from"),
        ("Organisation", "Mill Lane Practice", "“Mill Lane Practice” is new to Clip: enter its sector."),
        ("Sector", "Church", "“Church” is none of these: Health board, Council"),
        ("Sector", "Council", "has the sector GP practice or other contractor in Clip"),
        ("Role", "Chair", "“Chair” is none of these: Member, Facilitator, Integration manager."),
        ("Recaps only", "perhaps", "Enter yes or no instead of “perhaps”."),
        ("Joined on", "31/02/2026", "“31/02/2026” is no date."),
        ("Joined on", "01/01/2999", "This day is still to come."),
        ("Left on", "01/01/1999", "This is before they joined."),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(delia, column, cell, says):
    row = {"Name": "Anil Rao", "Email": "anil@example.scot", "Organisation": "Castle Wynd Surgery"}
    row |= {column: cell}
    made = draft(delia, list(row.values()), headings=list(row))

    found = [(number, where) for number, where, text in problems(made) if says in text]
    assert found == [(2, "Sector" if "enter its sector" in says else column)]
    assert not importing.order(made)


def test_rows_of_one_file_are_held_against_each_other(delia):
    made = draft(
        delia,
        person(),
        person(),
        person(name="Mairi Sinclair"),
        person(name="Nan Duthie", email=""),
        person(name="NAN  duthie", email=""),
    )
    assert [(number, column) for number, column, _text in problems(made)] == [
        (3, "Email"),
        (3, "Name"),
        (4, "Email"),
        (4, "Name"),
        (6, "Name"),
    ]
    texts = " ".join(text for _number, _column, text in problems(made))
    assert "If they share it, put it under “Shared email” in both rows." in texts


def test_formulas_and_cells_without_a_heading_are_problems_of_their_row(delia):
    from tests.inquiries.test_reading_sheets import workbook

    rows = [
        ["Name", "Organisation"],
        ["=A1", "Castle Wynd Surgery"],
        ["Anil", "Castle Wynd Surgery", "stray"],
    ]
    made = draft(delia, content=workbook(rows))
    assert [(number, column) for number, column, _text in problems(made)][:1] == [(2, "Name")]
    assert "formula" in problems(made)[0][2]
    assert any(number == 3 and "“stray”" in text for number, _column, text in problems(made))


def test_a_telephone_number_has_its_first_nought_again():
    column = people_columns.BY_KEY["phone"]
    assert people_columns.read_cell(column, "7912345678") == "07912345678"
    assert people_columns.read_cell(column, "01632 960 100") == "01632 960 100"


# --- importing it ---------------------------------------------------------------------------------


def test_nobody_is_imported_while_a_row_has_a_problem(delia):
    before = (User.objects.count(), Membership.objects.count())
    made = draft(delia, person(), person(name="", email="b@example.scot"))
    assert not importing.order(made)
    assert not importing.run(made.pk, NOW)
    assert (User.objects.count(), Membership.objects.count()) == before


def test_a_clean_file_is_imported_as_a_whole_and_no_message_leaves(delia):
    made = imported(
        delia,
        person(),
        person(name="Nan Duthie", email="", shared="flat3@example.scot", organisation="", sector="Community"),
        person(
            name="Lewis Orr", email="", shared="flat3@example.scot", organisation="Harbour Café", sector="c"
        ),
    )
    anil, nan, lewis = (member(name) for name in ("Anil Rao", "Nan Duthie", "Lewis Orr"))
    assert (made.state, made.added) == (State.DONE, 3)
    assert (anil.person.email, anil.organisation.name, anil.joined_on) == (
        "anil@example.scot",
        "Castle Wynd Surgery",
        TODAY,
    )
    assert (nan.person.email, nan.person.address, nan.organisation.sector) == (
        None,
        "flat3@example.scot",
        "p",
    )
    assert (lewis.organisation.name, lewis.organisation.sector) == ("Harbour Café", "c")
    assert [spell.starts_on for spell in anil.spells.all()] == [TODAY]
    assert set(delia.group.partnership.parties.all()) == {
        anil.organisation,
        nan.organisation,
        lewis.organisation,
    }
    assert anil.history.get().history_user == delia.person
    assert not anil.person.has_usable_password()
    assert not Message.objects.exists()


def test_who_has_left_already_is_imported_with_their_time(delia):
    headings = ["Name", "Organisation", "Joined on", "Left on"]
    imported(delia, ["Ewan Grant", "Castle Wynd Surgery", "05/01/2026", "2026-03-02"], headings=headings)
    ewan = member("Ewan Grant")
    assert (ewan.joined_on, ewan.left_on) == (date(2026, 1, 5), date(2026, 3, 2))
    spell = ewan.spells.get()
    assert (spell.ends_on, spell.ended_because, spell.ended_by) == (
        ewan.left_on,
        Spell.End.LEFT,
        delia.person,
    )


def test_somebody_asked_to_join_who_is_imported_has_said_yes(delia):
    asked = make_group_invitation(
        group=delia.group, person=make_user(name="Anil Rao", email="anil@example.scot")
    )
    imported(delia, person())
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("accepted", delia.person)


def test_what_is_exported_changes_nothing_when_it_comes_back(delia):
    imported(delia, person(), person(name="Nan Duthie", email="", organisation="", sector="Community"))
    make_membership(group=delia.group, left_on=TODAY, person=make_user(name="Left, Already"))
    make_membership(group=delia.group, person=make_user(name="=Formula", phone="+44 1632 960 100"))
    before = list(
        Membership.objects.values_list("pk", "person", "organisation", "job", "joined_on", "left_on")
    )
    history = Membership.history.count()

    for is_excel in (False, True):
        members = exporting_people.people_of(delia.group)
        again = draft(delia, content=exporting_people.sheet(delia.group, members, is_excel=is_excel))
        assert (problems(again), set(plans(again))) == ([], {"same"})
        importing.order(again)
        importing.run(again.pk, NOW)
        again.refresh_from_db()
        assert (again.state, again.added, again.changed) == (State.DONE, 0, 0)
    assert (
        list(Membership.objects.values_list("pk", "person", "organisation", "job", "joined_on", "left_on"))
        == before
    )
    assert Membership.history.count() == history


def test_the_same_file_twice_makes_nobody_twice(delia):
    rows = [person(), person(name="Nan Duthie", email="", organisation="", sector="Community")]
    imported(delia, *rows)
    people = User.objects.count()
    again = draft(delia, *rows)
    assert plans(again) == ["same", "same"]
    assert User.objects.count() == people


def test_a_mended_list_changes_what_it_says_and_leaves_empty_cells_alone(delia):
    imported(delia, person())
    anil = member("Anil Rao")
    User.objects.filter(pk=anil.person_id).update(phone="01632 960 101")
    headings = ["Name", "Email", "Organisation", "Sector", "What they do", "Telephone", "Role"]
    row = ["Anil Rao", "anil@example.scot", "Old Quay Surgery", "g", "GP", "", "Facilitator"]
    made = imported(delia, row, headings=headings)

    anil = member("Anil Rao")
    assert (made.added, made.changed) == (0, 1)
    assert (anil.organisation.name, anil.job, anil.role) == ("Old Quay Surgery", "GP", "facilitator")
    assert anil.person.phone == "01632 960 101"
    assert anil.spells.count() == 2


def test_leaving_coming_back_and_other_addresses_are_not_for_a_file_to_change(delia):
    anil = make_membership(group=delia.group, person=make_user(name="Anil Rao", email="anil@example.scot"))
    gone = make_membership(
        group=delia.group, left_on=TODAY, person=make_user(name="Ewan", email="ewan@example.scot")
    )
    headings = ["Name", "Email", "Organisation", "Joined on", "Left on"]
    made = draft(
        delia,
        ["Anil Rao", "anil@example.scot", "", "01/02/2026", TODAY.isoformat()],
        ["Ewan", "ewan@example.scot", "", "", ""],
        headings=headings,
    )
    assert [(number, column) for number, column, _text in problems(made)] == [
        (2, "Joined on"),
        (2, "Left on"),
        (3, "Left on"),
    ]
    assert (anil.left_on, gone.left_on) == (None, TODAY)


def test_the_last_facilitator_is_not_demoted_by_a_file(delia):
    jo = make_membership(
        group=delia.group, role=Role.FACILITATOR, person=make_user(name="Jo", email="jo@example.scot")
    )
    made = draft(
        delia, ["Jo", "jo@example.scot", "", "Member"], headings=["Name", "Email", "Organisation", "Role"]
    )
    assert [(column, "only facilitator" in text) for _n, column, text in problems(made)] == [("Role", True)]
    jo.refresh_from_db()
    assert jo.role == Role.FACILITATOR


# --- who somebody is ------------------------------------------------------------------------------


def choose(made, choice):
    row = made.rows.exclude(candidates=[]).get()
    importing.choose(made, {row.pk: choice}, at=NOW)
    return made.rows.get(pk=row.pk)


def test_a_name_that_could_be_somebody_here_is_asked(delia):
    nan = make_membership(group=delia.group, person=make_user(name="Nan Duthie", email=None))
    made = draft(delia, person(name="Nan Duthie", email=""))
    assert plans(made) == ["ask"]
    assert not importing.order(made)

    assert choose(made, str(nan.person_id)).plan == "change"
    assert choose(made, "new").plan == "add"
    assert choose(made, str(make_user().pk)).plan == "ask"


def test_another_name_at_a_known_address_is_asked_and_may_be_somebody_who_shares_it(delia):
    make_membership(group=delia.group, person=make_user(name="Nan Duthie", email="flat3@example.scot"))
    made = draft(delia, person(name="Lewis Orr", email="flat3@example.scot"))
    assert plans(made) == ["ask"]

    choose(made, "new")
    importing.order(made)
    assert importing.run(made.pk, NOW)
    lewis = member("Lewis Orr").person
    assert (lewis.email, lewis.contact_email) == (None, "flat3@example.scot")
    assert plans(draft(delia, person(name="Lewis Orr", email="flat3@example.scot"))) == ["same"]


def test_names_outside_ones_groups_are_not_given_away(delia):
    stranger = make_membership(person=make_user(name="Robert Smith", email="bob@example.scot"))
    made = draft(delia, person(name="Bob", email="bob@example.scot"))
    row = made.rows.get()
    assert (row.person, row.candidates) == (stranger.person, [])
    assert not draft(delia, person(name="Robert Smith", email="")).rows.exclude(candidates=[]).exists()


def test_two_of_one_name_from_two_organisations_are_told_apart(delia):
    castle = Organisation.objects.get(name="Castle Wynd Surgery")
    here = make_membership(
        group=delia.group, person=make_user(name="Mary Reid", email=None), organisation=castle
    )
    make_membership(group=delia.group, person=make_user(name="Mary Reid", email=None))
    row = draft(delia, person(name="Mary Reid", email="")).rows.get()
    assert (row.person, row.plan) == (here.person, "same")


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING])
def test_who_somebody_is_cannot_be_said_any_more_once_the_job_has_the_file(delia, state):
    nan = make_membership(group=delia.group, person=make_user(name="Nan Duthie", email=None))
    made = draft(delia, person(name="Nan Duthie", email=""))
    choose(made, str(nan.person_id))
    PeopleImport.objects.filter(pk=made.pk).update(state=state)

    row = made.rows.get()
    assert not importing.choose(made, {row.pk: "somebody else"}, at=NOW)
    row.refresh_from_db()
    assert (row.choice, row.plan) == (str(nan.person_id), "change")


def test_a_row_that_came_to_ask_while_the_job_ran_sends_the_file_back(delia, monkeypatch):
    made = draft(delia, person(), person(name="Mairi", email="mairi@example.scot"))
    importing.order(made)
    look_over = importing._look_over_in_steps

    def asked_meanwhile(made, at):
        is_clean = look_over(made, at)
        made.rows.filter(cells__name="Mairi").update(plan="ask")
        return is_clean

    monkeypatch.setattr(importing, "_look_over_in_steps", asked_meanwhile)
    assert not importing.run(made.pk, NOW)
    made.refresh_from_db()
    assert (made.state, "Something changed" in made.failed_because) == (State.READ, True)
    assert not User.objects.filter(name__in=["Anil Rao", "Mairi"]).exists()


# --- the job --------------------------------------------------------------------------------------


def test_the_job_runs_once(delia):
    made = draft(delia, person())
    assert importing.order(made)
    assert not importing.order(made)
    assert importing.lost(NOW) == [made.pk]
    tasks.import_people(str(made.pk))
    tasks.import_people(str(made.pk))
    assert Membership.objects.filter(person__name="Anil Rao").count() == 1
    assert importing.lost(NOW) == []


def test_what_changed_since_it_was_looked_over_sends_it_back(delia):
    made = draft(delia, person(organisation="Castle Wynd Surgery"))
    importing.order(made)
    Organisation.objects.filter(name="Castle Wynd Surgery").delete()

    assert not importing.run(made.pk, NOW)
    made.refresh_from_db()
    assert (made.state, "Something changed" in made.failed_because) == (State.READ, True)
    assert [column for _number, column, _text in problems(made)] == ["Sector"]
    assert not Membership.objects.filter(person__name="Anil Rao").exists()


def test_who_no_longer_looks_after_the_group_imports_nobody(delia):
    made = draft(delia, person())
    importing.order(made)
    Membership.objects.filter(pk=delia.pk).update(role=Role.MEMBER)
    assert not importing.run(made.pk, NOW)
    assert not User.objects.filter(name="Anil Rao").exists()


def test_a_fault_in_the_middle_leaves_nothing_half_done(delia, monkeypatch):
    made = draft(delia, person(), person(name="Mairi", email="mairi@example.scot"))
    importing.order(made)

    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(writing_people.Spell.objects, "bulk_create", broken)
    with pytest.raises(RuntimeError):
        importing.run(made.pk, NOW)
    assert not User.objects.filter(email__in=["anil@example.scot", "mairi@example.scot"]).exists()
    monkeypatch.undo()
    PeopleImport.objects.update(claimed_at=NOW - timedelta(hours=1))
    assert importing.lost(NOW) == [made.pk]
    assert importing.run(made.pk, NOW)


def test_an_address_that_was_taken_meanwhile_sends_it_back(delia, monkeypatch):
    made = draft(delia, person())
    importing.order(made)

    def taken(*_args, **_kwargs):
        raise IntegrityError

    monkeypatch.setattr(writing_people, "write", taken)
    assert not importing.run(made.pk, NOW)
    made.refresh_from_db()
    assert made.state == State.READ


def test_a_job_that_died_three_times_is_set_aside(delia):
    made = make_people_import(
        group=delia.group, state=State.RUNNING, attempts=3, claimed_at=NOW - timedelta(hours=1)
    )
    assert importing.lost(NOW) == []
    made.refresh_from_db()
    assert made.state == State.FAILED
    assert importing.order(made)


def test_looking_over_takes_the_same_queries_at_two_and_two_hundred_rows(delia):
    def ask(many):
        rows = [person(name=f"Zed {n}", email=f"z{many}.{n}@example.scot") for n in range(many)]
        return lambda: draft(delia, *rows)

    def asked(many):
        return [sql for sql in queries_of(ask(many)) if sql.startswith("SELECT")]

    assert len(asked(2)) == len(asked(200))


@pytest.mark.long
def test_a_thousand_rows_cost_no_more_apiece_than_a_hundred(delia):
    """Counted in calls of functions, which are the same on a slow machine and on a busy one."""

    def calls(work):
        profile = cProfile.Profile()
        made = profile.runcall(work)
        return made, pstats.Stats(profile).total_calls

    def cost(numbers):
        rows = [
            person(name=f"Zed {n}", email=f"zed{n}@example.scot", organisation=f"Place {n % 60}", sector="c")
            for n in numbers
        ]
        made, first = calls(lambda: imported(delia, *rows))
        assert made.added == len(rows)

        headings = ["Name", "Email", "Organisation", "Telephone"]
        rows = [[f"Zed {n}", f"zed{n}@example.scot", "Place 0", f"01632 96{n:04}"] for n in numbers]
        again, second = calls(lambda: imported(delia, *rows, headings=headings))
        assert (again.added, again.changed) == (0, len(rows))
        return first, second

    few, many = cost(range(1000, 1100)), cost(range(1000))
    assert [most < 12 * least for most, least in zip(many, few, strict=True)] == [True, True], (few, many)


# --- taking it back -------------------------------------------------------------------------------


def test_an_import_is_taken_back_as_if_it_had_not_been(delia):
    imported(delia, person())
    people, history = set(User.objects.values_list("pk", flat=True)), member("Anil Rao")
    headings = ["Name", "Email", "Organisation", "Sector", "What they do", "Role"]
    made = imported(
        delia,
        ["Anil Rao", "anil@example.scot", "Old Quay Surgery", "g", "GP", "Facilitator"],
        ["Mairi Sinclair", "mairi@example.scot", "Old Quay Surgery", "g", "GP", "Facilitator"],
        headings=headings,
    )
    assert writing_people.take_back(made)
    anil = member("Anil Rao")
    assert set(User.objects.values_list("pk", flat=True)) == people
    assert (anil.organisation, anil.job, anil.role, anil.spells.count()) == (
        history.organisation,
        "",
        "member",
        1,
    )
    assert not writing_people.take_back(made)


def test_an_import_stays_where_something_was_written_of_somebody_in_it(delia):
    made = imported(delia, person(), person(name="Mairi", email="mairi@example.scot"))
    make_message(member("Mairi"))
    assert not writing_people.take_back(made)
    made.refresh_from_db()
    assert made.state == State.DONE
    assert Membership.objects.filter(person__name__in=["Anil Rao", "Mairi"]).count() == 2


# --- the pages ------------------------------------------------------------------------------------


def url(delia, name, *args):
    return reverse(f"inquiries:{name}", args=[delia.group.slug, *args])


def upload(page, delia, content, name="people.csv"):
    return page.post(url(delia, "import-people"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_file_is_chosen_looked_over_and_handed_to_the_job(page, delia):
    looked = upload(page, delia, csv_of(person()))
    made = PeopleImport.objects.get()
    assert "Add one person, no message leaves" in looked.content.decode()

    waits = page.post(url(delia, "import-go", made.pk), follow=True).content.decode()
    assert "being imported" in waits
    progress = url(delia, "import-progress", made.pk)
    assert swap(page, f"{progress}?seen=queued-0", method="get").status_code == 204
    assert "waits its turn" in swap(page, f"{progress}?seen=x", method="get").content.decode()
    importing.run(made.pk, NOW)
    assert swap(page, f"{progress}?seen=queued-0", method="get").headers["HX-Redirect"] == url(
        delia, "import-look", made.pk
    )
    assert "One person was added" in page.get(url(delia, "import-look", made.pk)).content.decode()
    page.post(url(delia, "import-undo", made.pk))
    assert not User.objects.filter(name="Anil Rao").exists()


def test_problems_stand_on_the_page_by_row_and_column(page, delia):
    text = upload(page, delia, csv_of(person(), person(name="B", email="b"))).content.decode()
    assert "One row has to be mended" in text
    assert "Row 3" in text
    assert "“b” is no email address." in text
    assert "no message leaves" not in text


def test_a_file_that_cannot_be_read_is_said_at_the_box(page, delia):
    for content in (b"", b"Forename,Surname\nA,B\n"):
        answer = upload(page, delia, content)
        assert answer.status_code == 422
        assert "ds_question__error-message" in answer.content.decode()
    assert page.post(url(delia, "import-people")).status_code == 422
    assert not PeopleImport.objects.exists()


def test_who_somebody_is_can_be_said_on_the_page(page, delia):
    make_membership(group=delia.group, person=make_user(name="Nan Duthie", email=None))
    assert "Who is it?" in upload(page, delia, csv_of(person(name="Nan Duthie", email=""))).content.decode()
    made = PeopleImport.objects.get()
    text = page.post(
        url(delia, "import-choose", made.pk), {str(made.rows.get().pk): "new"}, follow=True
    ).content.decode()
    assert "Add one person" in text


def test_a_dropped_file_keeps_no_rows(page, delia):
    upload(page, delia, csv_of(person()))
    made = PeopleImport.objects.get()
    page.post(url(delia, "import-drop", made.pk))
    made.refresh_from_db()
    assert (made.state, made.rows.count()) == (State.DROPPED, 0)
    assert not importing.order(made)


def test_a_possible_slip_in_an_organisation_is_pointed_out(page, delia):
    row = person(organisation="Castle Wind Surgery", sector="g")
    assert "Did you mean Castle Wynd Surgery?" in upload(page, delia, csv_of(row)).content.decode()


def test_export_and_import_are_for_those_who_look_after_contact_details(client, delia):
    jo = make_membership(group=delia.group, role=Role.FACILITATOR)
    statuses = {}
    above = make_stewardship(role=Role.ADMINISTRATOR, programme=delia.group.partnership.programme)
    for who in (delia, jo, above, make_membership(group=delia.group)):
        client.force_login(who.person)
        answers = [client.get(url(delia, name)).status_code for name in ("export-people", "import-people")]
        statuses[who.role] = answers
    assert statuses == {
        "integration_manager": [200, 200],
        "facilitator": [200, 403],
        "administrator": [200, 200],
        "member": [404, 403],
    }


def test_the_exported_file_says_first_who_may_see_it(page, delia):
    answer = page.get(url(delia, "export-people"))
    first, heading, row = answer.content.decode("utf-8-sig").splitlines()
    assert "Who may see this list" in first
    assert heading == ",".join(people_columns.headings())
    assert delia.person.email in row
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="wester-')
    excel = page.get(url(delia, "export-people-excel"))
    assert excel.content.startswith(b"PK")


def test_the_template_is_one_that_can_be_imported(page, delia):
    for name in ("import-template", "import-template-excel"):
        made = draft(delia, content=page.get(url(delia, name)).content)
        assert (problems(made), plans(made)) == ([], ["add"])
