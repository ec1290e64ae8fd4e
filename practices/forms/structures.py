"""Forms of structural proposals, of initiatives, and of the smaller group that one becomes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.models import Group, Membership
from practices.forms.kept import DAY, KeptForm, PersonField, day, lines
from practices.models import Initiative, StructuralProposal


class StructureForm(KeptForm):
    """A structure, held against three questions; each may stay open, and then stays in sight."""

    missing = {"what": _("Enter what is proposed")}

    class Meta:
        model = StructuralProposal
        fields = ("what", "serves", "part_of_it", "would_stop")
        labels = {
            "what": _("What is proposed?"),
            "serves": _("Which purpose does it serve?"),
            "part_of_it": _("Who was part of it?"),
            "would_stop": _("What would it stop?"),
        }
        help_texts = {
            "what": _("A team, a meeting, a post, a form: anything that is to be built."),
            "part_of_it": _("Those who will work in it, and those it is for."),
            "would_stop": _("What people would no longer do, and who would miss it."),
        }
        widgets = {"what": lines(), "serves": lines(), "part_of_it": lines(), "would_stop": lines()}


class InitiativeForm(KeptForm):
    """What goes on, who owns it, and when it first meets or begins."""

    missing = {
        "what": _("Enter what goes on"),
        "owner": _("Choose who owns it"),
        "first_on": _("Enter its first date"),
    }
    owner = PersonField(label=_("Who owns it?"))
    field_order = ["what", "owner", "first_on", "how"]

    class Meta:
        model = Initiative
        fields = ("what", "first_on", "how")
        labels = {
            "what": _("What goes on?"),
            "first_on": _("When does it first meet, or begin?"),
            "how": _("How?"),
        }
        help_texts = {"first_on": _("Without a date it does not go on.")}
        widgets = {"what": lines(), "first_on": day(), "how": lines()}
        error_messages = {"first_on": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].of(self.hat.group)  # type: ignore[attr-defined]
        if not self.is_new:
            self.initial["owner"] = self.instance.owner_id


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of those in a group, by name and organisation."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.name}, {obj.organisation.name}"


class SmallerGroupForm(ClipForm):
    """The smaller group that an initiative becomes: its name, whom it is for, and who is in it."""

    missing = {
        "name": _("Enter what the smaller group is called"),
        "who_for": _("Enter whom it is for"),
        "purpose": _("Enter what it is for"),
        "people": _("Choose who is in it"),
    }
    name = forms.CharField(
        label=_("What is the smaller group called?"),
        max_length=80,
        help_text=_(
            "Its name and its purpose are read above the group: by senior managers and national bodies too."
        ),
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        max_length=300,
        help_text=_("In words that may leave the room: this is its purpose, and what it hopes for."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    who_for = forms.CharField(label=_("Whom is it for?"), max_length=200)
    people = PeopleField(
        Membership.objects.none(), label=_("Who is in it?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.current().filter(group=group).select_related("person", "organisation")
        self.fields["people"].queryset = members.order_by("person__name_folded")  # type: ignore[attr-defined]
