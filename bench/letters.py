"""What the benches of faults send and save: letters to invented people, notes, and words about an action."""

import http.client
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench.serving import Served


def letters(count: int) -> list[Any]:
    """Letters that are due now, each to a person of its own."""
    from tests.builders import make_membership, make_message

    group = make_membership().group
    return [make_message(make_membership(group=group), key=f"bench:{uuid4()}") for _ in range(count)]


def notes(count: int) -> list[Any]:
    """Notes that were decided on and wait to be written and sent."""
    from django.utils import timezone

    from inquiries.models import Message
    from inquiries.roles import Role
    from meetings import nudging
    from tests.builders import make_action, make_meeting, make_membership, make_nudge

    meeting, long_ago = make_meeting(), timezone.now() - timedelta(days=20)
    make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    queued = []
    for _ in range(count):
        lead = make_membership(group=meeting.group)
        make_action(lead=lead, heard_at=long_ago, agreed_at=long_ago)
        queued.append(make_nudge(meeting, lead).pk)
    nudging.decide(queued, at=timezone.now(), is_asked_for=True)
    return list(Message.objects.filter(pk__in=queued))


class Saver:
    """Somebody who says how an action of theirs goes, again and again: each word is a row, and wakes a worker."""

    def __init__(self, served: Served) -> None:
        from meetings.models import Action

        self.served = served
        self.action = Action.objects.kept().open().filter(lead__person__name=_looks()).first()
        if self.action is None:  # she looks after all of them
            self.action = (
                Action.objects.kept().open().filter(group__memberships__person__name=_looks()).first()
            )
        self.keys: list[str] = []

    def save(self) -> bool:
        """Whether the answer was no error."""
        from django.urls import reverse

        assert self.action
        key = str(uuid4())
        self.keys.append(key)
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=30)
        url = reverse("meetings:action-update", args=[self.action.group.slug, self.action.pk])
        body = urlencode({"state": "under_way", "words": "Two of us went.", "client_key": key})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{self.served.cookie}; {self.served.csrf}",
            "X-CSRFToken": self.served.csrf.partition("=")[2],
            "Host": "localhost",
        }
        try:
            connection.request("POST", url, body, headers)
            return connection.getresponse().status in (200, 302)
        finally:
            connection.close()

    def missing(self) -> int:
        """How many of the words that were sent are not in the database."""
        from meetings.models import ActionUpdate

        return len(self.keys) - ActionUpdate.objects.filter(client_key__in=self.keys).count()


def _looks() -> str:
    from clip.demo.scale.groups import LOOKS

    return LOOKS
