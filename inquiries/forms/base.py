"""What every form of Clip shares: our look, and errors that say what to do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _



class Spoken:
    """Mixed into a form: our classes on its controls, and what to say when a field is left empty.

    `missing` says it by field: {"title": "Enter what this item is called"}.
    """

    missing: dict[str, Any] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._dress(name, field)

    def _dress(self, name: str, field: forms.Field) -> None:
        widget = field.widget
        if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
            widget.attrs.setdefault("class", "tick")
        elif not widget.is_hidden:
            widget.attrs.setdefault("class", "ds_input")
        if name in self.missing:
            field.error_messages["required"] = self.missing[name]
        limit = getattr(field, "max_length", None)
        if limit:
            # The browser would cut a long text off in silence; we say how long it is instead.
            widget.attrs.pop("maxlength", None)
            for validator in field.validators:
                if getattr(validator, "code", "") == "max_length":
                    validator.message = _("%(what)s must be %(limit)s characters or fewer. You have %(length)s.") % {  # type: ignore[attr-defined]
                        "what": field.label or name,
                        "limit": limit,
                        "length": "%(show_value)d",
                    }


class ClipForm(Spoken, forms.Form):
    """A form that stands on no model."""


class ClipModelForm(Spoken, forms.ModelForm):  # type: ignore[type-arg]
    """A form over a model."""
