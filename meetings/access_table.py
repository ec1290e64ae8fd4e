"""The access table of meetings and between: rows of `access.md`, and the routes that they guard."""

from inquiries.policy import Reach, Rule, Without

# member | facilitator | integration manager | senior manager | learning partner | national body | administrator
THINGS = {
    "attendance": "own | W | W | n | n | n | -",
    "who came": "R | W | W | n | n | n | -",
    "reason of an absence": "own | - | W | - | - | - | -",
    "meeting plan": "R | W | W | - | - | - | -",
    "carry-in": "- | W | W | - | - | - | -",
    "meeting record": "R | W | W | - | - | - | -",
    "quotes": "R | W | W | rel | rel | rel | -",
    "photographs": "R | W | W | - | - | - | -",
    "recap": "R | W | W | rel | rel | - | -",
    "released": "R | R | R | R | R | R | -",
    "wall": "R | W | W | rel | rel | - | -",
    "a word to the facilitator": "- | R | - | - | - | - | -",
    "debrief": "- | W | W | - | - | - | -",
    "actions": "R own W | W | W | n | n | n | -",
    "nudges": "own | R | W | - | - | - | -",
    "check-out": "R | R | R | - | - | - | -",
}

LINK = "link"
SIGNED_IN = "signed in"

ROUTES: dict[str, Rule | Without] = {
    "meetings:meetings": Rule("group", Reach.READ),
    "meetings:series": Rule("group", Reach.WRITE),
    "meetings:change": Rule("group", Reach.WRITE),
    "meetings:call-off": Rule("group", Reach.WRITE),
    "meetings:hold-after-all": Rule("group", Reach.WRITE),
    # the plan
    "meetings:plan": Rule("meeting plan", Reach.READ),
    "meetings:plan-format": Rule("meeting plan", Reach.WRITE),
    "meetings:own-format-keep": Rule("meeting plan", Reach.WRITE),
    "meetings:own-format-remove": Rule("meeting plan", Reach.WRITE),
    "meetings:own-format-put-back": Rule("meeting plan", Reach.WRITE),
    "meetings:plan-add": Rule("meeting plan", Reach.WRITE),
    "meetings:plan-item": Rule("meeting plan", Reach.WRITE),
    "meetings:plan-minutes": Rule("meeting plan", Reach.WRITE),
    "meetings:plan-move": Rule("meeting plan", Reach.WRITE),
    "meetings:plan-remove": Rule("meeting plan", Reach.WRITE),
    "meetings:plan-put-back": Rule("meeting plan", Reach.WRITE),
    "meetings:plan-put-back-agenda": Rule("meeting plan", Reach.WRITE),
    "meetings:plan-missing": Rule("meeting plan", Reach.WRITE),
    "meetings:plan-carry": Rule("meeting plan", Reach.WRITE),
    "meetings:plan-share": Rule("meeting plan", Reach.WRITE),
    # invitations
    "meetings:invite": Rule("attendance", Reach.WRITE),
    "meetings:invite-answer": Rule("attendance", Reach.WRITE),
    "meetings:calendar": Rule("group", Reach.READ),
    "meetings:rsvp": Without(LINK, "one's own answer, from the link in an invitation"),
    "meetings:attendance": Rule("who came", Reach.READ),
    # the wall
    "meetings:wall": Rule("wall", Reach.RELEASED),
    "meetings:wall-now": Rule("wall", Reach.RELEASED),
    "meetings:wall-print": Rule("wall", Reach.READ),
    "meetings:wall-make": Rule("wall", Reach.READ),
    "meetings:wall-pdf": Rule("wall", Reach.READ),
    "meetings:bag": Rule("meeting plan", Reach.WRITE),
    "meetings:bag-make": Rule("meeting plan", Reach.WRITE),
    "meetings:bag-pdf": Rule("meeting plan", Reach.WRITE),
    "meetings:pause": Rule("meeting record", Reach.WRITE),
    # the room
    "meetings:room": Rule("meeting record", Reach.WRITE),
    "meetings:room-show": Rule("meeting record", Reach.WRITE),
    "meetings:notes-link": Rule("meeting record", Reach.WRITE),
    "meetings:notes-page": Without(LINK, "the notes of one small group, while its record is open"),
    "meetings:room-door": Without(
        "anybody", "a code is typed: it opens a room, and tells of none that it does not"
    ),
    "meetings:room-phone": Without(
        "anybody", "who has the code on the wall, while the meeting is in session; 404 else"
    ),
    "meetings:room-say": Without("anybody", "the same; one's own word from this phone"),
    # the record
    "meetings:record": Rule("meeting record", Reach.READ),
    "meetings:introductions": Rule("meeting record", Reach.WRITE),
    "meetings:record-now": Rule("meeting record", Reach.WRITE),
    "meetings:record-open": Rule("meeting record", Reach.WRITE),
    "meetings:record-close": Rule("meeting record", Reach.WRITE),
    "meetings:record-attendance": Rule("meeting record", Reach.WRITE),
    "meetings:record-walk-in": Rule("meeting record", Reach.WRITE),
    "meetings:record-update": Rule("meeting record", Reach.WRITE),
    "meetings:record-small-group": Rule("meeting record", Reach.WRITE),
    "meetings:record-reopen": Rule("meeting record", Reach.WRITE),
    "meetings:record-agreed": Rule("meeting record", Reach.WRITE),
    "meetings:record-quote": Rule("meeting record", Reach.WRITE),
    "meetings:record-check-out": Rule("meeting record", Reach.WRITE),
    "meetings:record-learned": Rule("meeting record", Reach.WRITE),
    "meetings:record-change": Rule("meeting record", Reach.WRITE),
    "meetings:record-remove": Rule("meeting record", Reach.WRITE),
    "meetings:record-put-back": Rule("meeting record", Reach.WRITE),
    "meetings:record-action": Rule("meeting record", Reach.WRITE),
    "meetings:record-photograph": Rule("photographs", Reach.WRITE),
    "meetings:photograph": Rule("photographs", Reach.READ),
    "meetings:photograph-choose": Rule("photographs", Reach.WRITE),
    "meetings:goes-out": Rule("meeting record", Reach.WRITE),
    "meetings:goes-out-decide": Rule("meeting record", Reach.WRITE),
    "meetings:released": Rule("released", Reach.READ),
    # the recap
    "meetings:recap": Rule("recap", Reach.READ),
    "meetings:recap-write": Rule("recap", Reach.WRITE),
    "meetings:recap-look": Rule("recap", Reach.WRITE),
    "meetings:recap-preview": Rule("recap", Reach.WRITE),
    "meetings:recap-publish": Rule("recap", Reach.WRITE),
    "meetings:recap-correct": Rule("recap", Reach.WRITE),
    "meetings:recap-progress": Rule("recap", Reach.READ),
    "meetings:recap-make": Rule("recap", Reach.READ),
    "meetings:recap-pdf": Rule("recap", Reach.READ),
    "meetings:recap-link": Without(LINK, "a published recap, for one member"),
    "meetings:recap-link-pdf": Without(LINK, "a published recap as PDF, for one member"),
    "meetings:recap-link-photograph": Without(LINK, "a photograph of a published recap, for one member"),
    "meetings:recap-kept": Without(SIGNED_IN, "only what was published while one belonged; 404 for the rest"),
    "meetings:recap-kept-pdf": Without(SIGNED_IN, "the same as PDF"),
    "meetings:recap-kept-photograph": Without(SIGNED_IN, "a photograph in what one keeps"),
    "meetings:quote-ask": Rule("recap", Reach.WRITE),
    "meetings:quote-heard": Rule("recap", Reach.WRITE),
    "meetings:named-ask": Rule("recap", Reach.WRITE),
    "meetings:named-page": Without(LINK, "the lines that name oneself, and whether they may stand"),
    "meetings:quote-page": Without(LINK, "one's own words, and whether they may be told"),
    # the debrief
    "meetings:debrief": Rule("debrief", Reach.READ),
    "meetings:debrief-write": Rule("debrief", Reach.WRITE),
    "meetings:idea-add": Rule("debrief", Reach.WRITE),
    "meetings:idea-settle": Rule("debrief", Reach.WRITE),
    "meetings:idea-take-back": Rule("debrief", Reach.WRITE),
    # between meetings
    "meetings:actions": Rule("actions", Reach.READ),
    "meetings:action": Rule("actions", Reach.READ),
    "meetings:action-add": Rule("actions", Reach.WRITE),
    "meetings:action-change": Rule("actions", Reach.WRITE),
    "meetings:action-update": Rule("actions", Reach.CONTRIBUTE),
    "meetings:action-undo": Rule("actions", Reach.CONTRIBUTE),
    "meetings:action-pass-on": Rule("actions", Reach.WRITE),
    "meetings:desk": Without(
        SIGNED_IN, "only the actions of groups that one looks after; 404 for who looks after none"
    ),
    "meetings:digest": Without(
        SIGNED_IN, "one's own digest, for who looks after notes in a group; 404 for everybody else"
    ),
    "meetings:desk-undo": Without(SIGNED_IN, "takes back what one did at the desk oneself"),
    "meetings:queue": Without(
        SIGNED_IN, "only the notes of groups whose notes one looks after; 404 for who looks after none"
    ),
    "meetings:notes": Rule("nudges", Reach.READ),
    "meetings:note-rhythm": Rule("nudges", Reach.WRITE),
    "meetings:note-words": Rule("nudges", Reach.WRITE),
    "meetings:note-hold": Rule("nudges", Reach.WRITE),
    "meetings:note-send": Rule("nudges", Reach.WRITE),
    "meetings:own-calendar": Without(SIGNED_IN, "the address of one's own calendar"),
    "meetings:feed": Without(LINK, "the dates of one's own meetings and actions, for a calendar program"),
    "meetings:answer": Without(LINK, "one's own actions, from the link in a note"),
    "meetings:answer-said": Without(LINK, "what one said from the link, and the way back"),
    "meetings:answer-undo": Without(LINK, "takes back one's own answer"),
}
