"""Forms of the room: a code, and a word from a phone."""

from typing import Any

from django import forms
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from meetings.hosting import Panel


class RoomCodeForm(ClipForm):
    """The code that hangs on the wall."""

    missing: dict[str, Any] = {"code": _("Enter the code from the wall, like ab3d ef7h")}

    code = forms.CharField(
        label=_("The code on the wall"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "ds_input ds_input--fixed-10", "autocapitalize": "none"}),
    )


def form_of(panel: Panel, *args: Any, **kwargs: Any) -> ClipForm:
    """The form of one panel: a word, or what an app above asks in it."""
    if not panel.form:
        return RoomWordForm(*args, panel=panel, **kwargs)
    made: ClipForm = import_string(panel.form)(*args, auto_id=f"{panel.key}-%s", **kwargs)
    return made


class RoomWordForm(ClipForm):
    """What one phone says in one panel."""

    missing: dict[str, Any] = {"text": _("Write a word first")}

    text = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    name = forms.CharField(label=_("Your name, if you want an answer"), max_length=60, required=False)

    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{panel.key}-%s", **kwargs)
        self.fields["text"].label = str(panel.heading)
        self.fields["text"].help_text = str(panel.hint)
        self.fields["name"].is_asked = True  # type: ignore[attr-defined]  # its label says when
        if panel.key != "word":
            del self.fields["name"]
