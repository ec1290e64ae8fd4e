"""The bench that looks for canaries: its table says of every column who reads it, its ears hear what is packed, and it finds a leak."""

import io
import zipfile
from uuid import uuid4

import pytest

from bench.leaks import judging, leaking, running
from bench.leaks.judging import NotInTheTableError, Principal, may_read
from bench.leaks.listening import Ear
from bench.leaks.planting import CANARY, TYPED, Canary, Ground
from bench.leaks.readers_table import READERS
from bench.leaks.unpacking import words_of
from inquiries import keeping, rendering

GROUP, SOMEBODY = uuid4(), uuid4()


def canary(column, *tags, owner=None, group=GROUP):
    return Canary("qzabcdezq", column, group, owner, frozenset(tags), frozenset({"1"}))


def at(role, **more):
    return Principal(role, SOMEBODY, {GROUP: role}, **more)


# --- who may read what ----------------------------------------------------------------------------


def test_every_typed_column_stands_in_the_table_of_readers():
    for model in keeping.models_kept():
        for name in keeping.texts(model):
            if isinstance(model._meta.get_field(name), TYPED):
                may_read(at("member"), canary(f"{model._meta.label}.{name}"))


def test_a_column_that_stands_in_no_row_is_asked_about():
    with pytest.raises(NotInTheTableError):
        may_read(at("member"), canary("practices.Dream.text"))


def test_every_row_of_the_table_has_a_cell_for_each_role():
    assert {len(row.split("|")) for row in READERS.values()} <= {1, len(judging.ROLES)}


@pytest.mark.parametrize(
    ("role", "tags", "reads"),
    [
        ("senior_manager", ["out"], True),
        ("senior_manager", [], False),
        ("senior_manager", ["out", "binned"], False),
        ("administrator", ["out"], False),
        ("member", [], True),
    ],
)
def test_a_story_is_read_above_the_group_once_it_is_out(role, tags, reads):
    assert may_read(at(role), canary("practices.Story.text", *tags)) is reads


def test_a_newcomer_reads_what_was_told_since_they_came():
    newcomer = at("member", spell="newcomer")

    assert may_read(newcomer, canary("practices.Story.text", "told lately"))
    assert not may_read(newcomer, canary("practices.Story.text", "told earlier"))
    assert may_read(newcomer, canary("practices.SmallTest.what", "told earlier"))


def test_who_left_keeps_the_recap_of_their_time_alone():
    former = at("member", spell="former")

    assert may_read(former, canary("meetings.Recap.text", "recapped", "kept by former"))
    assert not may_read(former, canary("meetings.Recap.text", "recapped"))
    assert not may_read(former, canary("practices.Story.text"))


def test_what_is_somebodys_own_is_read_by_nobody_else():
    theirs = canary("practices.Holding.hidden", "one's own", owner=SOMEBODY)
    others = canary("practices.Holding.hidden", "one's own", owner=uuid4())

    assert may_read(at("member"), theirs)
    for role in judging.ROLES:
        assert not may_read(at(role), others)


# --- what is heard --------------------------------------------------------------------------------


def test_words_in_a_zip_inside_a_zip_are_heard():
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.csv", "qzabcdezq")
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inner.zip", inner.getvalue())

    assert CANARY.search(words_of(outer.getvalue()))


@pytest.mark.parametrize(
    "html",
    [
        "<html lang=en><title>Paper</title><body><p>Said: <b>qzab2dezq</b>.",
        "<html lang=en><title>qzab2dezq</title><body><p>Nothing.",
    ],
    ids=["text", "title"],
)
def test_words_in_a_pdf_are_heard(html):
    pdf, _pages = rendering.draw(html)

    assert CANARY.search(words_of(pdf))


def test_a_canary_is_known_in_capitals():
    ground = Ground(canaries={"qzabcdezq": canary("practices.Story.text")})

    assert ground.found_in("QZABCDEZQ") == {canary("practices.Story.text")}


@pytest.mark.parametrize(("key", "is_heard"), [("1", False), ("2", True)])
def test_what_is_in_the_bin_is_read_where_it_is_put_back_and_nowhere_else(key, is_heard):
    ear = Ear(Ground(canaries={"qzabcdezq": canary("practices.Story.text", "binned")}))

    ear.hear(at("member"), "sent", "qzabcdezq", f"200 POST /groups/a/stories/{key}/put-back/")

    assert bool(ear.found) is is_heard


@pytest.mark.parametrize(("tags", "is_heard"), [((), True), (("out",), False)])
def test_what_an_address_gives_besides_may_ask_that_it_went_out(tags, is_heard):
    """A report tells an administrator of a story that went out, and of no other."""
    ear = Ear(Ground(canaries={"qzabcdezq": canary("practices.Story.text", *tags)}))

    ear.hear(at("administrator"), "practices:report", "qzabcdezq", besides={"practices.Story.text out"})

    assert bool(ear.found) is is_heard


# --- a whole run ----------------------------------------------------------------------------------


@pytest.mark.long  # each makes two groups with one of everything: CI has the time
@pytest.mark.django_db
def test_somebody_above_and_somebody_who_left_read_no_word_too_many():
    told = running.run(only=["national body", "former"], is_short=True)

    assert sorted(told.ear.found) == []
    assert "practices.Story.text" in told.ear.sang


@pytest.mark.long
@pytest.mark.django_db
def test_a_gate_left_open_is_found():
    with leaking.open_gate():
        told = running.run(only=["national body"], is_short=True)

    assert "practices.Story.text" in {finding.column for finding in told.ear.found}
