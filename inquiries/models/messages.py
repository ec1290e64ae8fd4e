"""Messages: every mail is a row before it is sent, and stays one after."""

from datetime import datetime
from typing import Self
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from inquiries.models.groups import Group, Membership
from inquiries.models.people import User


class MessageQuerySet(models.QuerySet["Message"]):
    """The ledger of messages."""

    def visible_to(self, user: User) -> Self:
        return self.filter(group__in=Group.objects.where(user, "messages"))

    def due(self, at: datetime) -> Self:
        return self.filter(state__in=[Message.State.QUEUED, Message.State.RETRY], due_at__lte=at)

    def keys_in_order(self) -> "models.QuerySet[Message, UUID]":
        """The keys alone, in the order in which they fall due."""
        return self.order_by("due_at", "pk").values_list("pk", flat=True)

    def may_be_sent_again(self) -> Self:
        """What only a person may send once more: what failed, and what may have been delivered already."""
        return self.filter(state__in=[Message.State.UNCERTAIN, Message.State.FAILED]).exclude(text="")

    def undelivered(self) -> Self:
        """What failed, and what may have been delivered: somebody should look."""
        return self.filter(state__in=[Message.State.UNCERTAIN, Message.State.FAILED, Message.State.BOUNCED])

    def for_sending(self) -> Self:
        """With all that decides whether it leaves, in the same query."""
        return self.select_related("person__undeliverable", "membership", "group")

    def for_listing(self) -> Self:
        return self.select_related("person", "group", "membership").order_by("-made_at", "pk")


class Message(Identified):
    """One mail to one person about one thing.

    `key` says what it is about, to whom and for which occasion; a second call for the same key makes no second mail.
    """

    class Kind(models.TextChoices):
        """What the mail is. Notes can be paused by the person who gets them; the others answer something they did."""

        CODE = "code", _("Sign-in code")
        INVITATION = "invitation", _("Invitation")
        CHANGED = "changed", _("Change of a meeting")
        TOOK_ON = "took_on", _("What you took on")
        ASKED = "asked", _("Would you take this on?")
        RECAP = "recap", _("Recap")
        REMINDER = "reminder", _("A recap that waits")
        NOTE = "note", _("A note between meetings")
        ALERT = "alert", _("Somebody needs help")
        DIGEST = "digest", _("What changed in your groups")
        SECURITY = "security", _("How you sign in")
        JOINING = "joining", _("Asked to join")
        MEMBERS = "members", _("Who joins and leaves")
        ASK = "ask", _("An ask of a group")
        LOOK = "look", _("To look at again")
        REFLECTION = "reflection", _("A reflection meeting")
        REPORT = "report", _("A report")

    class State(models.TextChoices):
        """Where the mail is."""

        QUEUED = "queued", _("Waiting")
        CLAIMED = "claimed", _("Being sent")
        HANDED = "handed", _("Handed over")
        SENT = "sent", _("Sent")
        UNCERTAIN = "uncertain", _("May have been delivered")
        RETRY = "retry", _("Will be tried again")
        FAILED = "failed", _("Could not be sent")
        SUPPRESSED = "suppressed", _("Not sent, on purpose")
        BOUNCED = "bounced", _("Came back")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="messages")
    to = models.EmailField(max_length=254, blank=True)  # where it is not the person's own address of the day
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    from_name = models.CharField(max_length=75, blank=True)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)  # text/calendar with its METHOD; also attached as invite.ics
    pause_url = models.CharField(max_length=300, blank=True)  # List-Unsubscribe, on notes alone

    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    refusals = models.PositiveSmallIntegerField(default=0)  # passing ones, which a mail has only so many of
    crashes = models.PositiveSmallIntegerField(default=0)  # tries that broke off by a fault of ours
    claimed_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    first_tried_at = models.DateTimeField(null=True, blank=True)  # the Date header, the same on every try
    sent_again_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_again_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_because = models.CharField(max_length=300, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state__in=["queued", "retry"]), name="inquiries_message_due"
            ),
            models.Index(fields=["group", "-made_at"], name="inquiries_message_by_group"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.person}"

    @property
    def address(self) -> str:
        """Where it goes: to the address that the person has when it leaves, unless the row names one."""
        return self.to or self.person.address

    @property
    def is_shared(self) -> bool:
        """Whether it goes to an address that its person shares with somebody else."""
        return not self.to and not self.person.email and bool(self.person.contact_email)

    @property
    def message_id(self) -> str:
        """The Message-ID header, the same on every try."""
        return f"<{self.id}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"

    @property
    def may_be_sent_again(self) -> bool:
        return self.state in (self.State.UNCERTAIN, self.State.FAILED) and bool(self.text)


class Try(Identified):
    """One try to send a message, or news of it that came later: when, and what came back."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=Message.State)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.message}"


class Undeliverable(Identified):
    """An address of a person that mail came back from: nothing more goes there until somebody says that it works.

    `returns` counts passing troubles, such as a full mailbox; `since` stands once they are enough, or one was final.
    """

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="undeliverable")
    address = models.EmailField(max_length=254)
    returns = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.person}: {self.why}"

    def holds_for(self, address: str) -> bool:
        """Whether mail to this address is kept back: not to one that the person was given since."""
        return self.since is not None and self.address == address
