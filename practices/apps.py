"""The app of what groups try and learn; its tables come with small tests and stories."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """Small tests, stories and the six practices, which read everything below."""

    name = "practices"
    verbose_name = _("Practices")
