"""What identifies somebody in a text: found however it is written, and honest numbers let through."""

import random

import pytest

from bench import identifiers
from inquiries import identifying
from inquiries.identifying import Finding, Kind, asked_about, members_named, refused

YEAR = 2026


def kinds(text, *, in_story=False):
    return [found.kind for found in refused(text, year=YEAR, in_story=in_story)]


@pytest.mark.parametrize("make", [identifiers.modulus_11, identifiers.modulus_10])
def test_a_chi_number_is_found_in_every_disguise(make):
    chance = random.Random(7)
    missed = [
        text
        for _ in range(40)
        for text in identifiers.disguises(make(chance))
        if Kind.NUMBER not in kinds(text)
    ]
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5919",  # an NHS number
        "345 600 1234, his H&C number",
        "see 01019O, no: 0101901234.",
        "010 190 12 34",
        "0101901234 2 visits",
        "2 visits 0101901234",
        "01\u20110190\u20131234",
        "0101\n901234",
        "101901232",  # nine digits, the first nought lost
    ],
)
def test_ten_digits_are_a_number_whatever_stands_between_and_around(text):
    assert kinds(text) == [Kind.NUMBER]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AB 12 34 56 C", Kind.INSURANCE),
        ("qq123456c", None),  # no such prefix
        ("born 3.3.41", Kind.BIRTH),
        ("DOB 03/03/2019", Kind.BIRTH),
        ("3rd of March 1941", Kind.BIRTH),
        ("March 3, 1941", Kind.BIRTH),
        ("1941-03-03", Kind.BIRTH),
        ("3 Mar ’41", Kind.BIRTH),
        ("12345678901234", Kind.LONG_NUMBER),
    ],
)
def test_what_stands_for_one_person_is_refused_in_every_box(text, kind):
    assert kinds(text) == ([kind] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "by 12 March 2026",
        "12/3/26",
        "12.03.2026 10.30",
        "2026-03-12 10.30",
        "10.30 to 12.30, then 14.00",
        "10–12 people, 2026–2027",
        "£10,000 in 2026-27",
        "at G1 2nd floor",
        "the 2014 Act, and the one of 2018",
        "tables 1 2 3 4 5 6 7 8",
    ],
)
def test_days_hours_sums_and_counts_are_let_through(text):
    assert kinds(text, in_story=True) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ring 0141 496 0999", Kind.PHONE),
        ("07700 900123", Kind.PHONE),
        ("+44 7700 900123", Kind.PHONE),
        ("G12 9BG", Kind.POSTCODE),
        ("eh11aa", Kind.POSTCODE),
        ("moira@example.scot", Kind.EMAIL),
        ("moira at home (at) example.scot", Kind.EMAIL),
        ("www.example.scot/elsie", Kind.LINK),
        ("@moira_reid", Kind.HANDLE),
    ],
)
def test_what_leads_to_somebody_is_refused_in_a_story_alone(text, kind):
    assert kinds(text, in_story=True) == [kind]
    assert kinds(text) == []


def test_plausible_stories_are_let_through():
    told = identifiers.stories()
    assert len(told) == 200
    assert [text for text in told if kinds(text, in_story=True)] == []


def test_a_finding_says_which_paragraph_and_nothing_of_what_it_was():
    found = refused("She fell.\n\n \nHer number: 0101901234.\nAB123456C", year=YEAR)
    assert found == [Finding(Kind.NUMBER, 2), Finding(Kind.INSURANCE, 3)]
    assert "0101" not in repr(found)


# --- what is asked about --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mrs McLeod came", Kind.NAME),
        ("and Moira rang", Kind.NAME),
        ("she is 84 years old", Kind.AGE),
        ("an 84-year-old woman", Kind.AGE),
        ("aged 91", Kind.AGE),
        ("on 12 March 2026", Kind.DATE),
        ("at Linden House", Kind.PLACE),
        ("on Ward 6", Kind.PLACE),
        ("case no 12345", Kind.CASE),
    ],
)
def test_what_may_tell_who_it_is_is_asked_about(text, kind):
    assert [found.kind for found in asked_about(text, year=YEAR)] == [kind]
    assert kinds(text, in_story=True) == []


def test_first_names_only_ask_and_a_storys_own_pseudonym_never_does():
    assert [
        found.kind for found in asked_about("Elsie waits. Moira rings.", year=YEAR, pseudonym="Elsie")
    ] == [Kind.NAME]
    assert asked_about("Elsie waits. Mrs Elsie laughs.", year=YEAR, pseudonym="Elsie") == []


def test_somebody_who_takes_part_is_not_named_beside_their_health():
    names = ["Ailsa Craig"]
    assert members_named("Then Ailsa Craig told of her own diagnosis. We listened.", names) == [
        Finding(Kind.MEMBER, 1)
    ]
    assert members_named("Ailsa Craig drove the bus. The diagnosis came later.", names) == []


def test_every_kind_that_is_refused_has_its_sentence():
    from inquiries.forms.guarding import SENTENCES, sentence

    assert set(SENTENCES) == identifying.REFUSED_IN_STORIES
    told = sentence(Finding(Kind.NUMBER, 2), is_long=True)
    assert (
        told
        == "This looks like a CHI or other ID number (10 digits in paragraph 2). Take it out. The number was not saved."
    )
    assert "paragraph" not in sentence(Finding(Kind.NUMBER, 2), is_long=False)
