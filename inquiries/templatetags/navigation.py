"""Where one can go from here: the pages of a group, those beside each other, and what stands at the top of every page."""

from functools import cache
from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext_lazy as _lazy

from inquiries import access, gathering
from inquiries.http import Hat
from inquiries.models import User
from inquiries.roles import Role
from inquiries.templatetags.clip import route

register = template.Library()
ANY_GROUP = "0-any-group-0"

GROUP_PAGES = [
    ("inquiries:group", _lazy("The group")),
    ("inquiries:purpose", _lazy("Purpose")),
    ("meetings:meetings", _lazy("Meetings")),
    ("meetings:actions", _lazy("Actions")),
    ("practices:small-tests", _lazy("Try")),
    ("practices:barriers", _lazy("Learn")),
    ("practices:reports", _lazy("Reports")),
    ("inquiries:people", _lazy("People")),
    ("meetings:notes", _lazy("Notes")),
    ("inquiries:messages", _lazy("Messages")),
]


# Pages that stand beside each other under one of those: the row under the title of each.
BESIDE = {
    "purpose": [
        ("inquiries:purpose", _lazy("Purpose")),
        ("inquiries:agreement", _lazy("Group agreement")),
        ("inquiries:aspirations", _lazy("Aspirations")),
        ("inquiries:language", _lazy("Shared language")),
        ("inquiries:theory", _lazy("How change spreads")),
        ("inquiries:group-settings", _lazy("Mandate and settings")),
        ("practices:export", _lazy("Take it with you")),
    ],
    "people": [
        ("inquiries:people", _lazy("Who is in it")),
        ("inquiries:cards", _lazy("Role cards")),
        ("inquiries:styles", _lazy("Working styles")),
        ("meetings:attendance", _lazy("Who came")),
        ("practices:relations", _lazy("Who works together")),
        ("inquiries:members", _lazy("Invite and change")),
    ],
    "meetings": [
        ("meetings:meetings", _lazy("Meetings")),
        ("meetings:wall", _lazy("The wall")),
        ("meetings:released", _lazy("What went out")),
        ("meetings:series", _lazy("Set dates")),
    ],
    "trying": [
        ("practices:small-tests", _lazy("Small tests")),
        ("practices:stories", _lazy("Stories")),
        ("practices:scenario", _lazy("Scenario plan")),
        ("practices:changes", _lazy("What is different")),
        ("practices:measures", _lazy("Measures")),
        ("practices:goes-on", _lazy("What goes on")),
    ],
    "learning": [
        ("practices:barriers", _lazy("Barriers")),
        ("practices:asks", _lazy("Asks")),
        ("practices:holdings", _lazy("What holds us back")),
        ("practices:practices", _lazy("Six practices")),
        ("practices:checks", _lazy("Practice check")),
        ("practices:library", _lazy("Learning library")),
        ("practices:progress", _lazy("How we are doing")),
    ],
    "actions": [
        ("meetings:actions", _lazy("Actions")),
        ("meetings:notes", _lazy("Notes")),
        ("inquiries:messages", _lazy("Messages")),
    ],
}

# Where the first page of a family is not open to a reader, its tab leads to this one.
ELSE = {"practices:barriers": "practices:asks"}
# Above the group these open once they are let out: the list of that leads there.
RELEASED = {
    "meetings:wall",
    *(
        f"practices:{page}"
        for page in ("small-tests", "stories", "changes", "scenario", "practices", "goes-on")
    ),
}


@register.simple_tag(takes_context=True)
def group_pages(context: Context) -> list[dict[str, Any]]:
    """The pages of a group that its reader may open, in the order of the row under the purpose."""
    rows = _pages(context, GROUP_PAGES)
    path = context["request"].path
    tab = _tab_of(path, context["group"].slug) if rows else ""
    for row in rows:
        row["here"] = ("page" if row["url"] == path else "true") if row["tab"] == tab else ""
    return rows


def _tab_of(path: str, slug: str) -> str:
    """The address of the tab under which a page stands: its own, or that of its family."""
    tabs = {url: url for url in (_url_of_group(name, slug) for name, _label in GROUP_PAGES)}
    for family in BESIDE.values():
        for name, _label in family:
            tabs.setdefault(_url_of_group(name, slug), _url_of_group(family[0][0], slug))
    own = _url_of_group("inquiries:group", slug)
    tabs |= {f"{own}{begins}": _url_of_group(name, slug) for begins, name in UNDER.items()}
    near = [url for url in tabs if url and path.startswith(url)]
    return tabs[max(near, key=len)] if near else ""


# Pages that stand in no row of pages beside each other, by how their address goes on, and the tab that they stand under.
UNDER = {
    "thread/": "practices:small-tests",
    "priorities/": "practices:small-tests",
    "initiatives/": "practices:small-tests",
    "structures/": "practices:small-tests",
    "observations/": "practices:barriers",
}


def _url_of_group(name: str, slug: str) -> str:
    """The address of a page of a group, or nothing where no app has brought it: looked up once for all groups."""
    return _url_of_any_group(name).replace(ANY_GROUP, slug)


@cache
def _url_of_any_group(name: str) -> str:
    return route(name, ANY_GROUP)


@register.inclusion_tag("parts/beside.html", takes_context=True)
def pages_beside(context: Context, family: str) -> dict[str, Any]:
    """The pages of one family that its reader may open: nothing to choose where there is only one."""
    pages = _pages(context, BESIDE[family])
    return {"pages": pages if len(pages) > 1 else []}


def _pages(context: Context, names: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    hat, group = context.get("hat"), context.get("group")
    if not hat or not group:
        return []
    rows = []
    for name, label in names:
        tab, open_name = _url_of_group(name, group.slug), _open_instead(hat, name, names)
        if tab and open_name:
            url = _url_of_group(open_name, group.slug)
            rows.append({"url": url, "tab": tab, "label": label, "here": ""})
    _mark_here(rows, context["request"].path)
    return rows


def _open_instead(hat: Hat, name: str, names: list[tuple[str, Any]]) -> str:
    """The page itself where this reader may open it; of a tab, else the one that stands in for it."""
    if _is_offered(hat, name):
        return name
    other = ELSE.get(name, "") if names is GROUP_PAGES else ""
    return other if other and _is_offered(hat, other) else ""


def _is_offered(hat: Hat, name: str) -> bool:
    return access.can_always_open(hat, name) if name in RELEASED else access.can_open(hat, name)


def _mark_here(rows: list[dict[str, Any]], path: str) -> None:
    """Mark the row that leads here, or failing that the one whose pages this is one of."""
    above = [row for row in rows if path.startswith(row["url"])]
    if above:
        nearest = max(above, key=lambda row: len(row["url"]))
        nearest["here"] = "page" if nearest["url"] == path else "true"


@register.simple_tag(takes_context=True)
def sets_up(context: Context, user: User) -> bool:
    """Whether this person administers anything; on a page of a group the hat worn there says it."""
    hat: Hat | None = context.get("hat")
    if hat is not None:
        return str(hat.role) == Role.ADMINISTRATOR.value
    return user.is_authenticated and bool(gathering.held_by(user)["administers"])


@register.simple_tag(takes_context=True)
def looks_after(context: Context, user: User) -> bool:
    """Whether this person looks after the actions of any group, and so has a desk; the page may know that already."""
    hat = context.get("hat")
    if hat and access.can_write(hat, "actions"):
        return True
    known = context.get("has_desk")
    if known is not None:
        return bool(known)
    return user.is_authenticated and bool(gathering.held_by(user)["looks_after"])
