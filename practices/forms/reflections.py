"""Forms of reflection meetings: stories first, then what is observed, what it may mean, what is planned, and who acts."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm, ClipModelForm
from inquiries.models import Group, Programme
from practices.forms.kept import DAY, day, lines
from practices.models import Practice, Reflection


class GroupsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Groups of a programme, by name and partnership."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.partnership.name}"


class ReflectionForm(ClipModelForm):
    """One reflection meeting; its groups and guests are said once, when it is set."""

    missing = {
        "title": _("Enter what it is about"),
        "held_on": _("Enter the day"),
        "groups": _("Choose the groups that it is about"),
    }
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    groups = GroupsField(
        Group.objects.none(), label=_("Which groups is it about?"), widget=forms.CheckboxSelectMultiple
    )
    with_bodies = forms.BooleanField(label=_("Invite the national bodies too"), required=False)
    field_order = ["title", "held_on", "groups", "with_bodies", *Reflection.STEPS]

    class Meta:
        model = Reflection
        fields = ("title", "held_on", *Reflection.STEPS)
        labels = {
            "title": _("What is it about?"),
            "held_on": _("When?"),
            "stories": _("Stories first: what did each of us live through?"),
            "observed": _("Observe: what do we see in them?"),
            "reflected": _("Reflect: what may it mean?"),
            "planned": _("Plan: what will we try?"),
            "acts": _("Act: who does what, by when?"),
        }
        help_texts = {
            "groups": _("Whoever facilitates them, and their integration managers, are invited by mail.")
        }
        widgets = {"held_on": day()} | {step: lines(4) for step in Reflection.STEPS}
        error_messages = {"held_on": DAY}

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Group.objects.filter(partnership__programme=programme).select_related("partnership")
        self.fields["groups"].queryset = groups.order_by("partnership__name", "name")  # type: ignore[attr-defined]
        self.initial.setdefault("held_on", timezone.localdate())
        if not self.instance._state.adding:
            del self.fields["groups"], self.fields["with_bodies"]


class LessonForm(ClipForm):
    """What was learned, under the practice that it says something of."""

    missing = {"words": _("Enter what you learned"), "practice": _("Choose a practice")}
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    practice = forms.ChoiceField(label=_("Which practice is it about?"), choices=Practice.choices)
    words = forms.CharField(label=_("What did we learn?"), max_length=500, widget=lines())
