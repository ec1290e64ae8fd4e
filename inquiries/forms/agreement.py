"""The form of the group agreement, with a text to begin from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipModelForm
from inquiries.models import Agreement

TEXTS = ("leaves_room", "decides", "newcomers", "holds_record", "disagree", "laws", "why")
CHOICES = ("decides", "newcomers")

# To begin from: a group changes every word of it that is not its own.
TO_BEGIN = {
    "leaves_room": _(
        "What is said in the room stays there. Before each check-out we ask “what goes out of here?” and let things go one by one."
    ),
    "holds_record": _(
        "The facilitator and the integration manager keep the record in Clip. Members read it once the recap is out, and correct their own words."
    ),
    "disagree": _(
        "We say what we see, and ask what the others see. A view that nobody shares is written down with the rest."
    ),
    "laws": _(
        "Freedom of information, somebody’s right to see what is held about them, and a court can open a record whatever we agree. Harm to a child or an adult at risk is passed on at once, outside these pages, and whistleblowing has its own way."
    ),
}


class AgreementForm(ClipModelForm):
    """What a group agrees on how it works together."""

    missing = {
        "leaves_room": _("Enter what may leave the room"),
        "holds_record": _("Enter who holds the record"),
        "disagree": _("Enter how you disagree"),
        "laws": _("Enter what could open it all the same"),
    }
    instead_of = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Agreement
        fields = TEXTS
        help_texts = {
            "newcomers": _(
                "Of recaps, stories, differences, observations and what holds us back. What was told before you agree this keeps its readers."
            ),
            "laws": _("Nobody can promise more than the law does: say so before somebody trusts in it."),
            "why": _("For those who agreed to the version before."),
        }
        widgets = {
            "decides": forms.RadioSelect,
            "newcomers": forms.RadioSelect,
            **{name: forms.Textarea(attrs={"rows": 3}) for name in TEXTS if name not in CHOICES},
        }

    def __init__(self, *args: Any, standing: Agreement | None, **kwargs: Any) -> None:
        begin: dict[str, Any] = (
            {name: getattr(standing, name) for name in TEXTS} | {"instead_of": standing.pk, "why": ""}
            if standing
            else dict(TO_BEGIN)
        )
        super().__init__(*args, initial=begin | kwargs.pop("initial", {}), **kwargs)
        self.fields["decides"].choices = Agreement.Decides.choices  # type: ignore[attr-defined]
        self.fields["newcomers"].choices = Agreement.Newcomers.choices  # type: ignore[attr-defined]
        if standing:
            self.fields["why"].required = True
            self.fields["why"].error_messages["required"] = _("Enter why it changed")
        else:
            del self.fields["why"]
