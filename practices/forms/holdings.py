"""The form of a map of what holds us back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries import access
from practices.forms.kept import KeptForm, lines
from practices.models import Holding

MINE, OURS = "mine", "ours"


class HoldingForm(KeptForm):
    """Four boxes of the map, and whose it is; once made it stays whose it was."""

    missing = {"commitment": _("Enter what you are committed to"), "whose": _("Choose whose map it is")}
    prefilled = ("whose",)
    whose = forms.ChoiceField(
        label=_("Whose map is it?"),
        choices=[
            (MINE, _("Mine alone: only I see it")),
            (OURS, _("The group’s, made together in the room")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ["whose", "commitment", "instead", "hidden", "assumption"]

    class Meta:
        model = Holding
        fields = ("commitment", "instead", "hidden", "assumption")
        labels = {
            "commitment": _("What are we (or am I) committed to?"),
            "instead": _("What do we do, or not do, instead?"),
            "hidden": _("What are we committed to as well, that this protects?"),
            "assumption": _("What do we take to be true, that makes this needed?"),
        }
        help_texts = {
            "commitment": _("Such as “We ask people what a good week would be.”"),
            "instead": _("Without blame: everybody has good reasons. Such as “We fill in the form first.”"),
            "hidden": _("Such as “Not being the one who missed something.”"),
            "assumption": _(
                "Such as “If I don’t ask all of it, something will go wrong and it will be my fault.”"
            ),
        }
        widgets = {"commitment": lines(), "instead": lines(), "hidden": lines(), "assumption": lines()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_writer = access.can_write(self.hat, "what holds us back")
        if not self.is_new:
            del self.fields["whose"]
        elif not is_writer:
            self.fields["whose"].choices = [self.fields["whose"].choices[0]]  # type: ignore[attr-defined]
            self.initial["whose"] = MINE
        own = _now("Yours: you alone, and nobody else in any list, count, export or log.")
        ours = access.readers("what holds us back", self.hat.group)
        self.who_reads = f"{own} {_now('The group’s:')} {ours}" if is_writer else own

    @property
    def is_alone(self) -> bool:
        return self.cleaned_data.get("whose") == MINE

    def words(self) -> dict[str, Any]:
        said = super().words()
        if "whose" in said:
            said["owner"] = self.hat if said.pop("whose") == MINE else None
        return said
