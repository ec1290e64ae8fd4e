"""Waits until notes are decided, and says how long after the beginning of the round that found them due.

python -m bench.deciding HOW_MANY FILE      the Message-IDs that should arrive go into FILE, a line each
"""

import json
import sys
import time
from pathlib import Path

import django

GLANCE = 0.25
PATIENCE = 300.0


def main(how_many: int, file: Path) -> None:
    django.setup()
    from django.db.models import Min
    from django.utils import timezone

    from bench.addressees import ADDRESSED
    from inquiries.models import Message
    from meetings.models import Nudge

    ours = Nudge.objects.filter(membership__person__email__endswith=ADDRESSED)
    ends = time.monotonic() + PATIENCE
    while ours.exclude(message=None).count() < how_many and time.monotonic() < ends:
        time.sleep(GLANCE)
    now, decided = timezone.now(), ours.exclude(message=None).count()
    messages = Message.objects.filter(nudges__in=ours).distinct()
    file.write_text("\n".join(message.message_id for message in messages))
    began = messages.aggregate(made_at=Min("made_at"))["made_at"]  # when the round began
    seconds = (now - began).total_seconds() if decided >= how_many else PATIENCE
    print(json.dumps({"decided": decided, "decided_s": round(seconds, 1)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
