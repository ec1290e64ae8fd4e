"""Forms sent with nothing in their boxes, so that the page that says what is missing can be looked at."""

import re
from dataclasses import dataclass
from typing import Any

# What would end, publish or send something is not sent for the sake of a look.
NOT = re.compile(
    r"sign-out|logout|publish|send|leave|withdraw|remove|drop|call-off|demo|close|erase|take|stop|end"
)
FORMS = """() => [...document.querySelectorAll("form")].filter(f => f.method === "post" && f.querySelector(
    "textarea, input[type=text], input[type=email], input[type=number], input[type=date], input:not([type]), [required]"
    )).map(f => ({action: f.action}))"""
SEND = """path => {
    const form = [...document.querySelectorAll("form")].find(f => f.method === "post" && new URL(f.action).pathname === path
        && f.querySelector("textarea, input:not([type=hidden]), [required]"))
    if (!form) return false
    for (const e of form.elements) {
        if (["checkbox", "radio"].includes(e.type)) e.checked = false
        else if (e.tagName === "SELECT") e.selectedIndex = 0
        else if (e.tagName === "TEXTAREA" || ["text", "email", "number", "date", "time", "url", "tel", "search"].includes(e.type)) e.value = ""
    }
    form.noValidate = true
    const button = [...form.elements].find(e => e.type === "submit" && !e.formAction.endsWith("undo/"))
    form.requestSubmit(button)
    return true
}"""
SAYS_WHAT_IS_MISSING = ".ds_error-summary, [aria-invalid=true], .ds_question__error-message"


@dataclass(frozen=True)
class Form:
    """A form by the name of the address it is sent to: who saw it first, and where."""

    key: str
    role: str
    path: str
    action: str


def send_empty(page: Any, form: Form) -> bool:
    """Send it with nothing in it; whether the page says what is missing."""
    if NOT.search(form.key):
        return False
    page.goto(form.path)
    if not page.evaluate(SEND, form.action):
        return False
    from playwright.sync_api import TimeoutError as NoSuchThing

    try:
        page.wait_for_selector(SAYS_WHAT_IS_MISSING, timeout=4000)
    except NoSuchThing:  # it was taken as it is: there is no error to look at
        return False
    page.wait_for_load_state()
    return True
