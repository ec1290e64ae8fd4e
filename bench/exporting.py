"""One group with as many words about actions as a programme ever has, and what taking them with one as Excel costs.

`python -m bench.exporting seed` and `… measure` run in a process each, in the environment that bench/export gives them: memory
that was used to make the rows would hide what it takes to write them.
"""

import argparse
import gc
import json
import sys
import tempfile
import time
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

PEOPLE, ACTIONS, A_BATCH = 24, 2000, 1000
SLUG, QUIET = "bench-export", "bench-quiet"
WORDS = "Rang the practice on Tuesday, and they will ring before they come from now on, unless somebody is ill that week ({n})."


def seed(updates: int) -> None:
    """A group with `updates` words of 2,000 actions, and a quiet one beside it; one person facilitates both."""
    from django.utils import timezone

    from inquiries.models import Group, Membership, Organisation, Partnership, Programme, User
    from inquiries.roles import Role
    from meetings.models import Meeting

    programme = Programme.objects.create(name="Bench", slug="bench")
    partnership = Partnership.objects.create(programme=programme, name="Bench", slug="bench")
    practice = Organisation.objects.create(name="Bench Practice", sector=Organisation.Sector.CONTRACTOR)
    people = [User(name=f"Person {n}", email=f"person{n}@bench.invalid") for n in range(PEOPLE)]
    for person in people:
        person.save()
    now = timezone.now()
    for slug in (SLUG, QUIET):
        group = Group.objects.create(partnership=partnership, name=slug, slug=slug, who_for="Those at home")
        roles = [Role.FACILITATOR, *[Role.MEMBER] * (PEOPLE - 1)]
        joined = [
            Membership(group=group, person=person, role=role, organisation=practice, joined_on=now.date())
            for person, role in zip(people, roles, strict=True)
        ]
        members = Membership.objects.bulk_create(joined)
        held = now - timedelta(days=400)
        meeting = Meeting.objects.create(group=group, number=1, starts_at=held, venue="Bench hall")
        if slug == SLUG:
            _say(group, meeting, members, updates, held)


def _say(group: Any, meeting: Any, members: list[Any], updates: int, since: datetime) -> None:
    from meetings.models import Action, ActionUpdate

    actions = [
        Action(
            group=group,
            meeting=meeting,
            text=f"Ask at the day centre who has not come for a while, and why ({n})",
            lead=members[n % PEOPLE],
            due_on=since.date() + timedelta(days=30),
            state=Action.State.UNDER_WAY,
            heard_at=since,
            client_key=uuid4(),
            agreed_at=since,
            recorded_by=members[0],
        )
        for n in range(ACTIONS)
    ]
    Action.objects.bulk_create(actions, batch_size=A_BATCH)
    said = (
        ActionUpdate(
            action=actions[n % ACTIONS],
            state=Action.State.UNDER_WAY,
            words=WORDS.format(n=n),
            through=ActionUpdate.Through.PAGE,
            by=members[n % PEOPLE],
            capacity=members[n % PEOPLE].role,
            client_key=uuid4(),
            at=since + timedelta(minutes=8 * n),
        )
        for n in range(updates)
    )
    while rows := list(islice(said, A_BATCH)):
        ActionUpdate.objects.bulk_create(rows)


def measure() -> dict[str, float]:
    """Seconds, and how far resident memory rose above where it stood, at its highest; after a first file of the quiet group."""
    _write(QUIET)  # loads what the first of a process loads
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the highest counts from here
    before, began, worked = _memory("VmRSS"), time.perf_counter(), time.process_time()
    rows, size = _write(SLUG)
    seconds, own, highest = (
        time.perf_counter() - began,
        time.process_time() - worked,
        _memory("VmHWM"),
    )
    return {
        "rows": rows,
        "file_mb": round(size / 2**20, 1),
        "own_s": round(own, 1),
        "export_s": round(seconds, 1),
        "export_mb": round(max(highest - before, 0) / 1024, 1),
    }


def _write(slug: str) -> tuple[int, int]:
    """Write the workbook of a group as its page does; how many rows, and how large."""
    from inquiries import access
    from inquiries.models import Group, User
    from practices import exporting

    group, user = Group.objects.get(slug=slug), User.objects.get(email="person0@bench.invalid")
    hat = access.hat_at(user, group)
    assert hat
    with tempfile.TemporaryFile() as file:
        rows = exporting.write(exporting.reader_of(user, group, hat), "excel", file)
        return rows, file.seek(0, 2)


def _memory(name: str) -> int:
    """Kilobytes of this process, by the kernel's name for them."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("do", choices=["seed", "measure"])
    parser.add_argument("--updates", type=int, default=62_000)
    asked = parser.parse_args()

    import django

    django.setup()
    if asked.do == "seed":
        seed(asked.updates)
    else:
        print(json.dumps(measure()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
