"""A walk through all pages of a demo by its links, as one kind of person after another, and into the states beside them."""

import re
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bench.demos import PEOPLE, Visited, record_a_meeting
from bench.empty_forms import FORMS, Form, send_empty
from bench.papers import Papers
from bench.soundness import OPEN, Findings, look_at

STARTS = ["/", "/help/", "/outbox/", "/account/", "/groups/"]
OPEN_TO_ALL = ["/", "/sign-in/", "/sign-in/lost/", "/demo/", "/offline/", "/room/", "/no-such-page/"]
REFUSED = ["/desk/", "/notes/", "/set-up/", "/reflections/", "/groups/wester-beston/members/invite/"]
SIGNED = re.compile(r"/(?:come|answer|join|recap|quote|named|pause|small-group)/[^/\s\"'<>]+/")
SAME = {
    "slug",
    "number",
    "token",
    "code",
    "object_id",
    "kind",
}  # parts of an address that name things, not pages
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href).filter(h => h.startsWith(location.origin))"
NEVER = {"account_logout"}


@dataclass
class Walk:
    """What was visited, as whom, and what was found there."""

    visited: Visited
    each: int = 1
    is_whole: bool = False
    beneath: str = ""  # addresses that begin so alone
    pages: int = 0
    states: int = 0
    findings: Findings = field(default_factory=Findings)
    papers: Papers = field(default_factory=Papers)
    forms: dict[str, Form] = field(default_factory=dict)
    signed: dict[str, str] = field(default_factory=dict)

    def through(self, only: list[str]) -> None:
        jo = self.visited.page_of("facilitator")
        room = record_a_meeting(jo)
        jo.context.close()
        for role in PEOPLE:
            if only and role not in only:
                continue
            page = self.visited.page_of(role)
            starts = [*STARTS, *REFUSED] if role != "nobody" else [*OPEN_TO_ALL, room, *self.signed.values()]
            self._follow(page, role, starts)
            if role != "nobody":
                self.papers.collect(page, key_of)
                self._send_forms(page, role)
            page.context.close()

    def _follow(self, page: Any, role: str, starts: list[str]) -> None:
        """One page of each address, near ones first."""
        waiting, known = deque([self.beneath] if self.beneath else starts), {}
        began = self.pages
        while waiting:
            path = waiting.popleft()
            key = key_of(path)
            if not key or known.get(key, 0) >= self.each or not path.startswith(self.beneath):
                continue
            known[key] = known.get(key, 0) + 1
            if links := self._visit(page, role, path, key):
                waiting.extend(link for link in links if known.get(key_of(link), 0) < self.each)
        print(f"{role}: {self.pages - began} pages; {self.figures()}", flush=True)

    def _visit(self, page: Any, role: str, path: str, key: str) -> list[str]:
        """Look at one page and with its details open; the links on it."""
        answer = None if self.papers.take(page, path, key) else _open(page, path)
        if answer is None or "text/html" not in (answer.headers.get("content-type") or ""):
            return []
        page.wait_for_load_state()
        self.pages += 1
        where = f"{role}: {path} ({key}, {answer.status})"
        links = page.evaluate(LINKS)
        for found in SIGNED.findall(page.content()):
            self.signed.setdefault(key_of(found), found)
        for form in page.evaluate(FORMS):
            self._remember(form, role, path)
        self._look(page, where)
        if page.evaluate(OPEN):
            self._look(page, f"{where}, all details open", is_state=True)
        self.papers.order(page, path, key)
        return [urlsplit(link)._replace(scheme="", netloc="", fragment="").geturl() for link in links]

    def _look(self, page: Any, where: str, *, is_state: bool = False) -> None:
        self.states += is_state
        look_at(page, where, self.findings, is_whole=self.is_whole)
        if (self.pages + self.states) % 25 == 0:
            print(f"{self.pages} pages, {self.states} states", flush=True)

    def _remember(self, form: dict[str, Any], role: str, path: str) -> None:
        key = key_of(urlsplit(form["action"]).path)
        if key:
            self.forms.setdefault(key, Form(key, role, path, urlsplit(form["action"]).path))

    def _send_forms(self, page: Any, role: str) -> None:
        for form in [form for form in self.forms.values() if form.role == role]:
            if send_empty(page, form):
                self._look(page, f"{role}: {form.path} ({form.key} sent empty)", is_state=True)

    def figures(self) -> dict[str, int]:
        return {
            "pages": self.pages,
            "states": self.states,
            "checks": self.findings.checks,
            "violations": self.findings.violations,
            "scrolls": self.findings.scrolls,
            **self.papers.figures(),
        }


def _open(page: Any, path: str) -> Any:
    """Go there; nothing where what comes is a file to keep."""
    from playwright.sync_api import Error

    try:
        return page.goto(path)
    except Error as problem:
        if "Download" in str(problem) or "ERR_ABORTED" in str(problem):
            return None
        raise


def key_of(path: str) -> str:
    """The name of an address with what makes it another page; empty where it is nothing of ours to walk into."""
    from django.urls import Resolver404, resolve

    parts = urlsplit(path)
    if parts.path.startswith(("/admin/", "/static/", "/media/")):
        return ""
    try:
        match = resolve(parts.path)
    except Resolver404:
        return "no such page"
    if match.view_name in NEVER:
        return ""
    words = [
        str(v) for k, v in match.kwargs.items() if k not in SAME and not k.endswith("_id") and k != "key"
    ]
    return " ".join([match.view_name, *words, *sorted(parse_qs(parts.query))])
