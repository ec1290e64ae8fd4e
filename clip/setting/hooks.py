"""What a lower app shows, asks or tells of a higher one: names by dotted path, in the order in which pages show them.

Imports never point up, so an app lists here what completes it; beside each stands what it is called with and gives.
`inquiries` and `meetings` read these by `import_string`. `at` is the moment it happens.
"""

import sys
from pathlib import Path

# --- tables, a module each ------------------------------------------------------------------------

ACCESS_TABLES = ["inquiries.access_table", "meetings.access_table", "practices.access_table"]
KEEPING_TABLES = [
    "inquiries.keeping_table",
    "meetings.keeping_table",
    "practices.keeping_table",
    "clip.keeping.others_table",
]

# --- meetings -------------------------------------------------------------------------------------

CARRY_IN = [  # (meeting, hat, at) -> what to carry in beside a plan
    "meetings.carrying_in.actions",
    "meetings.carrying_in.questions",
    "meetings.carrying_in.newcomers",
    "practices.beside_plans.carry_in",
    "meetings.debriefing.ideas",
    "meetings.hosting.words_to_me",
]
WALL_PANELS = [  # (group) -> panels of its wall
    "meetings.walls.on_the_way",
    "meetings.walls.actions",
    "practices.picturing.on_the_wall",
    "practices.trying.on_the_wall",
    "meetings.walls.future",
]
ROOM_PANELS = [  # panels on phones in the room
    "meetings.hosting.check_in",
    "practices.checking.panel",
    "meetings.hosting.check_out",
    "meetings.hosting.word",
]
RECORD_PARTS = [
    "practices.views.recording.part"
]  # (request, meeting, sheet) -> what recording offers besides
RECAP_SECTIONS = ["practices.recounting.sections"]  # (meeting) -> what a recap tells besides the record

# --- what goes out of a group ---------------------------------------------------------------------

RELEASABLE = [  # (meeting) -> things it may let out
    "meetings.releasing.quotes",
    "meetings.releasing.recap",
    "meetings.releasing.wall",
    "practices.sharing.stories",
    "practices.sharing.small_tests_of",
    "practices.sharing.kept",
    "practices.sharing.checks",
    "practices.relating.new_ties",
    "practices.shelving.things",
]
RELEASES_FOLLOWED = [
    "practices.shelving.follow"
]  # (kind, about, *, at): told of each that goes out or is taken back
RELEASED_PAGES = {  # the route where a kind stands among others of its own
    "story": "practices:stories",
    "small test": "practices:small-tests",
    "noticed change": "practices:changes",
    "scenario": "practices:scenario",
    "measure": "practices:measures",
    "practice observation": "practices:practices",
    "practice check": "practices:checks",
    "structural proposal": "practices:goes-on",
    "initiative": "practices:goes-on",
    "library": "practices:library",
}
KEPT_WORDS = [
    "noticed change",
    "scenario",
    "measure",
    "practice observation",
    "structural proposal",
    "initiative",
]
RELEASED_WORDS = {  # by kind, (keys) -> what of them went out
    "story": "practices.sharing.words_of_stories",
    "small test": "practices.sharing.words_of_small_tests",
    "practice check": "practices.sharing.words_of_checks",
    "relationships picture": "practices.relating.words_of",
    "library": "practices.shelving.words_of",
    **dict.fromkeys(KEPT_WORDS, "practices.sharing.words_of_kept"),
}
TAKEN_BACK = [  # (group, *, at): something is read above it no more
    "practices.reporting.papers.taken_back",
    "inquiries.tasks.taken_back",
]
REWORDED = ["practices.shelving.reword"]  # (groups, *, at): their words were withdrawn, or lost a name
REDRAWN = [  # (groups, *, at): order anew what was published of them
    "meetings.publishing.redraw",
    "practices.reporting.papers.redraw",
]

# --- pages of groups and people -------------------------------------------------------------------

NEXT_STEPS = [  # (hat, group) -> what comes next
    "inquiries.steps.ground",
    "practices.reporting.falling_due.steps",
    "inquiries.steps.cards",
]
STEP_FACTS = [
    "practices.reporting.falling_due.facts"
]  # (group, hat) -> what those ask besides, in one question
BESIDE_GROUPS = [  # (user) -> links to pages over several groups
    "practices.reporting.issuing.beside_groups",
    "practices.learning.beside_groups",
    "practices.reporting.library.beside_groups",
]
CHANGES_NOTICED = [
    "practices.noticing.on_the_map"
]  # (hat, group) -> marks, with the level at which each stands
HANDING_ON = ["meetings.handing_on", "practices.handing_on"]  # modules: what is somebody's when they leave

# --- messages -------------------------------------------------------------------------------------

NOTE_LINES = ["practices.looking_again.lines"]  # (days) -> what a note between meetings says besides actions
NOTE_LEADS = ["practices.looking_again.leads"]  # (days) -> who gets one for that alone
MESSAGE_WRITERS = {"note": "meetings.noting.write"}  # by kind, (messages, at) -> what is written as it leaves
MESSAGE_CHECKS = [  # (message) -> why it should not leave any more, or nothing
    "inquiries.inviting.why_not_now",
    "inquiries.bouncing.why_not",
    "meetings.offering.why_not",
    "practices.asking.why_not",
    "practices.looking_again.why_not",
    "practices.learning.why_not",
    "practices.reporting.publishing.why_not",
]
QUIET_HOURS = "meetings.timing.opens_for"  # (person, at) -> when a note may reach them
NOTES_COMMAND = [  # a process of its own, called by inquiries/relaying.py
    sys.executable,
    str(Path(__file__).resolve().parents[2] / "manage.py"),
    "send_notes",
]

# --- the clock ------------------------------------------------------------------------------------

TICK_JOBS = [  # (at): each minute
    "meetings.following_up.send_due",
    "meetings.reminding.send_due",
    "meetings.nudging.send_due",
    "meetings.digesting.send_due",
    "practices.looking_again.send_due",
    "practices.reporting.papers.mend",
    "inquiries.messaging.sweep",
    "inquiries.locking.forget_old",
    "inquiries.receiving.forget_old",
    "clip.keeping.terms.run_daily",
]
