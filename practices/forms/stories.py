"""Forms of stories: what may lead to somebody is refused, and what may tell who it is, is asked about once."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from inquiries import gathering, identifying
from inquiries.forms.base import ClipForm, ClipModelForm
from inquiries.forms.guarding import sentence
from inquiries.identifying import Finding, Kind
from inquiries.models import Group
from practices.models import Retelling, Story

MAY_TELL = {
    Kind.NAME: _("a name"),
    Kind.AGE: _("an exact age"),
    Kind.DATE: _("an exact date"),
    Kind.PLACE: _("a place"),
    Kind.CASE: _("a case or car number"),
}
WORDS = ("title", "text", "learning")


class StoryForm(ClipModelForm):
    """A story, by what right it is told, and how far it may go."""

    stories = frozenset(
        {"title", "pseudonym", "text", "learning", "distilled_by", "permission", "sure_because"}
    )
    missing = {
        "title": _("Enter what it is about, in a few words"),
        "pseudonym": _("Enter another name than their own"),
        "text": _("Enter what happened"),
        "whose": _("Choose whose story it is"),
        "how_far": _("Choose how far it may go"),
    }
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = Story
        fields = (
            "title",
            "pseudonym",
            "text",
            "learning",
            "distilled_by",
            "whose",
            "permission",
            "how_far",
            "sure_because",
        )
        labels = {
            "pseudonym": _("What we call them"),
            "text": _("What happened?"),
            "learning": _("What does it teach us?"),
            "distilled_by": _("Which small group distilled that?"),
            "permission": _("Who asked, when, and what was said"),
            "sure_because": _("Why can nobody be recognised?"),
        }
        help_texts = {
            "title": _("Such as “Three visits before lunch”."),
            "pseudonym": _("Never their own name. This one is free in your group."),
            "text": _(
                "No names, no numbers, no addresses: “in her seventies”, “last spring”, “a small town in the north”. Clip looks for those before it keeps the story, and cannot find everything."
            ),
            "learning": _("In the group’s own words; it can be added later."),
            "permission": _("Needed where somebody was asked. No names here either."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 9}),
            "learning": forms.Textarea(attrs={"rows": 3}),
            "whose": forms.RadioSelect,
            "how_far": forms.RadioSelect,
        }

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        for name, choices in (("whose", Story.Whose.choices), ("how_far", Story.HowFar.choices)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["permission"].is_asked = True  # type: ignore[attr-defined]  # not “if you like”
        self.fields["sure_because"].is_asked = True  # type: ignore[attr-defined]
        if not self.asks_why:
            del self.fields["sure_because"]

    @property
    def asks_why(self) -> bool:
        """Whether the box for a reason stands in the form: only once something may tell who it is."""
        return bool(self.instance.sure_because) or (self.is_bound and bool(self._may_tell(self.data.get)))

    def _may_tell(self, of: Any) -> list[Finding]:
        year, name = timezone.localdate().year, of("pseudonym") or ""
        texts = [of(box) or "" for box in WORDS]
        return [found for text in texts for found in identifying.asked_about(text, year=year, pseudonym=name)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        names = [member.person.name for member in gathering.members_of(self.group)]
        for box in WORDS:
            for found in identifying.members_named(data.get(box) or "", names):
                self.add_error(box, sentence(found, is_long=box != "title"))
        if data.get("whose") == Story.Whose.ASKED and not data.get("permission"):
            self.add_error("permission", _now("Enter who asked, when, and what was said"))
        telling = self._may_tell(data.get)
        if telling and not data.get("sure_because"):
            self.add_error("sure_because", _told(telling))
        return data | {"sure_because": data.get("sure_because", "") if telling else ""}


def _told(found: list[Finding]) -> str:
    """What may tell who it is, by its kind and how often, never by its words."""
    counted = {kind: len([one for one in found if one.kind == kind]) for kind in MAY_TELL}
    kinds = [f"{MAY_TELL[kind]}" for kind, count in counted.items() if count]
    words = ", ".join(kinds)
    return ngettext(
        "This may identify someone: there is %(what)s. Change it, or say here why nobody can be recognised.",
        "This may identify someone: there is %(what)s. Change them, or say here why nobody can be recognised.",
        len(kinds),
    ) % {"what": words}


class AgainForm(ClipForm):
    """What is different for them now."""

    stories = frozenset({"text"})
    missing = {"text": _("Enter what is different now")}
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = forms.CharField(
        label=_("What is different for them now?"),
        help_text=_("“Nothing yet” is an answer too. No names, no numbers, no addresses."),
        max_length=Retelling._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
