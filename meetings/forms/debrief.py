"""Forms of the debrief: one part of it, and an idea for a meeting to come."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.forms.guarding import Guarded
from meetings.debriefing import Box
from meetings.models import DebriefIdea, DebriefPart


class PartForm(ClipForm):
    """What one part says; `version` is that of the words it began from."""

    text = forms.CharField(required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 4}))
    elements = forms.MultipleChoiceField(
        label=_("What it leaned on"),
        choices=DebriefPart.Element.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, box: Box, **kwargs: Any) -> None:
        initial = {"text": box.text, "version": box.version}
        if box.part:
            initial["elements"] = box.part.elements
        kwargs["initial"] = initial | kwargs.get("initial", {})
        kwargs["auto_id"] = f"{box.key}-%s"
        super().__init__(*args, **kwargs)
        self.fields["text"].label = box.label
        self.fields["text"].help_text = str(box.prompt)
        self.fields["text"].is_asked = True  # type: ignore[attr-defined]  # not every part, every time
        if not box.has_elements:
            del self.fields["elements"]


class IdeaForm(ClipForm):
    """One idea."""

    missing: dict[str, Any] = {"text": _("Enter the idea in a line")}

    text = forms.CharField(
        label=_("An idea for a meeting to come"),
        help_text=_("It stands beside every next plan until it was tried or let go."),
        max_length=300,
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class SettleForm(Guarded, forms.Form):
    """What became of an idea."""

    settled = forms.ChoiceField(choices=DebriefIdea.Settled.choices)
