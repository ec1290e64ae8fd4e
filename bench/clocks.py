"""Nine scenarios of calendar and clock: each rule once a local day, and nothing in quiet hours, in four windows of hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import time_machine

A_MINUTE, HALF_AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(minutes=30), timedelta(days=1)
WINDOWS = ("working", "morning", "afternoon", "evening")
JOBS = [
    "meetings.following_up.send_due",
    "meetings.reminding.send_due",
    "meetings.nudging.send_due",
    "meetings.digesting.send_due",
    "inquiries.messaging.sweep",
]


@dataclass(frozen=True)
class Scenario:
    """A day on which the rules fire, how long the clock is followed, and by how much it jumps at which time."""

    name: str
    day: date
    days: int = 1
    jump_at: time | None = None
    jump: timedelta = timedelta(0)


SCENARIOS = (
    Scenario("clocks go forward", date(2026, 3, 27), days=4),  # a Friday; they go forward on Sunday the 29th
    Scenario("clocks go back", date(2026, 10, 23), days=4),
    Scenario("an hour forward", date(2026, 11, 26), jump_at=time(9, 30), jump=timedelta(hours=1)),
    Scenario("an hour back", date(2026, 11, 26), jump_at=time(16, 30), jump=timedelta(hours=-1)),
    Scenario("a day forward", date(2026, 11, 25), days=2, jump_at=time(19, 30), jump=A_DAY),
    Scenario("leap day", date(2028, 2, 29), days=2),
    Scenario("year end", date(2026, 12, 31), days=5),
    Scenario("bank holiday weekend", date(2026, 4, 3), days=5),  # Good Friday
    Scenario("summer, an hour from UTC", date(2026, 7, 9), days=2),
)


def every_scenario() -> dict[str, Any]:
    from django.conf import settings
    from django.db import transaction

    from bench.rules import RULES

    settings.TICK_JOBS = JOBS
    told = {"scenarios": 0, "rules": len(RULES), "windows": len(WINDOWS), "checked": 0}
    told |= {"duplicates": 0, "lost": 0, "in_quiet_hours": 0}
    for scenario in SCENARIOS:
        told["scenarios"] += 1
        for hours in WINDOWS:
            with transaction.atomic():
                _one(scenario, hours, told)
                transaction.set_rollback(True)
    return told


def _one(scenario: Scenario, hours: str, told: dict[str, Any]) -> None:
    """Follow the clock through one scenario, and count what each rule did."""
    from bench.rules import set_up

    moments = list(_moments(scenario))
    with time_machine.travel(moments[0], tick=False) as clock:
        day = set_up(scenario.day, hours)
        for moment in moments:
            clock.move_to(moment)
            _round(moment)
    for rule, messages in day.messages().items():
        told["checked"] += 1
        told["duplicates"] += _twice_a_day(messages)
        told["lost"] += not any(message.sent_at for message in messages)
        told["in_quiet_hours"] += sum(_is_disturbing(rule, message, hours) for message in messages)
        if _twice_a_day(messages) or not any(message.sent_at for message in messages):
            print(
                f"{scenario.name}, {hours}: {rule}: {[(m.state, m.failed_because, m.made_at, m.sent_at) for m in messages]}"
            )


def _twice_a_day(messages: list[Any]) -> int:
    """How many came on a local day that had one of the same rule already."""
    from meetings import timing

    days = [timing.in_the_hall(message.made_at).date() for message in messages]
    return len(days) - len(set(days))


def _moments(scenario: Scenario) -> Iterator[datetime]:
    """Each half hour of the local days, each minute while clocks change, and the jump where there is one."""
    from meetings import timing

    at = timing.moment(scenario.day, time(0, 0))
    ends = timing.moment(scenario.day + scenario.days * A_DAY, time(0, 0))
    jump_at = timing.moment(scenario.day, scenario.jump_at) if scenario.jump_at else None
    while at < ends:
        yield at
        local = timing.in_the_hall(at).time()
        at += A_MINUTE if time(0, 30) <= local < time(2, 30) else HALF_AN_HOUR
        if jump_at and at > jump_at:
            at, jump_at = at + scenario.jump, None


def _round(at: datetime) -> None:
    from clip import ticking

    ticking.run(at)
    for _message in ticking.deliver_due(at):
        pass


def _is_disturbing(rule: str, message: Any, hours: str) -> bool:
    """Whether it reached its person when they are left alone: notes at the hours they chose, mails of an evening till nine."""
    from meetings import timing

    if not message.sent_at:
        return False
    if rule == "evening":
        return not time(8) <= timing.in_the_hall(message.sent_at).time() < time(21)
    window = timing.HOURS[hours] if rule.startswith("note") else timing.WORKING  # type: ignore[index]
    return timing.is_quiet(message.sent_at, window)
