"""Who may write now: appends share the workspace's lock, deletes and compaction hold it alone (CONTRACTS §3)."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goldthread.evidence.unwritable import unwritable


@contextmanager
def held(folder: Path, name: str, *, alone: bool) -> Iterator[None]:
    """Hold one of the folder's locks until the block ends; the system lets go of it when the process dies.

    Raises: WorkspaceProblem when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unwritable(folder.parent, error) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)
