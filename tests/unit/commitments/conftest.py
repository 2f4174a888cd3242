"""A workspace with what carers said, and what may be agreed on it: taken back after each test."""

import pytest

from goldthread.workspace import Workspace
from tests.builders.site import cast


cast()

from tests.builders import round as made  # noqa: E402


@pytest.fixture
def workspace(tmp_path):
    held = Workspace(tmp_path / "workspace")
    made.tell(held)
    with made.undone():
        yield held


@pytest.fixture
def panel(workspace):
    return made.panel("test")


@pytest.fixture
def need(workspace, panel):
    return made.need(workspace, "test", panel)


@pytest.fixture
def decision(panel, need):
    return made.decision("test", panel, [str(need)])


@pytest.fixture
def clause(workspace, panel, need, decision):
    return made.clause(workspace, "test", panel, [str(need), str(decision)])


@pytest.fixture
def reported(workspace, panel, need):
    """An agreed clause whose results the provider reports."""
    return made.agreed(made.clause(workspace, "test", panel, [str(need)], body=made.reported()))
