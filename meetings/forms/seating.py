"""The form of who sat in which small group: one line for each who came."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from meetings.models import Attendance, SmallGroup
from meetings.seating import Seats


class SeatingForm(ClipForm):
    """A choice of small group for each, of which none is one."""

    def __init__(
        self, *args: Any, here: list[Attendance], tables: list[SmallGroup], seats: Seats, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("In no small group"))]
        choices += [(str(table.pk), table.topic) for table in tables]
        for row in here:
            field = forms.ChoiceField(
                label=f"{row.membership.person.name}, {row.organisation.name}",
                choices=choices,
                required=False,
                initial=str(seats.get(row.membership_id) or ""),
                error_messages={"invalid_choice": _("Choose one of those offered")},
                widget=forms.Select(attrs={"class": "plain"}),
            )
            field.is_asked = True  # type: ignore[attr-defined]  # in none is an answer, and not “if you like”
            self.fields[str(row.membership_id)] = field

    def changed(self) -> Seats:
        """Those who sit elsewhere than the page that was sent said."""
        said = self.cleaned_data
        return {UUID(name): UUID(said[name]) if said[name] else None for name in self.changed_data}
