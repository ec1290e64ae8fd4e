"""The networks of halls: how each fails, as the proxy of the browser tests plays it."""

import itertools
import random
import threading
from dataclasses import dataclass

from tests.browser.proxy import Proxy


@dataclass(frozen=True)
class Hall:
    """One network: slow all the time, or failing from one moment to another."""

    name: str
    mode: str = "pass"  # while it fails
    round_trip: float = 0.0  # seconds
    rate: int = 0  # bytes a second
    loss: float = 0.0
    inputs: int = 7

    @property
    def fails(self) -> bool:
        return self.mode != "pass"

    def begin(self, proxy: Proxy) -> None:
        proxy.delay, proxy.rate, proxy.loss = self.round_trip / 2, self.rate, self.loss

    def fail(self, proxy: Proxy, chance: random.Random) -> threading.Event:
        """Let it fail from now on; one that flaps goes on and off, until what comes back is set."""
        mended = threading.Event()
        if self.mode == "flap":
            threading.Thread(
                target=_flap, args=[proxy, mended, chance.uniform(0.4, 1.2)], daemon=True
            ).start()
        else:
            proxy.mode = self.mode
        return mended

    def mend(self, proxy: Proxy, failing: threading.Event | None) -> None:
        if failing:
            failing.set()
        proxy.mode = "pass"


def _flap(proxy: Proxy, mended: threading.Event, seconds: float) -> None:
    for mode in itertools.cycle(["cut", "pass"]):
        if mended.is_set():
            break
        proxy.mode = mode
        mended.wait(seconds)
    proxy.mode = "pass"


# Those of docs/benchmarks.md, without DNS and TLS, which need names and certificates that a test machine has not.
HALLS = {
    hall.name: hall
    for hall in (
        Hall("good"),
        Hall("3g", round_trip=0.4, rate=50_000),
        Hall("slow", round_trip=2.0, inputs=5),
        Hall("lossy", loss=0.1),
        Hall("cut", "cut"),
        Hall("flapping", "flap"),
        Hall("captive page", "captive"),
        Hall("portal", "portal"),
        Hall("half open", "stall"),
        Hall("502", "502"),
        Hall("503", "503"),
        Hall("504", "504"),
        Hall("answer lost", "lost"),
    )
}
