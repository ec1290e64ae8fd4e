"""Forms of invitations: the inviter's own words, and what somebody answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.guarding import Guarded
from meetings.models import Invitation


class InviteForm(Guarded, forms.Form):
    """Her own words on top of every invitation to one meeting."""

    words = forms.CharField(
        label=_("Your own words"),
        help_text=_(
            "Why you are asking them, what it asks of them, and who agreed the time. Each mail begins with “Hello” and their name."
        ),
        max_length=2000,
        error_messages={
            "required": _("Enter a few words of your own: the invitation opens with them"),
            "max_length": _("Your words must be 2,000 characters or fewer. You have %(show_value)s."),
        },
        widget=forms.Textarea(attrs={"class": "ds_input", "rows": 6}),
    )


class AnswerForm(Guarded, forms.Form):
    """Whether one person comes to one meeting."""

    answer = forms.ChoiceField(
        choices=Invitation.Answer.choices,
        error_messages={
            "required": _("Choose whether you are coming"),
            "invalid_choice": _("Choose whether you are coming"),
        },
    )
    reason = forms.CharField(
        required=False,
        max_length=300,
        error_messages={"max_length": _("This must be 300 characters or fewer. Yours has %(show_value)s.")},
    )
