"""Publishing a report: shown to the members first, then frozen and drawn, and those above the group told by mail that it is there."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from inquiries import messaging
from inquiries.models import Membership, Message
from practices import asking, replaying, writing_above
from practices.models import Report
from practices.reporting import composing, looking_over, papers


def show(report: Report, *, at: datetime) -> bool:
    """Let the members read the draft as it stands; whether it was this call that did it."""
    rows = Report.objects.kept().filter(pk=report.pk, published_at=None).exclude(shown_version=F("version"))
    return bool(rows.update(shown_at=at, shown_version=F("version")))


@transaction.atomic
def publish(report: Report, *, version: int, by: Membership, at: datetime) -> int | None:
    """Freeze this version, order its PDF and queue one mail for each senior manager; says how many.

    None where the members could not read this version, it tells who somebody is, or it was published or changed meanwhile.
    """
    frozen = composing.compose(report, on=localdate(at))
    if any(one.stops for one in looking_over.found(report, frozen, on=localdate(at))):
        return None
    ready = Report.objects.kept().filter(
        pk=report.pk, version=version, shown_version=version, published_at=None
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


@transaction.atomic
def take_back(report: Report, *, by: Membership, at: datetime) -> Report | None:
    """Let nobody read a published report any more, and begin a draft of the same words in its place; None where it was taken back already."""
    if not (report.published_at and report.remove(by=by.person, at=at)):
        return None
    words = {name: getattr(report, name) for name in ("kind", "title", "chosen", *composing.TYPED)}
    draft, _is_new = Report.objects.update_or_create(
        client_key=replaying.key_of_the_next(report),
        defaults={"removed_at": None, "removed_by": None},
        create_defaults=words
        | {"group": report.group, "instead_of": report, "recorded_by": by, "recorded_at": at},
    )
    return draft


@transaction.atomic
def put_back(report: Report, *, by: Membership, at: datetime) -> bool:
    """Let a report that was taken back be read again, unless what is in its place was published; whether it was this call that did it."""
    drafts = Report.objects.kept().filter(instead_of=report)
    if not report.published_at or drafts.published().exists() or not report.put_back():
        return False
    drafts.update(removed_at=at, removed_by=by.person)
    papers.draw_anew(report, at=at)
    return True


def why_not(message: Message) -> str:
    """Why a mail about a report should not leave (settings.MESSAGE_CHECKS): it was taken away."""
    if not message.key.startswith("report:"):
        return ""
    key = UUID(message.key.split(":")[1])
    return (
        "" if Report.objects.kept().published().filter(pk=key).exists() else _("The report was taken away.")
    )
