"""What is suggested for a new report: what is new since the last one, a few of each sort. A person ticks it, or does not."""

from inquiries.models import Group
from practices.models import Report
from practices.reporting import asked, looking_back
from practices.reporting.offering import Offered
from practices.reporting.reading_aloud import HOLDS, count

AT_MOST = {"differences": 3, "tried": 3, "goes_on": 4, "said": 1, "practices": 1, "figures": 4}
OF_FINAL = {"stories": 2, "differences": 3, "goes_on": 4}  # then and now is what it is for
TYPED, AT_LEAST = 110, 160  # words: what somebody writes into it, and what the room has all the same


def suggested(group: Group, released: list[Offered], kind: str) -> list[str]:
    """By key, the first of each sort before the second of any, as long as three minutes hold it; three queries at most.

    What a report has told stands behind what none did, and stories told again come first.
    """
    before = Report.objects.kept().published().filter(group=group)
    told = {key for chosen in before.values_list("chosen", flat=True) for key in chosen}
    most = OF_FINAL | AT_MOST if kind == Report.Kind.FINAL else AT_MOST
    ranked: list[tuple[int, int, Offered]] = []
    for place, name in enumerate(most):
        here = [one for one in released if one.place == name]
        new_first = sorted(here, key=lambda one: (one.again is None, str(one.key) in told))
        ranked += [(nth, place, one) for nth, one in enumerate(new_first[: most[name]])]
    found, room = [], _room(group)
    for _nth, _place, one in sorted(ranked, key=lambda row: row[:2]):
        if one.length <= room:
            found.append(str(one.key))
            room -= one.length
    return found


def _room(group: Group) -> int:
    """How many words are left beside the aspirations, the asks, and what somebody writes."""
    stands = count(looking_back.aspirations(group)) + count(asked.told(group))
    return max(HOLDS - TYPED - stands, AT_LEAST)
