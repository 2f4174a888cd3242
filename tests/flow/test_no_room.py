"""A disk that is full, or may not be written: the workspace is blamed, nothing is half kept, reading goes on."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldthread.demo.generating import comments_only
from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace import Workspace


def mount(*words: object) -> bool:
    try:
        return not subprocess.run(["mount", *map(str, words)], capture_output=True).returncode
    except OSError:
        return False


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", disk):
        pytest.skip("only who may mount a small disk can fill one")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture
def held(small_disk: Path, tmp_path: Path) -> Workspace:
    opened = Workspace(small_disk / "workspace")
    few, _ = comments_only(tmp_path / "few.csv", rows=60)
    (account,) = opened.imports.gather(few)
    assert account.kept == 60
    return opened


def test_a_full_disk_keeps_nothing_of_the_file_and_all_of_what_was_there(held, tmp_path, small_disk):
    before = held.imports.counts()
    many, _ = comments_only(tmp_path / "many.csv", rows=14_000)
    refused, again = held.imports.gather([many, tmp_path / "few.csv"])
    assert "workspace" in refused.error and "no space left" in refused.error and refused.kept == 0
    assert str(many) not in refused.error
    assert again.duplicates == 60 or "no space left" in again.error  # not a note fits on a disk full to the last byte
    assert held.imports.counts()["digest"] == before["digest"]
    assert mount("-o", "remount,size=60m", small_disk)
    (account,) = held.imports.gather(many)
    assert held.maintenance.verify().whole
    assert account.kept == 14_000 - account.duplicates and not account.error


def test_a_workspace_that_may_not_be_written_is_still_read(held, tmp_path, small_disk):
    assert mount("-o", "remount,ro", small_disk)
    closed = Workspace(small_disk / "workspace")
    other, _ = comments_only(tmp_path / "other.csv", rows=80)
    (refused,) = closed.imports.gather(other)
    assert "workspace" in refused.error and "read-only" in refused.error
    assert closed.findings.themes().rows and closed.imports.counts()["digest"] == held.imports.counts()["digest"]
    found = closed.words.search("the")
    assert found.items or any("cannot be found yet" in note for note in found.notes)
    with pytest.raises(WorkspaceProblem, match="read-only"):
        closed.imports.undo(held.imports.batches()[0].batch)
    assert mount("-o", "remount,rw", small_disk)
    assert not closed.imports.gather(other)[0].error
