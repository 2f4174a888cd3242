"""A workspace of its own for each story, with its key beside it, outside the folder."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from goldthread import demo
from goldthread.workspace import Workspace
from goldthread.workspace import open as open_workspace


TODAY = date(2031, 11, 19)


@contextmanager
def keys_in(folder: Path) -> Iterator[None]:
    """Keys of workspaces that are opened meanwhile are kept in this folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GOLDTHREAD_KEY_FILE", raising=False)
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        yield


@pytest.fixture(autouse=True)
def _own_keys(tmp_path: Path) -> Iterator[None]:
    with keys_in(tmp_path / "home"):
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "workspace")


@pytest.fixture(scope="session")
def wenbrook(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The demo's files at a tenth of their size."""
    return demo.generate(tmp_path_factory.mktemp("wenbrook"), today=TODAY, pieces=2_000)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> "Built":
    """The whole demo, built once; tests only read it."""
    folder = tmp_path_factory.mktemp("built")
    with keys_in(folder / "home"):
        began = time.perf_counter()
        accounts = build_apart(folder / "workspace", TODAY)
    return Built(folder / "workspace", accounts, time.perf_counter() - began)


def build_apart(folder: Path, today: date) -> list:
    """Build the demo in a process of its own: Django holds one site in a process, and here it holds the tests'."""
    spawn = multiprocessing.get_context("spawn")
    with pytest.MonkeyPatch.context() as patch, ProcessPoolExecutor(1, mp_context=spawn) as apart:
        patch.setenv("GOLDTHREAD_WORKSPACE", str(folder))
        return apart.submit(demo.build, folder, today=today).result()


class Built:
    """The built demo: its folder, the accounts of its files, and how long it took."""

    def __init__(self, folder: Path, accounts: list, seconds: float) -> None:
        self.folder, self.accounts, self.seconds = folder, accounts, seconds

    @contextmanager
    def opened(self) -> Iterator[Workspace]:
        with keys_in(self.folder.parent / "home"):
            yield open_workspace(self.folder)


Written = Callable[..., Path]


@pytest.fixture
def comments(tmp_path: Path) -> Written:
    """Writes an FFT comments file: rows of (reference, question type, words), with any other column by name."""
    from goldthread.demo.shapes.comments import BETTER, GOOD, HEADER, WHY, write_rows

    asked = {"what_good": GOOD, "could_improve": BETTER, "nonspecific": WHY}
    usual = {
        "trust": "XWR",
        "organisation_name": "Wenbrook Royal Hospital",
        "date": "2031-07-14",
        "service": "Ward 7 - Older People",
        "team": "Bay A",
        "fft_score": "2",
        "role": "Patient",
        "channel": "Card",
        "age_band": "75-84",
    }

    def write(name: str, rows: list[tuple[str, str, str]], **given: str) -> Path:
        made = []
        for reference, question_type, words in rows:
            row = (
                usual
                | given
                | {
                    "comment_id": reference,
                    "question": asked[question_type],
                    "question_type": question_type,
                    "text": words,
                }
            )
            made.append(tuple(row[column] for column in HEADER))
        return write_rows(tmp_path / name, made)

    return write
