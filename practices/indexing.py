"""The search index of the learning library: full text by the database itself, PostgreSQL's own or SQLite's FTS5.

The database keeps it, not the code: a generated column there, triggers here. Whatever way an entry changes or goes, its
words are in the index no longer than in the library.
"""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from inquiries.models.base import fold

TABLE, INDEX = "practices_libraryentry", "practices_library_index"
WORDS_AT_MOST = 8
BEGINS, ENDS = "\x02", "\x03"  # around what was found: never typed, for forms take them out
# What PostgreSQL's English takes for too common to be looked for; SQLite knows no such words, so they go before either is asked.
_SAID = """a about above after again against all am an and any are as at be because been before being below between both but by can
    did do does doing don down during each few for from further had has have having he her here hers herself him himself his how
    i if in into is it its itself just me more most my myself no nor not now of off on once only or other our ours ourselves out
    over own s same she should so some such t than that the their theirs them themselves then there these they this those through
    to too under until up very was we were what when where which while who whom why will with you your yours yourself
    yourselves"""
COMMON = frozenset(_SAID.split())


@dataclass(frozen=True)
class Query:
    """What is looked for: words, all of them or any, in one programme, of one kind or of all, below a place."""

    programme: UUID
    words: tuple[str, ...]
    is_any: bool = False
    kind: str = ""
    below: int | None = None


@dataclass(frozen=True)
class Hit:
    """One entry that was found, by its place, and the forms of the words that were found in it, folded."""

    place: int
    found: frozenset[str]


def words_of(text: str) -> tuple[str, ...]:
    """The words of what somebody looks for, folded; without those that stand everywhere, and not without end."""
    said = re.findall(r"[^\W_]+", fold(text))
    return tuple(dict.fromkeys(word for word in said if word not in COMMON))[:WORDS_AT_MOST]


def find(query: Query, *, at_most: int) -> list[Hit]:
    """The newest entries that say this, newest first; one query."""
    ask = _ask_postgresql if connection.vendor == "postgresql" else _ask_sqlite
    statement, values = ask(query, at_most)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Hit(place, _marked(text)) for place, text in cursor.fetchall()]


def _marked(text: str) -> frozenset[str]:
    """The words between the marks, folded, each once."""
    found = re.findall(f"{BEGINS}(.*?){ENDS}", text, re.DOTALL)
    return frozenset(word for piece in found for word in re.findall(r"[^\W_]+", fold(piece)))


# --- SQLite -------------------------------------------------------------------------------------------

ALL_WORDS = " || ' ' || ".join(
    f"{{0}}.{name}" for name in ("title", "for_whom", "text", "learning", "gives", "gains")
)
COLUMNS = "kind, programme_id, place, title, for_whom, text, learning, gives, gains"
ADDS = (
    f"INSERT INTO {INDEX} (rowid, programme, kind, words) "
    f"SELECT {{0}}.place, {{0}}.programme_id, replace({{0}}.kind, ' ', ''), {ALL_WORDS}"
)
TAKES = f"DELETE FROM {INDEX} WHERE rowid = OLD.place"  # noqa: S608
PLACED = f"SELECT place FROM {TABLE} WHERE place IS NOT NULL"  # noqa: S608
SQLITE = f"""
CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5
    (programme, kind, words, tokenize = 'porter unicode61 remove_diacritics 2')

DROP TRIGGER IF EXISTS {INDEX}_added

DROP TRIGGER IF EXISTS {INDEX}_changed

DROP TRIGGER IF EXISTS {INDEX}_gone

CREATE TRIGGER {INDEX}_added AFTER INSERT ON {TABLE} WHEN NEW.place IS NOT NULL
    BEGIN {ADDS.format("NEW")}; END

CREATE TRIGGER {INDEX}_changed AFTER UPDATE OF {COLUMNS} ON {TABLE}
    BEGIN {TAKES}; {ADDS.format("NEW")} WHERE NEW.place IS NOT NULL; END

CREATE TRIGGER {INDEX}_gone AFTER DELETE ON {TABLE} WHEN OLD.place IS NOT NULL
    BEGIN {TAKES}; END

DELETE FROM {INDEX} WHERE rowid NOT IN ({PLACED})

{ADDS.format("one")} FROM {TABLE} AS one WHERE one.place IS NOT NULL AND one.place NOT IN (SELECT rowid FROM {INDEX})
"""  # noqa: S608


def _ask_sqlite(query: Query, at_most: int) -> tuple[str, list[Any]]:
    words = (" OR " if query.is_any else " AND ").join(f'"{word}"' for word in query.words)
    values: list[Any]
    match = f'programme : "{query.programme.hex}" AND words : ({words})'
    if query.kind:
        match += f' AND kind : "{query.kind.replace(" ", "")}"'
    where, values = f"{INDEX} MATCH %s", [match]
    if query.below is not None:
        where, values = f"{where} AND rowid < %s", [*values, query.below]
    found = f"SELECT rowid, highlight({INDEX}, 2, %s, %s) FROM {INDEX}"  # noqa: S608
    return f"{found} WHERE {where} ORDER BY rowid DESC LIMIT %s", [BEGINS, ENDS, *values, at_most]


# --- PostgreSQL ---------------------------------------------------------------------------------------

# Folded as `fold` does it, for what English and Gaelic are written with; and in plain words, so that none is taken for a path.
PLAIN = (
    "regexp_replace(translate(lower(title || ' ' || for_whom || ' ' || text || ' ' || learning || ' ' || gives || ' ' || gains), "
    "'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy'), '\\W+', ' ', 'g')"
)
POSTGRESQL = f"""
ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS search tsvector GENERATED ALWAYS AS
    (CASE WHEN place IS NULL THEN NULL ELSE to_tsvector('english'::regconfig, {PLAIN}) END) STORED

CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (search)
"""


def _ask_postgresql(query: Query, at_most: int) -> tuple[str, list[Any]]:
    words = (" | " if query.is_any else " & ").join(f"'{word}'" for word in query.words)
    looked = "to_tsquery('english', %s)"
    values: list[Any]
    where, values = f"programme_id = %s AND search @@ {looked}", [str(query.programme), words]
    if query.kind:
        where, values = f"{where} AND kind = %s", [*values, query.kind]
    if query.below is not None:
        where, values = f"{where} AND place < %s", [*values, query.below]
    marks = f"HighlightAll=true, StartSel={BEGINS}, StopSel={ENDS}"
    found = f"SELECT place, ts_headline('english', {PLAIN}, {looked}, %s) FROM {TABLE}"  # noqa: S608
    return f"{found} WHERE {where} ORDER BY place DESC LIMIT %s", [words, marks, *values, at_most]


# --- setting it up ------------------------------------------------------------------------------------


def set_up(using: BaseDatabaseWrapper) -> None:
    """Make the index where there is none, and put right what it lacks; however often it is called."""
    statements = POSTGRESQL if using.vendor == "postgresql" else SQLITE
    with using.cursor() as cursor:
        for statement in statements.strip().split("\n\n"):
            cursor.execute(statement)


def compact(using: BaseDatabaseWrapper | None = None) -> None:
    """Leave nothing of what went in the pieces that SQLite's index is made of, where it stays unread until it is merged."""
    using = using or connection
    if using.vendor == "sqlite":
        with using.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('optimize')")  # noqa: S608
