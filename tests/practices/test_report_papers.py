"""The PDF of a report: two sheets, tagged, given out only while it says what the report says; a withdrawal takes words out of it."""

from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from clip.keeping import papers as all_papers
from inquiries import aspiring, leaving, rendering, tasks
from inquiries.models import Document, Message
from inquiries.roles import Role
from meetings import asking_first, releasing
from practices import asking, keeping_words, telling
from practices.models import Report
from practices.reporting import papers, standing
from tests.builders import (
    make_ask,
    make_ask_answer,
    make_aspiration,
    make_entry,
    make_meeting,
    make_membership,
    make_noticed_change,
    make_report,
    make_retelling,
    make_small_test,
    make_story,
)
from tests.papers import words_in
from tests.practices.kept import above, let_out, page_of, sent, url
from tests.practices.reporting import look, out

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SAID = "She goes out on Tuesdays"


def drawn(row):
    """The document of a report, drawn by the process that draws."""
    assert rendering.render(row.document_id, timezone.now())
    return Document.objects.get(pk=row.document_id)


def again(row):
    return Report.objects.select_related("group", "document").get(pk=row.pk)


def opened(client, person, name, *keys):
    """What opening a file answers, read to its end."""
    client.force_login(person)
    answer = client.get(reverse(f"practices:{name}", args=keys))
    if answer.streaming:
        assert b"".join(answer).startswith(b"%PDF")
    return answer


# --- what it is ---------------------------------------------------------------------------------------


def a_whole_report(jo):
    """As long as three minutes, with every section that a report can have."""
    hopes = [make_aspiration(group=jo.group, text=f"We ring each other, {n}") for n in range(5)]
    for hope in hopes:
        look(jo, hope, "some", evidence="Two of us rang before a form was filled in.")
    make_ask_answer(make_ask(jo), because="The money is there until March.", myself="I ring both of them.")
    rows = [make_noticed_change(jo, what=SAID, for_whom="people who live on their own") for _ in range(3)]
    rows += [make_small_test(jo, stage="adopted", settled_on=timezone.localdate()) for _ in range(3)]
    for row in rows:
        let_out(row, kind=getattr(row, "THING", "small test"))
    words = "Somebody asked first, and what we thought we had to mend was something else. " * 3
    return out(jo, *rows, lead=words[:300], learned=words, uncertain=words, ahead=words)


def test_pdf_is_two_sheets_at_most_tagged_titled_and_in_english(jo):
    document = drawn(a_whole_report(jo))
    assert document.failed_because == ""
    assert 1 <= document.pages <= 2
    with document.file.open("rb") as file, pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert [float(side) for side in pdf.pages[0].MediaBox[2:]] == pytest.approx([595.3, 841.9], abs=1)
        kinds = {str(one.get("/S", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)}
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == f"Progress report, {jo.group.name}"
    assert {"/H1", "/H2", "/Table", "/TH", "/L"} <= kinds
    words = words_in(document)
    assert SAID in words
    assert "No answer yet" not in words


def test_published_twice_it_is_drawn_once_and_mailed_once(client, jo):
    above(jo.group)
    row = out(jo)
    for _time in range(2):
        sent(client, jo, "report-publish", row.pk, version=row.version - 1)
    assert Document.objects.filter(group=jo.group).count() == 1
    assert Message.objects.filter(kind=Message.Kind.REPORT).count() == 1
    assert again(row).version == row.version


# --- withdrawals --------------------------------------------------------------------------------------


def take_back_release(jo):
    row = make_noticed_change(jo, what=SAID)
    let_out(row)
    return row, lambda: releasing.take_back(jo.group, row.THING, row.pk, by=jo, at=NOW)


def remove_thing(jo):
    row = make_noticed_change(jo, what=SAID)
    let_out(row)
    return row, lambda: keeping_words.remove(row, by=jo, at=NOW)


def withdraw_story(jo):
    row = make_story(jo, text=SAID)
    let_out(row, kind="story")
    return row, lambda: telling.withdraw(row, by=jo, at=NOW)


def keep_story_in(jo):
    row = make_story(jo, text=SAID)
    let_out(row, kind="story")
    said = {name: getattr(row, name) for name in telling.WORDS} | {"how_far": "group"}
    return row, lambda: telling.reword(row, said, version=row.version, by=jo, at=NOW)


def word_story_anew(jo):
    row = make_story(jo, text=SAID)
    let_out(row, kind="story")
    said = {name: getattr(row, name) for name in telling.WORDS} | {"text": "Nobody would know her by this."}
    return row, lambda: telling.reword(row, said, version=row.version, by=jo, at=NOW)


def take_back_retelling(jo):
    row = make_story(jo)
    later = make_retelling(row, text=SAID)
    let_out(row, kind="story")
    let_out(row, kind="story", about=later.pk)
    return row, lambda: releasing.take_back(jo.group, "story", later.pk, by=jo, at=NOW)


def speaker_says_no(jo):
    entry = make_entry(
        make_meeting(group=jo.group), kind="quote", text=SAID, speaker=jo, recorded_by=jo, may_be_quoted=True
    )
    entry.group = jo.group
    let_out(entry, kind="quotes")
    return entry, lambda: asking_first.answer(entry, may_be_quoted=False, text="", by=jo, at=NOW)


def take_back_ask(jo):
    row = make_ask(jo, wording=SAID)
    return None, lambda: asking.take_back(row, by=jo.person, at=NOW)


def take_back_look(jo):
    back = look(jo, make_aspiration(group=jo.group), "some", evidence=SAID)
    return None, lambda: aspiring.take_back(back, at=NOW)


def remove_hope(jo):
    hope = make_aspiration(group=jo.group, text=SAID)
    look(jo, hope, "some")
    return None, lambda: aspiring.remove(hope, by=jo.person, at=NOW)


WAYS = [
    take_back_release,
    remove_thing,
    withdraw_story,
    keep_story_in,
    word_story_anew,
    take_back_retelling,
    speaker_says_no,
    take_back_ask,
    take_back_look,
    remove_hope,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_withdrawn_is_gone_from_the_page_and_its_pdf_is_another(
    client, jo, way, django_capture_on_commit_callbacks
):
    thing, withdraw = way(jo)
    row = out(jo, *filter(None, [thing]))
    george, before = above(jo.group), row.document
    name = f"documents/{before.pk}.pdf"  # of this test alone: others run beside it
    Document.objects.filter(pk=before.pk).update(state="ready", file=name)
    file = Path(settings.MEDIA_ROOT) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"%PDF")
    assert SAID in before.source
    assert SAID in page_of(client, george, row.get_absolute_url())[1]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw()
    now = again(row)
    assert SAID not in page_of(client, george, row.get_absolute_url())[1]
    assert SAID not in now.document.source
    assert not Document.objects.filter(pk=before.pk).exists()
    assert not file.exists()


def test_a_withdrawal_takes_the_words_out_of_the_drawn_pdf_and_of_all_that_it_says_of_itself(
    jo, django_capture_on_commit_callbacks
):
    thing, withdraw = withdraw_story(jo)
    row = out(jo, thing, title="Half way, and on purpose")
    before = drawn(row)
    old = Path(before.file.path)
    assert SAID in words_in(before)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw()
    now = drawn(again(row))
    with now.file.open("rb") as file:
        everything = file.read()
    assert "Half way, and on purpose" in words_in(now)
    assert SAID not in words_in(now)
    assert SAID.encode() not in everything
    assert not old.exists()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_whatever_withdraws_wakes_a_worker_at_once(jo, way, monkeypatch, django_capture_on_commit_callbacks):
    thing, withdraw = way(jo)
    out(jo, *filter(None, [thing]))
    woken = []
    monkeypatch.setattr(tasks, "_publish", lambda: woken.append(True))
    with django_capture_on_commit_callbacks(execute=True):
        withdraw()
    assert woken


def test_on_paper_it_says_of_which_day_it_is_and_on_the_page_that_it_follows(client, jo):
    row = out(jo)
    day = f"{timezone.localdate():%-d %B %Y}"
    said = f"As it stood on {day}; what was taken back since is gone from the page."
    assert said in row.document.source
    assert "gone from this report at once" not in row.document.source
    page = page_of(client, jo.person, row.get_absolute_url())[1]
    assert "gone from this report at once" in page
    assert "As it stood on" not in page


def test_on_a_later_day_the_pdf_of_the_same_words_is_still_the_one_to_open(jo):
    row = out(jo)
    papers.order_pdf(row, at=NOW + timedelta(days=2))
    assert Document.objects.get().pk == row.document_id
    assert papers.current(row) == row.document


def test_one_that_failed_is_drawn_as_of_the_day_on_which_it_is_tried_again(jo):
    row = out(jo)
    Document.objects.update(state="failed", failed_because="No room")
    row, later = again(row), NOW + timedelta(days=2)
    papers.draw_anew(row, at=later)
    now = again(row)
    assert papers.current(now) == now.document == Document.objects.get()
    assert f"As it stood on {timezone.localdate(later):%-d %B %Y}" in now.document.source


def test_one_of_older_words_is_never_given_out_and_can_be_drawn_anew(client, jo):
    thing, _withdraw = take_back_release(jo)
    row = out(jo, thing)
    george = above(jo.group)
    drawn(row)
    assert opened(client, george, "report-pdf", jo.group.slug, row.pk).status_code == 200
    type(thing).objects.update(removed_at=NOW, removed_by=jo.person)  # by a way that nobody told of
    answer = client.get(url(jo, "report-pdf", row.pk))
    assert (answer.status_code, answer["Location"]) == (302, f"{row.get_absolute_url()}#pdf")
    assert "given out no more" in page_of(client, george, row.get_absolute_url())[1]
    client.post(url(jo, "report-make", row.pk))
    drawn(again(row))
    assert opened(client, george, "report-pdf", jo.group.slug, row.pk).status_code == 200


def test_once_an_hour_what_nobody_told_of_is_drawn_anew(jo):
    thing, _withdraw = take_back_release(jo)
    row = out(jo, thing)
    type(thing).objects.update(removed_at=NOW, removed_by=jo.person)
    papers.mend(NOW.replace(minute=7))
    assert again(row).document_id == row.document_id
    papers.mend(NOW.replace(minute=0))
    assert SAID not in again(row).document.source


def test_an_hour_in_which_nothing_went_draws_nothing(jo):
    row = out(jo)
    papers.mend(NOW.replace(minute=0))
    assert again(row).document_id == row.document_id


def test_after_an_erasure_it_is_ordered_again_without_the_name(jo):
    row = out(jo)
    all_papers.redraw([jo.group_id], at=NOW)
    assert again(row).document_id not in (None, row.document_id)


def test_words_that_their_writer_withdrew_stand_in_no_report(jo):
    row = make_noticed_change(jo, what=SAID)
    let_out(row)
    told = out(jo, row)
    type(row).objects.update(what="(withdrawn)")
    assert standing.as_it_stands(told)["differences"] == []


# --- who opens it -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.NATIONAL_BODY, Role.ADMINISTRATOR]
)
def test_whoever_reads_the_report_opens_its_pdf(client, jo, role):
    row = out(jo)
    drawn(row)
    answer = opened(client, above(jo.group, role), "report-pdf", jo.group.slug, row.pk)
    assert answer["Content-Type"] == "application/pdf"
    assert f"{jo.group.slug}-progress-" in answer["Content-Disposition"]


def test_nobody_of_another_group_opens_it(client, jo):
    row = out(jo)
    drawn(row)
    client.force_login(make_membership(role=Role.FACILITATOR).person)
    for name in ("report-pdf", "report-progress", "report"):
        assert client.get(url(jo, name, row.pk)).status_code == 404


def test_a_draft_has_no_pdf(client, jo):
    client.force_login(jo.person)
    assert client.get(url(jo, "report-pdf", make_report(jo).pk)).status_code == 404


def left(jo, member, days=0):
    on = timezone.localdate() - timedelta(days=days)
    leaving.leave(member, on=on, to={}, by=jo, at=NOW)


def test_who_left_keeps_what_was_published_in_their_time_without_what_went_since(client, jo):
    thing, withdraw = take_back_release(jo)
    member = make_membership(group=jo.group, joined_on=timezone.localdate() - timedelta(days=60))
    row = out(jo, thing)
    left(jo, member)
    client.force_login(member.person)
    assert client.get(row.get_absolute_url()).status_code == 404
    kept = reverse("practices:report-kept", args=[row.pk])
    assert kept in client.get(reverse("inquiries:places")).content.decode()
    assert SAID in client.get(kept).content.decode()
    withdraw()
    assert SAID not in client.get(kept).content.decode()
    drawn(again(row))
    assert opened(client, member.person, "report-kept-pdf", row.pk).status_code == 200


def test_what_was_published_after_they_left_is_not_theirs(client, jo):
    member = make_membership(group=jo.group, joined_on=timezone.localdate() - timedelta(days=60))
    left(jo, member, 2)
    row = out(jo)
    client.force_login(member.person)
    for name in ("report-kept", "report-kept-pdf"):
        assert client.get(reverse(f"practices:{name}", args=[row.pk])).status_code == 404
