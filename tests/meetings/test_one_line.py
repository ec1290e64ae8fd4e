"""Actions in one line: what, who and by when, as people in a hall type them."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import one_line
from meetings.one_line import LineError, read
from meetings.spoken_dates import DateError, read_date

TODAY, NEXT = date(2026, 12, 3), date(2027, 1, 14)  # a Thursday


def member(name, short_name=""):
    return SimpleNamespace(person=SimpleNamespace(name=name, short_name=short_name or name.split()[0]))


MOIRA, MONA, TOM = member("Moira Keane"), member("Mona Petrie"), member("Tom Baird")
SINCLAIR = member("Dr Mairi Sinclair", "Dr Sinclair")
ZOE = member("Zoë Ní Bhraonáin")
MEMBERS = [MOIRA, MONA, TOM, SINCLAIR, ZOE]


def told(line):
    found = read(line, MEMBERS, today=TODAY, next_meeting=NEXT)
    return found.text, found.lead, found.due_on


def problem(line):
    with pytest.raises(LineError) as caught:
        read(line, MEMBERS, today=TODAY, next_meeting=NEXT)
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "text", "lead", "due_on"),
    [
        (
            "Visit Linden House with two carers, Moira, by 12 March",
            "Visit Linden House with two carers",
            MOIRA,
            date(2027, 3, 12),
        ),
        ("Visit Linden House, Mo Keane, next meeting", "Visit Linden House", MOIRA, NEXT),
        ("Visit Linden House, by 12 March, Mona", "Visit Linden House", MONA, date(2027, 3, 12)),
        ("Bring tea, milk and bread, Tom", "Bring tea, milk and bread", TOM, NEXT),
        ("Ring the ward, dr sinclair, Friday", "Ring the ward", SINCLAIR, date(2026, 12, 4)),
        ("Ring the ward, sinc, by 14/1", "Ring the ward", SINCLAIR, date(2027, 1, 14)),
        ("Ring the ward, zoe ni, tomorrow", "Ring the ward", ZOE, date(2026, 12, 4)),
        ("  Ring   the ward ,, TOM ", "Ring the ward", TOM, NEXT),
    ],
)
def test_line_says_what_who_and_when(line, text, lead, due_on):
    assert told(line) == (text, lead, due_on)


def test_several_names_are_a_lead_and_helpers():
    found = read("Visit, Moira and Tom, 12 March", MEMBERS, today=TODAY, next_meeting=NEXT)

    assert (found.lead, found.helpers) == (MOIRA, [TOM])


@pytest.mark.parametrize(
    "line", ["question: what is a wellbeing clinic, Tom", "What is a wellbeing clinic?, Tom"]
)
def test_question_is_known_by_its_beginning_or_its_mark(line):
    found = read(line, MEMBERS, today=TODAY, next_meeting=NEXT)

    assert found.is_question
    assert found.text.lower().startswith("what is")


def test_action_is_no_question():
    assert not read("Ask the ward, Tom", MEMBERS, today=TODAY, next_meeting=NEXT).is_question


def test_ambiguous_name_offers_its_choices():
    assert problem("Visit, Mo, by 12 March") == (
        "“Mo” may be Moira Keane, Mona Petrie. Write more of the name."
    )


def test_unknown_name_says_what_to_do():
    assert problem("Visit, Xavier, by 12 March").startswith("“Xavier” is nobody in this group, and no date.")


@pytest.mark.parametrize("line", ["Visit the day centre", "Visit, by 12 March", "Moira", "question:", ", ,"])
def test_line_without_a_person_asks_for_one(line):
    assert problem(line).startswith("Say who takes it on after a comma")


def test_day_before_the_meeting_is_refused():
    for line in ("Visit, Tom, by 2 December", "Visit, Tom, 12/11", "Visit, Tom, 1 May 2026"):
        assert problem(line).startswith("An action can’t be due before the meeting that agreed it.")


def test_day_that_does_not_exist_is_refused():
    assert (
        problem("Visit, Tom, by 31 February")
        == "“by 31 February” must be a real date, like 12 March or 14/5."
    )


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("by the 12th of March", date(2027, 3, 12)),
        ("Friday 12 March", date(2027, 3, 12)),
        ("12 Mar. 2028", date(2028, 3, 12)),
        ("14/1/27", date(2027, 1, 14)),
        ("3 December", TODAY),
        ("thurs", date(2026, 12, 10)),
        ("by our next meeting", NEXT),
        ("next week", date(2026, 12, 10)),
        ("29 February", date(2028, 2, 29)),
        ("Moira", None),
        ("mo", None),
        ("12", None),
    ],
)
def test_date_is_read_as_it_is_said(words, due_on):
    assert read_date(words, today=TODAY, next_meeting=NEXT) == due_on


@given(st.text())
def test_any_line_is_read_or_refused_in_words(line):
    try:
        found = read(line, MEMBERS, today=TODAY, next_meeting=NEXT)
        said = found.text if found.due_on >= TODAY else ""
    except LineError as refused:
        said = str(refused)
    assert said


@given(st.text())
def test_any_words_are_a_date_or_none(words):
    try:
        found = read_date(words, today=TODAY, next_meeting=NEXT)
    except DateError:
        found = None
    assert found is None or isinstance(found, date)


@given(
    text=st.text("abcdefgh é", min_size=1).filter(str.strip),
    due_on=st.dates(TODAY, date(2099, 12, 31)),
    people=st.lists(st.sampled_from(MEMBERS), min_size=1, unique_by=id),
    is_question=st.booleans(),
)
def test_line_of_an_action_is_read_as_the_same_action(text, due_on, people, is_question):
    line = one_line.say(text, people, due_on, is_question=is_question)

    found = read(line, MEMBERS, today=TODAY, next_meeting=NEXT)

    assert found == one_line.Line(" ".join(text.split()), people[0], due_on, is_question, people[1:])
