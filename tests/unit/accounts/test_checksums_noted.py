"""The audit holds the head of the store's checksums, so that a store that was put back is noticed."""

import shutil

import pytest

from goldthread.workspace import Workspace
from tests.builders.evidence import keep
from tests.builders.site import cast


cast()

from goldthread.accounts import checksums_noted  # noqa: E402
from goldthread.accounts.models import AuditEvent  # noqa: E402


@pytest.fixture
def held(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "keys"))
    made = Workspace(tmp_path / "held")
    monkeypatch.setattr(checksums_noted, "workspace", lambda: Workspace(tmp_path / "held", make=False))
    before = set(AuditEvent.objects.filter(what=checksums_noted.NOTED).values_list("pk", flat=True))
    yield made
    assert before <= set(AuditEvent.objects.values_list("pk", flat=True)), "nothing leaves the audit"


def test_what_stands_for_the_files_is_noted_once_for_each_state(held):
    keep(held.store, [{"n": 1}])
    assert checksums_noted.note()
    assert not checksums_noted.note()
    keep(held.store, [{"n": 2}])
    assert checksums_noted.note()
    checked, wrong = checksums_noted.told()
    assert wrong == [] and "holds the checksums" in checked[0]


def test_a_store_that_was_put_back_is_said_to_be_older_than_the_audit(held, tmp_path):
    keep(held.store, [{"n": 1}])
    shutil.copytree(held.folder / "evidence", tmp_path / "older")
    keep(held.store, [{"n": 2}])
    checksums_noted.note()
    shutil.rmtree(held.folder / "evidence")
    shutil.copytree(tmp_path / "older", held.folder / "evidence")
    assert Workspace(held.folder).maintenance.verify().whole, "in itself it looks whole"
    (sentence,) = checksums_noted.told()[1]
    assert "put back or exchanged" in sentence and "goldthread restore" in sentence


def test_a_restored_store_is_no_older_than_it_may_be(held, tmp_path):
    keep(held.store, [{"n": 1}])
    shutil.copytree(held.folder / "evidence", tmp_path / "older")
    keep(held.store, [{"n": 2}])
    checksums_noted.note()
    shutil.rmtree(held.folder / "evidence")
    shutil.copytree(tmp_path / "older", held.folder / "evidence")
    Workspace(held.folder).store.checksums.note_event("restored")
    assert checksums_noted.told()[1] == []
