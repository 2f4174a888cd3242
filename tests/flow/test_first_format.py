"""A workspace of format 1, written by the code of that time, in today's: see tests/builders/first_format.py."""

import shutil
import tarfile
from pathlib import Path

import pytest
import yaml

from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace import Workspace
from goldthread.workspace.formats import FORMAT
from goldthread.workspace.restoring import restore
from tests.builders.first_format import NAME, import_again, indexed, undo, withdraw
from tests.builders.kept_format import BY_THEN, SAMPLES, agree, as_by_then, plain, unpack


@pytest.fixture
def first(tmp_path, monkeypatch) -> Path:
    return unpack(tmp_path, monkeypatch)


def test_the_sample_is_of_the_first_format_and_small(first):
    assert yaml.safe_load((first / "goldthread.yaml").read_text())["goldthread"] == 1
    assert sum(path.stat().st_size for path in SAMPLES.glob(f"{NAME}.*")) < 300_000


def test_every_question_is_answered_as_it_was_by_then(first):
    opened = Workspace(first)
    agree(as_by_then(opened), BY_THEN["answers"])
    assert yaml.safe_load((first / "goldthread.yaml").read_text())["goldthread"] == FORMAT
    assert opened.maintenance.verify().whole


def test_the_index_of_that_time_is_used_as_it_is_and_its_rollups_are_made_anew(first):
    """Rollups hold the sums of cell keys now (decision 0026), so that older ones are left."""
    opened = Workspace(first)
    index, rollups = ({*(first / "evidence" / name).glob("*")} for name in ("search", "summaries"))
    agree(as_by_then(indexed(opened)), BY_THEN["answers"])
    assert {*(first / "evidence" / "search").glob("*")} == index
    made = {*(first / "evidence" / "summaries").glob("*.parquet")}
    assert len(made) == len([path for path in rollups if path.suffix == ".parquet"]) and not made & rollups


def test_without_them_the_answers_are_the_same(first):
    for name in ("summaries", "search"):
        shutil.rmtree(first / "evidence" / name)
    agree(as_by_then(indexed(Workspace(first))), BY_THEN["answers"])


def test_the_same_files_bring_duplicates_only(first):
    """But for a row replaced since, a batch undone since, and scores that are read since though one is a slip."""
    found = plain(import_again(Workspace(first), first.parent / "files"))
    agree(found["accounts"], BY_THEN["import again"]["accounts"])
    agree(found["counts"], BY_THEN["import again"]["counts"])
    for name, account in found["accounts"].items():
        if name not in ("cards.csv", "cards-mistaken.csv", "royal-comment-cards.xlsx"):
            assert account["kept"] == 0 and account["duplicates"] == account["rows_read"] - account["set_aside"]


def test_an_undo_brings_the_older_version_back(first):
    opened = Workspace(first)
    agree(undo(opened, first), BY_THEN["undo"])
    assert opened.maintenance.verify().whole


def test_a_withdrawal_erases_and_leaves_nothing(first):
    opened = Workspace(first)
    found = withdraw(opened, first)
    agree(found, BY_THEN["withdraw"])
    assert found["left_in"] == [] and opened.maintenance.verify().whole
    assert not list(opened.words.search("physiotherapist patient", limit=5).items)


def test_an_older_back_up_is_brought_up_to_date_when_it_is_restored(first, tmp_path):
    with tarfile.open(tmp_path / "old.tar.gz", "w:gz") as archive:
        archive.add(first, arcname="workspace")
    opened = Workspace(first)
    withdraw(opened, first)
    after = opened.imports.counts()
    assert restore(tmp_path / "old.tar.gz", first, replace=True).replayed == 1  # whoever withdrew after it was made
    again = Workspace(first)
    assert again.settings.format == FORMAT and again.imports.counts()["digest"] == after["digest"]
    assert again.maintenance.verify().whole


def test_a_newer_workspace_is_refused_in_a_sentence(first, tmp_path):
    held = yaml.safe_load((first / "goldthread.yaml").read_text())
    (first / "goldthread.yaml").write_text(yaml.safe_dump(held | {"goldthread": FORMAT + 1}))
    with pytest.raises(WorkspaceProblem, match=f"format {FORMAT + 1}, and this one reads format {FORMAT}") as refused:
        Workspace(first)
    assert "Update Goldthread" in str(refused.value)
    with tarfile.open(tmp_path / "newer.tar.gz", "w:gz") as archive:
        archive.add(first, arcname="workspace")
    (first / "goldthread.yaml").write_text(yaml.safe_dump(held))
    with pytest.raises(WorkspaceProblem, match="newer Goldthread"):
        restore(tmp_path / "newer.tar.gz", first, replace=True)
    assert Workspace(first).maintenance.verify().whole and not first.with_name("workspace.restoring").exists()


@pytest.mark.parametrize("number", [0, -1, "two", None, 1.5, True])
def test_a_number_that_is_none_is_refused(first, number):
    held = yaml.safe_load((first / "goldthread.yaml").read_text())
    (first / "goldthread.yaml").write_text(yaml.safe_dump(held | {"goldthread": number}))
    with pytest.raises(WorkspaceProblem, match="cannot be read"):
        Workspace(first)
