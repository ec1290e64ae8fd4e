"""What somebody keeps of what their group learned when they leave (settings.HANDING_ON): the reports of their time.

Nothing of it is anybody's to hand on: a small test whose lead left is seen by those who look after the group.
"""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from inquiries.leaving import Kept, Theirs
from inquiries.models import Membership, User
from practices.models import Report


def theirs(membership: Membership) -> list[Theirs]:
    return []


def hand_on(
    membership: Membership, to: dict[UUID, Membership], *, occasion: UUID, by: Membership, at: datetime
) -> None:
    """Nothing changes hands."""


def take_back(membership: Membership, *, occasion: UUID, by: Membership, at: datetime) -> None:
    """Nothing changed hands."""


def kept(person: User) -> list[Kept]:
    """The reports published in their time, newest first; one query."""
    rows = Report.objects.kept_by(person).order_by("-published_at")
    return [Kept(row.group_id, _title(row), reverse("practices:report-kept", args=[row.pk])) for row in rows]


def _title(row: Report) -> str:
    assert row.published_at  # only what was published is kept
    words = {"kind": row.get_kind_display(), "day": date_format(localdate(row.published_at), "j F Y")}
    return _("%(kind)s, %(day)s") % words
