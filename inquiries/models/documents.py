"""Documents: files that a job makes, each known by what is in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from inquiries.models.groups import Group
from inquiries.models.programmes import Programme


class Document(Identified):
    """A PDF of one group or over several of a programme, made once for each content: the key is the digest of its page.

    Who may open it is decided by the page that links to it: a document has no address of its own.
    """

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued", _("Waiting")
        RENDERING = "rendering", _("Being drawn")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be made")

    key = models.CharField(max_length=64, unique=True)
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=120)
    source = models.TextField(blank=True)  # the HTML it is drawn from; emptied once it is ready
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed_because = models.CharField(max_length=300, blank=True)
    file = models.FileField(upload_to="documents/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)  # of the file as it was written
    pages = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, programme=None) | Q(group=None, programme__isnull=False),
                name="inquiries_document_of_a_group_or_a_programme",
            )
        ]

    def __str__(self) -> str:
        return self.title
