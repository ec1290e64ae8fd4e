"""The two forms of signing in: the address, and the code sent to it."""

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm


class SignInForm(ClipForm):
    """The address that a code goes to."""

    missing = {"email": _("Enter your email address")}
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        help_text=_("We send a code to it. There is no password."),
        error_messages={
            "invalid": _("Enter an email address in the correct format, like name@example.scot"),
            "max_length": _("Enter an email address in the correct format, like name@example.scot"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).casefold()


class CodeForm(ClipForm):
    """The code as it was read from the mail; dashes and spaces may be left out."""

    missing = {"code": _("Enter the code from the email")}
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Eight digits, like 1234-5678."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not compare_user_code(actual=code, expected=self.expected):
            raise forms.ValidationError(
                _("This is not the code that we sent last. Check the newest email."), code="wrong"
            )
        return code
