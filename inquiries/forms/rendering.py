"""Draws forms from our own templates."""

from django.forms.renderers import TemplatesSetting

from inquiries.forms.fields import ClipBoundField


class Renderer(TemplatesSetting):
    """Looks for form templates where all templates stand."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = ClipBoundField
