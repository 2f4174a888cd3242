"""Where tests run: no network but this machine, a key of their own, and a folder for Django where a test needs it."""

import os
import socket
import tempfile
from pathlib import Path

import pytest


ROOT = Path(__file__).parent.parent
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="goldthread-keys-")
if "PYTEST_XDIST_WORKER" in os.environ or "GOLDTHREAD_WORKSPACE" not in os.environ:  # one for each process of tests
    os.environ["GOLDTHREAD_WORKSPACE"] = tempfile.mkdtemp(prefix="goldthread-site-")
os.environ.setdefault("GOLDTHREAD_DEMO", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
os.environ.setdefault("GOLDTHREAD_WORKERS", "1")
os.environ.pop("GOLDTHREAD_KEY_FILE", None)

_connect = socket.socket.connect


def _only_here(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "localhost", "::1"):
        raise AssertionError(f"A test tried to reach {address[0]}.")
    return _connect(self, address)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", _only_here)


@pytest.fixture
def shared():
    """A file of the shared data by its path there; a test whose file is missing is skipped."""
    from tests.builders.shared import shared_file  # not above: copies of this file run without the builders

    return shared_file
