"""The site's database and workspace, with nothing on its way in; what a test brings in is taken back after it."""

from pathlib import Path

import pytest

from tests.builders.site import cast


PEOPLE = cast()

from django_tasks_db.models import DBTaskResult  # noqa: E402

from goldthread.accounts import opened  # noqa: E402
from goldthread.listening.models import Arrival  # noqa: E402


@pytest.fixture
def people():
    return PEOPLE


@pytest.fixture
def workspace():
    held = opened.workspace()
    before, waiting = held.store.lines().standing_ids, sealed(held)
    yield held
    for batch in held.store.lines().standing_ids - before:
        held.imports.undo(batch)
    for path in sealed(held) - waiting:
        path.unlink()


def sealed(held) -> set[Path]:
    return set((held.folder / "uploads").glob("*.sealed"))


@pytest.fixture
def came(workspace):
    """How many answers came in since the test began."""
    before = workspace.imports.counts()["feedback"]
    return lambda: workspace.imports.counts()["feedback"] - before


@pytest.fixture(autouse=True)
def nothing_waits():
    clear()
    yield
    clear()


def clear():
    Arrival.objects.all().delete()
    DBTaskResult.objects.all().delete()
