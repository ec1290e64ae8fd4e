"""A form about one's own digest: whether, at what hour, and who is stuck at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from meetings.models.digests import HOURS, USUAL_HOUR


class DigestForm(ClipForm):
    """Ticked and chosen, nothing typed."""

    wants_digest = forms.BooleanField(
        label=_("One mail a working day with what changed, nothing where nothing did"), required=False
    )
    hour = forms.TypedChoiceField(
        label=_("At what hour?"),
        choices=[(hour, f"{(hour - 1) % 12 + 1} {'am' if hour < 12 else 'pm'}") for hour in HOURS],
        coerce=int,
        initial=USUAL_HOUR,
    )
    stuck_at_once = forms.BooleanField(
        label=_("Besides that a mail at once whenever somebody is stuck"), required=False
    )
