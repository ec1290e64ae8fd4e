"""Six journeys with nothing but the keyboard: each stop on the way can be seen to have the focus."""

from collections.abc import Callable
from typing import Any

from bench.demos import GROUP, PEOPLE, Visited

STOPS = 400  # more Tabs than any page has
HERE = """() => { const e = document.activeElement
    const name = (e.getAttribute("aria-label") || [...e.labels ?? []].map(l => l.textContent).join(" ") || e.textContent || "")
    const s = getComputedStyle(e), label = e.closest("label") && getComputedStyle(e.closest("label"))
    const drawn = s => s && (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== "none")
    const r = e.getBoundingClientRect()
    const top = document.elementFromPoint(r.left + Math.min(r.width, 40) / 2, r.top + Math.min(r.height, 40) / 2)
    const isHidden = !top || !(e.contains(top) || top.contains(e) || e.closest("label")?.contains(top))
    return {name: name.replace(/\\s+/g, " ").trim(), tag: e.tagName, type: e.type ?? "", field: e.name ?? "",
        isSeen: drawn(s) || drawn(label), isHidden} }"""


class Keys:
    """Somebody who has a keyboard and no pointer, on one page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.stops = 0
        self.unseen: list[str] = []

    def to(self, name: str, *, tag: str = "") -> None:
        """Press Tab until what has this name (or field) has the focus; each stop must show it."""
        for _ in range(STOPS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(HERE)
            if here["tag"] == "BODY":
                continue
            self.stops += 1
            if not here["isSeen"] or here["isHidden"]:
                how = "covered" if here["isSeen"] else "not drawn"
                self.unseen.append(f"{self.page.url}: {how}: {here['tag']} {here['name'][:60]}")
            if (here["field"] == name or here["name"].startswith(name)) and (not tag or here["tag"] == tag):
                return
        raise LookupError(f"{self.page.url}: Tab never comes to “{name}”")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.page.wait_for_load_state("networkidle")

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def follow(self, *names: str) -> None:
        """Come to each of these and press Enter; then what answers is there."""
        for name in names:
            self.to(name)
            with self.page.expect_response(_is_the_answer):
                self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(300)  # an answer that is a page begins to stand
            self.page.wait_for_load_state("networkidle")

    def reads(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for(state="visible")


def _is_the_answer(answer: Any) -> bool:
    """Neither a sheet or a picture, nor on the way to another page."""
    asked = answer.request
    return (asked.is_navigation_request() or asked.method == "POST") and answer.status not in (301, 302, 303)


def sign_in(keys: Keys, role: str) -> None:
    keys.page.goto("/demo/")
    keys.follow(PEOPLE[role])
    keys.page.wait_for_url("**/")


def signing_in(keys: Keys) -> None:
    """The address into its box, and on to the box for the code."""
    keys.page.goto("/sign-in/")
    keys.to("Skip to main content")
    keys.press("Enter")
    keys.to("login" if keys.page.locator("[name=login]").count() else "email")
    keys.type("jo.lennox@example.scot")
    keys.follow("Send me a code")
    keys.page.wait_for_url("**/sign-in/code/")
    keys.to("code")


def trying(keys: Keys) -> None:
    """From a story to a small test that came of it."""
    sign_in(keys, "facilitator")
    keys.page.goto(f"{GROUP}stories/")
    story = keys.page.locator("main .stories a").first
    keys.follow(" ".join(story.inner_text().split()), "Begin a small test")
    keys.to("what")
    keys.type("Ring her on Mondays, before the shop opens")
    keys.to("for_whom")
    keys.type("Her, and the two beside her")
    keys.follow("Begin it, no message leaves")
    keys.reads("Ring her on Mondays")


def recording(keys: Keys) -> None:
    """Somebody is here, an action is heard, another is taken on, something is agreed."""
    sign_in(keys, "facilitator")
    keys.page.goto(f"{GROUP}meetings/5/record/")
    keys.to("Tom", tag="BUTTON")
    keys.press("Space")
    keys.to("state")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.follow("Save")
    keys.page.goto(f"{GROUP}meetings/5/record/")
    keys.page.locator("#agreed textarea, #agreed input[name=text]").wait_for()
    while keys.page.evaluate("() => !document.activeElement.closest('#agreed')"):
        keys.to("text")
    keys.type("We meet at Linden House, two of us")
    keys.follow("Save")
    keys.reads("We meet at Linden House, two of us")


def publishing(keys: Keys) -> None:
    """The record is closed, its recap looked over by who gets what, and published."""
    sign_in(keys, "facilitator")
    keys.page.goto(f"{GROUP}meetings/5/record/")
    keys.follow("Close the record")
    keys.page.goto(f"{GROUP}meetings/5/recap/")
    keys.to("text")
    keys.type("We heard how the visits went, and agreed who asks at Linden House.")
    keys.follow("Save, and see what")
    keys.page.wait_for_url("**/recap/preview/")
    keys.follow("Publish recap to")
    keys.reads("It went out")


def letting_out(keys: Keys) -> None:
    """One thing goes out of the room, and is taken back."""
    sign_in(keys, "facilitator")
    keys.page.goto(f"{GROUP}meetings/4/goes-out/")
    for summary in keys.page.locator("details.goes-out__shelf:not([open])").all()[:1]:
        keys.to(summary.locator("summary").inner_text().split(" (")[0], tag="SUMMARY")
        keys.press("Enter")
    before = keys.page.get_by_role("button", name="Take it back").count()
    keys.follow("Let it out")
    keys.page.wait_for_function(
        "n => [...document.querySelectorAll('button')].filter(b => b.textContent.startsWith('Take it back')).length > n",
        arg=before,
    )


def reporting(keys: Keys) -> None:
    """A report is written, read by the members, then published."""
    sign_in(keys, "facilitator")
    keys.page.goto(f"{GROUP}reports/")
    keys.follow("Write a progress report")
    keys.page.wait_for_url("**/reports/add/**")
    keys.to("title")
    keys.type("Half way: two doors are open, and one is stuck")
    keys.to("lead")
    keys.type("People are visited in the week they ask.")
    keys.follow("Keep it")
    keys.follow("Let the members read it")
    keys.follow("Publish it")
    keys.reads("published on")


JOURNEYS: list[Callable[[Keys], None]] = [signing_in, trying, recording, publishing, letting_out, reporting]


def travel(visited: Visited) -> dict[str, int]:
    """All journeys, one after the other, each in a browser of its own."""
    from playwright.sync_api import Error

    done, faults, stops = 0, 0, 0
    for journey in JOURNEYS:
        page = visited.context().new_page()
        keys = Keys(page)
        try:
            journey(keys)
            done += 1
        except (Error, LookupError) as problem:
            print(f"KEYS {journey.__name__}: {str(problem)[:300]}", flush=True)
        told = sorted(set(keys.unseen))
        print(
            f"{journey.__name__}: {keys.stops} stops, {len(told)} unseen", *told, sep="\n      ", flush=True
        )
        faults, stops = faults + len(told), stops + keys.stops
        page.context.close()
    return {
        "journeys": done,
        "unreached": len(JOURNEYS) - done,
        "keyboard_stops": stops,
        "keyboard_faults": faults,
    }
