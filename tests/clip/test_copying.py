"""A copy of what is kept about a person holds all that is theirs, and nothing that is anybody else's or opens anything."""

import json
import stat

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from clip.demo import seeding
from clip.keeping import copying
from inquiries.models import User
from tests.builders import (
    make_action,
    make_card_line,
    make_entry,
    make_invitation,
    make_meeting,
    make_membership,
    make_message,
    make_update,
    make_user,
)
from tests.canaries import make_one_of_each, plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def ross():
    return make_membership(
        person=make_user(name="Ross Gray", email="ross@nhs.example", phone="07700 900321"), job="Nurse"
    )


def text_of(person):
    return json.dumps(copying.copy_of(person), default=str, ensure_ascii=False)


def test_what_is_theirs_is_in_it(ross):
    meeting = make_meeting(group=ross.group)
    make_invitation(meeting, ross, answer="cannot", reason="A funeral")
    make_card_line(ross, text="Wound care on Tuesdays")
    make_entry(meeting, kind="quote", text="We never ask him", speaker=ross, recorded_by=ross)
    make_update(make_action(lead=ross), words="I asked twice")
    make_message(ross, text="Dear Ross")

    told = text_of(ross.person)

    theirs = ["Ross Gray", "ross@nhs.example", "07700 900321", "Nurse", "A funeral", "Wound care on Tuesdays"]
    said = ["We never ask him", "I asked twice", "Dear Ross", ross.group.name, ross.organisation.name]
    assert [words for words in (*theirs, *said) if words not in told] == []


def test_what_is_of_others_is_not(ross):
    other = make_membership(group=ross.group, person=make_user(name="Morag Bain"), job="Social worker")
    meeting = make_meeting(group=ross.group, closed_by=other)
    make_entry(meeting, text="We ask together", recorded_by=other)
    make_entry(meeting, kind="quote", text="I am tired", speaker=other, recorded_by=ross)
    make_update(make_action(lead=ross), words="He never rang back", by=other)
    make_invitation(meeting, ross, answer="coming", answered_by=other)

    told = text_of(ross.person)

    assert [
        words for words in ("Morag", "Social worker", "together", "tired", "rang back") if words in told
    ] == []


def test_nothing_that_others_typed_anywhere_is_in_it(settings, tmp_path):
    """Whatever table or column is added: words that stand in nobody's own rows never come out."""
    settings.MEDIA_ROOT = tmp_path
    seeding.seed(timezone.now())
    make_one_of_each()
    nobody = make_user(name="Nobody Yet", email="nobody@nhs.example")
    plant("the words of others", nobody)
    assert "Nobody Yet" in text_of(nobody)
    assert "the words of others" not in text_of(nobody)


def test_what_opens_something_is_not_in_it(ross):
    User.objects.filter(pk=ross.person_id).update(password="!sealed-canary")
    make_message(ross, pause_url="https://clip.example.scot/pause/canary/")
    assert "canary" not in text_of(ross.person)


def test_command_writes_it_for_this_account_alone_and_over_nothing(ross, tmp_path, capsys):
    path = tmp_path / "ross.json"
    call_command("copy_of_person", "ross@nhs.example", str(path))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["user"][0]["name"] == "Ross Gray"
    assert "kinds. Look it over" in capsys.readouterr().out
    with pytest.raises(CommandError, match="there already"):
        call_command("copy_of_person", "ross@nhs.example", str(path))


def test_command_says_whom_it_does_not_know(tmp_path):
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("copy_of_person", "nobody@nhs.example", str(tmp_path / "x"))
