"""Forms of aspirations: what a group hopes for, and how far it came."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries import gathering, spotting
from inquiries.forms.base import ClipForm, ClipModelForm
from inquiries.models import Aspiration, Group, View


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


class GroupViewForm(ViewForm):
    """The group's view of one aspiration, which those above may come to read: guarded as a story is."""

    stories = frozenset({"evidence"})

    def __init__(self, *args: Any, out_of: Group | None, **kwargs: Any) -> None:
        """`out_of`: the group, where those above it read the look back already."""
        super().__init__(*args, **kwargs)
        self.out_of = out_of

    def clean_evidence(self) -> str:
        said: str = self.cleaned_data["evidence"]
        people = gathering.everybody_in(self.out_of).values() if self.out_of else ()
        if names := spotting.named_in(said, people):
            words = _(
                "This names %(names)s, and those above the group read it at once. Say it without the name"
            )
            raise forms.ValidationError(words % {"names": ", ".join(names)})
        return said
