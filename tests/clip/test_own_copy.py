"""What Clip keeps of you: everybody fetches their own, in three formats, and nobody fetches anybody else's."""

import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from inquiries.roles import Role
from tests.builders import (
    make_action,
    make_ask,
    make_ask_answer,
    make_attendance,
    make_card_line,
    make_entry,
    make_meeting,
    make_membership,
    make_message,
    make_user,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def ross():
    return make_membership(person=make_user(name="Ross Gray", email="ross@nhs.example"), job="Nurse")


@pytest.fixture
def morag(ross):
    """Somebody of the same group, with words of her own."""
    morag = make_membership(group=ross.group, person=make_user(name="Morag Bain"), job="Social worker")
    make_entry(make_meeting(group=ross.group), kind="quote", text="I am tired", speaker=morag)
    return morag


def file_of(client, person, name):
    client.force_login(person)
    answer = client.get(reverse("own-copy-file", args=[name]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert "no-store" in answer["Cache-Control"]
    return answer.content


def test_the_account_leads_to_the_page_and_the_page_to_the_files(client, ross):
    client.force_login(ross.person)
    account = client.get(reverse("inquiries:account")).content.decode()
    assert reverse("own-copy") in account
    page = client.get(reverse("own-copy")).content.decode()
    assert all(reverse("own-copy-file", args=[name]) in page for name in ("page", "excel", "json"))
    assert len(queries_of(lambda: client.get(reverse("own-copy")))) <= 12


def test_json_holds_ones_own_and_nobody_elses(client, ross, morag):
    make_card_line(ross, text="Wound care on Tuesdays")
    told = json.loads(file_of(client, ross.person, "json"))
    assert told["about"] == "Ross Gray"
    assert told["kept"]["membership"][0]["what they do"] == "Nurse"
    assert told["kept"]["card line"][0]["text"] == "Wound care on Tuesdays"
    assert "Morag" not in json.dumps(told)
    assert "tired" not in json.dumps(told)


def test_whoever_asks_gets_what_is_theirs(client, ross, morag):
    make_card_line(ross, text="Wound care on Tuesdays")
    told = file_of(client, morag.person, "json").decode()
    assert "I am tired" in told
    assert "Wound care" not in told
    assert "Ross" not in told


def test_the_page_to_read_says_it_in_words_and_escapes_them(client, ross):
    day = timezone.localdate() + timedelta(days=3)
    make_action(ross, text="Visit <b>Linden</b>", due_on=day)
    page = file_of(client, ross.person, "page").decode()
    assert "What you took on" in page
    assert "Visit &lt;b&gt;Linden&lt;/b&gt;" in page
    assert f"{day:%-d %B}" in page
    assert not [mark for mark in ("<script", "<link", "<img", "src=") if mark in page]


def test_the_page_to_read_holds_no_word_of_the_database(client, ross):
    at = datetime(2026, 11, 30, 1, 47, tzinfo=UTC)
    make_message(ross, made_at=at, due_at=at, crashes=2, attempts=3, key="report:3f92", claimed_at=at)
    make_attendance(make_meeting(group=ross.group), ross, is_walk_in=True)
    make_ask_answer(make_ask(), by=ross.person, says="not yet", answers_by=date(2026, 12, 18))
    page = file_of(client, ross.person, "page").decode()
    for words in ("You came unexpected", "What you answered to asks", "You answer by", "18 December 2026"):
        assert words in page
    assert "30 November 2026, 1.47 am" in page
    raw = (
        "Crashes",
        "Claimed",
        "report:3f92",
        "Is walk in",
        "Ask answer",
        "am 2026",
        "Client key",
        "Attempts",
    )
    assert [words for words in raw if words in page] == []
    assert "report:3f92" in file_of(client, ross.person, "json").decode()


def test_nothing_in_the_workbook_is_taken_for_a_formula(client, ross):
    make_card_line(ross, text=FORMULA)
    book = load_workbook(io.BytesIO(file_of(client, ross.person, "excel")))
    assert book.sheetnames[0] == "Who you are"
    cells = [cell for row in book["Your role card"].iter_rows() for cell in row if cell.value == FORMULA]
    assert [cell.data_type for cell in cells] == ["s"]
    assert book["Your role card"]["A1"].value == "Your role card. Who may see this: you alone."


@pytest.mark.parametrize("name", ["page", "excel", "json"])
def test_somebody_of_no_group_gets_who_they_are(client, name):
    assert file_of(client, make_user(name="Nobody Yet"), name)


def test_without_signing_in_there_is_nothing(client, ross):
    for address in (reverse("own-copy"), reverse("own-copy-file", args=["json"])):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "sign-in" in answer["Location"]


def test_a_format_that_is_none_is_not_there(client, ross):
    client.force_login(ross.person)
    assert client.get(reverse("own-copy-file", args=["pdf"])).status_code == 404


def test_whoever_has_a_second_step_proves_it_again_first(client, settings):
    jo = make_membership(role=Role.FACILITATOR)
    client.force_login(jo.person)
    settings.SECOND_FACTOR_REQUIRED = True
    answer = client.get(reverse("own-copy-file", args=["json"]))
    assert answer.status_code == 302
    assert "kept" not in answer.content.decode()
