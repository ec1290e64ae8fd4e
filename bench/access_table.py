"""What guards the bare view, where a bench serves it."""

from inquiries.policy import Rule, Without

THINGS: dict[str, str] = {}
ROUTES: dict[str, Rule | Without] = {"bare": Without("signed in", "the base template, with nothing in it")}
