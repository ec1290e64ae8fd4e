"""What an attacker tries besides asking: words to look for, keys in a query, papers ordered, a page that breaks."""

import re
from collections.abc import Iterator
from unittest import mock
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from bench.leaks.judging import may_read
from bench.leaks.people import World
from bench.leaks.planting import Canary
from bench.leaks.walking import Visitor, group_of
from clip import ticking

SEARCHES = {  # where words are looked for, and by which name in the address
    "inquiries:language": "q",
    "practices:thread": "words",
    "practices:library": "q",
}
NEVER_WORD = "qz99999zq"  # looks like a canary, and was planted nowhere


def look_for(visitor: Visitor, world: World, routes: list[tuple[str, str]]) -> int:
    """Looking for a word that one may not read answers as looking for one that is nowhere: else its being there shows."""
    told = 0
    sample = list(_one_of_each(visitor, world))
    for route, url, name in _boxes(visitor, routes):
        empty = _answer(visitor, url, name, NEVER_WORD)
        if empty is None:
            continue
        for canary in sample:
            told += 1
            if _answer(visitor, url, name, canary.word) != empty:
                visitor.ear.note(visitor.who, canary, f"looked for at {route}", url)
    return told


def _boxes(visitor: Visitor, routes: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """The first that opens of each."""
    done = set()
    for route, url in routes:
        if (route, group_of(url)) in done:
            continue
        name = SEARCHES.get(route)
        if name and url in visitor.opened:
            done.add((route, group_of(url)))
            yield route, url, name


def _one_of_each(visitor: Visitor, world: World) -> Iterator[Canary]:
    """One word of each column and fate that they may not read."""
    seen = set()
    for canary in world.ground.canaries.values():
        sort = (canary.column, canary.tags, canary.group)
        if (
            sort not in seen
            and canary.column.startswith(LOOKED_THROUGH)
            and not may_read(visitor.who, canary)
        ):
            seen.add(sort)
            yield canary


LOOKED_THROUGH = (
    "practices.",
    "inquiries.Term",
    "inquiries.Meaning",
    "meetings.Action.",
    "inquiries.Aspiration",
)


def _answer(visitor: Visitor, url: str, name: str, word: str) -> str | None:
    with visitor.untouched():
        response = visitor.client.get(f"{url}?{urlencode({name: word})}")
        visitor.ear.channels[f"search: {name}"] += 1
        if response.status_code != 200:
            return None
        body = response.content.decode().replace(word, "…")
    csrf = str(response.context.get("csrf_token", "")) if response.context else ""
    return CSRF.sub("", body.replace(csrf, "") if csrf else body)


CSRF = re.compile(r'(name="csrfmiddlewaretoken" value|X-CSRFToken)[^>]*')


def name_keys(visitor: Visitor, world: World, routes: list[tuple[str, str]]) -> None:
    """A key of what one may not read, in the address of a form that begins with a thing."""
    from practices import tying

    for route, url in routes:
        if url not in visitor.opened or not route.endswith(
            ("-add", "-begin", "-tell", "purpose-adopt", "record")
        ):
            continue
        for thing in world.own.things[::5] + world.other.things[::9]:
            kind = tying.kind_of(thing) if type(thing) in tying.KINDS else ""
            asked = {"from": f"{kind}:{thing.pk}" if kind else thing.pk, "ask": thing.pk}
            visitor.page(f"{route}?from", f"{url}?{urlencode(asked)}", with_part=False)


def draw(visitor: Visitor, routes: list[tuple[str, str]]) -> None:
    """Each paper that they may order, drawn and read: words and what it says of itself."""
    for route, url in routes:
        if not route.endswith("-make") or visitor.groups.isdisjoint(url.split("/")):
            continue
        response = visitor.client.post(url)
        visitor.ear.answer(visitor.who, f"{route} (sent)", response, f"POST {url}")
        if response.status_code in (200, 302):
            ticking.render_waiting(timezone.now())
            paper = url.replace("/make/", "/pdf/")
            visitor.seen.discard(paper)
            visitor.page(route.replace("-make", "-pdf"), paper)


def break_pages(visitor: Visitor, world: World) -> None:
    """A page that breaks with somebody's words in the exception: neither its answer nor a log tells them."""
    words = next(c.word for c in world.ground.canaries.values() if c.column == "practices.Holding.hidden")
    url = reverse("practices:stories", args=[world.own.group.slug])
    with mock.patch("practices.models.stories.StoryQuerySet.for_listing", side_effect=ValueError(words)):
        visitor.seen.discard(url)
        visitor.page("500", url)
    for nowhere in ("/nowhere/", "/groups/nowhere/", f"/groups/{world.other.group.slug}/stories/"):
        visitor.page("404", nowhere)
