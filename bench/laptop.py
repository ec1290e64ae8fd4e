"""The laptop in the hall: a browser of its own profile, somebody who types, and a journal of what the page said of it."""

import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.test import Client
from playwright.sync_api import Error, Page

from bench.meetings import Input, Meeting
from bench.recording import Outcome, Site
from inquiries.models import Receipt, User
from inquiries.proving import SECOND_STEP
from tests.browser.conftest import ARGUMENTS
from tests.browser.keeping import kill
from tests.browser.proxy import Proxy

# In every page before its own scripts: what is sent from it under which key, and what it says of saving.
WATCH = """(() => {
    const tell = (what) => window.report(JSON.stringify({...what, at: Date.now()}))
    document.addEventListener("submit", ({target, submitter}) => {
        if (!target.matches("form[data-queue]") || target.hasAttribute("data-sending")) return
        tell({key: target.querySelector("[name=client_key]").value, path: submitter?.getAttribute("formaction") || target.getAttribute("action")})
    }, true)
    let said = ""
    setInterval(() => {
        const words = document.querySelector("[data-save-state]")?.textContent || ""
        if (words !== said || words.startsWith("Saved")) tell({said: said = words})
    }, 100)
})()"""
IS_SENT = """async () => window.clip?.queue && /^Saved/.test(document.querySelector("[data-save-state]")?.textContent)
    && !document.querySelector("#unsent li") && !(await window.clip.store.all()).length"""


@dataclass
class Journal:
    """When which key was sent from the page, and when it said that all was saved."""

    keys: list[tuple[float, UUID]] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)
    waited: int = 0

    def hear(self, _source: Any, told: str) -> None:
        what = json.loads(told)
        at = what["at"] / 1000
        if "key" in what:
            member = re.search(r"/here/([0-9a-f-]{36})/", what["path"])
            key = UUID(what["key"])
            self.keys.append((at, uuid5(key, member[1]) if member else key))
        elif re.match(r"Saved \d", what["said"]):
            self.saved.append(at)
        elif what["said"].startswith("Not sent"):
            self.waited = max(self.waited, int(re.sub(r"\D", "", what["said"]) or 0))

    def compare(self, outcome: Outcome) -> None:
        """“Saved” is true of all that was sent a moment before it was said, if each was in the database by then."""
        made = dict(
            Receipt.objects.filter(key__in=[key for _at, key in self.keys]).values_list("key", "made_at")
        )
        never = datetime.max.replace(tzinfo=UTC)
        for told in self.saved:
            moment = datetime.fromtimestamp(told, UTC)
            behind = [key for at, key in self.keys if at < told - 0.3 and made.get(key, never) > moment]
            outcome.false_saved += bool(behind)
            if behind:
                outcome.notes.append(f"said “Saved” while {len(behind)} were not")
        outcome.kept_a_while += self.waited


class Laptop:
    """Chromium with a profile of its own, at the proxy of the hall."""

    def __init__(self, site: Site, folder: Path, proxy: Proxy, meeting: Meeting) -> None:
        self.site, self.folder, self.proxy, self.meeting = site, folder, proxy, meeting
        self.journal = Journal()
        self.session = session_of(meeting.jo.person)
        self.page: Page

    @property
    def address(self) -> str:
        return self.proxy.url + self.meeting.path

    def _start(self) -> None:
        self.context = self.site.playwright.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=self.site.executable,
            args=ARGUMENTS,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        self.context.set_default_timeout(15_000)
        self.context.expose_binding("report", self.journal.hear)
        self.context.add_init_script(WATCH)
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": self.session, "url": self.proxy.url}]
        )
        self.page = self.context.new_page()

    def open(self) -> None:
        """The recording page, on a good network, until it is ready for a bad one."""
        self._start()
        self.page.goto(self.address)
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        while not self.page.evaluate("() => window.clip.store.page().then(Boolean)"):
            self.page.wait_for_timeout(50)

    def where(self) -> str:
        """What stands on the screen, for who looks into a run that broke."""
        with suppress(Error):
            return f"{self.page.url}\n{self.page.locator('body').inner_text()[:1500]}"
        return "the browser is gone"

    def close(self) -> None:
        with suppress(Error):
            self.context.close()

    def befall(self, turn: str) -> None:
        """What else happens in a hall while there is no network."""
        self.page.wait_for_timeout(150)
        if turn == "kill":
            kill(self.folder)
            with suppress(Error):
                self.context.close()
            self._start()
        elif turn == "close":
            self.page.close()
            self.page = self.context.new_page()
        if turn:
            with suppress(Error):  # the wifi may lead elsewhere
                self.page.goto(self.address)

    def can_type(self) -> bool:
        with suppress(Error):
            self.page.locator(BOXES["agreed"]).wait_for(timeout=3000)
            return True
        return False

    # --- typing ---

    def type(
        self, one: Input, *, meanwhile: Callable[[], Any] | None = None, chance: Random | None = None
    ) -> Any:
        """Type one thing and send it; `meanwhile` happens before it, or in mid-word."""
        amid = meanwhile and chance and chance.random() < 0.5
        came = meanwhile() if meanwhile and not amid else None
        if one.kind == "tap":
            came = meanwhile() if amid else came
            self.page.get_by_role("button", name=re.compile(f"^{one.text}(, new)?$")).first.click()
        elif one.kind == "removal":
            came = meanwhile() if amid else came
            self.page.get_by_role("button", name=f"Remove {one.text}").click()
        else:
            came = self._type_words(one, meanwhile if amid else None) or came
        return came

    def _type_words(self, one: Input, meanwhile: Callable[[], Any] | None) -> Any:
        box = self.page.locator(BOXES[one.kind])
        if one.kind == "walk_in" and not box.is_visible():
            self.page.locator("#walk-in summary").click()
        if one.kind == "quote":
            self.page.locator("#quote-speaker").fill(one.more)
        box.fill(one.text[: len(one.text) // 2])
        came = meanwhile() if meanwhile else None
        box.fill(one.text)
        if one.kind == "update":
            self.page.locator("#round .choice").first.click()
            self.page.locator("#round form button[type=submit]").click()
        else:
            box.press("Enter")
        return came

    def wait_until_sent(self, until: float) -> None:
        while time.monotonic() < until:
            with suppress(Error):  # the page may be opening anew
                if self.page.evaluate(IS_SENT):
                    break
            self.page.wait_for_timeout(100)


def session_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    session = client.session
    session[SECOND_STEP] = True  # as signing in with one leaves it: who holds a group must have one
    session.save()
    return str(session.session_key)


BOXES = {
    "agreed": "#agreed-text",
    "check_out": "#check-out-text",
    "quote": "#quote-text",
    "action": "#new-action-line",
    "small_group": "#add-small-group-topic",
    "walk_in": "#walk-in-line",
    "update": "#round textarea",
}
