"""Forms of the purpose: propose a wording, adopt one, sign up to it, and answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm, ClipModelForm
from inquiries.models import Group, Membership, Proposal, Purpose, SignUp


class ProposalForm(ClipModelForm):
    """A wording that a member proposes."""

    missing = {"text": _("Enter the wording that you propose")}
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Proposal
        fields = ("term", "text", "why")
        labels = {"text": _("Wording"), "why": _("Why this wording"), "term": _("Which purpose")}
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "why": forms.Textarea(attrs={"rows": 2})}


class AdoptForm(ClipForm):
    """The wording that stands from today, who was part of it, and why."""

    missing = {
        "text": _("Enter what the group is here for"),
        "made_by": _("Tick at least one person who was part of it"),
    }
    text = forms.CharField(label=_("Wording"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    why = forms.CharField(
        label=_("Why it is worded so"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What changed since the last wording, and what made you see it."),
    )
    made_by = forms.ModelMultipleChoiceField(
        label=_("Who was part of it"), queryset=Membership.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    instead_of = forms.UUIDField(required=False, widget=forms.HiddenInput)
    proposal = forms.ModelChoiceField(Proposal.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made_by: Any = self.fields["made_by"]
        made_by.queryset = Membership.objects.current().filter(group=group).for_listing()
        made_by.label_from_instance = lambda member: member.person.name
        proposal: Any = self.fields["proposal"]
        proposal.queryset = Proposal.objects.open().filter(group=group)


class SignUpForm(ClipModelForm):
    """One's own part in the purpose, or what stops one."""

    missing = {"words": _("Enter a line in your own words")}

    class Meta:
        model = SignUp
        fields = ("kind", "words")
        labels = {"words": _("In your own words"), "kind": _("What do you want to say?")}
        widgets = {"kind": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = SignUp.Kind.choices  # type: ignore[attr-defined]


class AnswerForm(ClipForm):
    """An answer to a proposal, or to what stops somebody."""

    missing = {"answer": _("Enter your answer")}
    answer = forms.CharField(
        label=_("Your answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, about: Proposal | SignUp, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"answer-{about.pk}", **kwargs)


def term_of(value: str) -> Purpose.Term | None:
    return Purpose.Term(value) if value in Purpose.Term.values else None
