"""Draws plain controls in the very markup of Django's templates, without running them: a page has dozens of them."""

from collections.abc import Callable
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widget = dict[str, Any]
WIDGETS = "django/forms/widgets/"
INPUTS = ("text", "hidden", "input", "date", "time", "number", "email", "tel", "url", "search", "checkbox")


def _attributes(widget: Widget) -> str:
    told = []
    for name, value in widget["attrs"].items():
        if value is True:
            told.append(f" {conditional_escape(name)}")
        elif value is not False:
            told.append(f' {conditional_escape(name)}="{conditional_escape(value)}"')
    return "".join(told)


def _input(widget: Widget) -> str:
    value = widget["value"]
    holds = "" if value is None else f' value="{conditional_escape(value)}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{holds}{_attributes(widget)}>'


def _option_input(widget: Widget) -> str | None:
    """A radio or tick box whose label its page writes; one that brings its own is left to the template."""
    return None if widget["wrap_label"] else _input(widget)


def _textarea(widget: Widget) -> str:
    name, value = conditional_escape(widget["name"]), widget["value"]
    holds = conditional_escape(value) if value else ""
    return f'<textarea name="{name}"{_attributes(widget)}>\n{holds}</textarea>'


def _select(widget: Widget) -> str | None:
    options: list[str] = []
    for group, choices, _index in widget["optgroups"]:
        if group:
            return None
        options += map(_option, choices)
    name = conditional_escape(widget["name"])
    return f'<select name="{name}"{_attributes(widget)}>{"".join(options)}\n</select>'


def _option(choice: Widget) -> str:
    value, label = conditional_escape(choice["value"]), conditional_escape(choice["label"])
    return f'\n  <option value="{value}"{_attributes(choice)}>{label}</option>\n'


DRAWN: dict[str, Callable[[Widget], str | None]] = {
    **{f"{WIDGETS}{name}.html": _input for name in INPUTS},
    f"{WIDGETS}textarea.html": _textarea,
    f"{WIDGETS}select.html": _select,
    f"{WIDGETS}radio_option.html": _option_input,
    f"{WIDGETS}checkbox_option.html": _option_input,
}


def draw(template_name: str, context: dict[str, Any]) -> SafeString | None:
    """The control, or None where its template has to be run."""
    drawer = DRAWN.get(template_name)
    drawn = drawer(context["widget"]) if drawer else None
    return None if drawn is None else mark_safe(drawn)  # noqa: S308 - every value above is escaped
