"""Every page, part and form, as everybody: what is asked for by address, and what the pages lead to from there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from bench.leaks.judging import Principal
from bench.leaks.listening import Ear
from bench.leaks.readers_table import BESIDES
from inquiries.models import Group

FRAGMENT = {"HX-Request": "true"}
LINKS = re.compile(r"""(?:href|src|hx-get|data-[a-z-]*url)="(/[^"]*)\"""")
ENOUGH, CLOSED = 2, {302, 403, 404, 405, 410}
FOLLOWED = 3  # addresses of a route that pages lead to, besides those that are made up


class Visitor:
    """A browser of one of those who look. Whatever it asks for leaves nothing behind."""

    def __init__(self, who: Principal, person: Any, ear: Ear) -> None:
        self.groups = set(Group.objects.filter(pk__in=who.roles).values_list("slug", flat=True))
        self.who, self.ear = who, ear
        self.client = Client(raise_request_exception=False)
        if person:
            self.client.force_login(person)
        self.seen: set[str] = set()
        self.opened: set[str] = set()
        self.status = 0

    def walk(self, addresses: Iterable[tuple[str, str]], *, with_posts: bool) -> None:
        """All of these, page and fragment, and by POST with nothing said; then what their pages lead to."""
        cache.clear()
        ahead: list[str] = []
        tried: dict[tuple[str, str], list[int]] = defaultdict(list)
        for name, url in addresses:
            answers = tried[name, group_of(url)]
            if self._has_seen_enough(answers, group_of(url)):
                continue
            ahead += self.page(name, url, with_part=not answers)
            if with_posts and not answers:
                self.send(name, url)
            answers.append(self.status)
        self._follow(ahead)

    def _has_seen_enough(self, answers: list[int], group: str) -> bool:
        """Of a route at a group: shut to whoever has no place there, or sends alone. All of what opens is looked at."""
        enough = ENOUGH if not group or group in self.groups else 1
        return len(answers) >= enough and set(answers) <= CLOSED

    def _follow(self, ahead: list[str]) -> None:
        """What the pages lead to by addresses that nobody would make up: a few of each route."""
        followed: Counter[str] = Counter()
        for url in ahead:
            name = name_of(url)
            if url not in self.seen and followed[name] < FOLLOWED:
                followed[name] += 1
                self.page(name, url)

    def page(self, name: str, url: str, *, with_part: bool = True) -> list[str]:
        """A page, and what it leads to; the same as a fragment, where it is shown at all."""
        if url in self.seen:
            return []
        self.seen.add(url)
        with self.untouched():
            response = self.client.get(url)
            body = self.ear.answer(self.who, name, response, f"GET {url}", BESIDES.get(name, ()))
        self.status = response.status_code
        if self.status == 200:
            self.opened.add(url)
        if response.status_code == 405 or "html" not in response.get("Content-Type", ""):
            return []
        if with_part and response.status_code < 300:
            with self.untouched():
                part = self.client.get(url, headers=FRAGMENT)
                self.ear.answer(self.who, f"{name} (part)", part, f"GET part {url}", BESIDES.get(name, ()))
        found = [unescape(link) for link in LINKS.findall(body.decode("utf-8", "replace"))]
        found.append(response.get("Location", ""))
        return [urldefrag(urljoin(url, link)).url for link in found if is_ours(link)]

    def send(self, name: str, url: str, said: dict[str, Any] | None = None) -> None:
        """A form with nothing in it, or with this: what it answers, and the page after it."""
        with self.untouched():
            response = self.client.post(url, said or {}, headers={} if said else FRAGMENT, follow=True)
            self.ear.answer(self.who, f"{name} (sent)", response, f"POST {url}", BESIDES.get(name, ()))

    @contextmanager
    def untouched(self) -> Iterator[None]:
        cookies = self.client.cookies.output(header="", sep=";")
        kept = {name: morsel.value for name, morsel in self.client.cookies.items()}
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        if self.client.cookies.output(header="", sep=";") != cookies:
            self.client.cookies.clear()
            self.client.cookies.load(kept)


def group_of(url: str) -> str:
    """The group that an address names, or nothing."""
    parts = url.split("/")
    return parts[2] if parts[1] == "groups" and len(parts) > 2 else ""


def is_ours(link: str) -> bool:
    return link.startswith("/") and not link.startswith(("//", "/static/", "/admin/"))


def name_of(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return "nowhere"
