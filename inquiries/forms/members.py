"""Forms of who is in a group: asking somebody to join, their answer, and what changes about a place."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inquiries import recognising
from inquiries.forms.base import ClipForm
from inquiries.forms.organisations import ComesFromForm
from inquiries.leaving import Theirs
from inquiries.models import Group, GroupInvitation, Membership, User
from inquiries.roles import Role

ADDRESS_TROUBLE = {"invalid": _("Enter an email address like name@example.org")}


def one_line(text: str) -> str:
    return " ".join(text.split())


class InviteForm(ComesFromForm):
    """Somebody to be asked to join, and the words they are asked in."""

    missing = {
        "name": _("Enter their name"),
        "comes_from": _("Choose where they come from"),
        "words": _("Enter a few words of your own: the invitation opens with them"),
    }
    field_order = [
        "name",
        "email",
        "shared",
        "comes_from",
        "new_organisation",
        "sector",
        "job",
        "role",
        "words",
    ]

    name = forms.CharField(label=_("Their name"), max_length=120)
    email = forms.EmailField(
        label=_("Their email address"),
        help_text=_("Leave it empty if they have none: you get a letter to print."),
        max_length=254,
        required=False,
        error_messages=ADDRESS_TROUBLE,
    )
    shared = forms.BooleanField(label=_("They share this address with somebody else"), required=False)
    job = forms.CharField(label=_("What they do"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("As"), choices=Role.of_a_group)
    words = forms.CharField(
        label=_("Your own words"),
        help_text=_(
            "Why you ask just them, what it asks of them, and who agreed the time. It begins with “Hello” and their name."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, partnership=group.partnership, **kwargs)
        self.group = group

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("shared") and not typed.get("email"):
            self.add_error("email", _("Enter the address that they share"))
        return typed

    def person(self, by: User) -> User | None:
        """Whom these words already name in Clip; None for somebody new."""
        typed = self.cleaned_data
        if typed["email"] and not typed["shared"]:
            return recognising.by_address(typed["email"])
        known = recognising.named([typed["name"]], recognising.known_to(by))
        return (
            known.filter(memberships__group=self.group).first()
            or known.filter(group_invitations__group=self.group).first()
        )


class AnswerForm(ClipForm):
    """Whether somebody joins."""

    missing = {"answer": _("Choose whether you join")}

    answer = forms.ChoiceField(choices=GroupInvitation.Answer.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Anything you want to say?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OwnContactForm(ClipForm):
    """How to reach oneself, and whether the group sees it."""

    holds_contacts = frozenset({"phone"})

    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    shares_contact = forms.BooleanField(
        label=_("Members of this group see my email address and telephone"), required=False
    )


class ContactForm(ClipForm):
    """How somebody is called and reached, for those who look after the group."""

    missing = {"name": _("Enter their name"), "short_name": _("Enter how you greet them")}
    holds_contacts = frozenset({"phone", "email_was"})

    email_was = forms.CharField(widget=forms.HiddenInput, required=False)  # as it was read
    name = forms.CharField(label=_("Name"), max_length=120)
    short_name = forms.CharField(
        label=_("How we greet them"), help_text=_("Mails begin with “Hello” and this."), max_length=60
    )
    job = forms.CharField(label=_("What they do"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Email address of their own"),
        help_text=_("They sign in with it. Changing it is told to both addresses."),
        max_length=254,
        required=False,
        error_messages=ADDRESS_TROUBLE,
    )
    contact_email = forms.EmailField(
        label=_("Or an address that they share with somebody else"),
        help_text=_(
            "Messages go there and say whom they are for. Nobody signs in with it; whoever opens the mailbox can answer."
        ),
        max_length=254,
        required=False,
        error_messages=ADDRESS_TROUBLE,
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    is_informed_only = forms.BooleanField(
        label=_("Gets the recaps only, and is not asked to meetings"), required=False
    )

    def __init__(self, *args: Any, membership: Membership, may_readdress: bool, **kwargs: Any) -> None:
        person = membership.person
        fields = ("name", "short_name", "contact_email", "phone")
        initial: dict[str, Any] = {name: getattr(person, name) for name in fields}
        initial |= {"email": person.email or "", "email_was": person.email or "", "job": membership.job}
        initial["is_informed_only"] = membership.is_informed_only
        super().__init__(*args, initial=initial, **kwargs)
        self.person = person
        if not may_readdress:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("They change it themselves, on the page of their account.")

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().casefold()
        if self.fields["email"].disabled:
            self.cleaned_data["email_was"] = email
        taken = recognising.by_address(email) if email != self.cleaned_data["email_was"] else None
        if taken and taken.pk != self.person.pk:
            raise ValidationError(
                _("Somebody else signs in with this address. If they share it, enter it below instead.")
            )
        return email

    @property
    def has_new_address(self) -> bool:
        """Whether another address was typed than the one that was read: theirs may have become another meanwhile."""
        return bool(self.cleaned_data["email"] != self.cleaned_data["email_was"])


class RoleForm(ClipForm):
    """Which role somebody holds in the group."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.of_a_group)


class DayForm(ClipForm):
    """A day between the beginning of somebody's present spell and today."""

    on = forms.DateField(
        label=_("On"),
        widget=forms.DateInput(
            attrs={"type": "date", "class": "ds_input ds_input--small"}, format="%Y-%m-%d"
        ),
        error_messages={"invalid": _("Enter a real date, like 14 5 2027")},
    )

    def __init__(self, *args: Any, today: date, since: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("on", today)
        super().__init__(*args, **kwargs)
        self.today, self.since = today, since

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(
                _("Enter today or a day before. What is to come can be entered when it has come.")
            )
        if day < self.since:
            raise ValidationError(
                _("Enter a day from %(day)s on: that is when their present time here began."),
                params={"day": self.since.strftime("%-d %-m %Y")},
            )
        return day


class MoveForm(DayForm, ComesFromForm):
    """From which organisation somebody comes from now on, and since when."""

    field_order = ["comes_from", "new_organisation", "sector", "on"]
    missing = {"comes_from": _("Choose where they come from"), "on": _("Enter since when")}

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, partnership=membership.group.partnership, **kwargs)
        self.membership = membership
        self.fields["on"].label = _("Since")

    def clean_comes_from(self) -> str:
        chosen = str(self.cleaned_data["comes_from"])
        if chosen == str(self.membership.organisation_id):
            raise ValidationError(_("That is where they come from already. Choose another one."))
        return chosen


class LeaveForm(DayForm):
    """The last day of somebody in the group, and who is asked to take each thing of theirs."""

    missing = {"on": _("Enter their last day")}

    def __init__(self, *args: Any, things: list[Theirs], takers: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Their last day")
        self.things, self.takers = things, {str(taker.pk): taker for taker in takers}
        waits = ("", _("Nobody yet: it waits as handed back"))
        choices = [
            waits,
            *[(key, f"{m.person.name}, {m.organisation.name}") for key, m in self.takers.items()],
        ]
        for thing in things:
            field = forms.ChoiceField(
                label=thing.title,
                help_text=thing.note,
                required=False,
                choices=choices,
                widget=forms.Select(attrs={"class": "plain"}),
            )
            field.is_asked = True  # type: ignore[attr-defined]
            self.fields[self._field(thing)] = field

    def _field(self, thing: Theirs) -> str:
        return f"to-{thing.key}"

    def to(self) -> dict[UUID, Membership]:
        """Who is asked to take what."""
        chosen = {thing.key: self.cleaned_data.get(self._field(thing), "") for thing in self.things}
        return {key: self.takers[taker] for key, taker in chosen.items() if taker}


class ReturnForm(ComesFromForm):
    """Where somebody comes from who comes back."""

    missing = {"comes_from": _("Choose where they come from")}
