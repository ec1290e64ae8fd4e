"""Forms of barriers: what stands in the way and where it lies, and what kind of thing it is held to be."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm, ClipModelForm
from practices.models import Barrier, Judgement


class JudgementForm(ClipForm):
    """What kind of thing it is, and why."""

    missing = {"kind": _("Choose what kind of thing it is"), "because": _("Enter what makes you say so")}
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(
        label=_("What kind of thing is it?"), choices=Judgement.Kind.choices, widget=forms.RadioSelect
    )
    because = forms.CharField(label=_("What makes you say so?"), max_length=300)


class BarrierForm(ClipModelForm):
    """A barrier in the group's words; its first judgement may wait."""

    missing = {"what": _("Enter what stands in the way"), "quadrant": _("Choose where it lies")}
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    kind = forms.ChoiceField(
        label=_("What kind of thing is it?"),
        help_text=_("It can be judged later, and anew."),
        choices=Judgement.Kind.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    because = forms.CharField(label=_("What makes you say so?"), max_length=300, required=False)

    class Meta:
        model = Barrier
        fields = ("what", "quadrant", "way_round")
        labels = {
            "what": _("What stands in the way?"),
            "quadrant": _("Where does it lie?"),
            "way_round": _("Have you found a way round it?"),
        }
        help_texts = {
            "what": _("In words that everybody in the room would sign, and about no one person."),
            "quadrant": _("What is easy to see is easy to name. Look for the other half too."),
        }
        widgets = {
            "what": forms.Textarea(attrs={"rows": 2}),
            "quadrant": forms.RadioSelect,
            "way_round": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quadrant"].choices = Barrier.Quadrant.choices  # type: ignore[attr-defined]
        if not self.instance._state.adding:
            del self.fields["kind"], self.fields["because"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") and not data.get("because"):
            self.add_error("because", _now("Enter what makes you say so"))
        return data
