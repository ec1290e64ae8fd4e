"""What a draft may say and what it still misses: sentences of numbers and dates, for somebody to take or to leave.

None of them holds a word of the room: what was released goes in thing by thing, so that a withdrawal reaches it.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.models import Aspiration, Group, Moment, View
from inquiries.templatetags.clip import number_word
from meetings import grouping
from meetings.models import Release
from practices.models import Report, Retelling, Story
from practices.models.stories import OUT_AS
from practices.reporting import asked, looking_back
from practices.reporting.composing import took_part
from practices.reporting.offering import Offered

Told = dict[str, Any]


def sentences(group: Group, released: list[Offered]) -> dict[str, list[str]]:
    """For each box what may be added to it, from what those above the group may read; three queries."""
    hopes = looking_back.aspirations(group)
    found = {
        "lead": [_who(group), _tried(released)],
        "learned": [_adapted(released)],
        "uncertain": [*_unsure(hopes), _unanswered(group), _not_for_people(released)],
        "ahead": [_next(group), _goes_on(released)],
    }
    return {name: [one for one in lines if one] for name, lines in found.items()}


def _who(group: Group) -> str:
    words = took_part(group)
    told = _("%(people)s people from %(organisations)s organisations took part, over %(meetings)s meetings.")
    sentence = told % words
    return sentence[:1].upper() + sentence[1:]


def _tried(released: list[Offered]) -> str:
    tests = [one for one in released if one.stage]
    usual = sum(1 for one in tests if one.stage == "adopted")
    if not tests:
        return ""
    said = ngettext("They tried %(n)s small thing.", "They tried %(n)s small things.", len(tests))
    kept = ngettext("%(n)s is simply how it is done now.", "%(n)s are simply how it is done now.", usual) % {
        "n": _capital(usual)
    }
    return " ".join([said % {"n": number_word(len(tests))}, kept if usual else ""]).strip()


def _adapted(released: list[Offered]) -> str:
    let_go = sum(1 for one in released if one.stage == "let go")
    said = ngettext(
        "%(n)s thing did not do what we hoped, and was let go: that was worth knowing.",
        "%(n)s things did not do what we hoped, and were let go: that was worth knowing.",
        let_go,
    )
    return said % {"n": _capital(let_go)} if let_go else ""


def _unsure(hopes: list[Told]) -> list[str]:
    low = sum(1 for hope in hopes if hope["sure"] == View.Confidence.LOW)
    divided = sum(1 for hope in hopes if hope["members"])
    rests = ngettext(
        "What we say of %(n)s aspiration rests on little evidence.",
        "What we say of %(n)s aspirations rests on little evidence.",
        low,
    ) % {"n": number_word(low)}
    differs = ngettext(
        "Members do not all see %(n)s aspiration as we put it here.",
        "Members do not all see %(n)s aspirations as we put them here.",
        divided,
    ) % {"n": number_word(divided)}
    return [rests if low else "", differs if divided else ""]


def _unanswered(group: Group) -> str:
    waiting = sum(1 for ask in asked.asked(group).values() if not ask.answers)
    said = ngettext("%(n)s ask has no answer yet.", "%(n)s asks have no answer yet.", waiting)
    return said % {"n": _capital(waiting)} if waiting else ""


def _not_for_people(released: list[Offered]) -> str:
    is_there = any(one.place == "differences" for one in released)
    return "" if is_there else _("We cannot show yet that anything is different for people.")


def _next(group: Group) -> str:
    ahead = grouping.next_meeting(group)
    return "" if ahead else _("All meetings are held. What goes on needs no further one.")


def _goes_on(released: list[Offered]) -> str:
    count = sum(1 for one in released if one.place == "goes_on" and one.label)
    said = ngettext("%(n)s thing goes on.", "%(n)s things go on.", count)
    return said % {"n": _capital(count)} if count else ""


def _capital(count: int) -> str:
    return str(number_word(count)).capitalize()


# --- what a draft still misses --------------------------------------------------------------------


@dataclass(frozen=True)
class Missing:
    """One thing that would make it better, and where to do it."""

    words: str
    url: str = ""


def missing(group: Group, told: Told) -> list[Missing]:
    """What somebody may still do for it; two queries besides what the report reads."""
    found = [*_early(group, told["sort"]), *_of_hopes(group), *_of_stories(group)]
    if not told["differences"] and not told["stories"]:
        words = _("Nothing in it tells what is different for people. What did the group let out?")
        found.append(Missing(words, reverse("meetings:released", args=[group.slug])))
    if not told["uncertain"]:
        found.append(Missing(_("Nothing is named as uncertain yet.")))
    return [*found, *_left_out(group, told)]


def _left_out(group: Group, told: Told) -> list[Missing]:
    """Answers of which the report holds not all, since they name somebody: whoever answered can word them otherwise."""
    said = _(
        "Part of the answer to “%(ask)s” is left out, since it names somebody. Whoever answered can word it without the name."
    )
    page = reverse("practices:asks", args=[group.slug])
    return [
        Missing(said % {"ask": Truncator(ask["wording"]).words(12)}, f"{page}#ask-{ask['key']}")
        for ask in told["asks"]
        if any(answer["is_left_out"] for answer in ask["answers"])
    ]


def _early(group: Group, kind: str) -> list[Missing]:
    """A briefing belongs before the last meeting, a final report after it."""
    to_come = group.planned_meetings - sum(1 for one in grouping.meetings_of(group) if one.is_held)
    if to_come <= {Report.Kind.BRIEFING: 1, Report.Kind.FINAL: 0}.get(Report.Kind(kind), to_come):
        return []
    said = ngettext(
        "It is early for this one: %(n)s meeting is still to come.",
        "It is early for this one: %(n)s meetings are still to come.",
        to_come,
    )
    return [Missing(said % {"n": number_word(to_come)})]


def _of_hopes(group: Group) -> list[Missing]:
    """Progress and confidence are set by people: which look back they stand in, and how many members gave theirs."""
    moment = moment_of(group)
    hopes = Aspiration.objects.kept().filter(group=group).count()
    if not hopes:
        return [Missing(_("The group has not said what it hopes for."), _hopes_url(group))]
    views = [view for view in looking_back.views_of(group) if view.check_back.moment == moment]
    url = reverse("inquiries:check-back", args=[group.slug, moment])
    found = []
    if sum(1 for view in views if view.of_group) < hopes:
        found.append(Missing(_("Say how far each aspiration came, and how sure you are."), url))
    givers = len({view.by_id for view in views if not view.of_group})
    if givers < looking_back.SHOWN_FROM:
        said = ngettext(
            "%(n)s member gave their own view of the aspirations: from five on it can stand beside yours.",
            "%(n)s members gave their own view of the aspirations: from five on it can stand beside yours.",
            givers,
        )
        nobody = _(
            "No member has given their own view of the aspirations: from five on it can stand beside yours."
        )
        words = said % {"n": _capital(givers)} if givers else nobody
        found.append(Missing(words, _hopes_url(group)))
    if views and views[0].check_back.published_at is None:
        words = _("Let those above the group read the look back: without that it stands in no report.")
        found.append(Missing(words, f"{_hopes_url(group)}#look-{moment}"))
    return found


def _of_stories(group: Group) -> list[Missing]:
    """What was told again is read beside its story: let out alone it can stand in no report; one query."""
    out = Release.objects.standing().filter(group=group, kind=OUT_AS).values("about")
    stories = Story.objects.kept().filter(group=group).exclude(how_far=Story.HowFar.GROUP).exclude(pk__in=out)
    if not Retelling.objects.kept().let_out().filter(story__in=stories).exists():
        return []
    words = _(
        "A story that was told again went out without its beginning: let the story out too, to choose both."
    )
    return [Missing(words, reverse("practices:stories", args=[group.slug]))]


def moment_of(group: Group) -> str:
    """Which look back a group is at: half way until its last meeting is held."""
    held = sum(1 for meeting in grouping.meetings_of(group) if meeting.is_held)
    return Moment.FINAL if held >= group.planned_meetings else Moment.HALF_WAY


def _hopes_url(group: Group) -> str:
    return reverse("inquiries:aspirations", args=[group.slug])
