"""Back-ups: the folder without its key, in one archive; `restoring` brings one back."""

import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace.folder import ACCOUNTS
from goldthread.workspace.unpacking import TOP, wrong_with


LEFT_OUT = {"locks", "uploads", "spill", "summaries", "search"}
"""Not backed up: what is of this machine or this day, and what can be rebuilt."""
DATABASE = {f"{ACCOUNTS}{ending}" for ending in ("", "-wal", "-shm", "-journal")}
"""Of these a copy of one moment is backed up."""


def back_up(folder: Path, target: Path, *, replace: bool = False) -> Path:
    """Write an archive of the folder; the caller holds the import lock.

    Takes: whether an archive of that name may be replaced; it is, once the new one is whole.
    Raises: WorkspaceProblem.
    """
    target = target.absolute()
    if folder in target.parents:
        raise WorkspaceProblem("A back-up must lie outside the workspace.", "Name another place.")
    if target.exists() and not replace:
        raise WorkspaceProblem(f"{target} exists already.", "Name another file, or replace it with `--replace`.")
    try:
        with (
            _beside(target, ".part") as part,
            _beside(target, ".db") as copy,
        ):
            with (
                part.open("wb") as file,
                tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as archive,
                _database(folder, copy) as database,
            ):
                archive.add(folder, arcname=TOP, filter=_wanted)
                if database:
                    archive.add(database, arcname=f"{TOP}/{ACCOUNTS}")
            os.replace(part, target)
    except OSError as error:
        raise WorkspaceProblem(f"The back-up cannot be written: {error.strerror}.", "Name another place.") from None
    return target


@contextmanager
def _beside(target: Path, ending: str) -> Iterator[Path]:
    """An empty file beside the target for its owner alone, made anew under a name that nobody can prepare; gone after.

    A shared folder may hold links under any name that can be guessed.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=ending)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _database(folder: Path, copy: Path) -> Iterator[Path | None]:
    """The site's database as of one moment; None where it is no file of this folder.

    The site writes on while a back-up is made: its file and its log, copied one after the other, would not fit.
    Raises: WorkspaceProblem where it cannot be read.
    """
    path = folder / ACCOUNTS
    if not path.exists() or not path.stat().st_size:
        yield None
        return
    try:
        with closing(sqlite3.connect(path, timeout=60)) as source, closing(sqlite3.connect(copy)) as made:
            source.backup(made)
        yield copy
    except sqlite3.Error:
        raise WorkspaceProblem(
            f"The database of people and their work ({ACCOUNTS}) cannot be read, so nothing was backed up.",
            "See what is lost and how to get it back with `goldthread verify`.",
        ) from None


def _wanted(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    parts = Path(entry.name).parts
    if len(parts) == 2 and parts[1] in DATABASE:
        return None
    if LEFT_OUT & set(parts[1:3]):
        return None
    if wrong := wrong_with(entry):
        raise WorkspaceProblem(
            f"{Path(*parts[1:])} in the workspace {wrong}: it could not be restored, so nothing was backed up.",
            "Move it out of the workspace, or put what it leads to in its place.",
        )
    return entry
