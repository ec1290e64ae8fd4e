"""The words of mails: subject, plain text and HTML, each from its own template."""

import re
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string


@dataclass(frozen=True)
class Words:
    """What one mail says, three times over."""

    subject: str
    text: str
    html: str


def compose(template: str, context: dict[str, Any]) -> Words:
    """Render `<template>.subject.txt`, `.txt` and `.html`; a subject never breaks its line, a text never gapes."""
    subject = " ".join(render_to_string(f"{template}.subject.txt", context).split())
    text = re.sub(r"\n{3,}", "\n\n", render_to_string(f"{template}.txt", context).strip()) + "\n"
    return Words(subject, text, render_to_string(f"{template}.html", context))
