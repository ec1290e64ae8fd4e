"""Forms of small tests: begun in two minutes, and looked at with what was not in the plan."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm, ClipModelForm
from inquiries.models import Group
from practices.forms.kept import DAY, PersonField, day
from practices.models import Cycle, SmallTest


class TryForm(ClipModelForm):
    """What will be tried, for whom, who gives and who gains, and when we look at it."""

    missing = {
        "what": _("Enter what you will try"),
        "for_whom": _("Enter who it helps"),
        "lead": _("Choose who tries it"),
        "look_on": _("Enter when you look at it"),
    }
    field_order = ["what", "for_whom", "lead", "look_on", "expect", "where", "gives", "gains"]
    lead = PersonField(label=_("Who tries it"))
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = SmallTest
        fields = ("what", "for_whom", "look_on", "expect", "where", "gives", "gains")
        labels = {
            "what": _("What will we try?"),
            "for_whom": _("Who does it help?"),
            "look_on": _("When do we look at it?"),
            "expect": _("What do we expect?"),
            "where": _("Where?"),
            "gives": _("Who gives up time, money or a way of working?"),
            "gains": _("Who gains?"),
        }
        help_texts = {
            "what": _("Small enough to begin next week: one person, one place, one round."),
            "for_whom": _("Such as “people who live on their own”, never a name."),
            "expect": _("No number is asked for."),
            "look_on": _("It comes back in the plan of the next meeting after that day."),
        }
        widgets = {
            "what": forms.Textarea(attrs={"rows": 2}),
            "look_on": day(),
            "expect": forms.Textarea(attrs={"rows": 2}),
            "gives": forms.Textarea(attrs={"rows": 2}),
            "gains": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {"look_on": DAY}

    def __init__(self, *args: Any, group: Group, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.fields["lead"].of(group)  # type: ignore[attr-defined]

    def clean_look_on(self) -> date:
        day: date = self.cleaned_data["look_on"]
        if day < self.earliest:
            raise forms.ValidationError(_now("The day to look at it must be the day it begins, or later"))
        return day


class LookForm(ClipForm):
    """What one round taught, and what comes of it; to adapt asks what is tried next."""

    missing = {
        "did": _("Enter what you did"),
        "as_expected": _("Choose whether it went as expected"),
        "decision": _("Choose what comes of it"),
    }
    did = forms.CharField(
        label=_("What did we do?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    as_expected = forms.ChoiceField(
        label=_("Did it go as expected?"), choices=Cycle.AsExpected.choices, widget=forms.RadioSelect
    )
    surprise = forms.CharField(
        label=_("What was not in the plan?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    learned = forms.CharField(
        label=_("What did it teach us?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    decision = forms.ChoiceField(
        label=_("What comes of it?"), choices=Cycle.Decision.choices, widget=forms.RadioSelect
    )
    next_plan = forms.CharField(
        label=_("To adapt it: what will we try next?"), max_length=300, required=False
    )
    next_look_on = forms.DateField(
        label=_("And when do we look at that?"), required=False, widget=day(), error_messages=DAY
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name in ("next_plan", "next_look_on"):
            self.fields[name].is_asked = True  # type: ignore[attr-defined]  # where it is adapted

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("decision") == Cycle.Decision.ADAPT:
            if not data.get("next_plan"):
                self.add_error("next_plan", _now("Enter what you will try next"))
            if not data.get("next_look_on") and "next_look_on" not in self.errors:
                self.add_error("next_look_on", _now("Enter when you look at that"))
            elif data.get("next_look_on") and data["next_look_on"] < self.today:
                self.add_error("next_look_on", _now("The day to look at it must be today or later"))
        return data
