"""A workspace of its own for each test, its key beside it and never inside."""

import pytest

from goldthread.workspace import Workspace


@pytest.fixture
def keys(tmp_path, monkeypatch):
    monkeypatch.delenv("GOLDTHREAD_KEY_FILE", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "keys"))
    return tmp_path / "keys" / "goldthread" / "keys"


@pytest.fixture
def workspace(tmp_path, keys):
    return Workspace(tmp_path / "held")
