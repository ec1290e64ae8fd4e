"""The access table of what groups try and learn: rows of `access.md`, and the routes that they guard."""

from inquiries.policy import Reach, Rule, Without

# member | facilitator | integration manager | senior manager | learning partner | national body | administrator
THINGS = {
    "story": "R own W | W | W | rel | rel | rel | -",
    "barrier": "R own W | W | W | - | n | n | -",
    "ask": "R | W | W | R own W | R | pub | -",
    "small test": "R own W | W | W | rel | rel | n | -",
    "thread": "R own W | R own W | R own W | - | - | - | -",
    "noticed change": "R own W | R own W | R own W | rel | rel | n | -",
    "scenario": "R | W | W | rel | rel | - | -",
    "what holds us back": "R | W | W | - | - | - | -",
    "what holds me back": "own | own | own | - | - | - | -",
    "practice observation": "R | W | W | rel | rel | n | -",
    "practice check": "R | R | R | rel | rel | n | -",
    "relationships picture": "R | R | R | rel | rel | - | -",
    "measure": "R own W | W | W | rel | rel | n | -",
    "report": "R | W | W | pub | pub | pub | pub",
    "structural proposal": "R | W | W | rel | rel | n | -",
    "initiative": "R | W | W | rel | rel | n | -",
    "export": "R | R | R | R | R | - | -",
    "library": "R | W | W | R | R | R | R",
    "page to take home": "own | - | - | - | - | - | -",
}


REFLECTS = "reflection meetings are their programme's learning partner's, and theirs who are invited"
PARTNERS = "the programme's learning partner alone writes them"
LIBRARY = "the library of a programme is read by whoever wears a hat in it; 404 for everybody else"
KEPT = "only what was published while one belonged to its group; 404 for the rest"
OVER = "numbers over a programme, and what was let out, for its learning partner and its national bodies"

OVER_GROUPS = "what is published, to roles held at its programme or partnership; 404 for everybody else"
WRITTEN_OVER = "its learning partner alone writes it; 403 for those who read it"


def _kept(thing: str, page: str, stem: str, *, reads: Reach, writes: Reach) -> dict[str, Rule | Without]:
    """The five routes of one sort of thing that a group keeps in its own words (`views/kept.py`)."""
    doing = [f"practices:{stem}-{do}" for do in ("add", "change", "remove", "put-back")]
    routes: dict[str, Rule | Without] = {page: Rule(thing, reads)}
    return routes | dict.fromkeys(doing, Rule(thing, writes))


ROUTES: dict[str, Rule | Without] = {
    "practices:stories": Rule("story", Reach.RELEASED),
    "practices:story": Rule("story", Reach.RELEASED),
    "practices:story-tell": Rule("story", Reach.CONTRIBUTE),
    "practices:story-change": Rule("story", Reach.CONTRIBUTE),
    "practices:story-again": Rule("story", Reach.CONTRIBUTE),
    "practices:story-withdraw": Rule("story", Reach.CONTRIBUTE),
    "practices:story-put-back": Rule("story", Reach.CONTRIBUTE),
    # small tests
    "practices:small-tests": Rule("small test", Reach.RELEASED),
    "practices:small-test": Rule("small test", Reach.RELEASED),
    "practices:small-test-begin": Rule("small test", Reach.CONTRIBUTE),
    "practices:small-test-change": Rule("small test", Reach.CONTRIBUTE),
    "practices:small-test-look": Rule("small test", Reach.CONTRIBUTE),
    "practices:small-test-look-again": Rule("small test", Reach.CONTRIBUTE),
    "practices:small-test-usual": Rule("small test", Reach.CONTRIBUTE),
    "practices:small-test-remove": Rule("small test", Reach.CONTRIBUTE),
    "practices:small-test-put-back": Rule("small test", Reach.CONTRIBUTE),
    # barriers and asks
    "practices:barriers": Rule("barrier", Reach.READ),
    "practices:barrier": Rule("barrier", Reach.READ),
    "practices:barrier-add": Rule("barrier", Reach.CONTRIBUTE),
    "practices:barrier-change": Rule("barrier", Reach.CONTRIBUTE),
    "practices:barrier-judge": Rule("barrier", Reach.CONTRIBUTE),
    "practices:barrier-settle": Rule("barrier", Reach.CONTRIBUTE),
    "practices:barrier-remove": Rule("barrier", Reach.CONTRIBUTE),
    "practices:barrier-put-back": Rule("barrier", Reach.CONTRIBUTE),
    "practices:asks": Rule("ask", Reach.READ),
    "practices:ask-put": Rule("ask", Reach.WRITE),
    "practices:ask-answer": Rule("ask", Reach.CONTRIBUTE),
    "practices:ask-take-back": Rule("ask", Reach.WRITE),
    "practices:ask-put-back": Rule("ask", Reach.WRITE),
    "practices:record-kept": Rule("meeting record", Reach.WRITE),
    "practices:record-jot": Rule("meeting record", Reach.WRITE),
    # the thread
    "practices:thread": Rule("thread", Reach.READ),
    "practices:thread-tie": Rule("thread", Reach.CONTRIBUTE),
    "practices:thread-untie": Rule("thread", Reach.CONTRIBUTE),
    # what is different
    "practices:changes": Rule("noticed change", Reach.RELEASED),
    **_kept(
        "noticed change",
        "practices:change-noticed",
        "change",
        reads=Reach.RELEASED,
        writes=Reach.CONTRIBUTE,
    ),
    "practices:change-share": Rule("noticed change", Reach.CONTRIBUTE),
    # the scenario plan
    "practices:scenario": Rule("scenario", Reach.RELEASED),
    **_kept("scenario", "practices:scenario-line", "line", reads=Reach.RELEASED, writes=Reach.WRITE),
    "practices:line-take-up": Rule("scenario", Reach.WRITE),
    **_kept("scenario", "practices:priority", "priority", reads=Reach.RELEASED, writes=Reach.WRITE),
    # what holds us back: a person's own has no reader but themselves
    "practices:holdings": Rule("what holds us back", Reach.READ),
    **_kept("what holds me back", "practices:holding", "holding", reads=Reach.OWN, writes=Reach.OWN),
    # the six practices
    "practices:practices": Rule("practice observation", Reach.RELEASED),
    "practices:practice": Rule("practice observation", Reach.READ),
    **_kept(
        "practice observation",
        "practices:observation",
        "observation",
        reads=Reach.RELEASED,
        writes=Reach.WRITE,
    ),
    "practices:checks": Rule("practice check", Reach.RELEASED),
    # the page to take home: one's own, whose words no other page shows
    "practices:take-home": Rule("page to take home", Reach.OWN),
    "practices:take-home-make": Rule("page to take home", Reach.OWN),
    "practices:take-home-progress": Rule("page to take home", Reach.OWN),
    "practices:take-home-pdf": Rule("page to take home", Reach.OWN),
    # how the group is doing, in numbers of its own
    "practices:progress": Rule("actions", Reach.READ),
    **dict.fromkeys(
        [f"practices:progress-{do}" for do in ("make", "state", "pdf")], Rule("actions", Reach.READ)
    ),
    # who works together: above the group only in words, where what went out stands
    "practices:relations": Rule("relationships picture", Reach.READ),
    # measures
    "practices:measures": Rule("measure", Reach.RELEASED),
    **_kept("measure", "practices:measure", "measure", reads=Reach.RELEASED, writes=Reach.CONTRIBUTE),
    "practices:measure-read": Rule("measure", Reach.CONTRIBUTE),
    "practices:measure-read-many": Rule("measure", Reach.CONTRIBUTE),
    "practices:reading-judge": Rule("measure", Reach.CONTRIBUTE),
    # learning over several groups
    "practices:reflections": Without("signed in", REFLECTS),
    "practices:reflection-hold": Without("signed in", PARTNERS),
    "practices:programme-spread": Without("signed in", OVER),
    "practices:reflection": Without("signed in", REFLECTS),
    "practices:reflection-change": Without("signed in", PARTNERS),
    "practices:reflection-learn": Without("signed in", PARTNERS),
    "practices:reflection-remove": Without("signed in", PARTNERS),
    "practices:reflection-put-back": Without("signed in", PARTNERS),
    # reports
    "practices:reports": Rule("report", Reach.RELEASED),
    **_kept("report", "practices:report", "report", reads=Reach.RELEASED, writes=Reach.WRITE),
    "practices:report-show": Rule("report", Reach.WRITE),
    "practices:report-publish": Rule("report", Reach.WRITE),
    "practices:report-take-back": Rule("report", Reach.WRITE),
    "practices:report-back": Rule("report", Reach.WRITE),
    "practices:report-pdf": Rule("report", Reach.RELEASED),
    "practices:report-progress": Rule("report", Reach.RELEASED),
    "practices:report-make": Rule("report", Reach.RELEASED),
    "practices:report-kept": Without("signed in", KEPT),
    "practices:report-kept-pdf": Without("signed in", KEPT),
    # reports over several groups
    "practices:overviews": Without("signed in", OVER_GROUPS),
    "practices:overview": Without("signed in", OVER_GROUPS),
    **dict.fromkeys(
        [f"practices:overview-{do}" for do in ("make", "progress", "pdf")], Without("signed in", OVER_GROUPS)
    ),
    **dict.fromkeys(
        [
            f"practices:overview-{do}"
            for do in ("write", "change", "take", "publish", "remove", "take-back", "put-back")
        ],
        Without("signed in", WRITTEN_OVER),
    ),
    # what goes on
    "practices:goes-on": Rule("initiative", Reach.RELEASED),
    **_kept(
        "structural proposal", "practices:structure", "structure", reads=Reach.RELEASED, writes=Reach.WRITE
    ),
    **_kept("initiative", "practices:initiative", "initiative", reads=Reach.RELEASED, writes=Reach.WRITE),
    "practices:initiative-become": Rule("initiative", Reach.WRITE),
    # the learning library: over all groups of a programme
    "practices:library": Rule("library", Reach.READ),
    "practices:library-entry": Rule("library", Reach.READ),
    "practices:library-try": Rule("small test", Reach.CONTRIBUTE),
    "practices:library-share": Rule("small test", Reach.CONTRIBUTE),
    "practices:library-take-out": Rule("small test", Reach.CONTRIBUTE),
    "practices:library-put-back": Rule("small test", Reach.CONTRIBUTE),
    "practices:programme-library": Without("signed in", LIBRARY),
    "practices:programme-library-entry": Without("signed in", LIBRARY),
    # taking it with one: each row as its own line of the table has it
    "practices:export": Rule("export", Reach.READ),
    "practices:export-file": Rule("export", Reach.READ),
}
