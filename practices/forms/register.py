"""The filters of the register of small tests: by stage, by whom it helps, by organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries.forms.guarding import Guarded
from inquiries.models import Group, Organisation
from practices.models import SmallTest
from practices.models.small_tests import SmallTestQuerySet

DUE = "due"


class RegisterForm(Guarded, forms.Form):
    """What the register shows; an answer that is none of those offered narrows nothing."""

    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[("", _("All")), (DUE, _("To look at now")), *SmallTest.Stage.choices],
        widget=forms.Select(attrs={"class": "plain"}),
    )
    helps = forms.CharField(
        label=_("Whom it helps"), required=False, widget=forms.TextInput(attrs={"class": "ds_input"})
    )
    organisation = forms.ChoiceField(
        label=_("Organisation"), required=False, widget=forms.Select(attrs={"class": "plain"})
    )

    def __init__(self, *args: Any, group: Group, is_inside: bool, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filter-%s", label_suffix="", **kwargs)
        if not is_inside:  # whence somebody comes who leads one is nobody's above
            del self.fields["organisation"]
            return
        led = (
            Organisation.objects.filter(memberships__small_tests_led__group=group).distinct().order_by("name")
        )
        offered = [(str(key), name) for key, name in led.values_list("pk", "name")]
        self.fields["organisation"].choices = [("", _now("All")), *offered]  # type: ignore[attr-defined]

    @property
    def is_asked(self) -> bool:
        """Whether anything is narrowed."""
        return self.is_bound and any(self.said(name) for name in self.fields)

    def said(self, name: str) -> str:
        if not self.is_bound:
            return ""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "").strip()

    def narrow(self, rows: SmallTestQuerySet, *, today: Any) -> SmallTestQuerySet:
        """Those of these that are asked for."""
        stage, helps, organisation = (self.said(name) for name in ("stage", "helps", "organisation"))
        if stage == DUE:
            rows = rows.due_a_look(today)
        elif stage:
            rows = rows.filter(stage=stage)
        if helps:
            rows = rows.filter(for_whom__icontains=helps)
        return rows.filter(lead__organisation__pk=organisation) if organisation else rows
