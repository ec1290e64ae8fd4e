"""The pages that people open all day take at most twelve queries, and the same ones in a small programme and a larger one."""

from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from clip.demo.scale import seeding
from clip.demo.scale.groups import LOOKS
from inquiries.models import Membership, User
from meetings.models import Meeting
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
AT_MOST = 12  # session and person included


@contextmanager
def programme(scale: int):
    """Scale data, gone afterwards."""
    with transaction.atomic():
        seeding.seed(scale, 1, timezone.now())
        yield
        transaction.set_rollback(True)


def pages() -> dict[str, str]:
    """Those that `bench/pages` measures, as the integration manager of the first two groups opens them."""
    ahead, recording = (
        Meeting.objects.to_come()
        .filter(group__memberships__person__name=LOOKS, number=5)
        .order_by("opened_at")
    )
    if ahead.opened_at:
        ahead, recording = recording, ahead
    organisation = Membership.objects.filter(group=ahead.group)[0].organisation_id
    return {
        "today": reverse("today"),
        "actions": reverse("meetings:actions", args=[ahead.group.slug]),
        "desk": reverse("meetings:desk"),
        "meeting": reverse("meetings:plan", args=[ahead.group.slug, 5]),
        "held": reverse("meetings:record", args=[ahead.group.slug, 4]),
        "recording": reverse("meetings:record", args=[recording.group.slug, 5]),
        "group": reverse("inquiries:group", args=[ahead.group.slug]),
        "organisation": reverse("inquiries:organisation", args=[organisation]),
    }


def counted(client) -> dict[str, int]:
    for _time in range(2):  # whoever was here before is told what is new
        client.force_login(User.objects.get(name=LOOKS))
    return {name: len(queries_of(asking(client, url))) for name, url in pages().items()}


def asking(client, url: str) -> Callable[[], object]:
    def ask():
        answer = client.get(url)
        assert answer.status_code == 200
        return answer

    ask()  # notes that the session is in use
    return ask


def test_pages_take_at_most_twelve_queries_whatever_the_size(client):
    with programme(1):
        small = counted(client)
    with programme(3):
        large = counted(client)

    assert small == large
    assert {name: number for name, number in large.items() if number > AT_MOST} == {}
