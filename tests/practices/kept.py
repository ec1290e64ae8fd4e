"""What the tests of all things that a group keeps in its own words share."""

from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings.models import Release
from tests.builders import make_meeting, make_membership, make_stewardship


def url(member, name, *keys):
    return reverse(f"practices:{name}", args=[member.group.slug, *keys])


def sent(client, member, route, /, *keys, **said):
    """What the form of this route answers to these words."""
    client.force_login(member.person)
    return client.post(url(member, route, *keys), {"client_key": uuid4()} | said)


def page_of(client, person, address):
    client.force_login(person)
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def let_out(row, *, kind=None, about=None):
    """Let a row of a group out, as its facilitator would before the check-out."""
    by = make_membership(group=row.group, role=Role.FACILITATOR)
    meeting = make_meeting(group=row.group)
    return Release.objects.create(
        kind=kind or row.THING,
        about=about or row.pk,
        group=row.group,
        meeting=meeting,
        released_by=by,
        released_at=timezone.now(),
    )


def above(group, role=Role.SENIOR_MANAGER):
    held = {"partnership": group.partnership}
    if role != Role.SENIOR_MANAGER:
        held = {"programme": group.partnership.programme}
    return make_stewardship(role=role, **held).person
