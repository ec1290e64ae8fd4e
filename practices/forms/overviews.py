"""The form of a report over several groups: what the learning partner sees across them; words and numbers are taken by Clip."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.models import Membership
from practices.forms.kept import lines
from practices.forms.outside import OutsideForm
from practices.models import Overview
from practices.reporting import looking_over, surveying
from practices.reporting.issuing import Place


class OverviewForm(OutsideForm):
    """A draft; where it is over is said once, when it is begun."""

    stories = frozenset({"title", "lead", "learned", "uncertain", "ahead"})
    asks_about = looking_over.MAY_TELL
    missing = {"title": _("Enter what it says, in a line"), "place": _("Choose what it is over")}
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    place = forms.TypedChoiceField(label=_("What is it over?"), coerce=int)
    field_order = ["place", "title", "lead", "learned", "uncertain", "ahead", "sure"]

    class Meta:
        model = Overview
        fields = ("title", "lead", "learned", "uncertain", "ahead")
        labels = {
            "title": _("What does it say, in a line?"),
            "lead": _("In three sentences"),
            "learned": _("What do we see across the groups?"),
            "uncertain": _("What is uncertain?"),
            "ahead": _("What comes next?"),
        }
        help_texts = {
            "title": _(
                "Such as “Most groups are trying things now; four asks have waited since the summer”."
            ),
            "learned": _("What they have in common, and where they differ. No group is better than another."),
            "uncertain": _("Said out loud it is believed. Left out it is found."),
        }
        widgets = {"lead": lines(3), "learned": lines(5), "uncertain": lines(3), "ahead": lines(3)}

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["place"].choices = [(number, place.name) for number, place in enumerate(places)]  # type: ignore[attr-defined]
        if not self.instance._state.adding or len(places) == 1:
            self.fields.pop("place")

    def names_of(self, text: str) -> list[str]:
        programme = self.instance.programme_id or self.chosen.programme.pk
        members = Membership.objects.filter(group__partnership__programme=programme)
        return surveying.names_in(text, members) if text else []

    @property
    def chosen(self) -> Place:
        """What it is to be over."""
        number: int = self.cleaned_data.get("place", 0)
        return self.places[number]
