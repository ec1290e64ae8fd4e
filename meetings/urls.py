"""Addresses of meetings and what happens between them; `access_table.py` says who may open each."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import SlugConverter, StringConverter

from meetings.views import (
    actions,
    agenda,
    answers,
    asking_first,
    attendance,
    bags,
    changes,
    correcting,
    debrief,
    desk,
    digest,
    entries,
    feeds,
    introductions,
    inviting,
    logs,
    meetings,
    naming,
    note_taking,
    notes,
    own_formats,
    photographs,
    plan,
    re_timing,
    recap,
    recap_linked,
    record,
    releasing,
    room,
    scheduling,
    seating,
    wall,
)


class Recorded(StringConverter):
    """What can be taken out of a record: the name of its bin."""

    regex = "entry|small-group|action|update"


class ReleaseKind(SlugConverter):
    """A kind of what may go out; its words stand apart in the access table, and are joined in an address."""

    def to_python(self, value: str) -> str:
        return value.replace("-", " ")

    def to_url(self, value: str) -> str:
        return value.replace(" ", "-")


register_converter(Recorded, "recorded")
register_converter(ReleaseKind, "release")
app_name = "meetings"
MEETING = "groups/<slug:slug>/meetings/<int:number>"
urlpatterns: list[URLPattern] = [
    # meetings and the plan
    path("groups/<slug:slug>/meetings/", meetings.meetings, name="meetings"),
    path("groups/<slug:slug>/meetings/dates/", scheduling.series, name="series"),
    path(f"{MEETING}/change/", re_timing.change, name="change"),
    path(f"{MEETING}/call-off/", re_timing.call_off, name="call-off"),
    path(f"{MEETING}/hold/", re_timing.hold_after_all, name="hold-after-all"),
    path(f"{MEETING}/plan/", plan.plan, name="plan"),
    path(f"{MEETING}/plan/format/", agenda.choose_format, name="plan-format"),
    path(f"{MEETING}/plan/format/keep/", own_formats.keep, name="own-format-keep"),
    path(f"{MEETING}/plan/format/<uuid:format_id>/remove/", own_formats.remove, name="own-format-remove"),
    path(
        f"{MEETING}/plan/format/<uuid:format_id>/put-back/", own_formats.put_back, name="own-format-put-back"
    ),
    path(f"{MEETING}/plan/add/", agenda.add, name="plan-add"),
    path(f"{MEETING}/plan/missing/", plan.missing, name="plan-missing"),
    path(f"{MEETING}/plan/share/", plan.share, name="plan-share"),
    path(f"{MEETING}/plan/carry/<uuid:key>/", agenda.carry, name="plan-carry"),
    path(f"{MEETING}/plan/put-back/<int:moment>/", agenda.put_back_agenda, name="plan-put-back-agenda"),
    path(f"{MEETING}/plan/<uuid:item_id>/", agenda.item, name="plan-item"),
    path(f"{MEETING}/plan/<uuid:item_id>/minutes/", agenda.minutes, name="plan-minutes"),
    path(f"{MEETING}/plan/<uuid:item_id>/move/", agenda.move, name="plan-move"),
    path(f"{MEETING}/plan/<uuid:item_id>/remove/", agenda.remove, name="plan-remove"),
    path(f"{MEETING}/plan/<uuid:item_id>/put-back/", agenda.put_back, name="plan-put-back"),
    # invitations
    path(f"{MEETING}/invite/", inviting.invite, name="invite"),
    path(f"{MEETING}/invite/<uuid:invitation_id>/", inviting.answer_for, name="invite-answer"),
    path(f"{MEETING}/calendar.ics", inviting.calendar, name="calendar"),
    path("come/<str:token>/", inviting.rsvp, name="rsvp"),
    # the wall
    path("groups/<slug:slug>/wall/", wall.wall, name="wall"),
    path("groups/<slug:slug>/wall/now/", wall.now, name="wall-now"),
    path("groups/<slug:slug>/wall/paper/", wall.printing, name="wall-print"),
    path("groups/<slug:slug>/wall/paper/<str:size>/make/", wall.make, name="wall-make"),
    path("groups/<slug:slug>/wall/paper/<str:size>/", wall.pdf, name="wall-pdf"),
    path(f"{MEETING}/bag/", bags.bag, name="bag"),
    path(f"{MEETING}/bag/make/", bags.make, name="bag-make"),
    path(f"{MEETING}/bag/pdf/", bags.pdf, name="bag-pdf"),
    path(f"{MEETING}/pause/", wall.pause, name="pause"),
    # the room
    path(f"{MEETING}/room/", room.room, name="room"),
    path(f"{MEETING}/room/show/", room.show, name="room-show"),
    path("small-group/<str:token>/", note_taking.notes, name="notes-page"),
    path(
        f"{MEETING}/record/small-group/<uuid:small_group_id>/notes/", note_taking.give_out, name="notes-link"
    ),
    path("room/", room.door, name="room-door"),
    path("room/<str:code>/", room.phone, name="room-phone"),
    path("room/<str:code>/<str:panel>/", room.say, name="room-say"),
    # the record
    path(f"{MEETING}/record/", record.record, name="record"),
    path(f"{MEETING}/record/now/", record.now, name="record-now"),
    path(f"{MEETING}/introductions/", introductions.introductions, name="introductions"),
    path(f"{MEETING}/record/open/", record.open_record, name="record-open"),
    path(f"{MEETING}/record/close/", record.close_record, name="record-close"),
    path(f"{MEETING}/record/reopen/", record.reopen, name="record-reopen"),
    path(f"{MEETING}/record/here/<uuid:member_id>/", entries.attendance, name="record-attendance"),
    path(f"{MEETING}/record/walk-in/", entries.walk_in, name="record-walk-in"),
    path(f"{MEETING}/record/update/<uuid:action_id>/", entries.update, name="record-update"),
    path(f"{MEETING}/record/action/", entries.take_on, name="record-action"),
    path(f"{MEETING}/record/agreed/", entries.entry, {"kind": "agreed"}, name="record-agreed"),
    path(f"{MEETING}/record/quote/", entries.entry, {"kind": "quote"}, name="record-quote"),
    path(f"{MEETING}/record/check-out/", entries.entry, {"kind": "check_out"}, name="record-check-out"),
    path(f"{MEETING}/record/small-group/", entries.small_group, name="record-small-group"),
    path(f"{MEETING}/record/small-groups/", seating.seats, name="record-seats"),
    path(f"{MEETING}/record/small-group/<uuid:small_group_id>/", entries.learned, name="record-learned"),
    path(f"{MEETING}/record/change/<recorded:what>/<uuid:row_id>/", changes.change, name="record-change"),
    path(f"{MEETING}/record/remove/<recorded:what>/<uuid:row_id>/", entries.remove, name="record-remove"),
    path(
        f"{MEETING}/record/put-back/<recorded:what>/<uuid:row_id>/", entries.put_back, name="record-put-back"
    ),
    path(f"{MEETING}/record/photograph/", photographs.add, name="record-photograph"),
    path(f"{MEETING}/photograph/<uuid:entry_id>/", photographs.picture, name="photograph"),
    path(f"{MEETING}/photograph/<uuid:entry_id>/choose/", photographs.choose, name="photograph-choose"),
    path(f"{MEETING}/goes-out/", releasing.goes_out, name="goes-out"),
    path(f"{MEETING}/goes-out/<release:kind>/<uuid:about>/", releasing.decide, name="goes-out-decide"),
    path("groups/<slug:slug>/released/", releasing.released, name="released"),
    path("groups/<slug:slug>/who-came/", attendance.attendance, name="attendance"),
    # the recap
    path(f"{MEETING}/recap/", recap.recap, name="recap"),
    path(f"{MEETING}/recap/write/", recap.write, name="recap-write"),
    path(f"{MEETING}/recap/look/", recap.look, name="recap-look"),
    path(f"{MEETING}/recap/preview/", recap.preview, name="recap-preview"),
    path(f"{MEETING}/recap/publish/", recap.publish, name="recap-publish"),
    path(f"{MEETING}/recap/correct/", correcting.correct, name="recap-correct"),
    path(f"{MEETING}/recap/pdf/progress/", recap.progress, name="recap-progress"),
    path(f"{MEETING}/recap/pdf/make/", recap.make, name="recap-make"),
    path(f"{MEETING}/recap/pdf/", recap.pdf, name="recap-pdf"),
    path("recap/<str:token>/", recap_linked.linked, name="recap-link"),
    path("recap/<str:token>/pdf/", recap_linked.linked_pdf, name="recap-link-pdf"),
    path(
        "recap/<str:token>/photograph/<uuid:entry_id>/",
        recap_linked.linked_photograph,
        name="recap-link-photograph",
    ),
    path(f"{MEETING}/recap/quote/<uuid:entry_id>/ask/", asking_first.ask, name="quote-ask"),
    path(f"{MEETING}/recap/named/<uuid:member_id>/ask/", naming.ask, name="named-ask"),
    path("named/<str:token>/", naming.named, name="named-page"),
    path(f"{MEETING}/recap/quote/<uuid:entry_id>/heard/", asking_first.heard, name="quote-heard"),
    path("quote/<str:token>/", asking_first.quote, name="quote-page"),
    path("quotes/<uuid:entry_id>/", asking_first.own_quote, name="own-quote"),
    # the debrief
    path(f"{MEETING}/debrief/", debrief.debrief, name="debrief"),
    path(f"{MEETING}/debrief/ideas/", debrief.add_idea, name="idea-add"),
    path(f"{MEETING}/debrief/<str:part>/", debrief.write, name="debrief-write"),
    path("groups/<slug:slug>/ideas/<uuid:idea_id>/settle/", debrief.settle, name="idea-settle"),
    path("groups/<slug:slug>/ideas/<uuid:idea_id>/take-back/", debrief.take_back, name="idea-take-back"),
    # between meetings: actions, the desk, notes, answers
    path("groups/<slug:slug>/actions/", actions.actions, name="actions"),
    path("groups/<slug:slug>/actions/add/", actions.add, name="action-add"),
    path("groups/<slug:slug>/actions/log/", logs.log, name="log"),
    path("groups/<slug:slug>/actions/log/out/", logs.log_out, name="log-out"),
    path("groups/<slug:slug>/actions/<uuid:action_id>/", actions.action, name="action"),
    path("groups/<slug:slug>/actions/<uuid:action_id>/change/", actions.change, name="action-change"),
    path("groups/<slug:slug>/actions/<uuid:action_id>/tell/", actions.update, name="action-update"),
    path("groups/<slug:slug>/actions/<uuid:action_id>/offer/", actions.pass_on, name="action-pass-on"),
    path("groups/<slug:slug>/actions/undo/<uuid:update_id>/", actions.undo, name="action-undo"),
    path("desk/", desk.desk, name="desk"),
    path("desk/digest/", digest.choose, name="digest"),
    path("desk/undo/", desk.undo, name="desk-undo"),
    path("notes/", notes.queue, name="queue"),
    path("groups/<slug:slug>/notes/", notes.notes, name="notes"),
    path("groups/<slug:slug>/notes/when/", notes.rhythm, name="note-rhythm"),
    path("groups/<slug:slug>/notes/<uuid:nudge_id>/words/", notes.words, name="note-words"),
    path("groups/<slug:slug>/notes/<uuid:nudge_id>/hold/", notes.hold, name="note-hold"),
    path("groups/<slug:slug>/notes/<uuid:nudge_id>/send/", notes.send, name="note-send"),
    path("recaps/<uuid:recap_id>/", recap_linked.kept, name="recap-kept"),
    path("recaps/<uuid:recap_id>/pdf/", recap_linked.kept_pdf, name="recap-kept-pdf"),
    path(
        "recaps/<uuid:recap_id>/photograph/<uuid:entry_id>/",
        recap_linked.kept_photograph,
        name="recap-kept-photograph",
    ),
    path("account/calendar/", feeds.own_calendar, name="own-calendar"),
    path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    path("answer/<str:token>/", answers.answer, name="answer"),
    path("answer/<str:token>/said/", answers.said, name="answer-said"),
    path("answer/<str:token>/undo/<uuid:update_id>/", answers.undo, name="answer-undo"),
]
