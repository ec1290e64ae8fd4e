"""`check_invariants` names what is broken, and nothing where all is well."""

import hashlib
import json
import os
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from clip.demo import seeding
from clip.keeping import erasures, invariants
from inquiries import keeping
from inquiries.models import Heartbeat, Message, Spell
from meetings.models import Action
from tests.builders import (
    make_action,
    make_document,
    make_entry,
    make_membership,
    make_message,
    make_nudge,
    make_update,
    make_user,
    make_wording,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
NOON = timezone.make_aware(datetime(2026, 11, 25, 12, 0))  # a Wednesday
MIDNIGHT = NOON + timedelta(hours=12)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.STATE_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


def broken():
    return {name: rows for name, rows in invariants.broken(NOW).items() if rows}


def test_nothing_is_broken_in_the_demo_and_where_all_is_well():
    seeding.seed(NOW)
    make_update(make_action(), state=Action.State.DONE)
    make_document()
    make_wording(make_entry(version=1), version=0)
    assert broken() == {}
    assert len(invariants.broken(NOW)) == 12


def late_mail():
    Heartbeat.objects.create(name="tick", beat_at=NOW)
    return make_message(due_at=NOW - timedelta(minutes=11))


def held_mail():
    Heartbeat.objects.create(name="tick", beat_at=NOW)
    return make_message(state=Message.State.CLAIMED, claimed_at=NOW - timedelta(minutes=20))


def silent_mail():
    return make_message(state=Message.State.SUPPRESSED)


def unsaid_mail():
    return make_message(state=Message.State.SENT)


def note_at_night():
    return make_message(kind=Message.Kind.NOTE, state=Message.State.SENT, made_at=NOON, sent_at=MIDNIGHT)


def undecided_note():
    return make_nudge(decided_at=NOW)


def moved_action():
    action = make_update(make_action(), state=Action.State.UNDER_WAY).action
    Action.objects.filter(pk=action.pk).update(state=Action.State.STUCK)
    return action


def early_wording():
    return make_wording(make_entry(version=0), version=0)


def without_a_spell():
    member = make_membership()
    Spell.objects.filter(membership=member).delete()
    return member


def still_here():
    member = make_membership(left_on=timezone.localdate())
    open_again = {"ends_on": None, "ended_because": "", "ended_at": None, "ended_by": None}
    Spell.objects.filter(membership=member).update(**open_again)
    return member


def another_paper():
    return make_document(sha256="0" * 64)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (late_mail, "I5 mails do not wait for ever"),
        (held_mail, "I5 mails do not wait for ever"),
        (silent_mail, "I5 mails say what became of them"),
        (unsaid_mail, "I5 mails say what became of them"),
        (undecided_note, "I6 a note that went out is a mail"),
        (note_at_night, "I12 no note goes out in quiet hours"),
        (moved_action, "I2 an action is where it was last said to be"),
        (early_wording, "I2 versions form a chain"),
        (without_a_spell, "who belongs has one open spell"),
        (still_here, "who belongs has one open spell"),
        (another_paper, "I13 every paper is what was drawn"),
    ],
)
def test_what_is_broken_is_named(make, name):
    row = make()
    assert broken() == {name: [f"{row._meta.label} {row.pk}"]}


def test_a_file_and_its_row_belong_together(settings):
    gone, kept = make_document(), make_document()
    (settings.MEDIA_ROOT / gone.file.name).unlink()
    for name, days in [("old.pdf", 2), ("new.pdf", 0)]:
        path = settings.MEDIA_ROOT / name
        path.write_bytes(b"%PDF")
        os.utime(path, ((NOW - timedelta(days=days)).timestamp(),) * 2)
    assert broken() == {
        "I13 every file has its row": ["file old.pdf"],
        "I13 every row has its file": [f"file {gone.file.name}"],
    }
    assert kept.file.name not in str(broken())


def test_a_paper_that_was_changed_since_it_was_drawn_is_named():
    document = make_document(content=b"%PDF", sha256=hashlib.sha256(b"%PDF").hexdigest())
    assert broken() == {}
    with document.file.open("ab") as file:
        file.write(b"more")
    assert list(broken()) == ["I13 every paper is what was drawn"]


def test_who_was_erased_and_is_back_is_named():
    person = make_user()
    erasures.add(erasures.Erasure("person", str(person.pk), "keep", ""))
    assert broken() == {"I11 who was erased stays erased": [f"inquiries.User {person.pk}"]}


def test_a_column_that_nobody_classified_is_named(monkeypatch):
    keeping.table_of.cache_clear()
    known = dict(keeping.listed())
    del known["inquiries.Receipt"]
    monkeypatch.setattr(keeping, "listed", lambda: known)
    assert "inquiries.Receipt.digest" in broken()["I14 every column is classified"]
    keeping.table_of.cache_clear()


def test_command_speaks_to_people_and_to_monitors(capsys):
    call_command("check_invariants")
    assert "     0  I13 every row has its file" in capsys.readouterr().out

    message = silent_mail()
    with pytest.raises(SystemExit) as ended:
        call_command("check_invariants", json=True)
    told = json.loads(capsys.readouterr().out)
    assert ended.value.code == 1
    assert told["violations"] == 1
    assert told["checks"]["I5 mails say what became of them"] == {
        "violations": 1,
        "rows": [f"inquiries.Message {message.pk}"],
    }
