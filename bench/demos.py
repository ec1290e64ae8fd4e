"""A demo of a bench's own, served to a Chromium, with its people by role and a meeting that is being recorded."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bench.serving import free_port
from bench.setting_up import ROOT

GROUP = "/groups/wester-beston/"
PEOPLE = {
    "facilitator": "Jo Lennox",
    "integration manager": "Delia Fraser",
    "member": "Ross Kerr",
    "senior manager": "George Allan",
    "learning partner": "Ruth Calder",
    "national body": "Fraser Innes",
    "administrator": "Ishbel Ross",
    "nobody": "",
}
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
]


@dataclass
class Visited:
    """A demo that runs, and the browser that comes to it."""

    site: str
    browser: Any

    def context(self, **more: Any) -> Any:
        """A browser's own cookies and window; what pages keep for offline use is left aside."""
        more = {"viewport": {"width": 1280, "height": 900}, "service_workers": "block", **more}
        context = self.browser.new_context(
            base_url=self.site, locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce", **more
        )
        context.set_default_timeout(30_000)
        return context

    def page_of(self, role: str) -> Any:
        """A page of somebody of this role, at the start."""
        page = self.context().new_page()
        if PEOPLE[role]:
            page.goto("/demo/")
            page.get_by_role("button", name=PEOPLE[role]).first.click()
            page.wait_for_load_state("networkidle")
        return page


@contextmanager
def demo(site: str | None = None) -> Iterator[Visited]:
    """The demo at this address, or one made for this and gone afterwards."""
    from playwright.sync_api import sync_playwright

    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "clip.settings",
        "CLIP_DEMO": "1",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }
    with _served(site) as address, sync_playwright() as playwright:
        import django

        django.setup()  # for the names of addresses; the data is asked for through pages alone
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        try:
            yield Visited(address, browser)
        finally:
            browser.close()


@contextmanager
def _served(site: str | None) -> Iterator[str]:
    if site:
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(64))
        yield site
        return
    with tempfile.TemporaryDirectory(prefix="clip-bench-") as folder:
        port = free_port()
        site = f"http://localhost:{port}"
        for name in ("DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "BEHIND_PROXY", "WEB_CONCURRENCY"):
            os.environ.pop(name, None)
        os.environ |= {"CLIP_STATE": folder, "SECRET_KEY": secrets.token_urlsafe(64), "SITE_URL": site}
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*manage, "prepare"], check=True, cwd=ROOT)
        next_note = date.today() + timedelta(days=7)  # noqa: DTZ011 - the day of the demo; its notes hold signed links
        subprocess.run([*manage, "tick", "--at", f"{next_note} 12:00"], check=True, cwd=ROOT)
        server = subprocess.Popen(
            [*manage, "serve", "--port", str(port)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(f"{site}/readyz")
            yield site
        finally:
            server.terminate()
            server.wait(30)


def _wait(url: str) -> None:
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(url):
            return
        time.sleep(0.1)
    raise SystemExit(f"{url} did not answer")


def record_a_meeting(page: Any) -> str:
    """Meeting five gets a plan, an open record, a small group and a code for the room; the address of the code's page."""
    page.goto(f"{GROUP}meetings/5/plan/")
    _press(page, page.get_by_role("button", name="Business as usual"))
    page.goto(f"{GROUP}meetings/5/record/")
    _press(page, page.get_by_role("button", name="Open the record"))
    for name in ("Aileen", "Ross", "Sadia"):
        _press(page, page.get_by_role("button", name=name))
    page.goto(f"{GROUP}meetings/5/room/")
    _press(page, page.get_by_role("button", name="Open the room to phones"))
    code = page.locator(".room__code img")
    if not code.count():  # a demo that runs already, with the meeting over
        return "/room/"
    picture = code.get_attribute("alt")
    return "/room/" + picture.rstrip("/").rsplit("/", 1)[1] + "/"


def _press(page: Any, button: Any) -> None:
    if button.count():  # a demo that runs already may have it done
        button.first.click()
        page.wait_for_load_state("networkidle")
