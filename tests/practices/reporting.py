"""What the tests of reports share: a group that hopes, its views, and a report of it that is out."""

from django.utils import timezone

from inquiries import aspiring
from inquiries.models import Moment
from practices.models import Report
from practices.reporting import publishing
from tests.builders import make_membership, make_report


def look(
    jo,
    hope,
    progress,
    *,
    moment=Moment.HALF_WAY,
    evidence="",
    by_members=(),
    published=True,
    confidence="low",
):
    """The group's view of one hope, and one of a member for each of these levels."""
    now = timezone.now()
    back = aspiring.check_back(jo.group, moment, at=now)
    said = {"progress": progress, "confidence": confidence, "evidence": evidence}
    aspiring.view(back, hope, said=said, by=jo, of_group=True, version=0, at=now)
    for level in by_members:
        member = make_membership(group=jo.group)
        own = {"progress": level, "confidence": "medium", "evidence": "Seen on the stairs"}
        aspiring.view(back, hope, said=own, by=member, of_group=False, version=0, at=now)
    if published:
        aspiring.publish(back, by=jo, at=now)
    return back


def out(jo, *rows, **fields):
    """A report with these things in it, published as its button does it."""
    row = make_report(jo, chosen=[str(one.pk) for one in rows], **fields)
    row.group = jo.group
    assert publishing.publish(row, version=row.version, by=jo, at=timezone.now()) is not None
    return Report.objects.select_related("group", "document").get(pk=row.pk)
