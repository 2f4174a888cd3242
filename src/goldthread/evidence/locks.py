"""Who may write now: appends share the workspace's lock, deletes and compaction hold it alone (CONTRACTS §3)."""

import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from goldthread.evidence.unwritable import unwritable
from goldthread.vocabulary import WorkspaceProblem


IN_USE = (
    "The workspace in {folder} is in use by another process, which brings files in or brings it up to date.",
    "Wait until that has ended, and try again.",
)
BETWEEN = 0.05
"""Seconds between two tries for a lock that others hold."""


@contextmanager
def held(
    folder: Path, name: str, *, alone: bool, patience: float | None = None, in_use: tuple[str, str] = IN_USE
) -> Iterator[None]:
    """Hold one of the folder's locks until the block ends; the system lets go of it when the process dies.

    Takes: `patience`, seconds to wait for others, None for as long as it takes; `in_use`, what to say after that.
    Raises: WorkspaceProblem when the folder cannot be written, or others hold the lock for longer.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unwritable(folder.parent, error) from None
    said = [one.format(folder=folder.parent.parent) for one in in_use]
    try:
        _wait(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH, patience, said)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, how: int, patience: float | None, in_use: Sequence[str]) -> None:
    if patience is None:
        fcntl.flock(handle, how)
        return
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise WorkspaceProblem(*in_use) from None
            time.sleep(BETWEEN)
