"""What is kept of meetings and what happens between: whose it is, how open, for how long, and how it is forgotten."""

from django.utils.functional import Promise

from inquiries.keeping import Table, Tier

PLAIN, PERSONAL, CANDID = Tier.PLAIN, Tier.PERSONAL, Tier.CANDID
TERMS: dict[str, str | Promise] = {}

TABLES = {
    "meetings.Wording": Table(
        "programme",
        PERSONAL,
        place="entry__meeting__group",
        words={"entry__speaker": "text"},
        wording_of="entry",
    ),
    "meetings.Entry": Table(
        "programme", CANDID, place="meeting__group", words={"speaker": "text"}, named="speaker"
    ),
    "meetings.Photograph": Table(
        "programme", CANDID, place="entry__meeting__group", files="image", codes="sha256"
    ),
    "meetings.SmallGroup": Table("programme", PERSONAL, place="meeting__group", shared="topic"),
    "meetings.ActionUpdate": Table(
        "programme",
        PERSONAL,
        place="action__group",
        words={"by": "words"},
        shared="text_before",
        codes="capacity",
    ),
    "meetings.Action": Table("programme", PERSONAL, place="group", shared="text"),
    "meetings.Feed": Table("person", PERSONAL, person="person", goes=True),
    "meetings.Digest": Table("programme", PLAIN, person="person"),
    "meetings.DigestChoice": Table("programme", PLAIN, person="person"),
    "meetings.NoteRhythm": Table("programme", PLAIN, place="group"),
    "meetings.Nudge": Table(
        "programme",
        PERSONAL,
        place="meeting__group",
        person="membership__person",
        own="words",
        others="words",
        codes="not_sent_because",
    ),
    "meetings.Invitation": Table(
        "programme", CANDID, place="meeting__group", person="membership__person", own="reason"
    ),
    "meetings.Attendance": Table("programme", PERSONAL, place="meeting__group", person="membership__person"),
    "meetings.Correction": Table(
        "programme", PERSONAL, place="recap__meeting__group", shared="note text_before"
    ),
    "meetings.Mention": Table(
        "programme",
        CANDID,
        place="meeting__group",
        person="membership__person",
        own="words",
        shared="lines",
    ),
    "meetings.Recap": Table("programme", PERSONAL, place="meeting__group", shared="text", codes="left_out"),
    "meetings.RecapLine": Table(
        "programme", CANDID, place="recap__meeting__group", shared="text", codes="source"
    ),
    "meetings.Release": Table("programme", PLAIN, place="group"),
    "meetings.AgendaItem": Table("programme", PERSONAL, place="meeting__group", shared="title note"),
    "meetings.RoomCode": Table("programme", PLAIN, place="meeting__group", secrets="code"),
    "meetings.RoomDevice": Table("programme", PLAIN, place="meeting__group", secrets="digest"),
    "meetings.RoomWord": Table("programme", CANDID, place="meeting__group", shared="text name"),
    "meetings.DebriefPart": Table(
        "programme", CANDID, place="meeting__group", shared="text", codes="elements"
    ),
    "meetings.DebriefIdea": Table("programme", CANDID, place="meeting__group", words={"had_by": "text"}),
    "meetings.OwnFormat": Table("programme", PERSONAL, place="group", shared="name"),
    "meetings.OwnPart": Table("programme", PERSONAL, place="format__group", shared="title note"),
    "meetings.Meeting": Table(
        "programme",
        PERSONAL,
        place="group",
        shared="venue address access_notes focus missing invitation_words",
        codes="pauses",
    ),
}
