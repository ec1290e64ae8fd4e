"""Taking in an old log of actions: every problem named by row and cell, names matched by hand, all at once, and twice is once."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from clip.keeping import invariants
from inquiries.models import Message
from inquiries.roles import Role
from inquiries.sheets import UnreadableError
from meetings import checking_logs, reading_logs, taking_in, updating
from meetings.forms.logs import key_of
from meetings.models import Action, ActionUpdate
from tests.builders import make_action, make_meeting, make_membership, make_user
from tests.damaged import damaged
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
State = Action.State
HEADINGS = "What\tLead\tBy when\tState"


@pytest.fixture
def delia():
    return make_membership(role=Role.INTEGRATION_MANAGER)


@pytest.fixture
def ross(delia):
    return make_membership(group=delia.group, person=make_user(name="Ross Kerr"))


@pytest.fixture
def page(client, delia, ross):
    client.force_login(delia.person)
    return client


def url(member, name="log"):
    return reverse(f"meetings:{name}", args=[member.group.slug])


def day(days):
    return f"{TODAY + timedelta(days=days):%d/%m/%Y}"


def sheet(*rows, headings=HEADINGS):
    return "\n".join([headings, *rows])


def row(what="Ring the ward", lead="Ross Kerr", due=None, state=""):
    return "\t".join([what, lead, due or day(9), state])


def over(delia, text, chosen=None):
    return checking_logs.look_over(delia.group, reading_logs.rows_of(text), chosen or {}, today=TODAY)


def problems(delia, text):
    return over(delia, text).problems


def taken(delia, text, chosen=None):
    return taking_in.write(delia.group, over(delia, text, chosen), by=delia, at=NOW)


# --- what is wrong, and where ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"due": "31/02/2027"}, "By when", "“31/02/2027” is no date"),
        ({"state": "Finished"}, "State", "“Finished” is none of these: Offered, Open"),
        ({"what": ""}, "What", "This is empty"),
        ({"what": "x" * 301}, "What", "300 characters or fewer, and has 301"),
        ({"what": "Ring 0101901234"}, "What", "looks like an ID number"),
        ({"due": "0101901234"}, "By when", "looks like an ID number"),
        ({"what": "Ring\x01"}, "What", "character in it that can’t be saved"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(delia, ross, cells, column, said):
    [(number, where, told)] = problems(delia, sheet(row(), row(**cells)))
    assert (number, where) == (3, column)
    assert said in told
    assert "0101901234" not in told


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("Meeting", "9", "This group has no meeting 9"),
        ("Meeting", "2", "Meeting 2 is still to come"),
        ("Meeting", "third", "“third” is no number of a meeting"),
        ("Finished on", day(-1), "only once it is Done or Let go"),
        ("Agreed on", day(3), "a day since 2000 that has come"),
        ("Agreed on", "1/1/1890", "a day since 2000 that has come"),
        ("Quick win", "perhaps", "Enter yes or no"),
        ("Kind", "Wish", "“Wish” is none of these: Action, Question"),
    ],
)
def test_what_does_not_fit_together_is_said(delia, ross, heading, cell, said):
    make_meeting(delia.group, number=1, opened_at=NOW, closed_by=delia)
    make_meeting(delia.group, number=2)
    [(number, where, told)] = problems(delia, sheet(f"{row()}\t{cell}", headings=f"{HEADINGS}\t{heading}"))
    assert (number, where) == (2, heading)
    assert said in told


def test_days_are_in_order(delia, ross):
    headings = f"{HEADINGS}\tAgreed on\tFinished on"
    text = sheet(f"{row(due=day(-30), state='Done')}\t{day(-10)}\t{day(-20)}", headings=headings)
    assert [(where, told[:30]) for _n, where, told in problems(delia, text)] == [
        ("Finished on", "It can’t be before the day on "),
        ("By when", "An action can’t be due before "),
    ]


def test_what_is_open_needs_somebody_who_is_still_there(delia):
    make_membership(
        group=delia.group, person=make_user(name="Ewan Grant"), joined_on=date(2026, 1, 1), left_on=TODAY
    )
    [(_n, where, told)] = problems(delia, sheet(row(lead="Ewan Grant")))
    assert (where, told) == ("Lead", "Ewan Grant has left the group. Enter who has it now.")
    assert problems(delia, sheet(row(lead="Ewan Grant", due=day(-1), state="Done"))) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ring the ward\tRoss Kerr", "No row of headings was found"),
        (HEADINGS, "no row under the headings"),
        ("What\tBy when\nA\t1/1/2027", "Missing: Lead."),
        ("What\tLead\tLead\nA\tB\tC", "“Lead” stands there twice"),
        ("What\tLead\tBy whenn\nA\tB\tC", "did you mean “By when”?"),
        ("What\tLead\tColour\nA\tB\tC", "Column C, “Colour”, is not one of ours"),
        ("\n".join([HEADINGS, *["A\tB\t\t"] * 1001]), "more than 1,000 rows"),
    ],
)
def test_headings_and_size_are_looked_at_first(text, said):
    with pytest.raises(UnreadableError, match=said.replace("?", r"\?")):
        reading_logs.rows_of(text)


def test_a_file_that_is_too_large_is_not_read():
    with pytest.raises(UnreadableError, match="larger than 1 MB"):
        reading_logs.text_of(b"x" * (reading_logs.LARGEST + 1), "log.csv")


def workbook(*rows, title="Actions", before=()):
    book = Workbook()
    book.active.title = "Purposes" if before else title
    for one in before:
        book.active.append(one)
    found = book.create_sheet(title) if before else book.active
    for one in rows:
        found.append(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_of_a_workbook_the_sheet_of_actions_is_read_and_rows_keep_their_numbers(delia, ross):
    due = TODAY + timedelta(days=9)
    content = workbook(
        ["Who may see this: all"],
        ["What", "Lead", "By when"],
        [],
        ["Ring", "Ross Kerr", due],
        before=[["Text"]],
    )
    found = over(delia, reading_logs.text_of(content, "export.xlsx"))
    assert [(one.number, one.said["text"], one.said["due_on"]) for one in found.rows] == [(4, "Ring", due)]


def test_a_formula_is_refused_where_it_stands():
    content = workbook(["What", "Lead"], ["=1+1", "Ross Kerr"])
    with pytest.raises(UnreadableError, match=r"Row 2, column A\. This is a formula"):
        reading_logs.text_of(content, "log.xlsx")


def test_what_looks_like_a_formula_is_taken_as_it_was_written(delia, ross):
    content = b"What,Lead\n'=SUM(A1),Ross Kerr\n"
    taken(delia, reading_logs.text_of(content, "log.csv"))
    assert Action.objects.get().text == "=SUM(A1)"


# --- whom a name means ----------------------------------------------------------------------------


def test_names_are_found_whatever_their_capitals_and_never_guessed(delia, ross):
    found = over(delia, sheet(row(lead="ROSS  kerr"), row(lead="Ross")))
    assert [one.lead for one in found.rows] == [ross, None]
    assert found.unknown == ["Ross"]


def test_two_of_one_name_are_asked_about(delia, ross):
    make_membership(group=delia.group, person=make_user(name="Ross Kerr"))
    assert over(delia, sheet(row())).unknown == ["Ross Kerr"]


def test_somebody_of_another_group_is_nobody_here(delia, ross):
    other = make_membership(person=make_user(name="Morag Bain"))
    found = over(delia, sheet(row(lead="Morag Bain")), {"morag bain": str(other.pk)})
    assert (found.unknown, found.rows[0].lead) == (["Morag Bain"], None)


def test_a_name_chosen_by_hand_counts_in_every_row_and_a_helper_may_be_left_out(page, delia, ross):
    text = sheet(
        f"{row(lead='R. Kerr')}\tThe hall; Delia B",
        f"{row(what='Order the van', lead='R. Kerr')}\t",
        headings=f"{HEADINGS}\tHelpers",
    )
    told = page.post(url(delia), {"pasted": text}).content.decode()
    assert all(key_of(name) in told for name in ("R. Kerr", "The hall", "Delia B"))
    assert 'name="take-in"' not in told

    chosen = {
        key_of("R. Kerr"): ross.pk,
        key_of("The hall"): checking_logs.NOBODY,
        key_of("Delia B"): delia.pk,
    }
    assert page.post(url(delia), {"pasted": text, "take-in": "yes", **chosen}).status_code == 302
    ring, van = Action.objects.order_by("text").reverse()
    assert (ring.lead, list(ring.helpers.all()), van.lead) == (ross, [delia], ross)


def test_a_lead_is_never_left_out(delia, ross):
    found = over(delia, sheet(row(lead="The hall")), {"the hall": checking_logs.NOBODY})
    assert not found.is_clean


# --- taking it in ---------------------------------------------------------------------------------


def test_it_is_taken_in_as_it_says(delia, ross):
    meeting = make_meeting(delia.group, starts_at=NOW - timedelta(days=30), opened_at=NOW, closed_by=delia)
    headings = f"{HEADINGS}\tKind\tQuick win\tMeeting\tFinished on"
    taken(
        delia,
        sheet(
            f"{row(due=day(-5), state='Done')}\tQuestion\tyes\t1\t{day(-7)}",
            f"{row(what='Order the van')}\t\t\t\t",
            headings=headings,
        ),
    )
    done = Action.objects.get(state="done")
    assert (done.kind, done.is_quick_win, done.meeting, done.lead) == ("question", True, meeting, ross)
    assert timezone.localdate(done.finished_at) == TODAY - timedelta(days=7)
    assert timezone.localdate(done.agreed_at) == meeting.starts_local.date()
    van = Action.objects.get(state="open")
    assert (van.due_on, van.finished_at, van.recorded_by) == (TODAY + timedelta(days=9), None, delia)
    assert not Message.objects.exists()


@pytest.mark.parametrize("state", [label for _value, label in State.choices])
def test_whatever_the_state_nothing_that_must_hold_is_broken(delia, ross, state):
    taken(delia, sheet(row(due=day(0), state=str(state))))
    assert str(Action.objects.get().get_state_display()) == str(state)
    assert invariants.broken(NOW)["I2 an action is where it was last said to be"] == []


def test_what_was_done_can_be_undone_and_is_open_again(delia, ross):
    taken(delia, sheet(row(due=day(0), state="Done")))
    update = ActionUpdate.objects.select_related("action", "by__person").get()
    assert update.through == ActionUpdate.Through.BEHALF
    updating.undo(update, by=delia, at=NOW)
    action = Action.objects.get()
    assert (action.state, action.finished_at) == (State.OPEN, None)


def test_the_same_log_again_changes_nothing(page, delia, ross):
    text = sheet(row(), row(what="Order the van", state="Stuck"), row(), row())
    for _time in range(2):
        assert page.post(url(delia), {"pasted": text, "take-in": "yes"}).status_code == 302
    assert Action.objects.count() == 4  # a row that stands there twice was meant twice
    assert ActionUpdate.objects.count() == 1
    assert "All of it is here already" in page.post(url(delia), {"pasted": text}).content.decode()


def test_what_is_here_already_is_found_by_its_reference_and_by_its_words(delia, ross):
    due = TODAY + timedelta(days=9)
    said, worded = make_action(ross, text="Ring the ward", due_on=due), make_action(ross, text="Other")
    text = sheet(f"{row()}\t", f"{row(what='Anew')}\t{worded.pk}", headings=f"{HEADINGS}\tReference")
    found = over(delia, text)
    assert [one.here for one in found.rows] == [said, worded]
    assert taking_in.write(delia.group, found, by=delia, at=NOW) == []


def test_a_reference_of_another_group_finds_nothing(delia, ross):
    foreign = make_action(make_membership(), text="Theirs")
    found = over(delia, sheet(f"{row()}\t{foreign.pk}", headings=f"{HEADINGS}\tReference"))
    assert [one.plan for one in found.rows] == ["new"]


def test_while_anything_is_wrong_nothing_is_taken_in(page, delia, ross):
    answer = page.post(url(delia), {"pasted": sheet(row(), row(due="soon")), "take-in": "yes"})
    assert answer.status_code == 422
    assert "“soon” is no date" in answer.content.decode()
    assert not Action.objects.exists()


def test_somebody_else_who_took_it_in_meanwhile_leaves_nothing_half_done(page, delia, ross, monkeypatch):
    text = sheet(row(), row(what="Order the van"))
    before = over(delia, text)
    taken(delia, sheet(row()))
    monkeypatch.setattr(checking_logs, "_find_here", lambda group, found: None)
    answer = page.post(url(delia), {"pasted": text, "take-in": "yes"})
    assert before.planned("new")
    assert answer.status_code == 409
    assert Action.objects.count() == 1


# --- and out again --------------------------------------------------------------------------------


def test_it_can_be_taken_out_again_but_for_what_was_spoken_of_since_and_comes_back(page, delia, ross):
    text = sheet(row(), row(what="Order the van", state="Under way"), row(what="Write to the board"))
    page.post(url(delia), {"pasted": text, "take-in": "yes"})
    told = page.get(url(delia)).content.decode()
    assert "You took in 3 actions" in told
    board = Action.objects.get(text="Write to the board")
    ActionUpdate.objects.create(
        action=board,
        state="open",
        through="page",
        by=delia,
        capacity="x",
        client_key=board.pk,
        at=board.heard_at,
    )

    answer = page.post(url(delia, "log-out"), follow=True).content.decode()

    assert "2 actions are taken out again. 1 stays" in answer
    assert list(Action.objects.kept()) == [board]
    assert page.post(url(delia, "log-out")).status_code == 302
    page.post(url(delia), {"pasted": text, "take-in": "yes"})
    assert Action.objects.kept().count() == Action.objects.count() == 3


# --- who, and how ---------------------------------------------------------------------------------


def test_a_file_is_looked_over_and_its_rows_come_back_as_text(page, delia, ross):
    file = SimpleUploadedFile("log.csv", sheet(row()).encode())
    told = page.post(url(delia), {"file": file}).content.decode()
    assert "One action to take in" in told
    assert "Ring the ward\tRoss Kerr" in told
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose a file, or paste the rows"),
        ({"pasted": "nothing like it"}, "No row of headings was found"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(page, delia, said, words):
    answer = page.post(url(delia), said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert said.get("pasted", "") in answer.content.decode()


def test_members_may_not_and_those_above_do_not_know(client, delia, ross):
    client.force_login(ross.person)
    assert client.get(url(delia)).status_code == 403
    assert client.post(url(delia), {"pasted": sheet(row()), "take-in": "yes"}).status_code == 403
    assert not Action.objects.exists()
    assert url(delia) not in client.get(reverse("meetings:actions", args=[delia.group.slug])).content.decode()


def test_those_who_look_after_the_actions_find_it_beside_them(page, delia):
    assert url(delia) in page.get(reverse("meetings:actions", args=[delia.group.slug])).content.decode()


def test_looking_over_takes_the_same_queries_for_one_row_and_for_many_and_taking_in_a_batch_more(
    page, delia, ross
):
    def asked(rows, **more):
        text = sheet(*[row(what=f"Ring ward {len(rows)} {n}") for n in rows])
        return len(queries_of(lambda: page.post(url(delia), {"pasted": text} | more)))

    asked(range(1))
    assert asked(range(1)) == asked(range(100)) <= 12
    one, many = asked(range(1), **{"take-in": "yes"}), asked(range(100), **{"take-in": "yes"})
    assert many <= one + 2  # SQLite takes a thousand values at a time


def test_a_damaged_workbook_is_said_at_the_box(page, delia):
    out = io.BytesIO()
    Workbook().save(out)
    file = SimpleUploadedFile("log.xlsx", damaged(out.getvalue()))
    answer = page.post(url(delia), {"file": file})
    assert answer.status_code == 422
    assert "The workbook is damaged" in answer.content.decode()
