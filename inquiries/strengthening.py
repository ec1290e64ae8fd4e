"""Working styles: a self-description in four styles, one's own result, and the spread of the room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, Style, StyleAnswer, StyleSpread

FEWEST = 5  # answers, before a spread is shown (access.md)
STEP = 3  # changes, before it is drawn anew: two spreads never differ by one person


@dataclass(frozen=True)
class Situation:
    """A moment of the work, and what each style would do first. Our own words."""

    when: Promise
    choices: dict[str, Promise]


def _situation(when: Promise, pace: Promise, thread: Promise, room: Promise, window: Promise) -> Situation:
    return Situation(when, {Style.PACE: pace, Style.THREAD: thread, Style.ROOM: room, Style.WINDOW: window})


SITUATIONS = [
    _situation(
        _("A new idea is on the table. First I …"),
        _("ask who does what by Friday"),
        _("ask how it fits what we said before"),
        _("look who has not spoken yet"),
        _("think of three more"),
    ),
    _situation(
        _("The meeting runs late. I …"),
        _("say what we can leave out"),
        _("write down what is still open"),
        _("notice who has to go"),
        _("wonder whether we need this item at all"),
    ),
    _situation(
        _("Two people disagree. I …"),
        _("suggest that we try one of the two"),
        _("look up what each of them knows for sure"),
        _("ask each what matters to them in it"),
        _("look for a third way"),
    ),
    _situation(
        _("Something did not work. I …"),
        _("try the next thing"),
        _("want to know at which step it broke"),
        _("ask how it was for those it touched"),
        _("ask what it tells us that we did not know"),
    ),
    _situation(
        _("I join a group that I do not know. I …"),
        _("offer to take something on"),
        _("read what was agreed so far"),
        _("sit beside somebody and listen"),
        _("tell how it is done elsewhere"),
    ),
    _situation(
        _("What I give to a plan is …"),
        _("a beginning"),
        _("the dates, and what hangs on what"),
        _("the people it forgets"),
        _("another angle"),
    ),
    _situation(
        _("What tires me is …"),
        _("talk without an end"),
        _("starting again from nothing"),
        _("people being talked over"),
        _("doing it as we always did"),
    ),
    _situation(
        _("On a good day somebody says of me: …"),
        _("it would not have happened without you"),
        _("you never let it drop"),
        _("I could say it because you were there"),
        _("I had never seen it that way"),
    ),
]

ABOUT = {
    Style.PACE: _(
        "You turn talk into a first step. Others are glad of it when you say what the step is for, and wait a moment for those who think longer."
    ),
    Style.THREAD: _(
        "You remember what was agreed and see what is missing. Others are glad of it when you say early what you need to know."
    ),
    Style.ROOM: _(
        "You hear who has not spoken and what is under the words. Others are glad of it when you say aloud what you notice."
    ),
    Style.WINDOW: _(
        "You bring what nobody had thought of. Others are glad of it when you say which of your ideas you would try first."
    ),
}


@transaction.atomic
def answer(membership: Membership, chosen: Iterable[str], *, on: date) -> StyleAnswer:
    """Keep one's own result, in place of the one before."""
    counts = dict.fromkeys(Style.values, 0)
    for style in chosen:
        counts[style] += 1
    kept, _is_new = StyleAnswer.objects.update_or_create(
        membership=membership, defaults=counts | {"answered_on": on}
    )
    _count_change(membership.group)
    return kept


@transaction.atomic
def take_back(membership: Membership) -> bool:
    """Forget one's own result, and say whether there was one."""
    gone, _kinds = StyleAnswer.objects.filter(membership=membership).delete()
    if gone:
        _count_change(membership.group)
    return bool(gone)


def _count_change(group: Group) -> None:
    spread, _is_new = StyleSpread.objects.get_or_create(group=group)
    StyleSpread.objects.filter(pk=group.pk).update(changes=F("changes") + 1)
    spread.refresh_from_db(fields=["changes"])
    answers = StyleAnswer.objects.filter(membership__group=group, membership__left_on=None)
    people = answers.count()
    if people < FEWEST:
        _draw(group, people=0, counts=dict.fromkeys(Style.values, 0))
    elif not spread.people or spread.changes >= STEP:
        sums = answers.aggregate(**{style: Sum(style) for style in Style.values})
        _draw(group, people=people, counts=sums)


def _draw(group: Group, *, people: int, counts: dict[str, int]) -> None:
    StyleSpread.objects.filter(pk=group.pk).update(people=people, changes=0, **counts)


@dataclass(frozen=True)
class Share:
    """How much of all that a room chose is one style."""

    style: str
    label: str
    percent: int


def spread_of(group: Group) -> tuple[int, list[Share]] | None:
    """How many answered, and the share of each style; None below five."""
    spread = StyleSpread.objects.filter(group=group, people__gte=FEWEST).first()
    if spread is None:
        return None
    counts = {style: getattr(spread, style) for style in Style.values}
    whole = sum(counts.values()) or 1
    return spread.people, [
        Share(style, str(Style(style).label), round(100 * count / whole)) for style, count in counts.items()
    ]
