"""Forms of the learning library: looking for something, and sharing it in words for others."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries import gathering, spotting
from inquiries.forms.base import ClipForm
from inquiries.models import Group
from practices import indexing
from practices.forms.kept import lines
from practices.forms.outside import OutsideForm
from practices.models import Barrier, LibraryEntry, SmallTest

Kind = LibraryEntry.Kind


class LookForForm(ClipForm):
    """What somebody looks for; sent rather than put into an address, where others would find it."""

    words = forms.CharField(label=_("What are you looking for?"), max_length=120, required=False)
    kind = forms.ChoiceField(
        label=_("Which kind"),
        required=False,
        choices=[("", _("All")), *Kind.choices],
        widget=forms.Select(attrs={"class": "plain"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].is_asked = True  # type: ignore[attr-defined]  # not “if you like”

    def clean_words(self) -> str:
        said: str = self.cleaned_data["words"].strip()
        if said and not indexing.words_of(said):
            raise forms.ValidationError(
                _("These words stand everywhere. Enter one that says what it is about, such as “lunch”")
            )
        return said


class ShareForm(OutsideForm):
    """What a teller says for others of a small test or a way round a barrier, without names."""

    stories = frozenset({"title", "for_whom", "text", "learning", "gives", "gains"})
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group

    def names_of(self, text: str) -> list[str]:
        return spotting.named_in(text, gathering.everybody_in(self.group).values())


class SmallTestShareForm(ShareForm):
    """A small test as other groups will read it."""

    missing = {
        "title": _("Enter what you tried"),
        "text": _("Enter how it went, in a sentence or two"),
    }

    class Meta:
        model = LibraryEntry
        fields = ("title", "for_whom", "text", "learning", "gives", "gains")
        labels = {
            "title": _("What did you try?"),
            "for_whom": _("Who did it help?"),
            "text": _("How did it go?"),
            "learning": _("What did it teach you?"),
            "gives": _("Who gave up time, money or a way of working?"),
            "gains": _("Who gained?"),
        }
        help_texts = {
            "text": _("What you would tell somebody over tea: what happened, and what was not in the plan."),
            "gives": _("Organisations and callings, never people’s names."),
        }
        widgets = {
            "title": lines(),
            "text": lines(5),
            "learning": lines(3),
            "gives": lines(),
            "gains": lines(),
        }


class WayRoundShareForm(ShareForm):
    """A way round a barrier as other groups will read it."""

    missing = {
        "title": _("Enter what stood in the way"),
        "text": _("Enter the way round it"),
    }

    class Meta:
        model = LibraryEntry
        fields = ("title", "text", "learning")
        labels = {
            "title": _("What stood in the way?"),
            "text": _("What is the way round it?"),
            "learning": _("What did that teach you?"),
        }
        help_texts = {"title": _("Without a culprit: what it is, not whose it is.")}
        widgets = {"title": lines(), "text": lines(4), "learning": lines(3)}


FORMS: dict[type[SmallTest] | type[Barrier], type[ShareForm]] = {
    SmallTest: SmallTestShareForm,
    Barrier: WayRoundShareForm,
}
