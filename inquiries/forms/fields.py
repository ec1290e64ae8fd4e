"""A field as a form draws it: what describes it, who reads it, and what was typed into it."""

from typing import Any

from django import forms

# Letters without any width: a text made of nothing else is empty to whoever reads it.
NO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class ClipBoundField(forms.BoundField):
    """A field of one form, with its hint, error and readers tied to its control."""

    @property
    def readers(self) -> str:
        """Who can read what is written here, as one sentence; empty where the form was given none."""
        return str(getattr(self.form, "readers", {}).get(self.name, ""))

    @property
    def first_id(self) -> str:
        """What a link in the summary goes to: the control, or the first one of a list of choices."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.id_for_label

    @property
    def data(self) -> Any:
        """What was sent: line ends as one letter, so that the browser and we count alike; nothing if nothing shows."""
        sent = super().data
        if not isinstance(sent, str):
            return sent
        sent = sent.replace("\r\n", "\n")
        return sent if sent.translate(NO_WIDTH).strip() else ""

    def value(self) -> Any:
        """What the control shows: a text as it was typed, not as it counts."""
        if not self.form.is_bound:
            return super().value()
        return self.field.prepare_value(self.field.bound_data(super().data, self.initial))

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if described is None or not self.readers or not self.auto_id:
            return described
        return f"{described} {self.auto_id}_readers".strip()

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        drawn = widget or self.field.widget
        if self.errors and not drawn.is_hidden and drawn.attrs.get("class") == "ds_input":
            built["class"] = "ds_input ds_input--error"
        return built
