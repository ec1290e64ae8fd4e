"""What whoever runs Clip here says to everybody: the privacy notice, and the accessibility statement."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from inquiries.models.people import User

THE_ONE = 1  # key of the one row that each of these tables has


class Statement(models.Model):
    """One text of the site, in parts. What is true of Clip itself stands in the page; this is what only they know."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    organisation = models.CharField(_("who runs Clip here"), max_length=200, blank=True)
    contact = models.TextField(_("how to reach them"), max_length=500, blank=True)
    reviewed_on = models.DateField(_("last looked over on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    needed: ClassVar[tuple[str, ...]] = ("organisation", "contact", "reviewed_on")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(id=THE_ONE), name="%(app_label)s_%(class)s_is_the_one"),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def missing(self) -> list[str]:
        """What is not filled in yet, as its fields are called."""
        called = {field.name: str(field.verbose_name) for field in self._meta.local_fields}
        return [called[name] for name in self.needed if not getattr(self, name)]


class PrivacyNotice(Statement):
    """Who is responsible for what is kept, on what ground, with whom, and for how long."""

    protection_officer = models.TextField(_("data protection officer"), max_length=300, blank=True)
    lawful_basis = models.TextField(_("on what lawful ground it is kept"), max_length=2000, blank=True)
    processors = models.TextField(_("who else has it in hand for them"), max_length=1000, blank=True)
    kept = models.TextField(_("how long the record is kept"), max_length=1000, blank=True)

    needed = (*Statement.needed, "protection_officer", "lawful_basis", "processors", "kept")
    history = HistoricalRecords()

    class Meta(Statement.Meta):
        verbose_name = _("privacy notice")


class AccessibilityStatement(Statement):
    """How far this site can be used by everybody, what falls short, and whom to tell."""

    gaps = models.TextField(_("what does not work yet, and by when it will"), max_length=3000, blank=True)
    checked = models.TextField(_("how and when it was checked here"), max_length=1000, blank=True)

    needed = (*Statement.needed, "gaps", "checked")
    history = HistoricalRecords()

    class Meta(Statement.Meta):
        verbose_name = _("accessibility statement")
