"""The access table of what groups try and learn: rows of `access.md`, and the routes that they guard."""

from inquiries.policy import Reach, Rule, Without

# member | facilitator | integration manager | senior manager | learning partner | national body | administrator
THINGS = {
    "story": "R own W | W | W | rel | rel | rel | -",
    "barrier": "R own W | W | W | - | n | n | -",
    "ask": "R | W | W | R own W | R | pub | -",
    "small test": "R own W | W | W | rel | rel | n | -",
}

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
}
