"""Receiving what a browser may send twice: a request with a key is carried out once, whatever it carries."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid5

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponseBase
from django.utils.crypto import salted_hmac

from inquiries.http import Request
from inquiries.models import Receipt

T = TypeVar("T")
KEY = "client_key"
NOT_SAID = {KEY, "csrfmiddlewaretoken"}  # what stands in a form beside what its person says
KEPT = timedelta(days=30)  # a device keeps what it could not send for fourteen days


class OtherWordsError(Exception):
    """Something else was sent under this key before, and carried out."""


def once(request: Request, do: Callable[[], T], *, at: datetime, about: UUID | None = None) -> T | None:
    """Do what was sent and keep its receipt, both or neither; None where that was done before.

    Raises OtherWordsError where this key came with something else before. A request without a key is carried out.
    `about` tells the buttons of one form apart, which share its key.
    """
    key = key_of(request)
    if key is None:
        return do()
    key = uuid5(key, str(about)) if about else key
    digest = digest_of(request)
    try:
        with transaction.atomic():
            Receipt.objects.create(person=request.user, key=key, digest=digest, made_at=at)
            request.kept_as_of = at
            return do()
    except IntegrityError:
        first = Receipt.objects.filter(person=request.user, key=key).first()
        if first is None:  # it was the work itself that broke a rule
            raise
        if first.digest != digest:
            raise OtherWordsError from None
        request.kept_as_of = first.made_at
        return None


def key_of(request: Request) -> UUID | None:
    try:
        return UUID(request.POST.get(KEY, ""))
    except ValueError:
        return None


def digest_of(request: Request) -> str:
    """What was said, to whom: equal for a replay. Keyed, so that the table alone tells nobody a short word."""
    said = [
        (name, value) for name, values in request.POST.lists() if name not in NOT_SAID for value in values
    ]
    said += [(name, _digest(file)) for name in request.FILES for file in request.FILES.getlist(name)]
    return salted_hmac("receipt", repr((request.path, sorted(said))), algorithm="sha256").hexdigest()


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():  # begins at the start, each time
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def sent_at(request: Request, *, now: datetime) -> datetime:
    """When this was said, where a device had to keep it for a while: it says for how many milliseconds.

    The way here takes a second for one thing and a moment for the next, so the device also says as of when Clip kept
    what was said before, in microseconds (`stamp`): nothing said later stands earlier than that.
    """
    age, after = _digits(request, "X-Clip-Age", 11), _digits(request, "X-Clip-After", 16)
    at = now - min(timedelta(milliseconds=age), KEPT)
    before = datetime.fromtimestamp(0, tz=UTC) + timedelta(microseconds=after)
    return max(at, before + timedelta(microseconds=1)) if before < now else at


def stamp(request: Request, response: HttpResponseBase) -> None:
    """Tell the device as of when this was kept, now or when it came first; see `sent_at`."""
    if at := getattr(request, "kept_as_of", None):
        since = at - datetime.fromtimestamp(0, tz=UTC)
        response.headers["X-Clip-At"] = str(since // timedelta(microseconds=1))


def _digits(request: Request, header: str, most: int) -> int:
    text = request.headers.get(header, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most else 0


def forget_old(at: datetime) -> None:
    """Take away the receipts that no device can ask about any more."""
    Receipt.objects.filter(made_at__lt=at - KEPT).delete()
