"""The form of an observation: confirmed in a person's words, from a suggestion or from what they saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from practices import tying
from practices.forms.kept import KeptForm, lines
from practices.models import Observation, Practice


class ObservationForm(KeptForm):
    """What speaks for or against one practice here, and what it rests on."""

    missing = {
        "practice": _("Choose which practice it is about"),
        "speaks": _("Choose which way it points"),
        "words": _("Enter what you observe"),
    }
    prefilled = ("practice", "speaks", "words", "evidence_name")
    evidence_name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    class Meta:
        model = Observation
        fields = ("practice", "speaks", "words")
        labels = {
            "practice": _("Which practice is it about?"),
            "speaks": _("Which way does it point?"),
            "words": _("What do you observe?"),
        }
        help_texts = {"words": _("What happened, rather than what it is worth. About no one person.")}
        widgets = {"practice": forms.RadioSelect, "speaks": forms.RadioSelect, "words": lines()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practice"].choices = Practice.choices  # type: ignore[attr-defined]
        self.fields["speaks"].choices = Observation.Speaks.choices  # type: ignore[attr-defined]
        if not self.is_new:
            del self.fields["evidence_name"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        name = data.get("evidence_name")
        if name:
            group = self.hat.group
            data["knot"] = knot = tying.one(self.hat.person, [group], name)
            seen = Observation.objects.kept().filter(group=group, practice=data.get("practice"))
            if knot and seen.filter(evidence=knot.key).exists():
                self.add_error(
                    "words", _now("This was observed already. It stands on the page of the practice")
                )
        return data

    def words(self) -> dict[str, Any]:
        said = super().words()
        said.pop("evidence_name", None)
        knot = said.pop("knot", None)
        if knot:
            said |= {"evidence_kind": knot.kind, "evidence": knot.key}
        return said
