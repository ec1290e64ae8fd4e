"""Forms of setting up: programme, partnership, organisation, group, and roles."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm, ClipModelForm
from inquiries.models import Group, Level, Membership, Organisation, Partnership, Programme
from inquiries.roles import Role


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a real date, like 14 5 2027")},
    )


class ProgrammeForm(ClipModelForm):
    """A programme: its name, and from when to when."""

    missing = {"name": _("Enter what the programme is called")}
    starts_on = day_field(_("Starts on"))
    ends_on = day_field(_("Ends on"))

    class Meta:
        model = Programme
        fields = ("name", "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = said.get("starts_on"), said.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The end must be after the start"))
        return said


class PartnershipForm(ClipModelForm):
    """A partnership, and what it is in outline."""

    missing = {"name": _("Enter what the partnership is called")}

    class Meta:
        model = Partnership
        fields = ("name", "outline")
        help_texts = {"outline": _("A sentence or two: where it is, and what it looks at.")}
        widgets = {"outline": forms.Textarea(attrs={"rows": 2})}


class GroupForm(ClipModelForm):
    """A group: whom it is for, how often it meets, and its mandate."""

    missing = {
        "name": _("Enter what the group is called"),
        "who_for": _("Enter for whom the group inquires"),
    }

    class Meta:
        model = Group
        fields = (
            "name",
            "locality",
            "who_for",
            "cadence",
            "planned_meetings",
            "meeting_minutes",
            "asked_for",
            "given",
            "lasts",
        )
        labels = {
            "who_for": _("Whom it is for"),
            "planned_meetings": _("How many meetings"),
            "meeting_minutes": _("Minutes of a meeting"),
            "asked_for": _("What senior managers asked for"),
            "given": _("What they gave: time, people, money"),
            "lasts": _("For how long"),
        }
        help_texts = {
            "locality": _("The streets, villages or practice lists that you share."),
            "who_for": _("Such as “Older people who cannot leave home”."),
            "meeting_minutes": _("Half a day is 180 minutes."),
            "asked_for": _("The mandate in their words, so that nobody has to remember it later."),
        }
        widgets = {
            "asked_for": forms.Textarea(attrs={"rows": 3}),
            "given": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, most in (("planned_meetings", 60), ("meeting_minutes", 600)):
            whole: Any = self.fields[name]
            whole.min_value, whole.max_value = 1, most
            whole.validators = []
            says = _("Enter a whole number between 1 and %(most)s") % {"most": most}
            whole.error_messages |= {"invalid": says, "required": says, "min_value": says, "max_value": says}
            whole.widget = forms.TextInput(
                attrs={"class": "ds_input ds_input--fixed-4", "inputmode": "numeric"}
            )

    def clean_planned_meetings(self) -> int:
        return self._within("planned_meetings", 60)

    def clean_meeting_minutes(self) -> int:
        return self._within("meeting_minutes", 600)

    def _within(self, name: str, most: int) -> int:
        value: int = self.cleaned_data[name]
        if not 1 <= value <= most:
            raise ValidationError(str(self.fields[name].error_messages["invalid"]))
        return value


class OrganisationForm(ClipForm):
    """An organisation and its sector; `name` finds one that is there before it makes another."""

    missing = {"name": _("Enter what the organisation is called"), "sector": _("Choose its sector")}
    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", _("Choose")), *Organisation.Sector.choices])


class NationalBodyForm(ClipForm):
    """A national body that commissions the programme."""

    missing = {"name": _("Enter the name of the national body")}
    name = forms.CharField(label=_("National body"), max_length=120)


class RoleForm(ClipForm):
    """A role that somebody gets at a programme, a partnership or a group."""

    missing = {
        "name": _("Enter their name"),
        "email": _("Enter their email address: they sign in by it"),
        "role": _("Choose a role"),
    }
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        error_messages={"invalid": _("Enter an email address in the correct format, like name@example.scot")},
    )
    role = forms.ChoiceField(label=_("Role"), choices=[])
    job = forms.CharField(label=_("What they do"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = [("", _("Choose")), *Role.above_a_group()]


class HoldsForm(ClipForm):
    """Who holds the group: a member becomes facilitator or integration manager, or member again."""

    missing = {"member": _("Choose a person of the group"), "role": _("Choose a role")}
    member = forms.ModelChoiceField(
        label=_("Who"), queryset=Membership.objects.none(), empty_label=_("Choose a person")
    )
    role = forms.ChoiceField(label=_("Is from now on"), choices=[])

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member: Any = self.fields["member"]
        role: Any = self.fields["role"]
        member.queryset = Membership.objects.current().filter(group=group).for_listing()
        member.label_from_instance = lambda place: f"{place.person.name}, {place.get_role_display().lower()}"
        role.choices = Role.of_a_group()


class LevelForm(ClipForm):
    """A group's own words at one level of how change spreads."""

    words = forms.CharField(
        label=_("What would we see?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, level: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=level, **kwargs)
        self.level = level
        self.fields["words"].label = str(Level(level).label)
