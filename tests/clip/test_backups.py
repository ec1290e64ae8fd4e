"""A backup holds all of one moment; restoring it gives the same tables and files, or changes nothing at all."""

import io
import json
import re
import stat
import sys
import threading
import zipfile
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from clip import VERSION
from clip.keeping import backing_up, erasures, restoring
from clip.keeping.archive import DamagedError, Reader, is_inside
from clip.keeping.restoring import RefusedError
from clip.keeping.rows import LEFT_OUT, digest, is_made_from_others, tables
from inquiries.models import Group, Heartbeat, Organisation, User
from meetings.models import Action
from tests.builders import (
    make_action,
    make_document,
    make_entry,
    make_group,
    make_membership,
    make_message,
    make_recap,
    make_user,
)
from tests.damaged import damaged
from tests.jobs import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.STATE_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


def furnish():
    """Rows with every kind of value, and a file."""
    member = make_membership(person=make_user(name="Mòrag O’Neil\n“Mo”"))
    helper = make_membership(group=member.group)
    make_action(lead=member).helpers.add(helper)
    make_entry(text="\\N\t\0x; ünïcode 💬".replace("\0", ""))
    make_recap(left_out=["came", "left"], text="Line one\r\nline two")
    make_message(member, html="<p>…</p>")
    Heartbeat.objects.create(name="tick", beat_at=timezone.now())
    make_document(member.group)


def backed_up():
    file = io.BytesIO()
    backing_up.back_up(file, at=timezone.now())
    file.seek(0)
    return file


def empty(folder):
    """As a new machine would be: tables without rows, no file."""
    for table in tables():
        if table._meta.db_table not in restoring.MADE_BY_MIGRATING:
            table._base_manager.all()._raw_delete(connection.alias)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()


def everything():
    return {table._meta.db_table: digest(table, connection).hex for table in tables()}


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_what_is_restored_is_what_was_backed_up(settings):
    furnish()
    before, papers = everything(), files(settings.MEDIA_ROOT)
    file = backed_up()
    empty(settings.MEDIA_ROOT)

    restoring.restore(file)

    assert everything() == before
    assert files(settings.MEDIA_ROOT) == papers
    assert len(papers) == 1
    assert sum(table.objects.exists() for table in (User, Action, Group)) == 3


def test_new_rows_are_numbered_after_those_that_came(settings):
    organisation = Organisation.objects.create(name="Practice", sector="g")
    file = backed_up()
    before = set(Organisation.history.values_list("pk", flat=True))
    empty(settings.MEDIA_ROOT)
    restoring.restore(file)

    organisation.name = "Practice by the harbour"
    organisation.save()

    assert set(Organisation.history.values_list("pk", flat=True)) > before


def test_every_table_is_kept_or_left_out_with_a_reason():
    there = {name for name in connection.introspection.table_names() if not is_made_from_others(name)}
    assert {table._meta.db_table for table in tables()} | set(LEFT_OUT) == there
    assert all(LEFT_OUT.values())


def test_a_backup_is_of_one_moment(transactional_db, settings):
    """What somebody writes while it is made is in the next one, and they wait for nothing."""
    make_group()

    def write_more():
        make_message()
        connection.close()

    class Meanwhile(io.BytesIO):
        begun = False

        def write(self, block):
            if not self.begun:
                self.begun = True
                somebody = threading.Thread(target=write_more)
                somebody.start()
                somebody.join(10)
                assert not somebody.is_alive()
            return super().write(block)

    groups = Group.objects.count()
    file = Meanwhile()
    manifest = backing_up.back_up(file, at=timezone.now())

    assert Group.objects.count() == groups + 1
    assert manifest["tables"]["inquiries_group"]["rows"] == groups
    assert manifest["tables"]["inquiries_message"]["rows"] == 0


def test_a_database_behind_the_code_is_migrated_first():
    MigrationRecorder(connection).migration_qs.filter(app="meetings").delete()
    with pytest.raises(backing_up.NotMigratedError, match="migrate first"):
        backed_up()


# --- what may not be restored ---------------------------------------------------------------------


def test_nothing_is_written_over(settings):
    furnish()
    file, before = backed_up(), everything()

    with pytest.raises(RefusedError, match=r"The database is not empty: \w+ has rows. Nothing was changed."):
        restoring.restore(file)
    assert everything() == before


def test_files_of_another_copy_are_not_mixed_in(settings):
    furnish()
    file = backed_up()
    empty(settings.MEDIA_ROOT)
    (settings.MEDIA_ROOT / "documents" / "another.pdf").write_bytes(b"theirs")

    with pytest.raises(RefusedError, match=r"holds files already, such as another\.pdf"):
        restoring.restore(file)
    assert not User.objects.exists()
    assert files(settings.MEDIA_ROOT) == {"documents/another.pdf": b"theirs"}


def rewritten(file, change):
    """The archive with another manifest, or other rows."""
    new = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(new, "w") as target:
        parts = {name: source.read(name) for name in source.namelist()}
        manifest = json.loads(parts["manifest.json"])
        change(manifest, parts)
        parts["manifest.json"] = json.dumps(manifest).encode()
        for name, content in parts.items():
            target.writestr(name, content)
    new.seek(0)
    return new


def newer_migration(manifest, parts):
    manifest["clip"] = "9.1.0"
    manifest["migrations"]["meetings"].append("0099_from_the_future")


def newer_format(manifest, parts):
    manifest["clip"], manifest["format"] = "9.1.0", 99


@pytest.mark.parametrize("change", [newer_migration, newer_format])
def test_a_backup_of_a_newer_version_is_refused(settings, change):
    file = rewritten(backed_up(), change)
    with pytest.raises(RefusedError, match=f"made by a newer Clip \\(9.1.0; this is {re.escape(VERSION)}\\)"):
        restoring.restore(file)


def test_a_backup_of_another_build_is_refused(settings):
    def other_column(manifest, parts):
        manifest["tables"]["inquiries_group"]["columns"][0] = "no_such_column"

    with pytest.raises(RefusedError, match=r"another build of Clip .*inquiries_group has other columns"):
        restoring.restore(rewritten(backed_up(), other_column))


def fewer_rows(manifest, parts):
    manifest["tables"]["inquiries_user"]["rows"] += 1


def other_rows(manifest, parts):
    parts["tables/inquiries_user.jsonl"] = parts["tables/inquiries_user.jsonl"].replace(
        b"example", b"exomple"
    )


def no_rows(manifest, parts):
    del parts["tables/inquiries_user.jsonl"]


def other_file(manifest, parts):
    [name] = [name for name in parts if name.startswith("media/")]
    parts[name] = b"%PDF other words"


def no_list(manifest, parts):
    manifest.clear()


@pytest.mark.parametrize("change", [fewer_rows, other_rows, no_rows, other_file, no_list])
def test_a_damaged_backup_is_refused_before_anything_is_written(settings, change):
    furnish()
    file = rewritten(backed_up(), change)
    empty(settings.MEDIA_ROOT)

    with pytest.raises(DamagedError):
        restoring.restore(file)
    assert not User.objects.exists()
    assert files(settings.MEDIA_ROOT) == {}


@pytest.mark.parametrize("part", ["manifest.json", "tables/inquiries_user.jsonl", "erasures.jsonl"])
def test_a_backup_of_which_a_part_cannot_be_unpacked_is_refused(settings, part):
    furnish()
    file = damaged(backed_up().getvalue(), part)
    empty(settings.MEDIA_ROOT)

    with pytest.raises(DamagedError):
        restoring.restore(io.BytesIO(file))
    assert not User.objects.exists()
    assert files(settings.MEDIA_ROOT) == {}


@pytest.mark.parametrize("content", [b"", b"PK no zip", b"{}"])
def test_what_is_no_backup_is_told_so(content):
    with pytest.raises(DamagedError, match="no backup of Clip"):
        Reader(io.BytesIO(content))


def test_half_a_backup_is_told_so():
    whole = backed_up().getvalue()
    with pytest.raises(DamagedError, match="not the whole of it"):
        Reader(io.BytesIO(whole[: len(whole) // 2]))


def test_rows_that_do_not_fit_together_leave_nothing_behind(settings):
    furnish()

    def no_person(manifest, parts):
        """Whole in itself, only that memberships are of people who are not there."""
        told = backing_up.Writer(io.BytesIO())
        told.add_table("inquiries_user", manifest["tables"]["inquiries_user"]["columns"], [])
        manifest["tables"] |= told.tables
        parts["tables/inquiries_user.jsonl"] = b""

    file = rewritten(backed_up(), no_person)
    empty(settings.MEDIA_ROOT)
    with pytest.raises(DamagedError, match="do not fit together"):
        restoring.restore(file)
    assert files(settings.MEDIA_ROOT) == {}


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("documents/a.pdf", True),
        ("../a.pdf", False),
        ("/etc/a", False),
        ("a/../../b", False),
        ("a\\b", False),
        ("", False),
    ],
)
def test_files_stay_in_their_folder(name, is_kept):
    assert is_inside(name) == is_kept


# --- what was erased since ------------------------------------------------------------------------


def test_a_backup_brings_the_list_of_erasures_with_it(settings, tmp_path):
    one = erasures.Erasure("person", "1", "keep", "2026-01-05")
    erasures.add(one)
    erasures.add(one)
    assert erasures.listed() == [one]
    file = backed_up()
    erasures.path().unlink()

    restoring.restore(file)

    assert erasures.listed() == [one]


def test_the_list_of_erasures_is_for_this_account_alone():
    erasures.add(erasures.Erasure("person", "1", "keep", "2026-01-05"))
    assert stat.S_IMODE(erasures.path().stat().st_mode) == 0o600


# --- the commands ---------------------------------------------------------------------------------


def test_command_writes_a_file_for_oneself_and_verifies_it(tmp_path, capsys):
    furnish()
    path = tmp_path / "clip.backup"
    call_command("backup", str(path))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if ".part" in one.name] == []
    assert re.search(r"Backed up: \d+ tables, [\d,]+ rows; 1 files", capsys.readouterr().err)
    call_command("backup", str(path), verify=True)
    assert capsys.readouterr().out.startswith("Whole: ")


def test_command_writes_over_no_backup(tmp_path):
    path = tmp_path / "clip.backup"
    path.write_bytes(b"yesterday's")
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", str(path))
    assert path.read_bytes() == b"yesterday's"


def test_command_tells_of_files_that_are_not_there(settings, tmp_path, capsys):
    furnish()
    for path in settings.MEDIA_ROOT.rglob("*.pdf"):
        path.unlink()
    call_command("backup", str(tmp_path / "clip.backup"))
    assert "and it was not there" in capsys.readouterr().err


def test_commands_work_over_pipes(monkeypatch, tmp_path, capsys):
    furnish()
    before, pipe = everything(), io.BytesIO()
    monkeypatch.setattr(
        sys, "stdout", SimpleNamespace(buffer=pipe, write=lambda text: None, flush=lambda: None)
    )
    call_command("backup", "-")
    monkeypatch.undo()
    empty(tmp_path / "media")

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(pipe.getvalue())))
    call_command("restore", "-")

    assert everything() == before


def test_command_says_why_it_restores_nothing(tmp_path):
    make_user()
    path = tmp_path / "clip.backup"
    call_command("backup", str(path))
    with pytest.raises(CommandError, match="The database is not empty"):
        call_command("restore", str(path))
    with pytest.raises(CommandError, match="No such file"):
        call_command("restore", str(tmp_path / "nowhere"))


def test_digests_tell_two_copies_apart(capsys):
    furnish()
    call_command("digests")
    first = json.loads(capsys.readouterr().out)
    make_user()
    call_command("digests")
    second = json.loads(capsys.readouterr().out)

    assert first["media"] == second["media"]
    assert {name for name in first["tables"] if first["tables"][name] != second["tables"][name]} == {
        "inquiries_user"
    }


def test_version_is_that_of_the_project():
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text()
