"""A copy of what is kept about a person holds all that is theirs, and nothing that is anybody else's or opens anything."""

import json
import stat
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from clip.demo import seeding
from clip.keeping import copy_words, copy_writers, copying
from inquiries import keeping
from inquiries.models import User
from tests.builders import (
    make_action,
    make_ask,
    make_ask_answer,
    make_barrier,
    make_card_line,
    make_cycle,
    make_entry,
    make_holding,
    make_invitation,
    make_judgement,
    make_meeting,
    make_membership,
    make_message,
    make_observation,
    make_retelling,
    make_sign_up,
    make_small_group,
    make_small_test,
    make_story,
    make_update,
    make_user,
)
from tests.canaries import make_one_of_each, plant
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
NOW = timezone.now()


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
    make_message(ross, to="ross@nhs.example")

    told = text_of(ross.person)

    theirs = ["Ross Gray", "ross@nhs.example", "07700 900321", "Nurse", "A funeral", "Wound care on Tuesdays"]
    said = ["We never ask him", "I asked twice", ross.group.name, ross.organisation.name]
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


def test_of_a_mail_it_says_that_it_was_sent_and_repeats_no_word_of_it(ross):
    """What stands in a mail was written by somebody else, and a digest tells of others."""
    make_message(ross, text="Morag is stuck", subject="A note from Delia", from_name="Delia Marshall")
    told = text_of(ross.person)
    assert "ross@" in told
    assert [words for words in ("Morag", "Delia") if words in told] == []


def test_what_it_points_to_is_named_by_no_words_of_others(ross):
    """The title of a story, the wording of an ask or a barrier, a group’s own topic."""
    other = make_membership(group=ross.group)
    make_retelling(make_story(other, title="Wilma waits"), told_by=ross, text="She is out on Tuesdays")
    make_judgement(make_barrier(other, what="Two systems"), by=ross, because="Nobody has the key")
    make_entry(
        make_meeting(group=ross.group),
        kind="quote",
        text="We never ask",
        speaker=ross,
        small_group=make_small_group(topic="Who is tired"),
    )
    make_update(make_action(other, text="Ring the ward"), by=ross, words="I asked twice")
    make_story(ross, text="My own story", learning="What all distilled", distilled_by="Morag")

    told = text_of(ross.person)

    assert [
        w for w in ("Tuesdays", "the key", "never ask", "asked twice", "own story") if w not in told
    ] == []
    others = ("Wilma waits", "Two systems", "Who is tired", "Ring the ward", "all distilled", "Morag")
    assert [words for words in others if words in told] == []


def test_a_map_of_the_group_is_not_theirs_and_their_own_is(ross):
    make_holding(ross, commitment="We all commit", owner=None)
    make_holding(ross, commitment="I alone commit", owner=ross)
    told = text_of(ross.person)
    assert "I alone commit" in told
    assert "We all commit" not in told


def test_what_they_took_on_is_in_it_and_what_others_did_is_not(ross):
    other = make_membership(group=ross.group, person=make_user(name="Morag Bain"))
    make_action(ross, text="Visit Linden House", recorded_by=other)
    make_action(other, text="Order the van").helpers.add(ross)
    make_action(other, text="Write to the board")
    make_small_test(ross, what="Lunch at noon")
    make_small_test(other, what="Lunch at one")

    told = text_of(ross.person)

    assert [w for w in ("Visit Linden House", "Order the van", "Lunch at noon") if w not in told] == []
    assert [w for w in ("Write to the board", "Lunch at one", "Morag") if w in told] == []


def test_it_takes_the_same_queries_whatever_is_kept(ross):
    def add():
        meeting = make_meeting(group=ross.group)
        make_entry(meeting, kind="quote", text="Said", speaker=ross)
        make_action(ross, meeting=meeting)
        make_invitation(meeting, ross)
        make_message(ross)
        make_small_test(ross)

    assert_same_queries(ask=lambda: copying.copy_of(ross.person), add_row=add)


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


# --- in plain words, and what one wrote -----------------------------------------------------------------


def test_every_kind_and_every_column_of_a_copy_has_a_plain_name_or_is_for_programs_alone():
    parts = [
        part
        for model in keeping.models_kept()
        if not (model._meta.auto_created or keeping.history_of(model))
        for part in copying.parts_of(model)
        if part.kind not in copy_words.FOR_PROGRAMS
    ]
    assert [part.kind for part in parts if part.kind not in copy_words.TITLES] == []
    unnamed = [
        (part.kind, str(column.verbose_name))
        for part in parts
        for column in part.columns
        if not copy_words.is_named(part.kind, str(column.verbose_name))
    ]
    assert unnamed == []


def test_whatever_carries_a_name_as_writer_is_in_its_writers_copy_or_says_why_not():
    ways = {"put_by", "recorded_by", "told_by", "noticed_by", "agreed_by", "had_by", "looked_by"}
    left = []
    for model in keeping.models_kept():
        if model._meta.auto_created or keeping.history_of(model):
            continue
        names = {column.name for column in model._meta.local_concrete_fields} & ways
        is_known = model._meta.label in copy_writers.NOT_THEIRS
        if names and not is_known and not {part.path for part in copying.parts_of(model)} & names:
            left.append(model._meta.label)
    assert left == []


def test_what_carries_their_name_as_writer_is_in_it(ross):
    make_ask(ross, wording="One lawyer for us both")
    make_observation(ross, words="We ask before we send")
    make_barrier(ross, what="Two systems")
    told = copying.copy_of(ross.person)
    assert told["ask put_by"][0]["what we ask"] == "One lawyer for us both"
    assert "We ask before we send" in json.dumps(told["observation recorded_by"], default=str)
    assert "Two systems" in json.dumps(told["barrier recorded_by"], default=str)


def test_what_the_group_put_in_the_bin_is_in_no_copy_of_whoever_wrote_it_down(ross):
    thrown = make_observation(ross, words="We ask before we send")
    thrown.remove(by=ross.person, at=NOW)
    assert "We ask before we send" not in text_of(ross.person)


def test_what_an_answer_is_to_is_not_said_in_words_once_it_is_in_the_bin(ross):
    small_test = make_small_test(ross, what="Tea before the form")
    make_cycle(small_test, did="We had tea", looked_by=ross, looked_on=NOW.date(), decision="adopt")
    assert "Tea before the form" in text_of(ross.person)
    small_test.remove(by=ross.person, at=NOW)
    assert "Tea before the form" not in text_of(ross.person)


def test_what_they_answered_to_others_stands_apart_without_a_word_of_theirs(ross):
    other = make_membership(group=ross.group)
    make_sign_up(by=other, words="I give an hour", answer="Thank you all", answered_by=ross, answered_at=NOW)
    told = copying.copy_of(ross.person)
    assert "sign up" not in told
    [row] = told["sign up answered_by"]
    assert row["answer"] == "Thank you all"
    assert set(row) == {"to what", "answer", "answered at"}
    assert "I give an hour" not in text_of(ross.person)


def test_an_answer_says_what_it_answers_and_by_when(ross):
    ask = make_ask(make_membership(group=ross.group), wording="One lawyer", put_on=date(2026, 11, 13))
    by = {"by": ross.person, "says": "not yet", "because": "They meet soon", "answers_by": date(2026, 12, 18)}
    make_ask_answer(ask, **by)
    [row] = copying.copy_of(ross.person)["ask answer"]
    assert (row["to what"], row["answer"], row["because"]) == (
        f"an ask of 13 November 2026, {ross.group.name}",
        "Not yet",
        "They meet soon",
    )
    assert row["I answer by"] == date(2026, 12, 18)
    assert "One lawyer" not in text_of(ross.person)


def test_a_judgement_of_ones_own_barrier_stands_beside_it(ross):
    make_judgement(make_barrier(ross, what="Two systems"), by=ross, because="Nobody has the key")
    [row] = copying.copy_of(ross.person)["judgement"]
    assert (row["to what"], row["because"]) == ("Two systems", "Nobody has the key")
