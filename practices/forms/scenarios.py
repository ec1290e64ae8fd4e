"""Forms of the scenario plan: a line of it, and a priority."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.forms.kept import KeptForm, lines
from practices.models import Priority, ScenarioLine


class LineForm(KeptForm):
    """One line of the picture, as a small group or the whole group drew it."""

    missing = {"part": _("Choose which part of the picture"), "what": _("Enter it in a line")}
    prefilled = ("part",)

    class Meta:
        model = ScenarioLine
        fields = ("part", "what", "drawn_by", "is_ours")
        labels = {
            "part": _("Which part of the picture?"),
            "what": _("In a line"),
            "drawn_by": _("Which small group drew it?"),
            "is_ours": _("The whole group takes it up"),
        }
        help_texts = {"drawn_by": _("Such as “the table by the window”. Leave it empty for all together.")}
        widgets = {"part": forms.RadioSelect, "what": lines()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = ScenarioLine.Part.choices  # type: ignore[attr-defined]


class PriorityForm(KeptForm):
    """Something that the group works on first."""

    missing = {"what": _("Enter what you will work on")}

    class Meta:
        model = Priority
        fields = ("what", "kind", "area")
        labels = {
            "what": _("What do we work on first?"),
            "kind": _("What kind of thing is it?"),
            "area": _("In which key area?"),
        }
        widgets = {"what": lines(), "kind": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Priority.Kind.choices  # type: ignore[attr-defined]
        areas = ScenarioLine.objects.kept().filter(group=self.hat.group, part=ScenarioLine.Part.AREA)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["area"].empty_label = _("None of them")  # type: ignore[attr-defined]
