"""Every box of Clip in which somebody writes: what identifies a patient is refused there, before anything is kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inquiries import identifying
from inquiries.identifying import Finding, Kind

# {where} is " in paragraph 2", or nothing in a box of one line. What was found is never said again.
SENTENCES: dict[Kind, Promise] = {
    Kind.NUMBER: _(
        "This looks like a CHI or other ID number (10 digits{where}). Take it out. The number was not saved."
    ),
    Kind.LONG_NUMBER: _(
        "There is a long number{where}. Take it out: it may stand for a person. It was not saved."
    ),
    Kind.INSURANCE: _(
        "This looks like a National Insurance number{where}. Take it out. The number was not saved."
    ),
    Kind.BIRTH: _(
        "This looks like a date of birth{where}. Take it out, or write “in her 70s” or the year alone. It was not saved."
    ),
    Kind.POSTCODE: _(
        "This looks like a postcode{where}. Write “a small town in the north”. It was not saved."
    ),
    Kind.PHONE: _("This looks like a telephone number{where}. Take it out. The number was not saved."),
    Kind.EMAIL: _("This looks like an email address{where}. Take it out. It was not saved."),
    Kind.LINK: _("This looks like a link{where}. Take it out: it may lead to somebody. It was not saved."),
    Kind.HANDLE: _("This looks like a name on social media{where}. Take it out. It was not saved."),
    Kind.MEMBER: _(
        "Somebody who takes part in Clip is named{where} beside their health. Take the name out. It was not saved."
    ),
}
IN_PARAGRAPH = _(" in paragraph %(number)s")
ASIDE = _("Is this needed here? Everyone who may read this page will see it.")  # where it is no story
HOLD_WORDS = (forms.TextInput, forms.Textarea)


def sentence(finding: Finding, *, is_long: bool) -> str:
    """What is wrong and what to do, without the words that were found."""
    where = str(IN_PARAGRAPH) % {"number": finding.paragraph} if is_long else ""
    return str(SENTENCES[finding.kind]).replace("{where}", where)


class NoIdentifiers:
    """Refuses a text that identifies a patient; a story refuses what leads to anybody."""

    code = "identifies"

    def __init__(self, *, is_long: bool, in_story: bool) -> None:
        self.is_long, self.in_story = is_long, in_story

    def __call__(self, value: Any) -> None:
        found = identifying.refused(str(value), year=timezone.localdate().year, in_story=self.in_story)
        if found:
            told = [sentence(finding, is_long=self.is_long) for finding in found]
            raise ValidationError([ValidationError(text, code=self.code) for text in told])


class Guarded:
    """Mixed into a form: each box with words of its own is looked through before anything of the form is kept.

    `holds_contacts` names the boxes that are there for a telephone number or an address; `stories` those of a story.
    """

    holds_contacts: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in self.holds_contacts:
                field.widget.attrs["data-contact"] = True
            elif holds_words(field):
                in_story = name in self.stories
                if in_story:
                    field.widget.attrs["data-story"] = True
                is_long = isinstance(field.widget, forms.Textarea)
                field.validators.append(NoIdentifiers(is_long=is_long, in_story=in_story))


def holds_words(field: forms.Field) -> bool:
    """Whether somebody writes into it, and what they write is kept as they wrote it: no choice, date, or number."""
    return type(field) is forms.CharField and type(field.widget) in HOLD_WORDS
