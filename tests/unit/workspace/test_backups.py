"""Back-ups hold the folder without its key; a restore withdraws again whoever withdrew since."""

import stat
import tarfile

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
    archive = held.backup(tmp_path / "backup.tar.gz")
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
        held.backup(held.folder / "backup.tar.gz")
    assert not (held.folder / "backup.tar.gz").exists()


def test_a_place_that_cannot_be_written_is_said(held, tmp_path):
    with pytest.raises(WorkspaceProblem, match="cannot be written"):
        held.backup(tmp_path / "no" / "backup.tar.gz")


def test_a_restore_brings_back_what_was_there(held, tmp_path):
    archive, before = held.backup(tmp_path / "backup.tar.gz"), held.counts()
    keep(held.store, [{"n": 9, "text": "Said later."}])
    assert restore(archive, held.folder) == 0
    assert Workspace(held.folder).counts() == before
    assert not [path for path in tmp_path.iterdir() if "restor" in path.name]


def test_whoever_withdrew_after_the_back_up_is_withdrawn_again(held, tmp_path):
    archive = held.backup(tmp_path / "backup.tar.gz")
    gone = people(held)[1]
    held.withdraw(respondent=gone)
    assert restore(archive, held.folder) == 1
    again = Workspace(held.folder)
    assert gone not in people(again) and len(people(again)) == 3
    assert "Words number 1." not in {item.text for item in again.words(limit=50).items}
    assert again.store.key.remember(gone) in again.store.withdrawn(), "and is known again, should their rows come back"


def test_whoever_came_and_withdrew_after_the_back_up_is_known_again_when_their_rows_come_back(held, tmp_path):
    archive, late = held.backup(tmp_path / "backup.tar.gz"), "e" * 32
    keep(held.store, [{"n": 9, "text": "Said later.", "respondent": late}])
    held.withdraw(respondent=late)
    assert restore(archive, held.folder) == 0
    again = Workspace(held.folder)
    assert again.store.key.remember(late) in again.store.withdrawn()


def test_a_restore_into_an_empty_place_replays_nothing(held, tmp_path):
    archive = held.backup(tmp_path / "backup.tar.gz")
    assert restore(archive, tmp_path / "elsewhere") == 0
    assert Workspace(tmp_path / "elsewhere").counts() == held.counts()


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b" + b"\0" * 40])
def test_what_is_no_back_up_is_refused_and_the_workspace_stays(held, tmp_path, content):
    (tmp_path / "odd.tar.gz").write_bytes(content)
    before = held.counts()
    with pytest.raises(WorkspaceProblem):
        restore(tmp_path / "odd.tar.gz", held.folder)
    assert Workspace(held.folder).counts() == before


def test_an_archive_of_something_else_is_refused(held, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as made:
        made.add(tmp_path / "thesis.txt", arcname="workspace/thesis.txt")
    with pytest.raises(WorkspaceProblem, match="holds no workspace"):
        restore(tmp_path / "other.tar.gz", held.folder)
    assert Workspace(held.folder).counts()["feedback"] == 4


def test_an_archive_that_reaches_outside_writes_nothing_there(held, tmp_path):
    (tmp_path / "evil").write_text("evil")
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as made:
        made.add(tmp_path / "evil", arcname="../../escaped")
    with pytest.raises(WorkspaceProblem):
        restore(tmp_path / "evil.tar.gz", held.folder)
    assert not list(tmp_path.parent.glob("escaped"))


def test_an_earlier_restore_that_was_killed_is_not_overwritten(held, tmp_path):
    archive = held.backup(tmp_path / "backup.tar.gz")
    aside = held.folder.with_name(held.folder.name + ".before-restore")
    aside.mkdir()
    with pytest.raises(WorkspaceProblem, match="in the way"):
        restore(archive, held.folder)
    assert aside.exists() and Workspace(held.folder).counts()["feedback"] == 4
