"""A panel with a need, over a workspace with one month of words: taken back after each test."""

import pytest

from goldthread.workspace import Workspace
from tests.builders.site import cast


cast()

from tests.builders import round as made  # noqa: E402


@pytest.fixture
def workspace(tmp_path):
    held = Workspace(tmp_path / "workspace")
    made.tell(held, months=1)
    with made.undone():
        yield held


@pytest.fixture
def panel(workspace):
    return made.panel("test")


@pytest.fixture
def need(workspace, panel):
    return made.need(workspace, "test", panel)
