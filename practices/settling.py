"""Settling what became usual: who does it now, at whose cost, how one would notice that it slipped, and when to look again."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from practices.models import SmallTest, Usual

WORDS = ("adopted_by", "where", "since", "costs", "slips", "look_again_on")


def settle(small_test: SmallTest, said: dict[str, Any], *, version: int) -> bool:
    """Keep what it takes to stay; False where somebody else did since this version, or it is not adopted."""
    if small_test.stage != SmallTest.Stage.ADOPTED:
        return False
    words = {name: said[name] for name in WORDS}
    rows = Usual.objects.filter(small_test=small_test)
    if rows.filter(version=version).update(**words, version=F("version") + 1):
        return True
    try:
        with transaction.atomic():
            Usual.objects.create(small_test=small_test, version=1, **words)
    except IntegrityError:
        return False
    return True
