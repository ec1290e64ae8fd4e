"""Takes a mail that came back, as the mail server hands it over, and keeps what it says of the mail that we sent."""

import sys
from email import message_from_binary_file, policy
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from inquiries import bouncing


class Command(BaseCommand):
    """Reads one mail from standard input; anything but a report about a mail of ours is left alone."""

    help = "Reads a returned mail (RFC 3464) from standard input, as a pipe of the mail server gives it."

    def handle(self, *args: Any, **options: Any) -> None:
        returned = bouncing.read(message_from_binary_file(sys.stdin.buffer, policy=policy.default))
        if returned is None:
            self.stdout.write("This is no report about a mail of Clip; nothing was changed.")
        elif bouncing.note(returned, at=timezone.now()):
            self.stdout.write(f"The message {returned.message_id} came back: {returned.status}.")
        else:
            self.stdout.write("It was written down before, or that mail is not known; nothing was changed.")
