"""The form in which a recap is composed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from meetings import recapping
from meetings.models import RecapLine


class RecapForm(ClipForm):
    """The facilitator's words, and which parts of the record stand beside them; `parts` bounds the choice."""

    text = forms.CharField(
        label=_("What we talked about"),
        required=False,
        max_length=6000,
        help_text=_("As you would tell it to somebody who could not come. Empty, it is left out."),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    sections = forms.MultipleChoiceField(
        label=_("From the record"),
        required=False,
        help_text=_("Take the tick off what should stay in the room."),
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, parts: recapping.Parts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        sections = self.fields["sections"]
        assert isinstance(sections, forms.MultipleChoiceField)
        sections.choices = [(key, f"{parts.headings[key]} ({parts.count(key)})") for key in parts.offered]

    def left_out(self) -> list[str]:
        """Those that were offered and not ticked; what the record does not fill yet is not decided on."""
        return [key for key in self.parts.offered if key not in self.cleaned_data["sections"]]


class CorrectionForm(ClipForm):
    """Other words for a recap that is out, and what changed."""

    missing: dict[str, Any] = {"note": _("Say what changed, in a line, for those who read it before")}

    text = forms.CharField(
        label=_("What we talked about"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    anew = forms.MultipleChoiceField(
        label=_("Worded anew since, elsewhere"),
        required=False,
        help_text=_("Ticked, the line stands in the recap as it is worded now."),
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("What changed"),
        help_text=_("For those who read it before: “The falls class is on Tuesday, not Thursday.”"),
        max_length=300,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: list[RecapLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anew = self.fields["anew"]
        assert isinstance(anew, forms.MultipleChoiceField)
        anew.choices = [(str(line.source), line.text) for line in lines]
        if not lines:
            del self.fields["anew"]


class NamedAnswerForm(ClipForm):
    """What somebody says to the lines that name them."""

    missing: dict[str, Any] = {"may": _("Choose one of the two")}

    may = forms.ChoiceField(
        label=_("May they stand in the recap?"),
        choices=[("yes", _("Yes, as they are")), ("no", _("No: change them, or leave me out"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What should they say?"),
        help_text=_("Only whoever writes the recap reads this."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QuoteAnswerForm(ClipForm):
    """What somebody says to having a line of theirs told."""

    missing: dict[str, Any] = {"may": _("Choose yes or no")}

    may = forms.ChoiceField(
        label=_("May it stand in the recap?"),
        choices=[("yes", _("Yes, with my name")), ("no", _("No, leave it out"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("In other words"),
        help_text=_("Change it if you would rather say it another way."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
