"""What a page is held to in one state: axe-core's rules, its window's width, targets one can hit, focus one can see."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.setting_up import ROOT

AXE = (Path(ROOT) / "tests" / "browser" / "vendor" / "axe-core" / "axe.min.js").read_text()
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,  # axe would write style elements to read our sheets with, which the policy refuses
}
WIDTHS, SCHEMES = (1280, 768, 320), ("light", "dark", "forced")
ALL = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
KNOWN = [(1280, "light"), (320, "forced")]  # of what is drawn of parts seen before
NARROW = ["color-contrast", "target-size", "scrollable-region-focusable"]
# What another width or other colours can change; the rest is the same words in the same order. In forced colours the system paints
# text and ground; axe-core reads the fill of text, which browsers tell unforced, so that it is not asked there.
ROUNDS: dict[tuple[int, str], list[str]] = {
    (320, "light"): NARROW,
    (768, "light"): NARROW[1:],
    (1280, "dark"): ["color-contrast", "link-in-text-block"],
    (320, "dark"): ["color-contrast"],
}
WIDE = """() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > width + 1)
    return wide.slice(-2).map(e => e.outerHTML.slice(0, 160)).concat(wide.length ? [] : ["something"])
}"""
# Where a meeting is recorded nothing is smaller than 44 px; elsewhere our buttons and boxes are not. Ticks count with their words.
SMALL = """() => {
    const inRecording = document.body.classList.contains("large")
    const own = ".ds_button, .ds_input, select" + (inRecording ? ", button, summary, input:not([type=hidden])" : "")
    const shown = e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 1
    const tall = e => Math.max(e.getBoundingClientRect().height, ...[...e.labels ?? []].map(l => l.getBoundingClientRect().height))
    const small = [...document.querySelectorAll(own)].filter(e => shown(e) && !e.closest(".hide") && tall(e) < 43.5)
    return small.map(e => Math.round(tall(e)) + " px: " + e.outerHTML.slice(0, 140))
}"""
# With the keyboard in hand (a key was pressed before), whatever takes the focus draws something for it.
UNSEEN = """() => {
    const can = "a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary, [tabindex='0']"
    const look = e => { const s = getComputedStyle(e)
        return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor].join() }
    const seen = e => { const s = getComputedStyle(e)
        return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== "none" }
    const unseen = [], was = document.activeElement, y = scrollY
    for (const e of document.querySelectorAll(can)) {
        if (!e.checkVisibility({visibilityProperty: true})) continue
        const round = [...e.labels ?? [], e.parentElement].map(p => [p, look(p)])
        e.focus()
        if (document.activeElement !== e || seen(e)) continue
        if (!round.some(([p, before]) => look(p) !== before)) unseen.push(e.outerHTML.slice(0, 160))
    }
    was?.focus?.(); scrollTo(0, y)
    return unseen
}"""
SHAPE = """() => [...new Set([...document.querySelectorAll("body, body *")].map(
    e => e.tagName + "." + [...e.classList].sort().join(".")))]"""
OPEN = """() => { const closed = [...document.querySelectorAll("details:not([open])")].filter(d => d.checkVisibility())
    closed.forEach(d => d.open = true); return closed.length }"""


@dataclass
class Findings:
    """What was looked at, and what was found; each told once, with where and how it was looked at."""

    checks: int = 0
    violations: int = 0
    scrolls: int = 0
    told: dict[str, list[str]] = field(default_factory=dict)
    shapes: set[str] = field(default_factory=set)

    def note(self, what: str, where: str) -> None:
        places = self.told.setdefault(what, [])
        if not places:
            print(f"FOUND {what}\n      {where}", flush=True)
        places.append(where)


def look_at(page: Any, where: str, findings: Findings, *, is_whole: bool) -> None:
    """Look at the page as it stands, in each way; its window is wide and light again afterwards."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    shape = set(page.evaluate(SHAPE))
    is_known = shape <= findings.shapes and not is_whole
    findings.shapes |= shape
    for width, scheme in KNOWN if is_known else ALL:
        show(page, width, scheme)
        findings.checks += 1
        told = f"{where} [{width} {scheme}]"
        for what in faults(page, _round(width, scheme), is_first=(width, scheme) == ALL[0]):
            findings.violations += 1
            findings.note(what, told)
        if wide := page.evaluate(WIDE):
            findings.scrolls += 1
            findings.note(f"wider than its window: {wide[0]}", told)
    show(page, 1280, "light")


def _round(width: int, scheme: str) -> dict[str, Any] | None:
    """The rules of this way of looking; none where the window’s width alone is looked at."""
    if (width, scheme) == ALL[0]:
        return RULES
    rules = ROUNDS.get((width, scheme))
    return RULES | {"runOnly": {"type": "rule", "values": rules}} if rules else None


def faults(page: Any, rules: dict[str, Any] | None, *, is_first: bool) -> Iterator[str]:
    if rules is None:
        return
    for violation in page.evaluate("rules => axe.run(document, rules)", rules)["violations"]:
        for node in violation["nodes"]:
            why = (node["any"] + node["all"] + node["none"])[0]["message"]
            yield f"{violation['id']}: {node['target']} {node['html'][:140]} · {why[:200]}"
    yield from (f"small: {small}" for small in page.evaluate(SMALL))
    if is_first:
        page.keyboard.press("Shift")  # so that the browser takes what follows for work with the keyboard
        yield from (f"focus unseen: {unseen}" for unseen in page.evaluate(UNSEEN))


def show(page: Any, width: int, scheme: str) -> None:
    """The same page, not loaded again, in a window of this width and in these colours."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light",
        forced_colors="active" if scheme == "forced" else "none",
    )
