"""Waits until the machine has time for a measurement, for so long and no longer."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

QUIET = 0.25  # of the machine's time in use by others
GLANCE = 0.5  # seconds


@dataclass
class Patience:
    """How long may be waited in all; what is left is less after each wait."""

    seconds: float
    waited: float = 0.0
    gave_up: int = 0

    def wait(self, at_most: float = 20.0) -> None:
        """Return as soon as the machine is quiet, or when the patience for this wait or in all is at an end."""
        until = time.monotonic() + min(at_most, max(self.seconds - self.waited, 0))
        began = time.monotonic()
        while time.monotonic() < until:
            if _busy(GLANCE) <= QUIET:
                break
        else:
            self.gave_up += 1
        self.waited += time.monotonic() - began


def _busy(seconds: float) -> float:
    """How much of the machine's time was in use for a moment, from 0 to 1."""
    before = _jiffies()
    time.sleep(seconds)
    after = _jiffies()
    idle, whole = after[0] - before[0], after[1] - before[1]
    return 1 - idle / whole if whole else 0.0


def _jiffies() -> tuple[int, int]:
    stat = Path("/proc/stat")
    if not stat.exists():  # not Linux: the load of the last minute will have to do
        return 0, 0
    numbers = [int(word) for word in stat.read_text().split("\n", 1)[0].split()[1:9]]
    return numbers[3] + numbers[4], sum(numbers)


def load() -> str:
    return " ".join(f"{number:.1f}" for number in os.getloadavg())
