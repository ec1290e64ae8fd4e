"""The page that a member takes home from a meeting: what was decided and what is theirs, and a sheet for those who send them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from inquiries import rendering
from inquiries.models import Document, Group, Membership, Organisation
from meetings import grouping
from meetings.models import Action, Attendance, Entry, Meeting, Recap
from practices.models import SmallTest, TakeHome

MINE, THEIRS = "mine", "theirs"
FINISHED = (Action.State.DONE, Action.State.LET_GO)
SHEETS = (MINE, THEIRS)  # the one to keep, and the one for those who send me


@dataclass(frozen=True)
class Given:
    """What an organisation gave the group until after a meeting, in numbers."""

    people: int  # of it, at this meeting
    meetings: int  # that anybody of it came to
    hours: int  # of all of them, in all
    taken_on: int
    done: int


@dataclass(frozen=True)
class Page:
    """All that stands on the page to take home of one member."""

    group: Group
    meeting: Meeting
    organisation: Organisation
    agreed: list[Entry]
    promised: list[Action]
    tests: list[SmallTest]
    ahead: Meeting | None
    given: Given
    words: TakeHome | None

    def title(self, sheet: str) -> str:
        if sheet == MINE:
            return _("To take home from meeting %(number)s") % {"number": self.meeting.number}
        return _("What %(organisation)s gave, gained and changed") % {"organisation": self.organisation.name}


def page_for(membership: Membership, recap: Recap) -> Page:
    """The page of one member after a meeting whose recap they may read; six queries."""
    meeting, group = recap.meeting, membership.group
    meetings = grouping.meetings_of(group)
    ahead = [other for other in meetings if other.number > meeting.number and not other.is_held]
    actions = _taken_on(membership)
    until = [other for other in meetings if other.number <= meeting.number]
    tests = SmallTest.objects.kept().filter(group=group, lead=membership).being_tried()
    return Page(
        group,
        meeting,
        membership.organisation,
        agreed=_agreed(recap),
        promised=[one for one in actions if one.lead_id == membership.pk and one.state not in FINISHED],
        tests=list(tests.order_by("look_on", "recorded_at")),
        ahead=ahead[0] if ahead else None,
        given=_given(membership, actions, until, meeting),
        words=TakeHome.objects.filter(membership=membership, meeting=meeting).first(),
    )


def _agreed(recap: Recap) -> list[Entry]:
    """What was decided, unless the recap leaves it out."""
    if "agreed" in recap.left_out:
        return []
    rows = Entry.objects.kept().filter(meeting=recap.meeting, kind=Entry.Kind.AGREED)
    return list(rows.order_by("recorded_at", "pk"))


def _taken_on(membership: Membership) -> list[Action]:
    """What people of their organisation took on in the group, what comes due first on top; one query for both sheets."""
    rows = Action.objects.kept().filter(group=membership.group_id)
    theirs = rows.filter(lead__organisation=membership.organisation_id)
    return list(theirs.only("text", "state", "due_on", "lead_id").order_by("due_on", "agreed_at"))


def _given(membership: Membership, actions: list[Action], until: list[Meeting], meeting: Meeting) -> Given:
    minutes = {other.pk: other.minutes for other in until}
    came = list(
        Attendance.objects.present()
        .filter(meeting__in=list(minutes), organisation=membership.organisation_id)
        .values_list("meeting", flat=True)
    )
    agreed = [action for action in actions if action.state != Action.State.OFFERED]
    return Given(
        people=came.count(meeting.pk),
        meetings=len(set(came)),
        hours=round(sum(minutes[key] for key in came) / 60),
        taken_on=len(agreed),
        done=sum(action.state == Action.State.DONE for action in agreed),
    )


# --- their words ----------------------------------------------------------------------------------


def write(
    membership: Membership, meeting: Meeting, said: dict[str, str], *, version: int, at: datetime
) -> bool:
    """Keep their words; False where these were changed since that version. What was never written starts at 0."""
    mine = TakeHome.objects.filter(membership=membership, meeting=meeting)
    if version:
        return bool(mine.filter(version=version).update(**said, changed_at=at, version=F("version") + 1))
    try:
        with transaction.atomic():
            TakeHome.objects.create(membership=membership, meeting=meeting, changed_at=at, **said)
    except IntegrityError:  # the same page from another device at once
        return False
    return True


# --- on paper -------------------------------------------------------------------------------------


def html_of(page: Page, sheet: str) -> str:
    """One of its two sheets as it is drawn: the same for the same words."""
    context: dict[str, Any] = {"page": page, "sheet": sheet, "title": page.title(sheet), "group": page.group}
    return render_to_string("practices/print/take_home.html", context)


def documents(page: Page) -> dict[str, Document | None]:
    """For each sheet the PDF that says what the page says now; one of older words is never given out. One query."""
    keys = {sheet: rendering.key_of(page.group, html_of(page, sheet)) for sheet in SHEETS}
    found = {document.key: document for document in Document.objects.filter(key__in=keys.values())}
    return {sheet: found.get(key) for sheet, key in keys.items()}


def order(page: Page, sheet: str, *, at: datetime) -> Document:
    name = (
        f"{page.group.slug}-meeting-{page.meeting.number}-{'to-take-home' if sheet == MINE else 'for-us'}.pdf"
    )
    title, html = page.title(sheet), html_of(page, sheet)
    return rendering.order(group=page.group, title=title[:200], file_name=name[:120], html=html, at=at)
