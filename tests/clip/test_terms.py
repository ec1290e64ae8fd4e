"""What goes by itself: each thing is kept for as long as was said, and no longer."""

import os
from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from clip.keeping import terms
from inquiries.models import Document, Heartbeat, ImportRow, Link, Message, PeopleImport, Receipt
from meetings.models import Entry
from tests.builders import (
    make_document,
    make_entry,
    make_import_row,
    make_log_entry,
    make_membership,
    make_message,
    make_people_import,
    make_recap,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.STATE_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


def ago(days):
    return NOW - timedelta(days=days)


def test_texts_of_mails_go_after_thirty_days():
    old = make_message(state=Message.State.SENT, sent_at=ago(31))
    new = make_message(state=Message.State.SENT, sent_at=ago(29))
    assert terms.keep_within(NOW)["texts of mails"] == 1
    assert [Message.objects.get(pk=one.pk).text for one in (old, new)] == ["", "Do come."]


def test_words_in_the_bin_go_after_thirty_days():
    rows = [
        make_entry(text="We ask together", removed_at=ago(days), removed_by=make_user()) for days in (31, 29)
    ]
    kept = make_entry(text="We ask together")
    assert terms.words_in_the_bin(NOW) == 1
    found = [Entry.objects.get(pk=row.pk).text for row in (*rows, kept)]
    assert found == ["(withdrawn)", "We ask together", "We ask together"]
    assert terms.words_in_the_bin(NOW) == 0


def test_links_go_ninety_days_after_they_ended():
    member = make_membership()
    for purpose, ends, revoked in [
        ("rsvp", 91, None),
        ("recap", -1, 91),
        ("answer", 89, None),
        ("pause", -300, None),
    ]:
        Link.objects.create(
            purpose=purpose,
            membership=member,
            about=member.pk,
            made_at=ago(200),
            ends_at=ago(ends),
            revoked_at=ago(revoked) if revoked else None,
        )
    assert terms.links(NOW) == 2
    assert set(Link.objects.values_list("purpose", flat=True)) == {"answer", "pause"}


def test_rows_of_imports_go_after_thirty_days_and_the_line_stays():
    old, new, running = (
        make_people_import(made_at=ago(days), state=state)
        for days, state in [(31, "read"), (29, "read"), (31, "running")]
    )
    for of in (old, new, running):
        make_import_row(of)
    assert terms.rows_of_imports(NOW) == 1
    assert set(ImportRow.objects.values_list("of", flat=True)) == {new.pk, running.pk}
    assert PeopleImport.objects.count() == 3


def test_papers_go_thirty_days_after_nothing_leads_to_them(settings, django_capture_on_commit_callbacks):
    led_to, old, new = (make_document(made_at=ago(days)) for days in (31, 31, 29))
    make_recap(document=led_to)
    broken = make_document(made_at=ago(31), state="failed", source="<p>words</p>")
    make_recap(document=broken)
    with django_capture_on_commit_callbacks(execute=True):
        assert terms.papers_that_nothing_leads_to(NOW) == 1
    assert set(Document.objects.values_list("pk", flat=True)) == {led_to.pk, new.pk, broken.pk}
    assert Document.objects.get(pk=broken.pk).source == ""
    assert not (settings.MEDIA_ROOT / old.file.name).exists()
    assert (settings.MEDIA_ROOT / new.file.name).exists()


def test_files_that_no_row_names_go_after_a_day(settings):
    named = make_document()
    strays = [settings.MEDIA_ROOT / "documents" / name for name in ("old.pdf", "new.pdf")]
    for path in strays:
        path.write_bytes(b"%PDF")
    os.utime(strays[0], (ago(2).timestamp(),) * 2)
    assert terms.files_that_no_row_names(NOW) == 1
    assert [path.exists() for path in (*strays, settings.MEDIA_ROOT / named.file.name)] == [False, True, True]


def test_sessions_and_tries_go_once_they_are_over():
    Session.objects.create(session_key="old", session_data="", expire_date=ago(1))
    Session.objects.create(session_key="new", session_data="", expire_date=ago(-1))
    cache.set("tried", 1, 60)
    cache.set("lately", 1, 60 * 60 * 48)
    later = NOW + timedelta(hours=1)

    with time_machine.travel(later, tick=False):
        told = terms.keep_within(later)

    assert (told["sessions"], told["tries to sign in"]) == (1, 1)
    assert set(Session.objects.values_list("session_key", flat=True)) == {"new"}
    assert cache.get("lately") == 1


def test_a_replay_of_what_is_to_come_signs_nobody_out_and_forgets_no_try():
    """The demo’s clock runs ahead: being signed in, and held off, is real time."""
    Session.objects.create(session_key="now", session_data="", expire_date=NOW + timedelta(hours=12))
    cache.set("tried", 1, 15 * 60)

    told = terms.keep_within(NOW + timedelta(days=8))

    assert (told["sessions"], told["tries to sign in"]) == (0, 0)
    assert (Session.objects.count(), cache.get("tried")) == (1, 1)


def test_the_log_of_the_admin_goes_after_a_year():
    for days in (366, 364):
        LogEntry.objects.filter(pk=make_log_entry().pk).update(action_time=ago(days))
    assert terms.log_of_the_admin(NOW) == 1


def test_what_others_let_go_of_is_counted():
    Receipt.objects.create(person=make_user(), key=make_user().pk, digest="", made_at=ago(31))
    assert terms.keep_within(NOW)["receipts"] == 1


def test_the_clock_does_it_once_a_day():
    def is_done(at):
        Session.objects.create(session_key=str(at), session_data="", expire_date=ago(60))
        terms.run_daily(at)
        found = Session.objects.filter(session_key=str(at))
        done = not found.exists()
        found.delete()
        return done

    hours = [0, 1, 23, 24, 25, 48]
    assert [is_done(NOW + timedelta(hours=hour)) for hour in hours] == [True, False, False, True, False, True]
    assert is_done(NOW - timedelta(days=30))  # the clock was set back
    assert Heartbeat.objects.filter(name="terms").count() == 1


def test_command_says_how_much_of_what_went(capsys):
    make_message(state=Message.State.SENT, sent_at=ago(31))
    call_command("keep_within_terms")
    assert "     1  texts of mails\n" in capsys.readouterr().out
