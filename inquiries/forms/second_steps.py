"""The forms of second steps: a code, a passkey's name, another address, and the word of who vouches."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.factors import Factors
from inquiries.forms.base import ClipForm
from inquiries.models import Confirmation


def _code_input() -> forms.TextInput:
    return forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "ds_input ds_input--small"}
    )


class StepForm(ClipForm):
    """The code of the second step: from the app, or one of the recovery codes."""

    missing = {"code": _("Enter a code from your app, or one of your recovery codes")}
    code = forms.CharField(label=_("Code"), max_length=40, widget=_code_input())

    def __init__(self, *args: Any, found: Factors, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if found.app is None:
            self.fields["code"].label = _("Recovery code")
            self.fields["code"].help_text = _(
                "One of the ten that you printed or wrote down, like 1234-5678."
            )
            self.fields["code"].error_messages["required"] = _("Enter one of your recovery codes")
        else:
            self.fields["code"].help_text = _(
                "Six digits from your authenticator app. Without your phone: one of your recovery codes."
            )

    def say_wrong(self) -> None:
        self.add_error(
            "code",
            _(
                "That code does not fit, or was used before. Wait for the next one in your app, or try a recovery code."
            ),
        )


class AppCodeForm(ClipForm):
    """The first code that a new authenticator app shows."""

    missing = {"code": _("Enter the six digits that your app shows")}
    code = forms.CharField(
        label=_("The six digits that your app shows now"), max_length=40, widget=_code_input()
    )

    def say_wrong(self) -> None:
        self.add_error(
            "code",
            _(
                "That is not the code we expect. Wait for the next one, and check that your phone’s clock is right."
            ),
        )


class MailedCodeForm(ClipForm):
    """A code from a mail; dashes and spaces may be left out."""

    missing = {"code": _("Enter the code from the email")}
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Eight digits, like 1234-5678."),
        widget=_code_input(),
    )

    def say_wrong(self) -> None:
        self.add_error("code", _("This is not the code that we sent last. Check the newest email."))


class PasskeyNameForm(ClipForm):
    """What somebody calls a passkey."""

    name = forms.CharField(
        label=_("What do you call it?"),
        max_length=60,
        required=False,
        help_text=_("So that you know it again, like “my phone” or “ward laptop”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class AddressForm(ClipForm):
    """Another address for oneself."""

    missing = {"email": _("Enter your new email address")}
    email = forms.EmailField(
        label=_("New email address"),
        max_length=254,
        help_text=_("We send a code to it. Nothing changes before you enter that code."),
        error_messages={
            "invalid": _("Enter an email address in the correct format, like name@example.scot"),
            "max_length": _("Enter an email address in the correct format, like name@example.scot"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).casefold()
        if email == self.now:
            raise forms.ValidationError(_("That is your address already. Enter another one."), code="same")
        return email


class VouchForm(ClipForm):
    """How somebody made sure that it is the person who lost their second step."""

    missing = {"how": _("Say how you made sure that it is them")}
    how = forms.ChoiceField(
        label=_("How did you make sure that it is them?"),
        choices=[choice for choice in Confirmation.How.choices if choice[0] != Confirmation.How.SERVER],
        widget=forms.RadioSelect,
    )
