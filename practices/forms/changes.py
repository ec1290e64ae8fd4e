"""The form of a noticed change."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries import access
from inquiries.models.theory import Level
from practices.forms.kept import DAY, KeptForm, PersonField, day, lines
from practices.models import NoticedChange
from practices.models.changes import OWN_LEVELS


class NoticedForm(KeptForm):
    """A small difference: where, for whom, by what, and whether one's own is shared."""

    missing = {
        "what": _("Enter what is different"),
        "level": _("Choose where you noticed it"),
        "noticed_on": _("Enter when you noticed it"),
        "noticed_by": _("Choose who noticed it"),
    }
    prefilled = ("level",)
    noticed_by = PersonField(label=_("Who noticed it?"))

    class Meta:
        model = NoticedChange
        fields = (
            "what",
            "level",
            "is_shared",
            "may_leave",
            "for_whom",
            "evidence",
            "noticed_by",
            "noticed_on",
        )
        labels = {
            "what": _("What is different?"),
            "level": _("Where did you notice it?"),
            "is_shared": _("Share it with the group, where it is about myself or my relationships"),
            "may_leave": _("It may also leave the group, if the group lets it out"),
            "for_whom": _("For whom?"),
            "evidence": _("What did you see or hear?"),
            "noticed_on": _("When?"),
        }
        help_texts = {
            "what": _("Small is enough: “Mrs M. goes out on Tuesdays again”, told without her name."),
            "for_whom": _("Such as “people who live on their own”, never a name."),
        }
        widgets = {"what": lines(), "level": forms.RadioSelect, "evidence": lines(), "noticed_on": day()}
        error_messages = {"noticed_on": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = Level.choices  # type: ignore[attr-defined]
        self.fields["noticed_by"].of(self.hat.group)  # type: ignore[attr-defined]
        if self.is_new:
            self.initial.setdefault("noticed_by", self.hat.pk)
            self.initial.setdefault("noticed_on", timezone.localdate())
        else:
            self.initial["noticed_by"] = self.instance.noticed_by_id
        others = access.readers("noticed change", self.hat.group)
        own = _now("Of yourself and your relationships: you alone, until you share it.")
        self.who_reads = f"{own} {_now('All else:')} {others}"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        by = data.get("noticed_by")
        if data.get("level") in OWN_LEVELS and by and by.pk != self.hat.pk:
            self.add_error(
                "noticed_by", _now("Of themselves each person says it themselves. Choose yourself")
            )
        if data.get("level") not in OWN_LEVELS:
            data["may_leave"] = False  # the group alone says what becomes of all else
        elif data.get("may_leave") and not data.get("is_shared"):
            self.add_error("may_leave", _now("Share it with the group first"))
        return data
