"""Back-ups hold the folder without its key; a restore withdraws again whoever withdrew since."""

import fcntl
import os
import sqlite3
import stat
import tarfile
from pathlib import Path

import pytest

from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace import Workspace, restore
from goldthread.workspace.folder import SETTINGS
from tests.builders.evidence import keep


@pytest.fixture
def held(workspace):
    keep(workspace.store, [{"n": n, "text": f"Words number {n}.", "respondent": f"{n:032x}"} for n in range(4)])
    return workspace


def people(workspace):
    return sorted(workspace.store.respondents())


def test_an_archive_holds_the_evidence_and_no_key_and_no_waiting_file(held, tmp_path, keys):
    held.uploads.hold("cards.csv", [b"waiting words"])
    archive = held.maintenance.backup(tmp_path / "backup.tar.gz")
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    with tarfile.open(archive) as inside:
        names = inside.getnames()
    assert f"workspace/{SETTINGS}" in names
    assert any(name.startswith("workspace/evidence/feedback/") for name in names)
    assert not [
        name for name in names if "/uploads" in name or "/locks" in name or "/summaries" in name or ".key" in name
    ]


def test_a_back_up_inside_the_workspace_is_refused(held):
    with pytest.raises(WorkspaceProblem, match="outside the workspace"):
        held.maintenance.backup(held.folder / "backup.tar.gz")
    assert not (held.folder / "backup.tar.gz").exists()


def test_a_place_that_cannot_be_written_is_said(held, tmp_path):
    with pytest.raises(WorkspaceProblem, match="cannot be written"):
        held.maintenance.backup(tmp_path / "no" / "backup.tar.gz")


def test_a_restore_brings_back_what_was_there(held, tmp_path):
    archive, before = held.maintenance.backup(tmp_path / "backup.tar.gz"), held.imports.counts()
    keep(held.store, [{"n": 9, "text": "Said later."}])
    assert restore(archive, held.folder, replace=True).replayed == 0
    assert Workspace(held.folder).imports.counts() == before
    assert not list(tmp_path.glob("*.restoring"))


def test_whoever_withdrew_after_the_back_up_is_withdrawn_again(held, tmp_path):
    archive = held.maintenance.backup(tmp_path / "backup.tar.gz")
    gone = people(held)[1]
    held.withdrawals.withdraw(respondent=gone)
    assert restore(archive, held.folder, replace=True).replayed == 1
    again = Workspace(held.folder)
    assert gone not in people(again) and len(people(again)) == 3
    assert "Words number 1." not in {item.text for item in again.words.passages(limit=50).items}
    assert again.store.key.remember(gone) in again.store.withdrawn(), "and is known again, should their rows come back"


def test_whoever_came_and_withdrew_after_the_back_up_is_known_again_when_their_rows_come_back(held, tmp_path):
    archive, late = held.maintenance.backup(tmp_path / "backup.tar.gz"), "e" * 32
    keep(held.store, [{"n": 9, "text": "Said later.", "respondent": late}])
    held.withdrawals.withdraw(respondent=late)
    assert restore(archive, held.folder, replace=True).replayed == 0
    again = Workspace(held.folder)
    assert again.store.key.remember(late) in again.store.withdrawn()


def test_a_restore_into_an_empty_place_replays_nothing(held, tmp_path):
    archive = held.maintenance.backup(tmp_path / "backup.tar.gz")
    assert restore(archive, tmp_path / "elsewhere").replayed == 0
    assert Workspace(tmp_path / "elsewhere").imports.counts() == held.imports.counts()


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b" + b"\0" * 40])
def test_what_is_no_back_up_is_refused_and_the_workspace_stays(held, tmp_path, content):
    (tmp_path / "odd.tar.gz").write_bytes(content)
    before = held.imports.counts()
    with pytest.raises(WorkspaceProblem):
        restore(tmp_path / "odd.tar.gz", held.folder, replace=True)
    assert Workspace(held.folder).imports.counts() == before


def test_an_archive_of_something_else_is_refused(held, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as made:
        made.add(tmp_path / "thesis.txt", arcname="workspace/thesis.txt")
    with pytest.raises(WorkspaceProblem, match="holds no workspace"):
        restore(tmp_path / "other.tar.gz", held.folder, replace=True)
    assert Workspace(held.folder).imports.counts()["feedback"] == 4


def test_an_archive_that_reaches_outside_writes_nothing_there(held, tmp_path):
    (tmp_path / "evil").write_text("evil")
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as made:
        made.add(tmp_path / "evil", arcname="../../escaped")
    with pytest.raises(WorkspaceProblem):
        restore(tmp_path / "evil.tar.gz", held.folder, replace=True)
    assert not list(tmp_path.parent.glob("escaped"))


def test_a_workspace_is_replaced_only_if_so_said_and_is_moved_aside(held, tmp_path):
    archive = held.maintenance.backup(tmp_path / "backup.tar.gz")
    keep(held.store, [{"n": 9, "text": "Said later."}])
    with pytest.raises(WorkspaceProblem, match="something in"):
        restore(archive, held.folder)
    assert Workspace(held.folder).imports.counts()["feedback"] == 5
    first = restore(archive, held.folder, replace=True)
    assert Workspace(held.folder).imports.counts()["feedback"] == 4
    assert Workspace(first.aside, make=False).imports.counts()["feedback"] == 5
    second = restore(archive, held.folder, replace=True)
    assert second.aside != first.aside and first.aside.exists(), "an earlier one is never overwritten"


@pytest.mark.parametrize("move", [1, 2])
def test_a_restore_that_is_killed_at_a_move_forgets_nobody_who_withdrew(held, tmp_path, monkeypatch, move):
    archive, gone = held.maintenance.backup(tmp_path / "backup.tar.gz"), people(held)[1]
    held.withdrawals.withdraw(respondent=gone)
    moved, rename = [], Path.rename

    def killed(self, target):
        moved.append(self)
        if len(moved) == move:
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            restore(archive, held.folder, replace=True)
    assert held.folder.exists() == (move == 1)
    assert restore(archive, held.folder, replace=True).replayed == 1
    assert gone not in people(Workspace(held.folder)) and not list(tmp_path.glob("*.restoring"))


def test_a_back_up_that_cannot_be_finished_leaves_nothing(held, tmp_path, monkeypatch):
    archive = held.maintenance.backup(tmp_path / "backup.tar.gz")
    before = archive.read_bytes()

    def full(*given, **how):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "add", full)
    with pytest.raises(WorkspaceProblem, match="No space left"):
        held.maintenance.backup(archive, replace=True)
    assert archive.read_bytes() == before and not list(tmp_path.glob(".*.part"))


def test_a_folder_of_something_else_is_not_replaced_unasked(held, tmp_path):
    archive = held.maintenance.backup(tmp_path / "backup.tar.gz")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear")
    with pytest.raises(WorkspaceProblem, match="something in"):
        restore(archive, tmp_path / "letters")
    assert (tmp_path / "letters" / "letter.txt").read_text() == "Dear"


def test_a_workspace_that_is_served_is_not_replaced(held, tmp_path):
    archive = held.maintenance.backup(tmp_path / "backup.tar.gz")
    lock = held.folder / "locks" / "worker.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as worker:  # as `goldthread worker` holds it
        fcntl.flock(worker, fcntl.LOCK_EX)
        with pytest.raises(WorkspaceProblem, match="being served"):
            restore(archive, held.folder, replace=True)
    assert not list(tmp_path.glob("*restor*"))
    restore(archive, held.folder, replace=True)


def test_what_is_restored_is_for_its_owner_alone(held, tmp_path):
    archive = held.maintenance.backup(tmp_path / "backup.tar.gz")
    before = os.umask(0)
    try:
        restore(archive, tmp_path / "elsewhere")
    finally:
        os.umask(before)
    again = tmp_path / "elsewhere"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (again, *again.rglob("*")) if path.parts[-2] != "locks"}
    assert modes <= {0o700, 0o600}


def test_an_archive_is_not_overwritten_unless_so_said(held, tmp_path):
    archive = held.maintenance.backup(tmp_path / "backup.tar.gz")
    before = archive.read_bytes()
    keep(held.store, [{"n": 9, "text": "Said later."}])
    with pytest.raises(WorkspaceProblem, match="exists already"):
        held.maintenance.backup(archive)
    assert archive.read_bytes() == before
    held.maintenance.backup(archive, replace=True)
    assert restore(archive, tmp_path / "elsewhere").replayed == 0
    assert Workspace(tmp_path / "elsewhere").imports.counts()["feedback"] == 5
    assert not list(tmp_path.glob(".*.part"))


def written(connection, many):
    """Two tables that always say the same, in one transaction each time."""
    with connection:
        for n in range(many):
            connection.execute("insert into one values (?, ?)", (n, "x" * 500))
            connection.execute("insert into other values (?, ?)", (n, "y" * 500))


def test_a_site_that_writes_while_it_is_backed_up_comes_back_as_of_one_moment(held, tmp_path, monkeypatch):
    connection = sqlite3.connect(held.folder / "site.sqlite3")
    connection.execute("pragma journal_mode=wal")
    for name in ("one", "other"):
        connection.execute(f"create table {name} (n integer, words text)")
    written(connection, 50)
    add = tarfile.TarFile.add

    def writing(self, name, *given, **how):
        if str(name).endswith(("site.sqlite3-wal", SETTINGS)):
            connection.execute("pragma wal_checkpoint(truncate)")
            written(connection, 40)
        add(self, name, *given, **how)

    with monkeypatch.context() as patch:
        patch.setattr(tarfile.TarFile, "add", writing)
        archive = held.maintenance.backup(tmp_path / "b.tar.gz")
    connection.close()
    restore(archive, held.folder, replace=True)
    found = sqlite3.connect(held.folder / "site.sqlite3")
    assert found.execute("pragma integrity_check").fetchall() == [("ok",)]
    counted = [found.execute(f"select count(*) from {name}").fetchone()[0] for name in ("one", "other")]
    assert counted[0] == counted[1] >= 50
    found.close()


def test_a_database_that_cannot_be_read_is_said_and_nothing_is_left(held, tmp_path):
    (held.folder / "site.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(WorkspaceProblem, match="cannot be read"):
        held.maintenance.backup(tmp_path / "b.tar.gz")
    assert not [path for path in tmp_path.iterdir() if "b.tar" in path.name]


def test_links_that_wait_in_a_shared_folder_are_not_written_through(held, tmp_path):
    shared, outside = tmp_path / "shared", tmp_path / "outside"
    shared.mkdir()
    outside.write_text("mine")
    sqlite3.connect(held.folder / "site.sqlite3").execute("create table one (n integer)").connection.close()
    for ending in ("part", "db"):
        (shared / f".b.tar.gz.{ending}").symlink_to(outside)
    archive = held.maintenance.backup(shared / "b.tar.gz")
    assert outside.read_text() == "mine" and stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert not archive.is_symlink() and len(list(shared.iterdir())) == 3
