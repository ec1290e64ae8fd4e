"""A control that we draw ourselves is letter for letter what Django's own template draws."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe

from inquiries.forms import controls
from inquiries.forms.rendering import Renderer

NASTY = """<b>"it's" & done</b>"""
CHOICES = [("", "Any"), ("a", NASTY), (NASTY, "odd"), (3, mark_safe("<i>3</i>"))]
WIDGETS = {
    "text": (forms.TextInput(attrs={"class": NASTY, "data-focus": True, "disabled": False}), NASTY),
    "empty text": (forms.TextInput(), None),
    "number": (forms.NumberInput(attrs={"min": 0}), 12),
    "zero": (forms.NumberInput(), 0),
    "hidden": (forms.HiddenInput(), "x"),
    "date": (forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), date(2026, 12, 3)),
    "email": (forms.EmailInput(), "a@example.scot"),
    "ticked": (forms.CheckboxInput(), True),
    "not ticked": (forms.CheckboxInput(attrs={"id": "me"}), False),
    "textarea": (forms.Textarea(attrs={"rows": 2}), NASTY),
    "empty textarea": (forms.Textarea(), ""),
    "select": (forms.Select(choices=CHOICES), "a"),
    "select in groups": (forms.Select(choices=[("These", CHOICES), ("z", "Z")]), "a"),
    "several": (forms.SelectMultiple(choices=CHOICES), ["a", "3"]),
    "radios": (forms.RadioSelect(choices=CHOICES), "a"),
    "tick boxes": (forms.CheckboxSelectMultiple(choices=CHOICES), ["a"]),
}
DRAWN = {
    "text",
    "empty text",
    "number",
    "zero",
    "hidden",
    "date",
    "email",
    "ticked",
    "not ticked",
    "textarea",
} | {
    "empty textarea",
    "select",
    "several",
}


@pytest.mark.parametrize("name", WIDGETS)
def test_a_control_looks_as_django_draws_it(name):
    widget, value = WIDGETS[name]
    ours = widget.render("what", value, renderer=Renderer())
    assert ours == widget.render("what", value, renderer=TemplatesSetting())


@pytest.mark.parametrize("name", WIDGETS)
def test_which_controls_run_no_template(name):
    widget, value = WIDGETS[name]
    drawn = controls.draw(widget.template_name, widget.get_context("what", value, {}))
    assert (drawn is not None) == (name in DRAWN)


def test_one_radio_of_a_row_looks_as_django_draws_it():
    class Form(forms.Form):
        state = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)

    ours, djangos = (
        [radio.tag() for radio in Form(renderer=kind())["state"]] for kind in (Renderer, TemplatesSetting)
    )
    assert ours == djangos
    wrapped = [radio.tag(wrap_label=True) for radio in Form(renderer=Renderer())["state"]]
    assert all(tag.startswith("<label") for tag in wrapped)
