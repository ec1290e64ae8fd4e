"""Publishing a report: shown to the members first, then frozen, and those above the group told by mail that it is there."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inquiries import messaging
from inquiries.models import Membership, Message
from meetings import spotting
from practices import asking, writing_above
from practices.models import Report
from practices.reporting import composing

TYPED = ("title", "lead", "learned", "uncertain", "ahead")


def show(report: Report, *, at: datetime) -> bool:
    """Let the members read the draft; whether it was this call that did it."""
    return bool(Report.objects.kept().filter(pk=report.pk, shown_at=None).update(shown_at=at))


def names_in(report: Report) -> list[str]:
    """Whom its words name: above the group nobody is."""
    typed = "\n".join(str(getattr(report, name)) for name in TYPED)
    return spotting.named_in(typed, Membership.objects.filter(group=report.group).select_related("person"))


@transaction.atomic
def publish(report: Report, *, version: int, by: Membership, at: datetime) -> int | None:
    """Freeze this version and queue one mail for each senior manager; says how many.

    None where the members have not seen it, it names somebody, it was published already, or changed since this version.
    """
    if names_in(report):
        return None
    ready = Report.objects.kept().filter(
        pk=report.pk, version=version, published_at=None, shown_at__isnull=False
    )
    frozen = composing.compose(report)
    if not ready.update(published_at=at, published_by=by, frozen=frozen, version=F("version") + 1):
        return None
    group, url = report.group, report.get_absolute_url()
    letters = [
        writing_above.letter(Message.Kind.REPORT, report, person, url=url, at=at, group=group, by=by)
        for person in asking.asked_of(group)
    ]
    return sum(messaging.queue(one, at=at) is not None for one in letters)


def before(report: Report) -> Report | None:
    """The report published before this one, of the same group."""
    rows = Report.objects.kept().published().filter(group=report.group_id).exclude(pk=report.pk)
    if report.published_at:
        rows = rows.filter(published_at__lt=report.published_at)
    return rows.order_by("-published_at").first()


def why_not(message: Message) -> str:
    """Why a mail about a report should not leave (settings.MESSAGE_CHECKS): it was taken away."""
    if not message.key.startswith("report:"):
        return ""
    key = UUID(message.key.split(":")[1])
    return (
        "" if Report.objects.kept().published().filter(pk=key).exists() else _("The report was taken away.")
    )
