"""The access table of what groups try and learn: rows of `access.md`, and the routes that they guard."""

from inquiries.policy import Reach, Rule, Without

# member | facilitator | integration manager | senior manager | learning partner | national body | administrator
THINGS = {
    "story": "R own W | W | W | rel | rel | rel | -",
}

ROUTES: dict[str, Rule | Without] = {
    "practices:stories": Rule("story", Reach.RELEASED),
    "practices:story": Rule("story", Reach.RELEASED),
    "practices:story-tell": Rule("story", Reach.CONTRIBUTE),
    "practices:story-change": Rule("story", Reach.CONTRIBUTE),
    "practices:story-again": Rule("story", Reach.CONTRIBUTE),
    "practices:story-withdraw": Rule("story", Reach.CONTRIBUTE),
    "practices:story-put-back": Rule("story", Reach.CONTRIBUTE),
}
