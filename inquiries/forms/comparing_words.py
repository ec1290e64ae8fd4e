"""What stands in each box now beside what somebody typed there, for a page on which one of two was first."""

from typing import Any

from django import forms
from django.utils.formats import localize

Differs = list[tuple[str, str]]


def differences(form: forms.BaseForm, theirs: Any) -> Differs:
    """The label of each box that was typed otherwise than it stands now, and what stands there, in words."""
    return [
        (str(field.label), _said(field, now))
        for name, field in form.fields.items()
        if not field.widget.is_hidden and hasattr(theirs, name)
        for now in [getattr(theirs, name)]
        if _plain(form.cleaned_data.get(name)) != _plain(now)
    ]


def _plain(value: Any) -> Any:
    """As two saves of the same words compare: rows by their key, lists whatever their order."""
    if isinstance(value, list | tuple):
        return sorted(map(str, value))
    if hasattr(value, "all"):
        return sorted(str(row.pk) for row in value.all())
    return str(getattr(value, "pk", value) if value is not None else "").strip()


def _said(field: Any, value: Any) -> str:
    choices = {str(key): str(label) for key, label in _flat(getattr(field, "choices", []))}
    if isinstance(value, list | tuple):
        return "\n".join(choices.get(str(key), str(key)) for key in value)
    if hasattr(value, "all"):
        return "\n".join(field.label_from_instance(row) for row in value.all())
    if value is None or value == "":
        return ""
    if hasattr(field, "label_from_instance"):
        return str(field.label_from_instance(value))
    return choices.get(str(value), str(localize(value)))


def _flat(choices: Any) -> Any:
    for key, label in choices:
        yield from label if isinstance(label, list | tuple) else [(key, label)]
