"""What tests of exports read: a group with one of all, and a file taken apart again, whatever its format."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests import builders
from tests.builders import (
    make_action,
    make_ask,
    make_ask_answer,
    make_aspiration,
    make_barrier,
    make_cycle,
    make_entry,
    make_holding,
    make_judgement,
    make_measure,
    make_meeting,
    make_purpose,
    make_reading,
    make_recap,
    make_retelling,
    make_small_group,
    make_small_test,
    make_stewardship,
    make_story,
    make_update,
    make_user,
    make_usual,
)

ROOT = Path(__file__).resolve().parents[2]
NOW = timezone.now()
FORMATS = ["excel", "csv", "json"]
every = pytest.mark.parametrize("kind", FORMATS)
KEPT = ["noticed_change", "scenario_line", "priority", "observation", "structural_proposal", "initiative"]


def content_of(client, person, group, kind):
    client.force_login(person)
    answer = client.get(reverse("practices:export-file", args=[group.slug, kind]))
    return answer.status_code, answer.content


def sheets_of(client, person, group, kind):
    """Every sheet of a file by its title or name: its rows, as they are read again."""
    status, content = content_of(client, person, group, kind)
    assert status == 200
    if kind == "excel":
        book = load_workbook(io.BytesIO(content))
        return {sheet.title: [list(row) for row in sheet.values] for sheet in book}
    if kind == "csv":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        assert all(text.startswith("\ufeff") for text in texts.values())
        return {name: list(csv.reader(io.StringIO(text[1:], newline=""))) for name, text in texts.items()}
    told = json.loads(content)
    return {
        sheet["title"]: [[sheet["readers"]], *map(list, map(dict.values, sheet["rows"]))]
        for sheet in told["sheets"]
    }


def text_of(client, person, group, kind):
    """All that a file says, whatever sheet it stands on."""
    return "\n".join(
        str(cell)
        for name, rows in sheets_of(client, person, group, kind).items()
        for row in [[name], *rows]
        for cell in row
        if cell is not None
    )


def held(jo, **recap):
    """A meeting that was held and recapped."""
    meeting = make_meeting(group=jo.group, closed_by=jo)
    return make_recap(
        meeting=meeting, changed_by=jo, **{"published_at": NOW, "published_by": jo} | recap
    ).meeting


def furnished(jo, ailsa):
    """One of all that a member may read, each with a word of its own."""
    group, meeting = jo.group, held(jo, text="Canary recap")
    make_purpose(group=group, term="medium", text="Canary purpose", why="Canary why")
    make_aspiration(group=group, text="Canary hope")
    make_entry(meeting=meeting, recorded_by=jo, text="Canary agreed")
    small_group = make_small_group(meeting=meeting, recorded_by=jo, topic="Canary topic")
    make_entry(
        meeting=meeting, recorded_by=jo, kind="learned", small_group=small_group, text="Canary learned"
    )
    make_entry(
        meeting=meeting, recorded_by=jo, kind="quote", speaker=jo, may_be_quoted=True, text="Canary quote"
    )
    action = make_action(lead=jo, meeting=meeting, text="Canary action")
    action.helpers.add(ailsa)
    make_update(action, words="Canary words")
    story = make_story(told_by=jo, title="Canary story", learning="Canary learning")
    make_retelling(story, text="Canary again")
    test = make_small_test(jo, what="Canary test", gives="Canary gives")
    make_cycle(test, plan="Canary round")
    make_usual(make_small_test(jo, stage="adopted", settled_on=NOW.date()), adopted_by="Canary usual")
    make_reading(make_measure(jo, what="Canary measure", small_test=test), value="7.5")
    make_judgement(make_barrier(jo, what="Canary barrier"), because="Canary judgement")
    george = make_stewardship(partnership=group.partnership, person=make_user(name="George Allan"))
    make_ask_answer(make_ask(jo, wording="Canary ask"), by=george.person, because="Canary answer")
    for stem in KEPT:
        column = "words" if stem == "observation" else "what"
        getattr(builders, f"make_{stem}")(jo, **{column: f"Canary {stem}"})
    make_holding(jo, commitment="Canary map")
    return meeting


WORDS = [
    *("recap", "purpose", "why", "hope", "agreed", "topic", "learned", "quote", "action", "words", "story"),
    *(
        "learning",
        "again",
        "test",
        "gives",
        "round",
        "usual",
        "measure",
        "barrier",
        "judgement",
        "ask",
        "answer",
    ),
    *KEPT,
    "map",
]
