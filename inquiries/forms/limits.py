"""What a text may be: not longer than its place, and nothing that can't be saved."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _


class AtMost(MaxLengthValidator):
    """A limit that says how long the text is, so that its writer knows how much to take out."""

    def __init__(self, limit_value: Any, label: str) -> None:
        super().__init__(limit_value)
        self.label = label

    def __call__(self, value: Any) -> None:
        limit = self.limit_value() if callable(self.limit_value) else self.limit_value
        if len(value) > limit:
            raise ValidationError(
                _("%(label)s must be %(limit)s characters or fewer. You have %(length)s."),
                code="max_length",
                params={"label": self.label, "limit": f"{limit:,}", "length": f"{len(value):,}"},
            )

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and isinstance(other, AtMost) and self.label == other.label

    __hash__ = None  # type: ignore[assignment]  # as Django's own limits


class OneLine:
    """Refuses line breaks where a text stands in one line: in a list, or in the head of a mail."""

    def __init__(self, label: str) -> None:
        self.label = label

    def __call__(self, value: Any) -> None:
        if any(letter in str(value) for letter in "\n\r\v\f\x85\u2028\u2029"):
            raise ValidationError(
                _("%(label)s must not contain line breaks"), code="one_line", params={"label": self.label}
            )


class OnlySavable:
    """Refuses what no database takes (NUL, half a pair of code units), and says where it stands."""

    def __call__(self, value: Any) -> None:
        for place, letter in enumerate(str(value), start=1):
            if letter == "\x00" or "\ud800" <= letter <= "\udfff":
                raise ValidationError(
                    _("Remove the character we cannot save at position %(place)s"),
                    code="not_savable",
                    params={"place": place},
                )
