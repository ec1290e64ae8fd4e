"""Forms of the plan: an item, its minutes, and who is missing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.forms.guarding import Guarded
from meetings.formats import Format
from meetings.models import AgendaItem, Meeting

LONGEST = 480
MINUTES = {
    "required": _("Enter how many minutes this takes, from 1 to 480"),
    "invalid": _("Minutes must be a whole number between 1 and 480"),
    "min_value": _("Minutes must be a whole number between 1 and 480"),
    "max_value": _("Minutes must be a whole number between 1 and 480"),
}


def minutes_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=LONGEST,
        error_messages=MINUTES,
        widget=forms.TextInput(attrs={"class": "ds_input ds_input--fixed-4", "inputmode": "numeric"}),
    )


class MinutesForm(Guarded, forms.Form):
    """How long one item takes."""

    minutes = minutes_field()

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"%s-{item.pk}"


class ItemForm(Guarded, forms.ModelForm):  # type: ignore[type-arg]
    """One item of an agenda, in the words of who plans."""

    minutes = minutes_field()

    class Meta:
        model = AgendaItem
        fields = ("title", "note", "kind", "minutes")
        labels = {"title": _("What happens"), "note": _("A prompt for the room"), "kind": _("Kind of item")}
        help_texts = {
            "title": _("As people will read it in the plan."),
            "kind": _("Recording opens the part that goes with it."),
        }
        error_messages = {
            "title": {
                "required": _("Enter what happens in this item"),
                "max_length": _("What happens must be 120 characters or fewer"),
            },
            "note": {"max_length": _("The prompt must be 300 characters or fewer")},
        }
        widgets = {
            "title": forms.TextInput(attrs={"class": "ds_input"}),
            "note": forms.Textarea(attrs={"class": "ds_input", "rows": 2}),
            "kind": forms.Select(attrs={"class": "ds_input"}),
        }

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.meeting = meeting
        self.fields["kind"].required = False

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or AgendaItem.Kind.TALK


class FormatForm(Guarded, forms.Form):
    """Which format the agenda starts from."""

    format = forms.ChoiceField(
        error_messages={
            "required": _("Choose a format"),
            "invalid_choice": _("Choose one of the formats on this page"),
        },
    )

    def __init__(self, *args: Any, formats: Iterable[Format], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formats = {chosen.key: chosen for chosen in formats}
        self.fields["format"].choices = [(key, chosen.name) for key, chosen in self.formats.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Format:
        return self.formats[self.cleaned_data["format"]]


class KeepForm(ClipForm):
    """The name under which an agenda is kept as a format of the group's own."""

    missing: dict[str, Any] = {"name": _("Enter a name, like “After the summer”")}

    name = forms.CharField(
        label=_("Its name"),
        help_text=_(
            "It stands among the formats of every plan of this group. What was carried in stays out."
        ),
        max_length=60,
    )


class MissingForm(Guarded, forms.Form):
    """Who is missing from the room, and what could be done about it; `version` is that of the text they began from."""

    missing = forms.CharField(
        label=_("What could we do about it?"),
        required=False,
        max_length=2000,
        error_messages={"max_length": _("This must be 2,000 characters or fewer. Yours has %(show_value)s.")},
        widget=forms.Textarea(attrs={"class": "ds_input", "rows": 3, "aria-describedby": "missing-readers"}),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class MoveForm(Guarded, forms.Form):
    """Where an item should stand: a step up or down, or (dragged) a place from 0."""

    to = forms.ChoiceField(choices=[("up", "up"), ("down", "down"), ("place", "place")])
    place = forms.IntegerField(required=False, min_value=0, max_value=500)
