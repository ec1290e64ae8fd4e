"""Where somebody comes from: an organisation of the partnership, one that is new to it, or nobody's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries import convening, setting_up
from inquiries.forms.base import ClipForm
from inquiries.models import Organisation, Partnership

HERE, NEW = "here", "new"


class ComesFromForm(ClipForm):
    """Asks where somebody comes from. `organisation()` is the answer, made where it is new."""

    missing = {"comes_from": _("Choose where they come from")}

    comes_from = forms.ChoiceField(label=_("Where they come from"))
    new_organisation = forms.CharField(label=_("Name of the organisation"), max_length=120, required=False)
    sector = forms.ChoiceField(label=_("Its sector"), required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        for name in ("new_organisation", "sector"):
            self.fields[name].is_asked = True  # type: ignore[attr-defined]  # as soon as it shows
        self.parties = {str(party.pk): party for party in partnership.parties.all()}
        named = [(key, party.name) for key, party in self.parties.items()]
        choose, here = ("", _("Choose")), (HERE, _("Nobody sends them: they live here, or use services"))
        new = (NEW, _("An organisation that is not on this list"))
        self.fields["comes_from"].choices = [choose, here, *named, new]  # type: ignore[attr-defined]
        self.fields["sector"].choices = [("", _("Choose")), *Organisation.Sector.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("comes_from") == NEW:
            if not typed.get("new_organisation"):
                self.add_error("new_organisation", _("Enter the name of the organisation"))
            if not typed.get("sector"):
                self.add_error("sector", _("Choose the sector of the organisation"))
        return typed

    def organisation(self) -> Organisation:
        """What was chosen; the row of a new one is made here."""
        chosen = self.cleaned_data["comes_from"]
        if chosen == HERE:
            return convening.people_who_live_here(self.partnership)
        if chosen == NEW:
            name, sector = self.cleaned_data["new_organisation"], self.cleaned_data["sector"]
            return setting_up.add_party(self.partnership, name, sector=sector)[0]
        return self.parties[chosen]
