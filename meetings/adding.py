"""What apps above add to a recap (settings.RECAP_SECTIONS): as it stands now for a draft, and as it stood for one that is out.

A recap that is out takes nothing in that was kept, shared or worded anew since: who left keeps the recap, not the group. What
was taken away goes from it at once, and comes back as it is when it is put back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from meetings.models import Meeting, Recap, RecapLine


@dataclass(frozen=True)
class Added:
    """One section: its heading, and the lines of what was kept at the meeting, by the key of what they tell of."""

    key: str
    heading: str
    told: dict[UUID, str]

    @property
    def lines(self) -> list[str]:
        return list(self.told.values())


def sections(meeting: Meeting) -> list[Added]:
    """As they stand now; the queries of each source."""
    sources: list[Callable[[Meeting], list[Added]]] = [
        import_string(path) for path in settings.RECAP_SECTIONS
    ]
    return [one for source in sources for one in source(meeting)]


def of_recap(recap: Recap | None, meeting: Meeting) -> list[Added]:
    """As the recap has them: once it is out, as they stood then, less what was taken away; one query more."""
    now = sections(meeting)
    if recap is None or recap.published_at is None:
        return now
    kept = {line.source: line for line in recap.lines.all()}
    found = [
        Added(
            one.key,
            one.heading,
            {key: kept[key].text for key in one.told if key in kept and kept[key].text},
        )
        for one in now
    ]
    return [one for one in found if one.told]


def keep(recap: Recap) -> None:
    """Keep the lines as they stand; once, when the recap goes out."""
    lines = _now(recap).items()
    RecapLine.objects.bulk_create(RecapLine(recap=recap, source=key, text=text) for key, text in lines)


def settle(recap: Recap) -> None:
    """Empty the lines of what is there no more, and fill those of what came back; other words change none."""
    now = _now(recap)
    recap.lines.exclude(source__in=now).exclude(text="").update(text="")
    back = list(recap.lines.filter(source__in=now, text=""))
    for line in back:
        line.text = now[line.source]
    RecapLine.objects.bulk_update(back, ["text"])


def reworded(recap: Recap) -> list[RecapLine]:
    """The lines that were worded anew since the recap went out, each with the words of today as `text`; unsaved."""
    now = _now(recap)
    lines = [line for line in recap.lines.exclude(text="") if now.get(line.source, line.text) != line.text]
    for line in lines:
        line.text = now[line.source]
    return lines


def _now(recap: Recap) -> dict[UUID, str]:
    """Every line as it would stand today, by what it tells of."""
    return {key: text for one in sections(recap.meeting) for key, text in one.told.items()}
