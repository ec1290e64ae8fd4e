"""Locking what a browser keeps until it can be sent: a key for each person and device, which only they get."""

import secrets
from base64 import b64encode
from datetime import datetime, timedelta
from uuid import UUID

from inquiries import sealing
from inquiries.models import DeviceKey, User

KEPT = timedelta(days=14)  # as long as a device keeps what it could not send
AT_MOST = 20  # devices of one person; the one used longest ago gives way
KEY_BYTES = 32  # AES-256


def key_for(person: User, device: UUID, *, at: datetime) -> str:
    """The key of this person on this device, in base64: the same each time for as long as it is in use.

    Where the site's own key has changed since it was made, a new one: what the old one locked stays locked.
    """
    row, is_new = DeviceKey.objects.get_or_create(
        person=person, device=device, defaults={"sealed": _new(), "made_at": at, "used_at": at}
    )
    if is_new:
        _let_the_oldest_go(person)
    else:
        DeviceKey.objects.filter(pk=row.pk).update(used_at=at)
    try:
        return sealing.unseal(row.sealed)
    except sealing.UnreadableError:
        DeviceKey.objects.filter(pk=row.pk, sealed=row.sealed).update(sealed=_new())
        return sealing.unseal(DeviceKey.objects.get(pk=row.pk).sealed)


def _new() -> str:
    return sealing.seal(b64encode(secrets.token_bytes(KEY_BYTES)).decode())


def _let_the_oldest_go(person: User) -> None:
    mine = DeviceKey.objects.filter(person=person).order_by("-used_at", "-made_at")
    DeviceKey.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[AT_MOST:])).delete()


def forget_old(at: datetime) -> None:
    """Take away the keys of devices that have not asked for so long that they keep nothing any more."""
    DeviceKey.objects.filter(used_at__lt=at - KEPT).delete()
