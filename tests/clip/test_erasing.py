"""Erasing a person reaches every table, mail, file and session, and leaves what the group made together (I11)."""

import io
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from clip.demo import seeding
from clip.keeping import again, backing_up, erasing, erasures, withdrawing
from clip.keeping.marks import Known, marks
from inquiries import rendering, signing_in
from inquiries.models import Document, Link, Membership, Message, Spell, User
from inquiries.roles import Role
from meetings import publishing
from meetings.models import Action, ActionUpdate, Entry, Recap, Wording
from practices.models import Holding
from tests.builders import (
    make_action,
    make_document,
    make_entry,
    make_holding,
    make_invitation,
    make_meeting,
    make_membership,
    make_message,
    make_noticed_change,
    make_nudge,
    make_organisation,
    make_recap,
    make_stewardship,
    make_update,
    make_user,
    make_wording,
)
from tests.canaries import dump, files_with, found_in, make_one_of_each, plant
from tests.papers import words_in

pytestmark = pytest.mark.django_db
NAME, ADDRESS, PHONE = "Mòrag O’Canary", "morag.ocanary@nhs.example", "07700 900123"
TRACES = ["Mòrag O", "Morag O", "O’Canary", "O'Canary", "ocanary", "900123"]


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.STATE_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def morag():
    person = make_user(name=NAME, email=ADDRESS, phone=PHONE)
    return make_membership(person=person, role=Role.FACILITATOR, job="Practice nurse")


def erase(person, *, keep_words=True, also=()):
    return erasing.erase(person, keep_words=keep_words, also=list(also), at=timezone.now())


def test_a_name_in_every_text_is_gone_from_a_dump_of_all_tables(settings, django_capture_on_commit_callbacks):
    """The canary: planted wherever somebody may type, in the whole demo and in a row of every other table."""
    seeding.seed(timezone.now())
    make_one_of_each()
    person = User.objects.get(name="Jo Lennox")
    User.objects.filter(pk=person.pk).update(
        name=NAME, short_name="Mòrag", name_folded="morag o’canary", phone=PHONE
    )
    User.objects.filter(pk=person.pk).update(email=ADDRESS)
    person.refresh_from_db()
    make_message(person.memberships.first(), text=f"Dear {NAME}", state=Message.State.SENT, to=ADDRESS)
    make_document(person.memberships.first().group, content=NAME.encode())
    planted = plant(f"{NAME} <{ADDRESS}> {PHONE}", person)
    assert planted > 60
    assert len(found_in(dump(), *TRACES)) > 500

    with django_capture_on_commit_callbacks(execute=True):
        erase(person)

    assert found_in(dump(), *TRACES) == []
    assert files_with(settings.MEDIA_ROOT, NAME) == []


@pytest.mark.long
def test_every_paper_of_their_groups_goes_and_is_drawn_anew(
    settings, morag, django_capture_on_commit_callbacks
):
    meeting = make_meeting(group=morag.group, closed_by=morag)
    make_entry(meeting=meeting, text=f"{NAME} asks the library", recorded_by=morag)
    recap = make_recap(meeting=meeting, changed_by=morag, published_at=timezone.now(), published_by=morag)
    document = publishing.order_pdf(recap, at=timezone.now())
    rendering.render(document.pk, timezone.now())
    document.refresh_from_db()
    assert NAME in words_in(document)
    stray = make_document(morag.group, content=NAME.encode())

    with django_capture_on_commit_callbacks(execute=True):
        told = erase(morag.person)

    assert told.papers == 2
    assert not Document.objects.filter(pk__in=[document.pk, stray.pk]).exists()
    assert list(settings.MEDIA_ROOT.rglob("*.pdf")) == []
    recap.refresh_from_db()
    rendering.render(recap.document_id, timezone.now())
    recap.document.refresh_from_db()
    told_now = words_in(recap.document)
    assert "a former participant asks the library" in told_now
    assert not found_in(told_now, *TRACES)


# --- who they were --------------------------------------------------------------------------------


def test_a_person_becomes_nobody_in_particular(morag):
    person = morag.person
    make_stewardship(person=person, job="Lead nurse")
    erase(person)

    person.refresh_from_db()
    assert (person.name, person.short_name, person.email, person.phone) == (
        "Former participant",
        "Former participant",
        None,
        "",
    )
    assert (person.is_active, person.has_usable_password()) == (False, False)
    assert erasing.is_erased(person)
    assert set(person.stewardships.values_list("job", flat=True)) == {""}


def test_their_place_ends_and_the_record_of_it_stays(morag):
    make_membership(group=morag.group, role=Role.FACILITATOR)
    erase(morag.person)

    morag.refresh_from_db()
    assert (morag.left_on, morag.job) == (timezone.localdate(), "")
    assert not Spell.objects.filter(membership=morag, ends_on=None).exists()
    assert set(Membership.history.filter(id=morag.pk).values_list("job", flat=True)) == {""}


def test_the_last_facilitator_can_be_erased_too(morag):
    erase(morag.person)
    assert Membership.objects.get(pk=morag.pk).left_on == timezone.localdate()
    assert not Spell.objects.filter(membership=morag, ends_on=None).exists()


def test_what_they_took_on_waits_where_somebody_sees_it(morag):
    make_membership(group=morag.group, role=Role.FACILITATOR)
    action = make_action(lead=morag)
    erase(morag.person)
    assert Action.objects.get(pk=action.pk).state == Action.State.BACK


def test_links_and_sessions_of_theirs_are_gone(morag, client):
    Link.objects.create(
        purpose=Link.Purpose.RECAP,
        membership=morag,
        about=morag.pk,
        made_at=timezone.now(),
        ends_at=timezone.now(),
    )
    client.force_login(morag.person)
    other = make_user()
    theirs = SessionStore()
    theirs["_auth_user_id"] = str(other.pk)
    theirs.create()
    half = SessionStore()
    half["account_login"] = {"email": ADDRESS}
    half.create()

    erase(morag.person)

    assert not Link.objects.exists()
    assert not SessionStore(client.session.session_key).exists(client.session.session_key)
    assert not SessionStore().exists(half.session_key)
    assert SessionStore().exists(theirs.session_key)
    assert signing_in.person_with(ADDRESS) is None


def test_a_reason_that_was_theirs_alone_is_gone(morag):
    invitation = make_invitation(
        make_meeting(group=morag.group), morag, answer="cannot", reason="In hospital"
    )
    erase(morag.person)
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.reason) == ("cannot", "")


# --- what they said -------------------------------------------------------------------------------


@pytest.mark.parametrize(("keep_words", "stands"), [(True, "We never ask him"), (False, "(withdrawn)")])
def test_what_they_said_is_kept_or_deleted_as_they_choose(morag, keep_words, stands):
    quote = make_entry(
        make_meeting(group=morag.group),
        kind="quote",
        text="We never ask him",
        speaker=morag,
        recorded_by=morag,
    )
    make_wording(quote)
    update = make_update(make_action(lead=morag), words="I could not sleep")
    agreed = make_entry(quote.meeting, text="We ask together", recorded_by=morag)

    erase(morag.person, keep_words=keep_words)

    assert Entry.objects.get(pk=quote.pk).text == stands
    assert Wording.objects.get().text == stands
    assert ActionUpdate.objects.get(pk=update.pk).words == ("I could not sleep" if keep_words else "")
    assert Entry.objects.get(pk=agreed.pk).text == "We ask together"


# --- what others wrote ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{NAME} will call", "a former participant will call"),
        ("MÒRAG O'CANARY’s list", "a former participant’s list"),
        ("ask O’Canary, Mòrag", "ask a former participant"),
        ("Mòrag\n O’Canary", "a former participant"),
        (f"write to {ADDRESS}.", "write to a former participant."),
        ("Mòrag knows", "a former participant knows"),
        ("Dr O’Canary and M. O’Canary", "a former participant and a former participant"),
        ("Mòragan is a place", "Mòragan is a place"),
        ("the canary sings", "the canary sings"),
    ],
)
def test_names_are_taken_out_of_what_others_wrote(morag, text, left):
    other = make_membership(group=morag.group, role=Role.FACILITATOR)
    entry = make_entry(make_meeting(group=morag.group), text=text, recorded_by=other)
    erase(morag.person)
    assert Entry.objects.get(pk=entry.pk).text == left


def test_a_title_is_no_part_of_the_name():
    doctor = make_membership(person=make_user(name="Dr Elspeth Noble"))
    entry = make_entry(
        make_meeting(group=doctor.group), text="Elspeth Noble, or Dr Noble, or Dr Elspeth Noble"
    )
    erase(doctor.person)
    assert Entry.objects.get(pk=entry.pk).text == ", or ".join(["a former participant"] * 3)


def test_names_that_are_alike_without_it_are_told_apart_by_a_number(morag):
    """A second physiotherapist who is erased leaves a practice that the first one left already."""
    other = make_user(name="Ailsa Canary-Reid")
    practices = [make_organisation(name=f"{one.name} Physiotherapy") for one in (morag.person, other)]
    programme = morag.group.partnership.programme
    bodies = [programme.national_bodies.create(name=one.name) for one in (morag.person, other)]
    for one in (morag.person, other):
        erase(one)
    names = []
    for row in [*practices, *bodies]:
        row.refresh_from_db()
        names.append(row.name)
    assert names == [
        "a former participant Physiotherapy",
        "a former participant Physiotherapy 2",
        "a former participant",
        "a former participant 2",
    ]
    assert practices[1].name_folded == "a former participant physiotherapy 2"


def test_a_text_without_the_name_is_left_alone(morag):
    entry = make_entry(make_meeting(group=morag.group), text="We ask together", version=3)
    erase(morag.person)
    entry.refresh_from_db()
    assert (entry.text, entry.version) == ("We ask together", 3)


def test_a_page_left_open_does_not_bring_the_name_back(morag):
    entry = make_entry(make_meeting(group=morag.group), text=f"{NAME} asks", version=3)
    erase(morag.person)
    entry.refresh_from_db()
    assert entry.version == 4


def test_a_first_name_counts_only_in_their_groups(morag):
    elsewhere = make_entry(text="Mòrag knows")
    erase(morag.person)
    assert Entry.objects.get(pk=elsewhere.pk).text == "Mòrag knows"


def test_a_name_that_another_has_too_is_left_and_told(morag):
    make_membership(group=morag.group, person=make_user(name="Mòrag Bain", short_name="Mòrag"))
    entry = make_entry(make_meeting(group=morag.group), text=f"Mòrag asked {NAME}")
    told = erase(morag.person)
    assert told.shared_names == ["Mòrag"]
    assert Entry.objects.get(pk=entry.pk).text == "Mòrag asked a former participant"


def test_somebody_of_the_same_name_keeps_it(morag):
    namesake = make_user(name=NAME)
    make_membership(person=namesake)
    elsewhere = make_entry(text=f"{NAME} asks")
    here = make_entry(make_meeting(group=morag.group), text=f"{NAME} asks")

    erase(morag.person)

    namesake.refresh_from_db()
    assert namesake.name == NAME
    assert Entry.objects.get(pk=elsewhere.pk).text == f"{NAME} asks"
    assert Entry.objects.get(pk=here.pk).text == "a former participant asks"


def test_further_names_are_taken_out_too(morag):
    entry = make_entry(text="Mo Canary-Ross came, see mo@home.example")
    erase(morag.person, also=["Mo Canary-Ross", "mo@home.example"])
    assert Entry.objects.get(pk=entry.pk).text == "a former participant came, see a former participant"


def test_a_shared_address_stays_with_whom_it_is_left_to():
    pair = [
        make_user(name=name, email=None, contact_email="both@home.example") for name in (NAME, "Ian O’Canary")
    ]
    erase(pair[0])
    pair[1].refresh_from_db()
    assert pair[1].contact_email == "both@home.example"


def test_marks_of_nobody_match_nothing():
    nobody = marks(Known(), [])
    assert not nobody.are_in("")
    assert nobody.taken_out({"a": [1, None, "text"]}) == {"a": [1, None, "text"]}


# --- mails ----------------------------------------------------------------------------------------


def test_mails_to_them_and_about_them_lose_their_text(morag):
    other = make_membership(group=morag.group, role=Role.FACILITATOR)
    theirs = make_message(morag, state=Message.State.SENT, to=ADDRESS)
    about = make_message(
        other, text="Please call", calendar=f"ORGANIZER;CN=Mòrag O’Ca\r\n nary:mailto:{ADDRESS}"
    )
    neither = make_message(other, text="We meet on Thursday")

    erase(morag.person)

    for message in (theirs, about, neither):
        message.refresh_from_db()
    assert (theirs.text, theirs.html, theirs.subject, theirs.to) == ("", "", "", "")
    assert (about.text, about.calendar, about.state) == ("", "", Message.State.SUPPRESSED)
    assert (neither.text, neither.state) == ("We meet on Thursday", Message.State.QUEUED)


def test_a_mail_that_still_waits_for_them_never_leaves(morag):
    message = make_message(morag)
    make_nudge(make_meeting(group=morag.group), morag, message=message, words="Dear Mòrag")
    erase(morag.person)
    message.refresh_from_db()
    assert message.state == Message.State.SUPPRESSED


# --- the commands ---------------------------------------------------------------------------------


def test_dry_run_says_what_would_go_and_changes_nothing(morag, capsys):
    make_entry(make_meeting(group=morag.group), text=f"{NAME} asks")
    before = dump()
    call_command("erase_person", ADDRESS, dry_run=True)
    told = capsys.readouterr().out
    assert "1  rows of others that named them: meetings.Entry" in told
    assert told.endswith("Nothing was changed.\n")
    assert dump() == before
    assert erasures.listed() == []


def test_command_asks_what_becomes_of_their_words(morag):
    with pytest.raises(CommandError, match="--words keep or --words delete"):
        call_command("erase_person", ADDRESS, yes=True)


def test_command_asks_whether_one_is_sure(morag, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "yes")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("erase_person", ADDRESS, words="keep")
    monkeypatch.setattr("builtins.input", lambda question: NAME)
    call_command("erase_person", ADDRESS, words="keep")
    morag.person.refresh_from_db()
    assert erasing.is_erased(morag.person)


def test_command_knows_people_by_key_and_says_whom_it_does_not_know(morag):
    with pytest.raises(CommandError, match=r"Nobody here has the address or key nobody@nhs\.example"):
        call_command("erase_person", "nobody@nhs.example", words="keep", yes=True)
    call_command("erase_person", str(morag.person.pk), words="keep", yes=True)
    assert erasing.is_erased(User.objects.get(pk=morag.person.pk))


def test_twice_is_once(morag):
    make_entry(make_meeting(group=morag.group), text=f"{NAME} asks")
    call_command("erase_person", str(morag.person.pk), words="keep", yes=True)
    before = dump()
    call_command("erase_person", str(morag.person.pk), words="keep", yes=True)
    assert dump() == before


def test_the_list_of_erasures_holds_no_name(morag):
    call_command("erase_person", ADDRESS, words="keep", also=["Mo Canary"], yes=True)
    [one] = erasures.listed()
    assert (one.kind, one.key, one.words) == ("person", str(morag.person.pk), "keep")
    assert not found_in(erasures.text(), *TRACES, "Canary")


def test_a_backup_from_before_is_erased_again_once_it_is_restored(morag, settings):
    """Also by the names that only the list of erasures knows, sealed."""
    entry = make_entry(make_meeting(group=morag.group), text=f"{NAME} asks Mo Canary-Ross")
    file = io.BytesIO()
    backing_up.back_up(file, at=timezone.now())
    call_command("erase_person", ADDRESS, words="keep", also=["Mo Canary-Ross"], yes=True)
    path = settings.STATE_DIR / "before.backup"
    path.write_bytes(file.getvalue())
    for table in backing_up.tables():
        if table._meta.db_table not in ("django_content_type", "auth_permission"):
            table._base_manager.all()._raw_delete(connection.alias)

    call_command("restore", str(path))

    assert Entry.objects.get(pk=entry.pk).text == "a former participant asks a former participant"
    assert found_in(dump(), *TRACES) == []


def test_without_the_key_that_sealed_them_further_names_are_lost_and_the_rest_is_erased(morag, settings):
    one = again.of_person(morag.person, keep_words=True, also=["Mo"], at=timezone.now())
    erasures.add(one)
    settings.SECRET_KEY = "another" * 10
    assert again.erase_again(timezone.now()) == 1
    assert again.erase_again(timezone.now()) == 0


# --- one thing that was said ----------------------------------------------------------------------


@pytest.fixture
def quote(morag):
    meeting = make_meeting(group=morag.group, closed_by=morag)
    return make_entry(
        meeting,
        kind="quote",
        text="I have not slept since March",
        speaker=morag,
        recorded_by=morag,
        may_be_quoted=True,
    )


def test_a_withdrawn_quote_is_gone_wherever_it_went(quote, morag, capsys):
    make_wording(quote, text="I have hardly slept since March")
    recap = make_recap(
        quote.meeting,
        morag,
        text="Somebody said: I have not slept\nsince March.",
        published_at=timezone.now(),
        published_by=morag,
    )
    mail = make_message(morag, text="“I have not slept since March”", state=Message.State.SENT)
    elsewhere = make_entry(text="I have not slept since March")

    call_command("erase", "entry", str(quote.pk), yes=True)

    quote.refresh_from_db()
    assert (quote.text, quote.speaker) == ("(withdrawn)", None)
    assert Recap.objects.get(pk=recap.pk).text == "Somebody said: (withdrawn)."
    mail.refresh_from_db()
    assert (mail.text, mail.html) == ("", "")
    assert len(found_in(dump(), "slept")) == 1
    assert Entry.objects.get(pk=elsewhere.pk).text == "I have not slept since March"
    assert "Withdrawn." in capsys.readouterr().out
    assert [one.kind for one in erasures.listed()] == ["entry"]


def test_a_withdrawn_quote_is_gone_from_the_recap_and_its_pdf(
    quote, morag, django_capture_on_commit_callbacks, settings
):
    recap = make_recap(quote.meeting, morag, published_at=timezone.now(), published_by=morag)
    document = publishing.order_pdf(recap, at=timezone.now())
    assert "I have not slept since March" in document.source
    with django_capture_on_commit_callbacks(execute=True):
        withdrawing.withdraw("entry", quote.pk, at=timezone.now())

    recap.refresh_from_db()
    assert recap.document_id != document.pk
    assert "I have not slept" not in recap.document.source
    assert "(withdrawn)" in recap.document.source
    assert files_with(settings.MEDIA_ROOT, "slept") == []


def test_short_words_of_others_are_not_taken_for_copies(morag):
    quote = make_entry(
        make_meeting(group=morag.group), kind="quote", text="So tired", speaker=morag, recorded_by=morag
    )
    other = make_entry(quote.meeting, text="So tired", recorded_by=morag)
    withdrawing.withdraw("entry", quote.pk, at=timezone.now())
    assert Entry.objects.get(pk=other.pk).text == "So tired"


def test_what_can_be_withdrawn_is_whatever_somebody_said(capsys):
    call_command("erase")
    kinds = capsys.readouterr().out.split()
    assert {"entry", "action-update", "proposal", "sign-up", "view"} <= set(kinds)
    assert "wording" not in kinds


@pytest.mark.parametrize(
    ("kind", "key", "says"),
    [
        ("poem", "0" * 32, "“poem” is none of: "),
        ("entry", "0" * 32, "There is no entry"),
        ("entry", "x", "badly formed"),
    ],
)
def test_what_is_not_there_is_told(kind, key, says):
    with pytest.raises(CommandError, match=says):
        call_command("erase", kind, key, yes=True)


def test_a_withdrawal_is_applied_again_after_a_restore(quote):
    text = quote.text
    call_command("erase", "entry", str(quote.pk), yes=True)
    Entry.objects.filter(pk=quote.pk).update(text=text)

    assert again.erase_again(timezone.now()) == 1
    assert Entry.objects.get(pk=quote.pk).text == "(withdrawn)"


def test_sqlite_forgets_on_disk_too(transactional_db):
    """What was overwritten stays in a database file and its log until both are written anew."""
    morag = make_membership(person=make_user(name="Zebedee Qwertyuiop", email="zq@nhs.example"))
    make_entry(make_meeting(group=morag.group), text="Zebedee Qwertyuiop asks " + "again and " * 90)
    call_command("erase_person", "zq@nhs.example", words="keep", yes=True)
    assert [path.name for path in files_of_sqlite() if b"Qwertyuiop" in path.read_bytes()] == []


def files_of_sqlite():
    """The database file and those beside it; none where another server keeps the rows."""
    if connection.vendor != "sqlite":
        return []
    path = Path(connection.settings_dict["NAME"])
    return list(path.parent.glob(f"{path.name}*"))


# --- what nobody else could read ------------------------------------------------------------------


def test_private_maps_and_unshared_changes_go_whatever_is_chosen_and_are_counted_for_nobody(morag, capsys):
    beside = make_membership(group=morag.group)
    make_holding(morag, owner=morag, commitment="I want to ring her")
    theirs = make_holding(beside, owner=beside, commitment=f"Like {morag.person.name}")
    mine = make_noticed_change(morag, level="myself", what="I was short with her")
    shared = make_noticed_change(morag, level="myself", what="I listen now", is_shared=True)
    ours = make_holding(morag, owner=None, commitment="We want to ring them")

    call_command("erase_person", ADDRESS, "--words", "keep", "--yes")

    told = capsys.readouterr().out
    assert "Holding" not in told
    assert "NoticedChange" not in told
    assert not Holding.objects.filter(commitment__contains="ring her").exists()
    for row in (theirs, mine, shared, ours):
        row.refresh_from_db()
    assert "Morag" not in theirs.commitment
    assert mine.what == "(withdrawn)"
    assert (shared.what, ours.commitment) == ("I listen now", "We want to ring them")
