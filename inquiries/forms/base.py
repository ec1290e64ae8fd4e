"""What every form of Clip shares: our look, and errors that say what is wrong and what to do."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext as _

from inquiries.forms.guarding import Guarded
from inquiries.forms.limits import AtMost, OneLine, OnlySavable

CHOICES_AS_ROWS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class Spoken(Guarded):
    """Mixed into a form: our classes on its controls, and our sentences on its errors.

    `missing` says by field what to do when it is left empty: {"title": "Enter what this item is called"}.
    `readers=` says by field who can read it (`access.readers(…)`); the sentence stands under the box.
    """

    missing: dict[str, Any] = {}
    use_required_attribute = False  # the browser's own bubbles can't be styled, read out or translated

    def __init__(self, *args: Any, readers: dict[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.readers = readers or {}
        for name, field in self.fields.items():
            _dress(field.widget)
            label = str(field.label or name.replace("_", " ").capitalize())
            _say_limits(field, label)
            field.error_messages["required"] = self.missing.get(name) or _what_to_do(field, label)


def _dress(widget: forms.Widget) -> None:
    """Our classes, and our template where Django's draws a list of choices."""
    if isinstance(widget, CHOICES_AS_ROWS):
        widget.attrs.setdefault("class", "tick")
        if widget.template_name.startswith("django/"):
            widget.template_name = "forms/choices.html"
    elif isinstance(widget, forms.CheckboxInput):
        widget.attrs.setdefault("class", "tick")
    elif isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        widget.attrs.setdefault("class", "plain")
    elif not widget.is_hidden:
        widget.attrs.setdefault("class", "ds_input")
    if isinstance(widget, forms.Textarea):
        widget.attrs.pop("cols", None)
    if (
        isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10"
    ):  # Django's, not the form's own
        widget.attrs["rows"] = "4"


def _what_to_do(field: forms.Field, label: str) -> str:
    """What to do about an empty field that its form has no sentence of its own for."""
    if isinstance(field, forms.ChoiceField):
        return _("Choose an answer to “%(label)s”") % {"label": label}
    if isinstance(field, forms.BooleanField):
        return _("Tick “%(label)s” to go on") % {"label": label}
    return _("Fill in “%(label)s”") % {"label": label}


def _say_limits(field: forms.Field, label: str) -> None:
    """Swap Django's validators for ours; the browser would cut a long paste off in silence."""
    field.widget.attrs.pop("maxlength", None)
    field.validators = [_ours(validator, label) for validator in field.validators]
    if type(field.widget) is forms.TextInput:
        field.validators.append(OneLine(label))
    if isinstance(field, forms.ModelChoiceField | forms.ChoiceField):
        field.error_messages["invalid_choice"] = _("Choose one of those offered")


def _ours(validator: Any, label: str) -> Any:
    if type(validator) is MaxLengthValidator:
        return AtMost(validator.limit_value, label)
    if type(validator) is ProhibitNullCharactersValidator:
        return OnlySavable()
    return validator


class ClipForm(Spoken, forms.Form):
    """A form that stands on no model."""


class ClipModelForm(Spoken, forms.ModelForm):  # type: ignore[type-arg]
    """A form over a model."""
