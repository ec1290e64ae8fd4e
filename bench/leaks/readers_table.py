"""Who may read which column, as the table of the design says it (access.md) and decisions 41, 42, 50: by hand, and of nothing
that the application knows.

member | facilitator | integration manager | senior manager | learning partner | national body | programme administrator

A cell is R (reads), – (nothing), or what a row must be like: words of `Ground.of`, all of them; “/” parts what will do as
well. “told”: of a newcomer it asks that it was told since they came, or went out. Whose words they are reads them anyway,
unless they left. What is in the bin is read by nobody else.
"""

NOBODY = "- | - | - | - | - | - | -"
INSIDE = "R | R | R | - | - | - | -"
HOLDERS = "- | R | R | - | - | - | -"
EVERYBODY = "R | R | R | R | R | R | R"
TOLD_OUT = "told | R | R | out | out | - | -"
IN_HAND_OUT = "R | R | R | out | out | - | -"
RECAPPED = "recapped told | R | R | - | - | - | -"

READERS: dict[str, str] = {
    # --- who somebody is: names go with the group; above it somebody is a number ---
    "inquiries.User.name": "R | R | R | steward / holds | steward / shares-card / holds | steward | R",  # whom it may invite
    "inquiries.User.short_name": "R | R | R | holds | holds | - | R",  # F7 names who can read a thing
    "inquiries.User.email": "shares-contact | R | R | - | - | - | R",
    "inquiries.User.contact_email": "shares-contact | R | R | - | - | - | R",
    "inquiries.User.phone": "shares-contact | R | R | - | - | - | R",
    "inquiries.Membership.job": "R | R | R | - | shares-card | - | R",
    "inquiries.Stewardship.job": "R | R | R | R | R | R | R",
    "inquiries.GroupInvitation": "- | R | R | - | - | - | R",
    "inquiries.ImportRow": "- | - | R | - | - | - | R",
    "inquiries.PeopleImport": "- | - | R | - | - | - | R",
    "inquiries.CardLine.text": "shared-with-group / shared-with-partner | R | R | - | shared-with-partner | - | -",
    "inquiries.Try.answer": HOLDERS,
    "inquiries.Undeliverable": HOLDERS,
    "inquiries.Message": HOLDERS,
    "inquiries.Document": NOBODY,
    # --- what the group agreed ---
    "inquiries.Purpose": EVERYBODY,
    "inquiries.Proposal": INSIDE,
    "inquiries.SignUp": INSIDE,
    "inquiries.Agreement": "R | R | R | R | R | - | -",
    # published: to an administrator in a report, which says how far each came
    "inquiries.Aspiration": "R | R | R | published | published | published | published",
    "inquiries.View": "R | R | R | published | published | published | published",
    "inquiries.Term": INSIDE,
    "inquiries.Meaning": INSIDE,
    "inquiries.LevelWords": EVERYBODY,
    "inquiries.Group": "R | R | R | R | R | - | R",
    # --- what names places: no word of anybody's ---
    "inquiries.Partnership": EVERYBODY,
    "inquiries.NationalBody": EVERYBODY,
    "inquiries.Programme": EVERYBODY,
    "inquiries.Organisation": EVERYBODY,
    "inquiries.PrivacyNotice": "anybody",
    "inquiries.AccessibilityStatement": "anybody",
    # --- meetings ---
    "meetings.Meeting": INSIDE,
    "meetings.Meeting.venue": "R | R | R | R | R | - | R",
    "meetings.Meeting.address": "R | R | R | R | R | - | R",
    "meetings.Meeting.access_notes": "R | R | R | R | R | - | R",
    "meetings.Meeting.missing": "plan-shared | R | R | - | - | - | -",
    "meetings.AgendaItem": "plan-shared | R | R | - | - | - | -",
    "meetings.OwnFormat": HOLDERS,
    "meetings.OwnPart": HOLDERS,
    "meetings.Invitation.reason": "- | - | R | - | - | - | -",
    "meetings.Nudge.words": HOLDERS,
    "meetings.SmallGroup": RECAPPED,
    "meetings.Entry": RECAPPED,
    "meetings.Entry quote": "recapped told agreed / out | R | R | out | out | out | -",
    "meetings.Entry photograph": "recapped told chosen | R | R | - | - | - | -",
    "meetings.Wording": HOLDERS,
    "meetings.Action": INSIDE,
    "meetings.ActionUpdate": INSIDE,
    "meetings.ActionUpdate by answer": HOLDERS,
    "meetings.Recap.text": "recapped told | R | R | recapped out | recapped out | - | -",
    "meetings.RecapLine.text": RECAPPED,
    "meetings.Correction.note": RECAPPED,
    "meetings.Correction.text_before": HOLDERS,
    "meetings.Mention": HOLDERS,
    "meetings.RoomWord": RECAPPED,
    "meetings.RoomWord word": "- | R | - | - | - | - | -",
    "meetings.DebriefPart": HOLDERS,
    "meetings.DebriefIdea": HOLDERS,
    # --- what groups try and learn ---
    "practices.Story": "told | R | R | out | out | out | -",
    "practices.Story.permission": "told | R | R | - | - | - | -",
    "practices.Story.sure_because": "told | R | R | - | - | - | -",
    "practices.Story.distilled_by": "told | R | R | - | - | - | -",
    "practices.Story group alone": "told | R | R | - | - | - | -",
    "practices.Retelling": "told | R | R | retold-out | retold-out | retold-out | -",  # each goes out by itself
    "practices.Retelling group alone": "told | R | R | - | - | - | -",
    "practices.SmallTest": IN_HAND_OUT,
    "practices.Cycle": IN_HAND_OUT,
    "practices.Usual": IN_HAND_OUT,
    "practices.Measure": IN_HAND_OUT,
    "practices.Barrier": INSIDE,
    "practices.Judgement": INSIDE,
    "practices.Ask": "R | R | R | R | R | published | -",
    "practices.AskAnswer": "R | R | R | R | R | published | -",
    "practices.ScenarioLine": IN_HAND_OUT,
    "practices.ScenarioLine.drawn_by": INSIDE,
    "practices.Priority": IN_HAND_OUT,
    "practices.StructuralProposal": IN_HAND_OUT,
    "practices.Initiative": IN_HAND_OUT,
    "practices.Observation": TOLD_OUT,
    "practices.NoticedChange": TOLD_OUT,
    "practices.NoticedChange one's own": NOBODY,
    "practices.NoticedChange shared own": "told | R | R | - | - | - | -",
    "practices.Holding": "told | R | R | - | - | - | -",
    "practices.Holding one's own": NOBODY,
    "practices.Report": "shown | R | R | published | published | published | published",
    "practices.CheckAnswer": "told | R | R | - | - | - | -",  # decision 76
    "practices.LibraryEntry": "in-the-library | R | R | in-the-library | in-the-library | in-the-library | in-the-library",
    "practices.TakeHome": NOBODY,
    "practices.Overview": "- | - | - | published | R | published | published",
    "practices.Portrait": "- | - | - | published | R | published | published",
    "practices.Reflection": "- | invited | invited | - | R | invited | -",
    "practices.Lesson": "- | invited | invited | - | R | invited | -",
    # --- others' ---
    "account.EmailAddress": NOBODY,
    "admin.LogEntry": NOBODY,
}

# Who has left keeps the recaps that were published while they belonged, and no more.
FORMER: dict[str, str] = {
    "inquiries.Group.name": "R",
    "inquiries.Partnership.name": "R",
    "inquiries.Organisation.name": "R",
    "practices.Report": "kept-by-former",
    # what a recap tells of: who came and took on what, when and where, with the purpose above it
    "inquiries.User.name": "R",
    "inquiries.User.short_name": "R",
    "inquiries.Purpose.text": "R",
    "meetings.Action": "kept-by-former",
    "meetings.Meeting": "kept-by-former",
    "meetings.RoomWord check_out": "kept-by-former",
    "meetings.Recap.text": "kept-by-former",
    "meetings.RecapLine.text": "kept-by-former",
    "meetings.Correction.note": "kept-by-former",
    "meetings.Entry": "kept-by-former",
    "meetings.Entry quote": "kept-by-former agreed",
    "meetings.Entry photograph": "kept-by-former chosen",
    "meetings.SmallGroup": "kept-by-former",
}

# A report that is published says whose it is, what was asked and answered, and of the room what went out, to all who read it.
REPORT = {
    "inquiries.Group.name",
    "practices.Ask.wording",
    "practices.AskAnswer.because",
    "practices.AskAnswer.myself",
    "meetings.Entry.text quote out",
    "practices.Story.title out",
    "practices.Story.text out",
    "practices.Retelling.text retold-out",
    *(f"practices.SmallTest.{name} out" for name in ("what", "for_whom", "expect", "gives", "gains")),
    *(f"practices.NoticedChange.{name} out" for name in ("what", "for_whom", "evidence")),
    *(f"practices.StructuralProposal.{name} out" for name in ("what", "serves", "part_of_it", "would_stop")),
    *(f"practices.Measure.{name} out" for name in ("what", "unit")),
    *(f"practices.Initiative.{name} out" for name in ("what", "how")),
    "practices.Observation.words out",
}
KEPT_REPORT = REPORT | {"inquiries.Aspiration.text", "inquiries.View.evidence"}
ROOM = {"inquiries.Group.name", "inquiries.Purpose.text", "inquiries.Partnership.name"}
# A recap on paper says when and where the group met next, as its members got it.
NEXT_MEETING = {"meetings.Meeting.focus", "meetings.Meeting.venue", "meetings.Meeting.access_notes"}
# What an address gives besides what its reader has anyway: by a link or a code the small group whose notes one takes, and what
# hangs on the wall of the room that one sits in.
BESIDES = {
    "practices:reports": {"inquiries.Group.name"},
    "practices:report": REPORT,
    "practices:report-pdf": REPORT,
    # a report that somebody who left keeps tells what the group published in it while they belonged
    "practices:report-kept": KEPT_REPORT,
    "practices:report-kept-pdf": KEPT_REPORT,
    "practices:reflection": {"inquiries.Group.name"},
    "practices:reflections": {"inquiries.Group.name"},
    "meetings:notes-page": {"meetings.SmallGroup.topic", "meetings.Entry.text"},
    "meetings:room-phone": ROOM,
    "meetings:room-say": ROOM,
    "meetings:recap-kept-pdf": NEXT_MEETING,
    "meetings:recap-link-pdf": NEXT_MEETING,
    "inquiries:join": {
        "inquiries.GroupInvitation.words",
        "inquiries.Group.name",
        "inquiries.Group.who_for",
        "inquiries.Group.locality",
        "inquiries.Purpose.text",
        "inquiries.User.name",
        "inquiries.User.short_name",
        "inquiries.Membership.job",
        "inquiries.Organisation.name",
        "inquiries.Partnership.name",
        "inquiries.Group.lasts",
        "meetings.Meeting.venue",
    },
}
