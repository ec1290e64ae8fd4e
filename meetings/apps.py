"""The app of meetings and what happens between them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """Meetings, plans, records, actions, nudges and recaps."""

    name = "meetings"
    verbose_name = _("Meetings")
