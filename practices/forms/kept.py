"""What the forms of things that a group keeps in its own words share."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipModelForm
from inquiries.models import Group, Membership

DAY = {"invalid": _("Enter a real date, like 14 5 2027")}


def day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def lines(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody of the group, by name and organisation."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Membership.objects.none(), empty_label=_("Choose"), **kwargs)

    def of(self, group: Group) -> None:
        """Offer those who are in this group today."""
        members = Membership.objects.current().filter(group=group).select_related("person", "organisation")
        self.queryset = members.order_by("person__name_folded")

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.name}, {obj.organisation.name}"


class KeptForm(ClipModelForm):
    """A thing in the group's words: with the key of its first keeping, and the version that was seen."""

    prefilled: tuple[str, ...] = ()  # what the address of an empty form may fill in
    who_reads = ""  # where the row of the access table says less than the truth

    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, hat: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hat = hat
        self.is_new = self.instance._state.adding

    @property
    def is_alone(self) -> bool:
        """Whether what it keeps is its writer's alone, and so stands in no meeting."""
        return False

    def words(self) -> dict[str, Any]:
        """What is kept of what was said, by column."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("client_key", "version")
        }
