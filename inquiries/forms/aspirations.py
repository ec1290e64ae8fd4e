"""Forms of aspirations: what a group hopes for, and how far it came."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm, ClipModelForm
from inquiries.models import Aspiration, View


class AspirationForm(ClipModelForm):
    """Something that a group hopes will be different, and for whom."""

    missing = {"text": _("Enter what you hope will be different")}
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Aspiration
        fields = ("text", "for_whom")
        labels = {"text": _("What do you hope will be different?"), "for_whom": _("For whom?")}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class ViewForm(ClipForm):
    """How somebody sees one aspiration at one look back."""

    progress = forms.ChoiceField(
        label=_("How far did we get?"), choices=View.Progress.choices, widget=forms.RadioSelect
    )
    confidence = forms.ChoiceField(
        label=_("How sure does the evidence make you?"),
        choices=View.Confidence.choices,
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("What makes you say so?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Something that you saw or heard. “Nothing yet” is an answer too."),
    )
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, aspiration: Aspiration, **kwargs: Any) -> None:
        super().__init__(*args, prefix=str(aspiration.pk), **kwargs)
        self.aspiration = aspiration
        for name in ("progress", "confidence"):
            self.fields[name].required = self.has_begun

    @property
    def has_begun(self) -> bool:
        """Whether anything was said of this one: an aspiration may be left for later."""
        names = ("progress", "confidence", "evidence")
        return self.is_bound and any(self.data.get(self.add_prefix(name), "").strip() for name in names)
