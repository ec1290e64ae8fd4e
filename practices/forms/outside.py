"""Forms whose words are read outside the group: checked as a story is, and asked about once where they may tell who somebody is."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inquiries import identifying
from inquiries.forms.base import ClipModelForm
from inquiries.identifying import Kind

NAMED = _("This names %(names)s, who takes part. Say it without the name")
MAY_TELL = _("This may tell who somebody is. Change it, or say below that nobody can be recognised")


class OutsideForm(ClipModelForm):
    """Refuses in the boxes of `stories` what leads to a person; what may tell of one is kept once somebody has looked again."""

    asks_about: ClassVar[frozenset[Kind]] = frozenset(Kind) - identifying.REFUSED_IN_STORIES
    sure = forms.BooleanField(
        label=_("I have looked again: nobody can be recognised by this"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = (self.data.get(self.add_prefix(box)) or "" for box in self.boxes)
        if not (self.is_bound and self._tells(typed)):
            del self.fields["sure"]

    @property
    def boxes(self) -> list[str]:
        return [name for name in self.fields if name in self.stories]

    def _tells(self, texts: Iterable[str]) -> bool:
        return any(self.may_tell(text) for text in texts)

    def may_tell(self, text: str) -> bool:
        """Whether it holds what may tell who somebody is, of the kinds that this form asks about."""
        found = identifying.asked_about(text, year=timezone.localdate().year, pseudonym="")
        return any(one.kind in self.asks_about for one in found)

    def names_of(self, text: str) -> list[str]:
        """Those who take part and are named in a text; a form says whom it knows."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for box in self.boxes:
            words = data.get(box) or ""
            if names := self.names_of(words):
                self.add_error(box, NAMED % {"names": ", ".join(names)})
            elif self.may_tell(words) and not data.get("sure"):
                self.add_error(box, MAY_TELL)
        return data
