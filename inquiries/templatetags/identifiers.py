"""The sentences that the browser says about what identifies somebody: the server's own, for static/js/identifiers.js."""

from functools import lru_cache

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inquiries.forms.guarding import ASIDE, IN_PARAGRAPH, SENTENCES
from inquiries.identifying import REFUSED, Kind

register = template.Library()


@register.simple_tag
def identifier_words(*, in_story: bool = False) -> SafeString:
    """As attributes of an element; those of a story only where one is written, for every page carries the others."""
    return _words(in_story, get_language())


@lru_cache
def _words(in_story: bool, language: str | None) -> SafeString:
    told = {kind.replace(" ", "-"): str(SENTENCES[kind]) for kind in Kind if kind in REFUSED}
    told |= {"in-paragraph": str(IN_PARAGRAPH), "aside": str(ASIDE)}
    told["postcode-aside"] = _("This looks like a postcode.")
    told["phone-number-aside"] = _("This looks like a telephone number.")
    told["email-address-aside"] = _("This looks like an email address.")
    if in_story:
        told |= {kind.replace(" ", "-"): str(said) for kind, said in SENTENCES.items() if kind not in REFUSED}
    pairs = [(name, said.replace("%(number)s", "{number}")) for name, said in told.items()]
    return format_html_join(" ", 'data-{}="{}"', pairs)
