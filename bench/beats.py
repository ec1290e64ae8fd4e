"""Two clocks at once, and one that stood still: each rule once for each person and occasion."""

import os
from datetime import date, datetime, time, timedelta
from typing import Any

import time_machine

DAY = date(2026, 11, 26)  # a Thursday
A_MINUTE = timedelta(minutes=1)
GROUPS = 6


def two_beats() -> dict[str, int]:
    """Two processes run the same rounds of one day at the same time, with no turn taken."""
    from bench.rules import set_up
    from meetings import timing

    with time_machine.travel(timing.moment(DAY, time(7, 0)), tick=False):
        days = [set_up(DAY) for _ in range(5)]
    moments = [timing.moment(DAY, time(hour, minute)) for hour in range(8, 20) for minute in (0, 1, 30)]
    children = [_child(moments) for _ in range(2)]
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    counted = [len(messages) for day in days for messages in day.messages().values()]
    told = {"beats": 2, "rules": len(counted), "errors": failed}
    return told | {"duplicates": sum(max(n - 1, 0) for n in counted), "lost": counted.count(0)}


def _child(moments: list[datetime]) -> int:
    """Fork one clock."""
    from django.db import connections

    from bench import clocks

    connections.close_all()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        from django.conf import settings

        settings.TICK_JOBS = clocks.JOBS
        for moment in moments:
            with time_machine.travel(moment, tick=True):
                clocks._round(moment)
        code = 0
    finally:
        os._exit(code)


def beat_stopped() -> dict[str, int]:
    """Nothing runs from before ten until after four; somebody in six groups gets one message, and each rule fires once."""
    from django.conf import settings

    from bench import clocks
    from bench.rules import set_up
    from inquiries.models import Message
    from meetings import timing

    settings.TICK_JOBS = clocks.JOBS
    with time_machine.travel(timing.moment(DAY, time(8, 0)), tick=False) as clock:
        day, person = set_up(DAY), _in_six_groups()
        stopped = [timing.moment(DAY, time(8, minute)) for minute in range(3)]
        began = timing.moment(DAY, time(16, 5))
        evening = [timing.moment(DAY, time(18, minute)) for minute in range(3)]
        for moment in [*stopped, *(began + n * A_MINUTE for n in range(10)), *evening]:
            clock.move_to(moment)
            clocks._round(moment)
    counted = [len(messages) for messages in day.messages().values()]
    caught_up = Message.objects.filter(person=person).count()
    return {
        "hours": 6,
        "groups_of_one_person": GROUPS,
        "messages_to_them": caught_up,
        "duplicates": sum(max(n - 1, 0) for n in [*counted, caught_up]),
        "lost": counted.count(0) + (caught_up == 0),
    }


def _in_six_groups() -> Any:
    """One person who took something on in six groups of one manager, all of which meet in a week."""
    from inquiries.roles import Role
    from meetings import timing
    from tests.builders import make_action, make_meeting, make_membership, make_user

    person, manager = make_user(), make_user()
    agreed = timing.moment(DAY - timedelta(days=20), time(12))
    for _ in range(GROUPS):
        meeting = make_meeting(starts_at=timing.moment(DAY + timedelta(days=7), time(13, 30)))
        make_membership(group=meeting.group, person=manager, role=Role.INTEGRATION_MANAGER)
        lead = make_membership(group=meeting.group, person=person)
        make_action(lead=lead, heard_at=agreed, agreed_at=agreed)
    return person
