"""How a copy of one’s own calls things on its page and in its workbook: each kind, and each column, in plain words.

Columns go by what the models call them. What is for programs alone has no name here, and stands in JSON only; a test fails
on a kind or a column that is in no table.
"""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

TITLES: dict[str, Promise] = {
    "user": _("Who you are"),
    "membership": _("Your places in groups"),
    "spell": _("Since when, and for whom"),
    "stewardship": _("Roles above a group"),
    "group invitation": _("Invitations to a group"),
    "group invitation asked_by": _("What you wrote when you invited people"),
    "import row": _("What a file of people said of you"),
    "card line": _("Your role card"),
    "style answer": _("Your working style"),
    "message": _("Mails sent to you"),
    "undeliverable": _("Addresses that mail came back from"),
    "proposal": _("Wordings of a purpose that you proposed"),
    "proposal answered_by": _("What you answered to wordings that others proposed"),
    "sign up": _("What you signed up to, in your words"),
    "sign up answered_by": _("What you answered to people who signed up"),
    "yes": _("Group agreements that you said yes to"),
    "view": _("Your views of aspirations"),
    "meaning": _("What words mean to you"),
    "entry": _("What you were quoted with"),
    "wording": _("Earlier wordings of that"),
    "action": _("What you took on"),
    "action update": _("What you said of actions"),
    "small test": _("Small tests that you lead"),
    "small test recorded_by": _("Small tests that you wrote down"),
    "cycle": _("What you said of small tests"),
    "nudge": _("Notes between meetings"),
    "digest": _("Digests made for you"),
    "digest choice": _("When you want the digest"),
    "invitation": _("Your answers to invitations"),
    "attendance": _("Meetings that you came to"),
    "mention": _("What you said of lines that name you"),
    "debrief idea": _("Your ideas for the next meeting"),
    "story": _("Stories that you told"),
    "retelling": _("What you told again"),
    "ask put_by": _("Asks that you put"),
    "ask answer": _("What you answered to asks"),
    "barrier recorded_by": _("Barriers that you wrote down"),
    "judgement": _("What you said of barriers"),
    "noticed change": _("What you noticed"),
    "priority recorded_by": _("Priorities that you wrote down"),
    "scenario line recorded_by": _("Lines of the plan you wrote down"),
    "observation recorded_by": _("Observations you wrote down"),
    "structural proposal recorded_by": _("Structural proposals of yours"),
    "initiative recorded_by": _("Initiatives that you wrote down"),
    "measure recorded_by": _("Measures that you wrote down"),
    "report recorded_by": _("Reports that you wrote"),
    "overview": _("Reports over several groups"),
    "library entry": _("What you shared in the library"),
    "lesson": _("What you learned across groups"),
    "reflection": _("Reflection meetings of yours"),
    "holding": _("What holds you back, yours alone"),
    "take home": _("What you wrote to take home"),
    "feed": _("Your own calendar"),
    "link": _("Links in mails to you"),
    "lost step": _("When you had lost your second step"),
    "confirmation": _("How people made sure it was you"),
    "authenticator": _("How you sign in"),
    "email address": _("Addresses that you sign in with"),
}
FOR_PROGRAMS = {
    "device key",
    "receipt",
    "try",
    "email confirmation",
}  # kinds without a word that tells anybody anything

NAMES: dict[str, Promise] = {
    "last login": _("Last signed in"),
    "how we greet them": _("How we greet you"),
    "address shared with somebody else": _("Address that you share with somebody else"),
    "joined at": _("In Clip since"),
    "notes paused at": _("Notes paused on"),
    "note hours": _("When notes may come"),
    "what they do": _("What you do"),
    "joined on": _("Since"),
    "gets the recap only": _("You get the recap only"),
    "members see how to reach them": _("Members see how to reach you"),
    "starts on": _("From"),
    "ends on": _("Until"),
    "ended at": _("Ended on"),
    "your own words": _("Your words"),
    "times": _("Times that you were asked"),
    "ends at": _("Open until"),
    "withdrawn at": _("Withdrawn on"),
    "anything you want to say": _("What you said to it"),
    "anything we should know?": _("What you added"),
    "told starts at": _("When you were told that it starts"),
    "cells": _("What stood there"),
    "changed at": _("Changed on"),
    "returns": _("How often"),
    "made at": _("Made on"),
    "due at": _("Due on"),
    "sent at": _("Sent on"),
    "sent again at": _("Sent again on"),
    "failed because": _("Why it did not leave"),
    "asked at": _("Asked on"),
    "answered at": _("Answered on"),
    "taken back at": _("Taken back on"),
    "settled at": _("Settled on"),
    "confirmed at": _("Made sure on"),
    "revoked at": _("Ended on"),
    "removed at": _("Put in the bin on"),
    "recorded at": _("Written down on"),
    "had at": _("Had on"),
    "agreed at": _("Agreed on"),
    "published at": _("Published on"),
    "shown at": _("Shown to the members on"),
    "drawn at": _("Drawn on"),
    "created at": _("Since"),
    "last used at": _("Last used on"),
    "held at": _("Held back on"),
    "decided at": _("Decided on"),
    "at": _("On"),
    "i answer by": _("You answer by"),
    "in my own words": _("In your words"),
    "in their words": _("In your words"),
    "what i want to say": _("What you wanted to say"),
    "what i will do myself": _("What you will do yourself"),
    "is present": _("You came"),
    "is walk in": _("You came unexpected"),
    "you": _("Your part"),
    "to what": _("To what"),
    "text": _("Your words"),
    "words": _("Your words"),
    "due before": _("Due until then"),
    "through": _("By which way"),
    "may stand": _("It may stand"),
    "primary": _("The first one"),
}
NAMES_OF: dict[tuple[str, str], Promise] = {
    ("digest choice", "at"): _("At which hour"),
    ("mention", "words"): _("What you said"),
    ("initiative recorded_by", "became"): _("Became the group"),
}
# Said as the models say it.
AS_THEY_ARE = frozenset(
    """
    name|email address|telephone|notes paused until|group|role|organisation|left on|programme|partnership|answer|kind|
    shared with|address|since|why|to|state|purpose|outcome|day|occasion|not sent because|meeting|because|ended because|
    pace|thread|room|window|answered on|wording|why this wording|which purpose|what makes us say so|progress|
    confidence in the evidence|what we mean by it|an idea for the next meeting|settled|what is different now|told on|
    what it is about|what we call them|the story|permission|why nobody can be recognised|whose story it is|
    how far it may go|what we did|what was not in the plan|what it taught us|as expected|decision|looked on|
    what kind of thing it is|who it helps|what happened|what it teaches|who gives something up|who gains|
    what is different|for whom|what you saw or heard|where you noticed it|when|what we are committed to|
    what we do or don’t do instead|what we are committed to as well|what we take to be true|what it says, in a line|
    in three sentences|what we see across the groups|what is uncertain|what comes next|what else we gave|what we gained|
    what changed|what we learned|what we observe|what it may mean|what we plan|who acts, and by when|type|verified|
    how did you make sure that it is them?|one mail a working day|a mail at once whenever somebody is stuck|put on|
    what we ask|what stands in the way|where it lies|no longer in the way since|which practice it is about|practice|
    which way it points|by which rules|which report|stage|from when|when we look at it|settled on|first date|
    part of the picture|what|by when|who gives up time, money or a way of working|what we work on|in a line|
    what is proposed|which purpose it serves|who was part of it|what it would stop|what goes on|how|
    what comes next, or how to go on|what is measured|counted|what we will try|what we expect|where|what we saw or heard
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
# For programs alone.
MACHINES = frozenset(
    """
    id|client key|version|told sequence|superuser status|is staff|is active|key|digest|attempts|refusals|crashes|
    claimed at|handed at|first tried at|purged at|device|about|number|plan|changes|choice|before|place|used at
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)


def title_of(kind: str) -> str:
    return str(TITLES.get(kind, "")) or capfirst(kind)


def name_of(kind: str, column: str) -> str:
    """What a page calls a column; nothing for what is for programs alone, and the model’s own name for the rest."""
    low = column.lower()
    if low in MACHINES:
        return ""
    return str(NAMES_OF.get((kind, low)) or NAMES.get(low) or capfirst(column))


def is_named(kind: str, column: str) -> bool:
    """Whether somebody decided what a page calls a column."""
    low = column.lower()
    return (kind, low) in NAMES_OF or low in {*NAMES, *AS_THEY_ARE, *MACHINES}
