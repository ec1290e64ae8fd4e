"""Draws forms from our own templates, and its plain controls without any."""

from typing import Any

from django.forms.renderers import TemplatesSetting

from inquiries.forms import controls
from inquiries.forms.fields import ClipBoundField


class Renderer(TemplatesSetting):
    """Looks for form templates where all templates stand."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = ClipBoundField

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        drawn = controls.draw(template_name, context)
        return str(super().render(template_name, context, request)) if drawn is None else drawn
