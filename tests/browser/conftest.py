"""Chromium at 1280 and 360 px before the live server, with ears for every error and axe-core for every state."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
AXE_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,  # axe would write style elements to read our sheets with, which the policy refuses
}
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
# Answers that the pages expect and show in their own words: signed out, meanwhile changed, gone, please correct.
EXPECTED_STATUS = {401, 409, 410, 422}
WATCH_CSP = """
document.addEventListener("securitypolicyviolation", event =>
    console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`))
"""


class Ears:
    """What went wrong in the pages of one test: anything heard fails it, unless the test said that it may be."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.allowed: list[str] = []

    def allow(self, pattern: str) -> None:
        """Let pass what matches this regular expression, such as `status of 404`."""
        self.allowed.append(pattern)

    def listen(self, page: Page) -> None:
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.heard.append(f"{page.url}: {error}"))
        page.on("crash", lambda _: self.heard.append(f"{page.url}: the page crashed"))
        page.on("requestfailed", self.request_failed)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        if message.type != "error" or self.is_expected(message):
            return
        self.heard.append(f"{message.location.get('url', '')}: {message.text}")

    def is_expected(self, message: ConsoleMessage) -> bool:
        status = re.search(r"(?:status of|Status Error Code) (\d{3})", message.text)
        return bool(status and int(status[1]) in EXPECTED_STATUS)

    def request_failed(self, request: Request) -> None:
        # A page that is left, or a download that begins, breaks off what was under way; nothing is wrong.
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"{request.url}: {request.failure}")

    def response(self, response: Response) -> None:
        if response.status >= 500:
            self.heard.append(f"{response.url}: answered {response.status}")

    def unexpected(self) -> list[str]:
        return [what for what in self.heard if not any(re.search(pattern, what) for pattern in self.allowed)]


@pytest.fixture(scope="session")
def browser():
    executable = shutil.which("chromium")
    assert executable, "Chromium is missing: scripts/setup --dev installs it"
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def ears():
    ears = Ears()
    yield ears
    assert not ears.unexpected(), "The browser complained:\n  " + "\n  ".join(ears.unexpected())


@pytest.fixture
def site(live_server, settings) -> str:
    """The address of the running site, which links in mails carry too."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def open_page(browser: Browser, site: str, ears: Ears):
    """Open a page of its own, as one person at one device would: `open_page("phone", user=jo)`."""
    contexts = []

    def open_one(size: str = "desk", *, user=None, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport=SIZES[size],
            is_mobile=size == "phone",
            has_touch=size == "phone",
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        if javascript:
            context.add_init_script(WATCH_CSP)
        if user is not None:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": site}]
            )
        context.on("page", ears.listen)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


def session_of(user) -> str:
    client = Client()
    client.force_login(user)
    assert SESSION_KEY in client.session
    return client.session.session_key


@pytest.fixture(params=list(SIZES))
def size(request) -> str:
    """Both sizes in turn: a test that takes this (or `page`) runs twice."""
    return request.param


@pytest.fixture
def page(open_page, size: str) -> Page:
    """Nobody's page, at 1280 and then at 360 px."""
    return open_page(size)


@pytest.fixture
def page_check() -> Callable[[Page], None]:
    """Call it on each state of a page: fails on what axe-core finds, and on a page wider than its window."""
    return check_page


def check_page(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    wide = page.evaluate(WIDER_THAN_WINDOW)
    assert not wide, f"{page.url} is wider than its window because of {wide}"
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, rules)", AXE_RULES)["violations"]
    assert not found, f"axe-core on {page.url} at {page.viewport_size['width']} px:\n" + "\n".join(
        map(told, found)
    )


WIDER_THAN_WINDOW = """() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > width + 1)
    return wide.slice(0, 5).map(e => e.outerHTML.slice(0, 120)).concat(wide.length ? [] : ["something"])
}"""


def told(violation: dict) -> str:
    places = [
        f"    {node['target']}: {node['html'][:160]}\n    {node['failureSummary']}"
        for node in violation["nodes"][:5]
    ]
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}\n" + "\n".join(places)
