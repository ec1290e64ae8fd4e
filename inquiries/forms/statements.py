"""Forms of the privacy notice and of the accessibility statement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipModelForm
from inquiries.forms.setting_up import day_field
from inquiries.models import AccessibilityStatement, PrivacyNotice

ROWS = {"rows": 3}


class StatementForm(ClipModelForm):
    """What may be left empty now and filled in later: the page says to everybody what is still missing."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reviewed_on = day_field(_("Last looked over on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.instance.version)
        for field in self.fields.values():
            field.is_asked = True  # type: ignore[attr-defined]  # may be left empty for now, and is not “if you like”

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0


class PrivacyForm(StatementForm):
    """The privacy notice, part by part."""

    holds_contacts = frozenset({"contact", "protection_officer"})

    class Meta:
        model = PrivacyNotice
        fields = (
            "organisation",
            "contact",
            "protection_officer",
            "lawful_basis",
            "processors",
            "kept",
            "reviewed_on",
        )
        help_texts = {
            "organisation": _("The organisation that answers for it in law, as its full name."),
            "contact": _("An address, a telephone number, a name if one answers."),
            "protection_officer": _("Name or office, and how to reach them."),
            "lawful_basis": _(
                "Such as: a task in the public interest (UK GDPR, article 6(1)(e)); for what people say about health, article 9(2)(h)."
            ),
            "processors": _("Who hosts Clip, who sends its mail, and in which country."),
            "kept": _("Such as: two years after the programme ends, then it is erased."),
        }
        widgets = {
            name: forms.Textarea(attrs=ROWS)
            for name in ("contact", "protection_officer", "lawful_basis", "processors", "kept")
        }


class AccessibilityForm(StatementForm):
    """The accessibility statement, part by part."""

    holds_contacts = frozenset({"contact"})

    class Meta:
        model = AccessibilityStatement
        fields = ("organisation", "contact", "gaps", "checked", "reviewed_on")
        help_texts = {
            "organisation": _("The organisation that answers for this site."),
            "contact": _(
                "Where somebody says that something does not work for them, and how soon you answer."
            ),
            "gaps": _(
                "Each thing, whom it keeps out, and by when it will work. If you know of none, say so."
            ),
            "checked": _("By whom, when, with which tools and which people."),
        }
        widgets = {name: forms.Textarea(attrs=ROWS) for name in ("contact", "gaps", "checked")}
