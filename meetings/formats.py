"""Formats: ready agendas that a meeting starts from, after what the inquiry of the article did (sections 4 to 6)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem

Kind = AgendaItem.Kind
Words = str | Promise


@dataclass(frozen=True)
class Part:
    """One item of a format, with its minutes in a meeting of three hours."""

    kind: str
    title: Words
    minutes: int
    note: Words = ""


@dataclass(frozen=True)
class Format:
    """A ready agenda: what it is for, and its parts in order."""

    key: str
    name: Words
    when: Words
    parts: tuple[Part, ...]
    is_own: bool = False  # the group's, made of a plan

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts)

    def scaled(self, minutes: int) -> list[tuple[Part, int]]:
        """Each part with its share of a meeting this long: the shares add up to exactly that, none below one.

        Shares end on five minutes where the meeting does, as people plan; three hours keep the minutes given here.
        """
        if minutes == self.minutes:
            return [(part, part.minutes) for part in self.parts]
        step = 5 if minutes % 5 == 0 and minutes >= 5 * len(self.parts) else 1
        shares = [
            max(step, round(part.minutes * minutes / self.minutes / step) * step) for part in self.parts
        ]
        while sum(shares) != minutes:  # rounding left some over or short: the longest part gives or takes it
            shares[shares.index(max(shares))] += step if sum(shares) < minutes else -step
        return list(zip(self.parts, shares, strict=True))


ARRIVE = Part(
    Kind.ARRIVE, _("Arrive, and who is new"), 10, _("Let those who know the group tell newcomers what it is.")
)
RECAP = Part(Kind.RECAP, _("Recap, by the wall"), 15, _("What are we here for, and where had we got to?"))
UPDATES = Part(
    Kind.UPDATES,
    _("What moved? Round of updates"),
    55,
    _("Done ones first. Of the stuck ones: who could help, and with what?"),
)
TEA = Part(Kind.PAUSE, _("Tea"), 15)
ACTIONS = Part(
    Kind.ACTIONS,
    _("Back together: agree actions"),
    20,
    _("What, who, and by when. Small enough to do before we meet."),
)
RELEASE = Part(
    Kind.RELEASE, _("What goes out of here?"), 5, _("We release it item by item; the rest stays in the room.")
)
CHECK_OUT = Part(
    Kind.CHECK_OUT, _("How are you as you leave?"), 10, _("A word or a sentence from everybody.")
)


def _small_groups(title: Words, minutes: int, note: Words) -> Part:
    return Part(Kind.SMALL_GROUPS, title, minutes, note)


def _talk(title: Words, minutes: int, note: Words) -> Part:
    return Part(Kind.TALK, title, minutes, note)


STANDARD = Format(
    "standard",
    _("Standard"),
    _("Most meetings: look back, hear what moved, go deep on two or three things, agree what to do."),
    (
        ARRIVE,
        RECAP,
        UPDATES,
        TEA,
        _small_groups(
            _("Small groups: two or three things in depth"),
            50,
            _("One thing a group. What have we learned, and what could we try?"),
        ),
        ACTIONS,
        RELEASE,
        CHECK_OUT,
    ),
)

FIRST = Format(
    "first",
    _("First meeting"),
    _("Strangers become a group: who we are, what works already, stories of real people, what we hope for."),
    (
        Part(
            Kind.ARRIVE,
            _("Who are you, and why are you here?"),
            35,
            _("Everybody speaks. Be curious about what others do all day."),
        ),
        _talk(_("What already works between us?"), 15, _("Start from what is good, before what is not.")),
        _talk(_("What are we here for?"), 20, _("Whose lives should be better, and how would they tell us?")),
        _talk(_("How shall we be together?"), 10, _("What stays in the room, who decides, how we disagree.")),
        TEA,
        _small_groups(
            _("Small groups: four stories of real people"),
            45,
            _("One story a group. What does it teach us? No names, no identifiers."),
        ),
        Part(
            Kind.ACTIONS,
            _("What do you want to do or find out at once?"),
            20,
            _("Questions count. Who takes it on, and by when?"),
        ),
        RELEASE,
        Part(Kind.CHECK_OUT, _("How are you as you leave?"), 15, CHECK_OUT.note),
    ),
)

SCENARIO = Format(
    "scenario",
    _("Scenario planning"),
    _("When there is too much to do: draw the future you want, where you are, and choose a few priorities."),
    (
        ARRIVE,
        RECAP,
        Part(Kind.UPDATES, UPDATES.title, 35, UPDATES.note),
        _small_groups(
            _("Draw the future we want"),
            30,
            _("It is three years on. What does a good week look like, and for whom?"),
        ),
        TEA,
        _talk(_("Where are we now?"), 15, _("Honestly. What helps, what stands in the way?")),
        _talk(
            _("Key areas, and our priorities"),
            25,
            _("Which can be fixed, which ask us to change? What is a quick win?"),
        ),
        ACTIONS,
        RELEASE,
        CHECK_OUT,
    ),
)

HOLDS_US_BACK = Format(
    "holds-us-back",
    _("What holds us back"),
    _(
        "When actions are agreed and do not happen: look kindly at what lies beneath, and test one assumption."
    ),
    (
        ARRIVE,
        RECAP,
        Part(
            Kind.UPDATES,
            UPDATES.title,
            35,
            _("Of what did not happen: what were we doing instead, and what was good about that?"),
        ),
        _small_groups(
            _("What are we protecting?"),
            40,
            _("What we mean to do, what we do instead, what we would fear if we did it."),
        ),
        TEA,
        _talk(
            _("The assumption we could test"),
            20,
            _("Which belief, if it were wrong, would free us? How could we find out safely?"),
        ),
        _talk(
            _("Where is there energy?"),
            15,
            _("Turn to something that can work: which small test would cheer us?"),
        ),
        Part(Kind.ACTIONS, ACTIONS.title, 15, ACTIONS.note),
        RELEASE,
        CHECK_OUT,
    ),
)

USUAL = Format(
    "business-as-usual",
    _("Business as usual"),
    _("Towards the end: which of the things you tried should stay for good, and who keeps them going."),
    (
        ARRIVE,
        RECAP,
        Part(Kind.UPDATES, UPDATES.title, 45, UPDATES.note),
        TEA,
        _small_groups(
            _("Small groups: what should stay for good?"),
            50,
            _("Who adopts it, what it costs whom, how would we notice if it slipped?"),
        ),
        Part(
            Kind.ACTIONS,
            ACTIONS.title,
            25,
            _("Who keeps it going, from when, and what do we ask of seniors?"),
        ),
        Part(Kind.RELEASE, RELEASE.title, 8, RELEASE.note),
        Part(Kind.CHECK_OUT, CHECK_OUT.title, 12, CHECK_OUT.note),
    ),
)

ENDING = Format(
    "ending",
    _("Ending and check-back"),
    _("The last meeting: check back against what you hoped for, hand over what goes on, say goodbye."),
    (
        ARRIVE,
        Part(
            Kind.RECAP,
            _("Recap: the whole way, by the wall"),
            15,
            _("Six meetings in a quarter of an hour: what stands out?"),
        ),
        Part(
            Kind.UPDATES,
            _("What moved? The last round"),
            30,
            _("What is done, what goes on elsewhere, what do we let go?"),
        ),
        _small_groups(
            _("What did we hope for, and what happened?"),
            35,
            _("Take each hope from the first meeting. What is the evidence, and who says so?"),
        ),
        TEA,
        _talk(_("Stories, then and now"), 20, _("What is different for the people we began with?")),
        Part(
            Kind.ACTIONS,
            _("What goes on, with whom, from when?"),
            30,
            _("Each thing needs an owner and a first date."),
        ),
        Part(Kind.RELEASE, RELEASE.title, 10, _("What may we tell the managers, and in whose words?")),
        Part(Kind.CHECK_OUT, _("What do you take with you?"), 15, CHECK_OUT.note),
    ),
)

NOT_SAYING = Format(
    "not-saying",
    _("What we are not saying"),
    _("When it is all very polite: make it safe to talk about power, money and what is avoided."),
    (
        ARRIVE,
        _talk(
            _("What we agreed about this room"),
            10,
            _("Read the agreement aloud. What would make it safer to speak today?"),
        ),
        Part(Kind.UPDATES, UPDATES.title, 30, UPDATES.note),
        _small_groups(
            _("In pairs: what do we walk round?"),
            25,
            _("What would you say if nobody minded? Bring only what both agree to bring."),
        ),
        TEA,
        _talk(
            _("Who gives and who gains?"),
            35,
            _("Time, people, money, ways of working. Who has most say, and who least?"),
        ),
        _talk(
            _("What do we want to ask of one another?"), 20, _("Requests, not complaints. A no is an answer.")
        ),
        Part(Kind.ACTIONS, ACTIONS.title, 15, ACTIONS.note),
        Part(Kind.RELEASE, RELEASE.title, 10, RELEASE.note),
        CHECK_OUT,
    ),
)

FORMATS = {f.key: f for f in (STANDARD, FIRST, SCENARIO, HOLDS_US_BACK, USUAL, ENDING, NOT_SAYING)}


def suggested(number: int, planned: int) -> Format:
    """The format that fits this meeting of so many, as the inquiry of the article went (section 5)."""
    if number == 1:
        return FIRST
    if number >= planned:
        return ENDING
    if number == planned - 1:
        return USUAL
    return {3: SCENARIO, 4: HOLDS_US_BACK}.get(number, STANDARD)


def in_order(number: int, planned: int) -> list[Format]:
    """All formats, the one that fits this meeting first."""
    first = suggested(number, planned)
    return [first, *(chosen for chosen in FORMATS.values() if chosen is not first)]
