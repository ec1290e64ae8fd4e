"""A published report as it stands today: as it was frozen, less what was withdrawn or taken back since."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from inquiries.models import Group, Moment, View
from practices.models import Ask, Report
from practices.reporting import composing, figuring
from practices.reporting.offering import BY_STAGE, EVERYWHERE, OWN_WORDS, Offered, offered

Told = dict[str, Any]


def as_it_stands(report: Report, *, on: date | None = None) -> Told:
    """What may be read of it now; a draft as it reads today. Three queries, whatever it holds.

    What the group worded stays as it was published. A story or a quote is somebody's own: it reads as they have it today.
    """
    if report.frozen is None:
        return composing.compose(report, on=on)
    told: Told = dict(report.frozen)
    released = {str(one.key): one for one in offered(report.group)}
    for place in EVERYWHERE:
        rows = [_row(row, released.get(row["key"]), place) for row in told[place]]
        told[place] = [row for row in rows if row]
    told["figures"] = figuring.as_they_stand(told["figures"], released)
    live = _live(report.group)
    told["asks"] = _asks(told["asks"], live)
    told["aspirations"] = _aspirations(told["aspirations"], live)
    if told["since"]:
        told["since"] = told["since"] | {"moved": _moved(told["since"]["moved"], live)}
    return told


def less(report: Report, told: Told) -> int:
    """How many things a published report holds no more: withdrawn or taken back since. No query."""
    if report.frozen is None:
        return 0
    lists = [*EVERYWHERE, "asks", "aspirations"]
    tests = [
        sum(len(row["numbers"]) for row in of["figures"] if row["key"] == BY_STAGE)
        for of in (report.frozen, told)
    ]
    return sum(len(report.frozen[name]) - len(told[name]) for name in lists) + tests[0] - tests[1]


def _moved(moved: dict[str, str], live: "Live") -> dict[str, str]:
    """Where each hope was before, while the look back that said so is out."""
    return {key: was for key, was in moved.items() if (Moment.HALF_WAY, key) in live.evidence}


def _row(row: Told, live: Offered | None, place: str) -> Told | None:
    if live is None or _("(withdrawn)") in live.words:
        return None
    now = composing.row_of(live)
    if place not in OWN_WORDS:
        return row | {"is_anew": _is_anew(row, now)}
    if "again" in now and "again" not in row:  # told again since: the next report tells it
        del now["again"]
    return now


def _is_anew(row: Told, now: Told) -> bool:
    """Whether the group words it otherwise today; a small test that went on says other things of itself anyway."""
    same = ["title"] if row.get("stage") != now.get("stage") else ["title", "words"]
    return any(row[name] != now[name] for name in same)


def anew(told: Told) -> list[str]:
    """What a published report holds in words that the group changed since, as it holds them. No query."""
    worded = [place for place in EVERYWHERE if place not in OWN_WORDS and place != "figures"]
    return [row["title"] for place in worded for row in told[place] if row.get("is_anew")]


# --- what was asked and hoped, in one question ----------------------------------------------------


@dataclass
class Live:
    """What stands today of the asks and the looks back that a report tells: words by key."""

    asks: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)  # because and myself, by answer
    evidence: dict[tuple[str, str], str] = field(default_factory=dict)  # by moment and aspiration


def _live(group: Group) -> Live:
    asks = Ask.objects.kept().filter(group=group).order_by()
    views = View.objects.filter(
        check_back__group=group,
        check_back__published_at__isnull=False,
        of_group=True,
        aspiration__removed_at=None,
    ).order_by()
    kinds = [Cast(Value(name), TextField()) for name in ("ask", "view")]
    answers = ("answers__because", "answers__myself")
    rows = asks.values_list(kinds[0], "pk", "answers__pk", *answers).union(
        views.values_list(kinds[1], "aspiration", "pk", "check_back__moment", "evidence"), all=True
    )
    found = Live()
    for kind, key, of, one, other in rows:
        if kind == "view":
            found.evidence[one, str(key)] = other
        else:
            given = found.asks.setdefault(str(key), {})
            given |= {str(of): (one, other)} if of else {}
    return found


def _asks(rows: list[Told], live: Live) -> list[Told]:
    """Those that were not taken back, each with the answers that stand; and whether more was answered since."""
    told = []
    for row in rows:
        if row["key"] in live.asks:
            given = live.asks[row["key"]]
            kept = [_answer(one, *given[one["key"]]) for one in row["answers"] if one["key"] in given]
            told.append(row | {"answers": kept, "more": len(given) > len(kept)})
    return told


def _answer(frozen: Told, because: str, myself: str) -> Told:
    """As it was given; words that its writer has taken away since are gone here too."""
    live = {"because": because, "myself": myself}
    return frozen | {name: "" for name, words in live.items() if _is_gone(words)}


def _is_gone(words: str) -> bool:
    return not words or _("(withdrawn)") in words


def _aspirations(rows: list[Told], live: Live) -> list[Told]:
    """Those whose look back is still out."""
    return [row | _less(row, live) for row in rows if (row["moment"], row["key"]) in live.evidence]


def _less(row: Told, live: Live) -> Told:
    less: Told = {}
    if _is_gone(live.evidence[row["moment"], row["key"]]):
        less["evidence"] = ""
    if (Moment.HALF_WAY, row["key"]) not in live.evidence:
        less["before"] = None
    return less
