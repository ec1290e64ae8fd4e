"""Fifty thousand entries in the learning library, and what looking for something among them costs beside the bare view.

`python -m bench.library fill --entries N` runs in a process of its own, in the environment of one database. `measured` is what
bench/library calls, and whoever measures more at the same two sizes: it fills both first, where they are not.
"""

import argparse
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

A_GROUP, PEOPLE, AT_100 = 250, 12, 50_000
LOOKED_FOR = {  # in how many entries of a hundred: the words of bench/serving.py are looked for by POST
    "lunch": 30,
    "kettle": 8,
    "harbour": 2,
}
PAGES = ("library", "library-common", "library-two", "library-rare")
_SAID = """people who wait for somebody and nobody said when a nurse or a carer rings before the visit so that they may go out
by bus at ten it took one call and a card on the table we asked the pharmacist first and then the practice what was missing was a
chair in a quiet room the library lent a screen six came and four came again nobody needed leave from anybody half an hour of three
people saved four calls a week the receptionist had known for years it began with one question about yesterday"""
SOMETHING = _SAID.split()


def measured(small: Any, large: Any, *, rounds: int, patience: Any) -> dict[str, Any]:
    """Each page at both sizes beside the bare view, in turn: `library_ratio_to_bare` is the slowest of them at the larger size."""
    from bench.timing import measure

    pages = {name: measure(name, small, large, rounds=rounds, patience=patience) for name in PAGES}
    return {
        "library_ratio_to_bare": round(max(page.ratio_to_bare for page in pages.values()), 2),
        "library_queries": max(page.queries_large for page in pages.values()),
        "library_queries_are_the_same": all(
            page.queries_small == page.queries_large for page in pages.values()
        ),
        "library": {name: page.figures() for name, page in pages.items()},
    }


def fill(size: Any) -> None:
    """Entries of one database, in a process with its settings: 500 for each step of its scale."""
    from bench.setting_up import PYTHON, ROOT

    words = [str(PYTHON), "-m", "bench.library", "fill", "--entries", str(AT_100 * size.scale // 100)]
    subprocess.run(words, check=True, cwd=ROOT, env=size.environment())


# --- filling ------------------------------------------------------------------------------------------


def _fill(entries: int) -> None:
    """As many entries, of groups beside those that are there; nothing where they are there already."""
    import django

    django.setup()
    from django.db import connection, transaction

    from inquiries.models import Organisation, Partnership, User
    from practices.models import LibraryEntry

    if LibraryEntry.objects.count() >= entries:
        return
    chance = random.Random(7)  # the same words at each run
    partnership = Partnership.objects.order_by("pk")[0]
    organisation = Organisation.objects.order_by("pk")[0]
    people = list(User.objects.order_by("pk")[:400])
    with transaction.atomic():
        for number in range(entries // A_GROUP):
            _of_group(chance, partnership, organisation, people, number)
    if connection.vendor == "postgresql":  # as the server does by itself in time
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _of_group(
    chance: random.Random, partnership: Any, organisation: Any, people: list[Any], number: int
) -> None:
    """One group with its members, what it tried, told and went round, and an entry for each."""
    from django.utils import timezone

    from inquiries.models import Group, Membership
    from meetings.models import Release
    from practices.models import LibraryEntry

    now = timezone.now()
    group = Group.objects.create(
        partnership=partnership, name=f"Shelf {number}", slug=f"bench-shelf-{number}", who_for="Those at home"
    )
    joined = [
        Membership(group=group, person=one, role="member", organisation=organisation, joined_on=now.date())
        for one in chance.sample(people, min(PEOPLE, len(people)))
    ]
    by = Membership.objects.bulk_create(joined)[0]
    begins = int((now - timedelta(days=400)).timestamp()) * 1_000_000 + number * A_GROUP
    rows = list(_entries(chance, group, by, begins))
    LibraryEntry.objects.bulk_create(rows, batch_size=100)
    Release.objects.bulk_create(
        [Release(kind="library", about=row.pk, group=group, released_by=by, released_at=now) for row in rows],
        batch_size=100,
    )


def _entries(chance: random.Random, group: Any, by: Any, begins: int) -> Iterator[Any]:
    from django.utils import timezone

    from practices.models import LibraryEntry

    now = timezone.now()
    for place, (kind, about) in enumerate(_told(group, by)):
        yield LibraryEntry(
            programme_id=group.partnership.programme_id,
            group=group,
            kind=kind,
            about=about,
            title=_said(chance, 8)[:300],
            for_whom="people who live on their own",
            text=_said(chance, 70),
            learning=_said(chance, 20)[:1000],
            agreed_by=by,
            agreed_at=now,
            client_key=UUID(int=chance.getrandbits(128), version=4),
            place=begins + place,
        )


def _said(chance: random.Random, words: int) -> str:
    said = [chance.choice(SOMETHING) for _ in range(words)]
    said += [
        word for word, of_hundred in LOOKED_FOR.items() if words > 50 and chance.randrange(100) < of_hundred
    ]
    chance.shuffle(said)
    return " ".join(said).capitalize() + "."


def _told(group: Any, by: Any) -> list[tuple[str, UUID]]:
    """What the entries tell of: small tests, barriers and stories, of each some."""
    from uuid import uuid4

    from django.utils import timezone

    from practices.models import Barrier, SmallTest, Story

    now = timezone.now()
    kept = [
        {"group": group, "recorded_by": by, "recorded_at": now, "client_key": uuid4()} for _ in range(A_GROUP)
    ]
    day = now.date()
    tests = [
        SmallTest(lead=by, what="Ring first", for_whom="people", starts_on=day, look_on=day, **one)
        for one in kept[:125]
    ]
    barriers = [Barrier(what="It takes six weeks", quadrant="systems", **one) for one in kept[125:200]]
    stories = [
        Story(
            told_by=by,
            told_on=day,
            title="A day",
            pseudonym="Wilma",
            text="-",
            whose="several",
            how_far="library",
            **one,
        )
        for one in kept[200:]
    ]
    for model, rows in ((SmallTest, tests), (Barrier, barriers), (Story, stories)):
        model._default_manager.bulk_create(rows, batch_size=100)
    kinds = [("small test", tests), ("way round", barriers), ("story", stories)]
    return [(kind, row.pk) for kind, rows in kinds for row in rows]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["fill"])
    parser.add_argument("--entries", type=int, default=AT_100)
    sys.exit(_fill(parser.parse_args().entries))
