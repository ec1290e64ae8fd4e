"""The app of who inquires together, and to what purpose."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InquiriesConfig(AppConfig):
    """Programmes, partnerships, groups, people, messages and documents."""

    name = "inquiries"
    verbose_name = _("Inquiries")

    def ready(self) -> None:
        """Hear of who signs in, before Django writes down that they did."""
        import inquiries.looking  # noqa: F401 - it connects itself
