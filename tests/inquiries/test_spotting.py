"""Spotting people in what was written, without holding back lines that name nobody."""

import pytest

from inquiries import spotting
from inquiries.models import Membership, User


def member(name, short_name=""):
    return Membership(person=User(name=name, short_name=short_name or name.split(" ")[0]))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Moira Keane", "Moira drove two people home"),
        ("Moira Keane", "ask moira about the bus"),
        ("Moira Keane", "MOIRA drove"),
        ("Moira Keane", "Mrs Keane rang"),
        ("Moira Keane", "It was keane’s idea"),
        ("Zoë Duffy", "zoe rang"),
        ("Anne-Marie Bell", "Anne-Marie rang"),
        ("Will Park", "Will drove"),
        ("Will Park", "WILL drove"),
        ("Will Park", "Ask Will Park"),
        ("Will Park", "ask will park"),
    ],
)
def test_a_line_that_names_somebody_is_found(name, line):
    assert spotting.lines_of(member(name), [line]) == [line]
    assert spotting.named_in(f"It rained. {line}", [member(name)]) == [name]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Moira Keane", "Moirans are many, keaneless"),
        ("Will Park", "we will meet in Beston Park"),
        ("Grace Home", "a home visit with grace"),
        ("Jo Short", "a short walk"),
        ("Ailsa 168", "168 visits"),
    ],
)
def test_everyday_words_name_nobody(name, line):
    assert spotting.lines_of(member(name), [line]) == []
    assert spotting.named_in(line, [member(name)]) == []


def test_whoever_was_erased_is_named_by_nobodys_words():
    """“A former participant” stands where their name was, and all who were erased are called so."""
    erased = member("Former participant", "Former participant")
    line = "A former participant carried the kettle"
    assert spotting.lines_of(erased, [line]) == []
    assert spotting.named_in(line, [erased]) == []
