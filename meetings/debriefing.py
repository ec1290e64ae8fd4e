"""The debrief of a meeting: written by those who hold it, part by part, and what it gives to the next plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inquiries import access, gathering
from inquiries.http import Hat
from inquiries.models import Membership
from inquiries.saving import StaleError
from meetings import grouping
from meetings.carrying_in import CarryIn
from meetings.models import DebriefIdea, DebriefPart, Meeting

Key = DebriefPart.Key
# First the story, each of us alone; then the cycle (article, note 2); then what it leaves behind.
PROMPTS: dict[str, Promise] = {
    Key.TOLD: gettext_lazy("The meeting as you lived it, in a few lines. Two hands may tell it twice."),
    Key.OBSERVED: gettext_lazy("What you saw and heard, before what it means. Who spoke, who did not?"),
    Key.REFLECTED: gettext_lazy("What surprised you, and what it says about the group and about you."),
    Key.PLANNED: gettext_lazy("The next meeting in one or two changes, no more."),
    Key.ACTS: gettext_lazy("A call, a room, a word with somebody: small, and with a name."),
    Key.WORKED: gettext_lazy("The moment when something moved, and what made that possible."),
    Key.UNDERNEATH: gettext_lazy("What nobody said: power, money, fear, history between organisations."),
    Key.ALOUD: gettext_lazy("Kept here so that it is said in person, and stands in no report."),
}


@dataclass(frozen=True)
class Box:
    """One part as its page shows it, written or not."""

    key: str
    label: str
    prompt: Promise
    part: DebriefPart | None

    @property
    def version(self) -> int:
        return self.part.version if self.part else 0

    @property
    def text(self) -> str:
        return self.part.text if self.part else ""

    @property
    def has_elements(self) -> bool:
        return self.key == Key.WORKED


def boxes(meeting: Meeting) -> list[Box]:
    """All parts in order; one query."""
    written = DebriefPart.objects.filter(meeting=meeting).select_related("changed_by__person")
    by_key = {part.key: part for part in written}
    return [Box(key, str(Key(key).label), prompt, by_key.get(key)) for key, prompt in PROMPTS.items()]


@transaction.atomic
def write(
    meeting: Meeting,
    key: str,
    *,
    text: str,
    elements: list[str],
    version: int,
    by: Membership,
    at: datetime,
) -> DebriefPart:
    """Keep a part; StaleError where somebody else wrote other words since this version. The same words twice are once."""
    said = {"text": text, "elements": elements}
    author = {"changed_by": by, "changed_at": at}
    mine = DebriefPart.objects.filter(meeting=meeting, key=key, version=version)
    if not mine.exclude(**said).update(**said, **author, version=F("version") + 1):
        _make_or_compare(meeting, key, said, author, is_new=version == 0)
    Meeting.objects.filter(pk=meeting.pk).update(debriefed_at=at)
    return DebriefPart.objects.select_related("changed_by__person").get(meeting=meeting, key=key)


def _make_or_compare(
    meeting: Meeting, key: str, said: Mapping[str, object], author: Mapping[str, object], *, is_new: bool
) -> None:
    if is_new:
        try:
            with transaction.atomic():
                DebriefPart.objects.create(meeting=meeting, key=key, **said, **author)
            return
        except IntegrityError:  # the other hand began this part first
            pass
    theirs = DebriefPart.objects.select_related("changed_by__person").get(meeting=meeting, key=key)
    if (theirs.text, theirs.elements) != (said["text"], said["elements"]):
        raise StaleError(theirs)


def add_idea(meeting: Meeting, text: str, *, by: Membership, at: datetime, client_key: UUID) -> DebriefIdea:
    """Keep an idea for a meeting to come; sent twice it is kept once."""
    made = {"meeting": meeting, "text": text, "had_by": by, "had_at": at}
    idea, _is_new = DebriefIdea.objects.get_or_create(client_key=client_key, defaults=made)
    return idea


def settle(idea: DebriefIdea, settled: str, *, at: datetime) -> bool:
    """Say that an idea was tried or is let go, and whether it was this call that did it."""
    waiting = DebriefIdea.objects.waiting().filter(pk=idea.pk)
    return bool(waiting.update(settled=settled, settled_at=at))


def take_back(idea: DebriefIdea) -> bool:
    """Let an idea wait again, and say whether it was this call that did it."""
    settled = DebriefIdea.objects.kept().filter(pk=idea.pk, settled_at__isnull=False)
    return bool(settled.update(settled="", settled_at=None))


def ideas(meeting: Meeting, hat: Hat, at: datetime) -> list[CarryIn]:
    """What earlier debriefs left for a meeting to come, for those who may read them.

    One query where the meetings and people of the group are read already, as beside a plan.
    """
    if not access.can_read(hat, "debrief"):
        return []
    before = {one.pk: one for one in grouping.meetings_of(meeting.group) if one.number < meeting.number}
    people = gathering.everybody_in(meeting.group)
    earlier = DebriefIdea.objects.waiting().filter(meeting__in=before)
    return [
        CarryIn(
            key=idea.pk,
            state="open",
            label=_("Idea from a debrief"),
            title=idea.text,
            why=_why(before[idea.meeting_id], people[idea.had_by_id], meeting),
        )
        for idea in earlier
    ]


def _why(after: Meeting, had_by: Membership, meeting: Meeting) -> str:
    between = range(after.number + 1, meeting.number)
    times = sum(one.is_held and one.number in between for one in grouping.meetings_of(meeting.group))
    words = {"number": after.number, "name": had_by.person.short_name}
    came = _("%(name)s had it after meeting %(number)s.") % words
    carried = (
        ngettext("Carried %(n)s meeting.", "Carried %(n)s meetings.", times) % {"n": times} if times else ""
    )
    again = _("Will carry again until it was tried or let go.")
    warning = _("Once you add it, its words stand in the plan, which members read when you share it.")
    return " ".join(filter(None, [came, carried, again, warning]))
