"""A report on its way out and back: what stops it, which version the members can read, taking it back, and two who write at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Message, Moment, View
from inquiries.roles import Role
from practices.models import Report
from practices.reporting import publishing
from tests.builders import (
    make_ask,
    make_ask_answer,
    make_aspiration,
    make_check_back,
    make_meeting,
    make_membership,
    make_report,
)
from tests.practices.kept import page_of, sent

pytestmark = pytest.mark.django_db


def publish(client, jo, row):
    row.refresh_from_db()
    sent(client, jo, "report-publish", row.pk, version=row.version)
    row.refresh_from_db()
    return row.published_at


def change(client, jo, row, **words):
    typed = {"title": row.title, "kind": row.kind, "version": row.version, "chosen": [], **words}
    return sent(client, jo, "report-change", row.pk, **typed)


# --- what stops it --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "why"),
    [
        ("Ring her on 0131 496 0000.", "This looks like a telephone number"),
        ("She lives at EH1 1AA.", "This looks like a postcode"),
        ("Mrs McTavish rings us now.", "This may tell who somebody is"),
        ("She is 84 years old.", "This may tell who somebody is"),
    ],
)
def test_what_leads_to_somebody_is_not_kept_in_a_draft_and_the_typed_text_stays(client, jo, lead, why):
    row = make_report(jo, lead="Three small things.")
    answer = change(client, jo, row, lead=lead)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert lead in answer.content.decode()
    assert Report.objects.get().lead == "Three small things."


def test_what_only_may_tell_is_kept_once_somebody_has_looked_again(client, jo):
    row = make_report(jo)
    assert change(client, jo, row, lead="Mrs McTavish rings us now.", sure="on").status_code == 302
    assert Report.objects.get().lead == "Mrs McTavish rings us now."
    page = page_of(client, jo.person, row.get_absolute_url())[1]
    assert "“Mrs McTavish rings us now.” It may tell who somebody is." in page
    assert "Publish it" not in page  # the members have not read these words


def test_days_and_places_of_work_are_nothing_to_ask_about_in_a_report(client, jo):
    row = make_report(jo)
    words = "We meet at Linden House on 14 May 2027."
    assert change(client, jo, row, ahead=words).status_code == 302


def test_a_name_is_refused_at_its_box(client, jo):
    answer = change(client, jo, make_report(jo), learned=f"{jo.person.name} did it all.")
    assert f"This names {jo.person.name}, who takes part." in answer.content.decode()


def test_a_name_in_what_an_aspiration_rests_on_is_quoted_with_the_way_to_its_box(client, jo):
    hope = make_aspiration(jo.group)
    look = make_check_back(jo.group, moment=Moment.HALF_WAY, published_at=timezone.now(), published_by=jo)
    said = f"Good. {jo.person.name} was greeted. Twice."
    View.objects.create(
        check_back=look,
        aspiration=hope,
        by=jo,
        of_group=True,
        evidence=said,
        progress="good",
        confidence="low",
        at=timezone.now(),
    )
    row = make_report(jo)
    page = page_of(client, jo.person, row.get_absolute_url())[1]
    assert f"“{jo.person.name} was greeted.” It names {jo.person.name}." in page
    assert reverse("inquiries:check-back", args=[jo.group.slug, Moment.HALF_WAY]) in page
    assert publish(client, jo, row) is None


# --- which version the members can read -----------------------------------------------------------


def test_words_that_the_members_could_not_read_are_not_published(client, jo, george):
    row = make_report(jo)
    change(client, jo, row, lead="Otherwise than they read it.")
    assert (
        "You changed it since the members could read it"
        in page_of(client, jo.person, row.get_absolute_url())[1]
    )
    assert publish(client, jo, row) is None

    sent(client, jo, "report-show", row.pk)
    assert publish(client, jo, row) is not None


def test_a_member_finds_the_draft_on_their_first_page_and_is_told_what_it_is_and_whom_to_tell(client, jo):
    member, row = make_membership(group=jo.group), make_report(jo, shown_at=None)
    make_meeting(group=jo.group)
    words = "Read the draft of the progress report before it goes out"
    assert words not in page_of(client, member.person, "/")[1]

    sent(client, jo, "report-show", row.pk)

    assert words in page_of(client, member.person, "/")[1]
    page = page_of(client, member.person, row.get_absolute_url())[1]
    assert "A draft, for you to read before it goes out" in page
    assert f"Tell {jo.person.name}" in page
    assert "Publish it" not in page


# --- taking it back -------------------------------------------------------------------------------


def test_taken_back_nobody_reads_it_its_mail_stays_here_and_a_draft_of_its_words_is_there(client, jo, george):
    row = make_report(jo, title="Half way", lead="Three small things.")
    publish(client, jo, row)
    member = make_membership(group=jo.group)

    for _press in range(2):
        sent(client, jo, "report-take-back", row.pk)

    for person in (george, member.person, jo.person):
        status, page = page_of(client, person, row.get_absolute_url())
        assert (status, "Three small things." in page) == (410, False)
    draft = Report.objects.kept().get()
    assert (draft.title, draft.lead, draft.instead_of, draft.published_at) == (
        "Half way",
        "Three small things.",
        row,
        None,
    )
    assert page_of(client, george, draft.get_absolute_url())[0] == 404
    assert publishing.why_not(Message.objects.get()) == "The report was taken away."


def test_somebody_who_never_could_read_it_is_not_told_that_there_was_one(client, jo):
    row = make_report(jo)
    publish(client, jo, row)
    sent(client, jo, "report-take-back", row.pk)
    stranger = make_membership(role=Role.FACILITATOR)
    assert page_of(client, stranger.person, row.get_absolute_url())[0] == 404


def test_what_was_taken_back_is_published_again_by_undo_and_its_draft_is_in_the_bin(client, jo, george):
    row = make_report(jo)
    publish(client, jo, row)
    sent(client, jo, "report-take-back", row.pk)

    for _press in range(2):
        sent(client, jo, "report-back", row.pk)

    assert Report.objects.kept().get() == row
    assert page_of(client, george, row.get_absolute_url())[0] == 200


def test_once_the_corrected_one_is_out_the_old_one_stays_back(client, jo, george):
    row = make_report(jo)
    publish(client, jo, row)
    sent(client, jo, "report-take-back", row.pk)
    draft = Report.objects.kept().get()
    sent(client, jo, "report-show", draft.pk)
    assert publish(client, jo, draft)

    sent(client, jo, "report-back", row.pk)

    assert Report.objects.kept().get() == draft
    assert "in the place of one that was taken back" in page_of(client, george, draft.get_absolute_url())[1]
    assert "in the place of one that was taken back" in Message.objects.order_by("due_at").last().text


def test_a_member_takes_nothing_back(client, jo):
    row, member = make_report(jo), make_membership(group=jo.group)
    publish(client, jo, row)
    assert sent(client, member, "report-take-back", row.pk).status_code == 403
    assert sent(client, member, "report-back", row.pk).status_code == 403


# --- two who write at once ------------------------------------------------------------------------


def test_whoever_is_second_reads_beside_their_words_what_stands_there_now_and_keeps_what_they_ticked(
    client, jo
):
    row = make_report(jo, learned="We ask first.", lead="Three small things.")
    Report.objects.update(learned="We ring first.", version=1)

    answer = change(client, jo, row, learned="We listen first.", lead="Three small things.")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "We listen first.</textarea>" in page
    assert "<dt>What did we learn?</dt>\n<dd>We ring first.</dd>" in page
    assert "<dt>In three sentences</dt>" not in page  # both say the same


# --- what it says of meetings and asks ------------------------------------------------------------


def test_a_briefing_tells_the_day_of_the_last_meeting_and_that_it_is_early(client, jo):
    jo.group.planned_meetings = 3
    jo.group.save()
    make_meeting(group=jo.group)
    make_meeting(group=jo.group)
    last = make_meeting(group=jo.group, starts_at=timezone.now() + timedelta(days=60))
    row = make_report(jo, kind="briefing")
    page = page_of(client, jo.person, row.get_absolute_url())[1]
    assert (
        f"The last meeting is on {last.starts_local:%A} {last.starts_local.day} {last.starts_local:%B %Y}."
        in page
    )
    assert "It is early for this one: three meetings are still to come." in page


def test_who_has_answered_an_ask_may_answer_otherwise(client, jo, george):
    answered, waiting = make_ask(jo), make_ask(jo)
    row = make_report(jo)
    make_ask_answer(answered, by=george, says="yes")
    publish(client, jo, row)
    page = page_of(client, george, row.get_absolute_url())[1]
    assert page.count("Answer otherwise<") == 1
    assert page.count(">Answer<") == 1
    assert str(waiting.pk) in page
