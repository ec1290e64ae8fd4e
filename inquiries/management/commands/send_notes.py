"""The child process that sends notes for `manage.py serve` (inquiries/relaying.py); nobody calls it by hand."""

import json
import os
import select
import sys
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from inquiries import sending

IDLE_SECONDS = 60
NICE = 10


class Command(BaseCommand):
    """Reads lists of message ids, a line each, and answers each with how many the mail server took."""

    help = "Sends the notes whose ids come in on standard input. Started by `serve`; ends when there is nothing to do."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(NICE)
        while select.select([sys.stdin], [], [], IDLE_SECONDS)[0]:
            line = sys.stdin.readline()
            if not line:
                return
            connection.close_if_unusable_or_obsolete()
            sent = sending.deliver_some([UUID(key) for key in json.loads(line)], at=timezone.now())
            self.stdout.write(str(sent))
            self.stdout.flush()
