"""The roles that people hold, at a group or above it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A role; the words are the columns of the access table."""

    MEMBER = "member", _("Member")
    FACILITATOR = "facilitator", _("Facilitator")
    INTEGRATION_MANAGER = "integration_manager", _("Integration manager")
    SENIOR_MANAGER = "senior_manager", _("Senior manager")
    LEARNING_PARTNER = "learning_partner", _("Learning partner")
    NATIONAL_BODY = "national_body", _("National body")
    ADMINISTRATOR = "administrator", _("Programme administrator")

    @property
    def together(self) -> str:
        """All who hold it above one group, in the middle of a sentence."""
        return str(TOGETHER[self]) if self in TOGETHER else str(self.label).lower()

    @classmethod
    def of_a_group(cls) -> list[tuple[str, str]]:
        held = {cls.MEMBER, cls.FACILITATOR, cls.INTEGRATION_MANAGER}
        return [(value, str(label)) for value, label in cls.choices if value in held]

    @classmethod
    def above_a_group(cls) -> list[tuple[str, str]]:
        below = dict(cls.of_a_group())
        return [(value, str(label)) for value, label in cls.choices if value not in below]


TOGETHER = {
    Role.SENIOR_MANAGER: _("senior managers"),
    Role.LEARNING_PARTNER: _("the learning partner"),
    Role.NATIONAL_BODY: _("national bodies"),
    Role.ADMINISTRATOR: _("programme administrators"),
}
