"""The demo's files, written once for all tests that only read them."""

from datetime import date
from pathlib import Path

import pytest

from goldthread import demo
from goldthread.demo.calendar import Calendar
from goldthread.demo.tellings import Telling, tell


TODAY = date(2031, 11, 19)


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return Calendar(TODAY)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All files by name."""
    folder = tmp_path_factory.mktemp("wenbrook")
    return {path.name: path for path in demo.generate(folder, today=TODAY)}


@pytest.fixture(scope="session")
def tellings(calendar: Calendar) -> list[Telling]:
    return list(tell(calendar, demo.SEED, demo.PIECES))
