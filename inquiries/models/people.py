"""People: those who sign in, and those who only answer a message or sit in the room."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified, fold


class UserManager(BaseUserManager["User"]):
    """Makes people; an address is stored folded, and absent rather than empty."""

    def create_user(self, name: str, email: str | None = None, **fields: Any) -> "User":
        user = self.model(name=name, email=email, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, name: str = "", password: str | None = None, **fields: Any
    ) -> "User":
        """The site's technical administrator, for the Django admin alone."""
        return self.create_user(name or email, email, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin, Identified):
    """A person. Many never sign in, and some have no address at all.

    `email` is an address of their own, which they sign in with. `contact_email` is one that they share with somebody
    else: messages go there, it opens no account, and several people may have the same (decision 13).
    """

    class NoteHours(models.TextChoices):
        """At what time of a working day the notes between meetings may reach somebody."""

        WORKING = "working", _("Between 8 in the morning and 7 in the evening")
        MORNING = "morning", _("In the morning, 8 to 12")
        AFTERNOON = "afternoon", _("In the afternoon, 12 to 5")
        EVENING = "evening", _("Late in the day, 4 to 7")

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("how we greet them"), max_length=60, blank=True)
    name_folded = models.CharField(max_length=120, editable=False, db_index=True)
    email = models.EmailField(_("email address"), max_length=254, unique=True, null=True, blank=True)
    contact_email = models.EmailField(_("address shared with somebody else"), max_length=254, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    notes_paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    notes_paused_until = models.DateField(
        null=True, blank=True, editable=False
    )  # the first day with notes again
    note_hours = models.CharField(max_length=9, choices=NoteHours, default=NoteHours.WORKING)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name_folded"]
        constraints = [
            models.CheckConstraint(condition=~Q(email=""), name="inquiries_user_email_absent_not_empty"),
            models.CheckConstraint(
                condition=Q(notes_paused_until=None) | Q(notes_paused_at__isnull=False),
                name="inquiries_user_notes_paused_until_while_paused",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def tidy(self) -> None:
        """Fold what is searched by. Saving does it; whoever makes many people at once does it themselves."""
        self.email = self.email.strip().casefold() if self.email and self.email.strip() else None
        self.contact_email = self.contact_email.strip().casefold()
        self.short_name = self.short_name or self.name.split(" ")[0]
        self.name_folded = fold(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tidy()
        super().save(*args, **kwargs)

    @property
    def address(self) -> str:
        """Where mail for this person goes: their own address, or failing that one they share; or nothing."""
        return self.email or self.contact_email

    def notes_are_paused(self, at: datetime) -> bool:
        """Whether this person wants no notes at this moment: until they say so, or until a day that they named."""
        if not self.notes_paused_at:
            return False
        return not self.notes_paused_until or timezone.localdate(at) < self.notes_paused_until

    def forget_sessions(self) -> None:
        """End every session of this person with its next request: each is bound to this never usable password."""
        self.set_unusable_password()
        self.save(update_fields=["password"])

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.short_name
