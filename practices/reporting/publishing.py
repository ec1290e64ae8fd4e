"""Publishing a report: shown to the members first, then frozen and drawn, and those above the group told by mail that it is there."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from inquiries import gathering, messaging
from inquiries.models import Membership, Message
from meetings import spotting
from practices import asking, writing_above
from practices.models import Report
from practices.reporting import composing, papers

TYPED = ("title", *composing.TYPED)


def show(report: Report, *, at: datetime) -> bool:
    """Let the members read the draft; whether it was this call that did it."""
    return bool(Report.objects.kept().filter(pk=report.pk, shown_at=None).update(shown_at=at))


def names_in(report: Report, told: dict[str, Any] | None = None) -> list[str]:
    """Whom its words name, and what its aspirations rest on and its asks: above the group nobody is."""
    told = told or composing.compose(report)
    rests_on = [f"{row['text']}\n{row['evidence']}" for row in told["aspirations"]]
    asks = [row["wording"] for row in told["asks"]]
    typed = "\n".join([*(str(getattr(report, name)) for name in TYPED), *rests_on, *asks])
    return spotting.named_in(typed, list(gathering.everybody_in(report.group).values()))


@transaction.atomic
def publish(report: Report, *, version: int, by: Membership, at: datetime) -> int | None:
    """Freeze this version, order its PDF and queue one mail for each senior manager; says how many.

    None where the members have not seen it, it names somebody, it was published already, or changed since this version.
    """
    frozen = composing.compose(report, on=timezone.localdate(at))
    if names_in(report, frozen):
        return None
    ready = Report.objects.kept().filter(
        pk=report.pk, version=version, published_at=None, shown_at__isnull=False
    )
    if not ready.update(published_at=at, published_by=by, frozen=frozen, version=F("version") + 1):
        return None
    group, url = report.group, report.get_absolute_url()
    report.refresh_from_db()
    report.group = group
    papers.order_pdf(report, at=at)
    letters = [
        writing_above.letter(Message.Kind.REPORT, report, person, url=url, at=at, group=group, by=by)
        for person in asking.asked_of(group)
    ]
    return sum(messaging.queue(one, at=at) is not None for one in letters)


def why_not(message: Message) -> str:
    """Why a mail about a report should not leave (settings.MESSAGE_CHECKS): it was taken away."""
    if not message.key.startswith("report:"):
        return ""
    key = UUID(message.key.split(":")[1])
    return (
        "" if Report.objects.kept().published().filter(pk=key).exists() else _("The report was taken away.")
    )
