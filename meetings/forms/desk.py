"""Forms of the desk: what it shows, and what is done with the chosen actions."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.forms.guarding import Guarded
from inquiries.models import Group, Membership, User
from meetings.models import Action

State = Action.State


class FilterForm(Guarded, forms.Form):
    """What the desk shows: only groups, people and organisations of the groups that one looks after."""

    SHOWN = [
        ("", _("Not finished")),
        *[(value, label) for value, label in State.choices if value not in (State.DONE, State.LET_GO)],
        ("finished", _("Done or let go")),
        ("all", _("All")),
    ]
    DUE = [
        ("", _("Any time")),
        ("passed", _("Date has passed")),
        ("7", _("In the next 7 days")),
        ("30", _("In the next 30 days")),
    ]
    QUIET = [
        ("", _("Any time")),
        ("7", _("7 days or more")),
        ("14", _("14 days or more")),
        ("28", _("28 days or more")),
    ]

    group = forms.ChoiceField(label=_("Group"), required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=SHOWN)
    due = forms.ChoiceField(label=_("Due"), required=False, choices=DUE)
    quiet = forms.ChoiceField(label=_("Quiet for"), required=False, choices=QUIET)

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        kwargs["auto_id"] = "filter-%s"
        super().__init__(*args, **kwargs)
        people, organisations = _named_in(groups)
        all_groups = _("All %(n)s groups") % {"n": len(groups)} if len(groups) != 2 else _("Both groups")
        named: dict[str, list[tuple[str, Any]]] = {
            "group": [("", all_groups), *[(str(g.pk), g.name) for g in groups]],
            "person": [("", _("Anybody")), *people.items()],
            "organisation": [
                ("", _("All %(n)s") % {"n": len(organisations)}),
                *[(pk, name) for _folded, pk, name in organisations],
            ],
        }
        if len(groups) == 1:
            named["group"] = named["group"][1:]
        for name, choices in named.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs |= {"class": "plain", "data-submit": ""}

    def chosen(self) -> dict[str, str]:
        """What is chosen; a choice that is not on the list counts as none."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _named_in(groups: list[Group]) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Everybody of these groups by key, and (folded name, key, name) of each organisation; one query."""
    rows = Membership.objects.filter(group__in=groups).order_by("person__name_folded")
    names = rows.values_list(
        "person", "person__name", "organisation__name_folded", "organisation", "organisation__name"
    )
    people: dict[str, str] = {}
    organisations: set[tuple[str, str, str]] = set()
    for person, name, folded, organisation, called in names:
        people[str(person)] = name
        organisations.add((folded, str(organisation), called))
    return people, sorted(organisations)


class DateForm(ClipForm):
    """Another date for the chosen actions."""

    missing: dict[str, Any] = {"due_on": _("Enter the new date.")}

    due_on = forms.DateField(
        label=_("New date"),
        widget=forms.DateInput(attrs={"type": "date", "class": "ds_input"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("The new date must be a real date, like 14 5 2027."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("The new date must be today or later."))
        return due_on


class AskForm(ClipForm):
    """Who is asked to take the chosen actions on."""

    missing: dict[str, Any] = {"to": _("Choose whom to ask.")}

    to = forms.ModelChoiceField(
        label=_("Ask"),
        queryset=User.objects.none(),
        empty_label=_("Somebody else"),
        widget=forms.Select(attrs={"class": "plain"}),
    )

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.current().filter(group__in=groups, is_informed_only=False)
        people = User.objects.filter(pk__in=members.values("person"))
        self.fields["to"].queryset = people.order_by("name_folded")  # type: ignore[attr-defined]

    @cached_property
    def places(self) -> dict[UUID, Membership]:
        """The places of who is asked, by group; one query."""
        found = Membership.objects.current().filter(person=self.cleaned_data["to"]).select_related("person")
        return {place.group_id: place for place in found}
