"""The format of a workspace, and the numbered steps that bring an older one up to it, in place (decision 0024).

A step may run again after a kill, and may find its work half done or done: it does what is missing. The number is
written after its step, whole or not at all. Steps only add, so that a process that still has the workspace open reads
on as before.
"""

import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO

from goldthread.evidence import NEWEST_COLUMN, Store
from goldthread.vocabulary import WorkspaceProblem


Step = Callable[[Store], None]
WAIT = 60.0
"""Seconds to wait for an import, or another process's migration, to end."""
log = logging.getLogger(__name__)


def conform(store: Store) -> None:
    """Make missing tables, and give each table the columns that are declared since it was made."""
    store.conform()


def note_checksums(store: Store) -> None:
    """Note the checksum of every file as it is now: what was damaged before cannot be told any more (decision 0028)."""
    store.note_checksums()


STEPS: dict[int, Step] = {2: conform, 3: note_checksums}
"""What brings a workspace to each format; where none stands here, a column was declared for it, and tables conform."""
FORMAT = max(NEWEST_COLUMN, *STEPS)
"""The format of this Goldthread: the newest step, or the newest column that is declared."""


def check(folder: Path, held: int) -> None:
    """Raises WorkspaceProblem for a workspace of a format that this Goldthread does not know."""
    if held > FORMAT:
        raise WorkspaceProblem(
            f"The workspace in {folder} was used by a newer Goldthread: it has format {held}, and this one reads "
            f"format {FORMAT}.",
            "Update Goldthread, or restore a back-up made before the update.",
        )


def migrate(folder: Path, store: Store, read: Callable[[], int], keep: Callable[[int], object]) -> None:
    """Bring a workspace up to this format, under the locks of imports and appends.

    Takes: what reads the number again, since another process may have been first; what writes it.
    Raises: WorkspaceProblem where the folder may not be written, is full, or stays locked.
    """
    if read() == FORMAT:
        return
    try:
        try_to_write(folder)
        with store.migrating(WAIT):
            for number in range(read() + 1, FORMAT + 1):
                STEPS.get(number, conform)(store)
                keep(number)
                log.info("The workspace in %s has format %d now.", folder, number)
    except OSError as error:
        raise WorkspaceProblem(
            f"The workspace in {folder} is of an older Goldthread and cannot be brought up to date: "
            f"{(error.strerror or 'unknown reason').lower()}.",
            "Nothing is lost. Open it once where its folder can be written and has room.",
        ) from None


@contextmanager
def whole(path: Path) -> Iterator[IO[str]]:
    """Write a file for its owner alone, there whole or not at all; a link that stands in its place is replaced.

    It is written under a name of its own, so that two processes that write at once do not meet.
    """
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False) as out:
        try:
            yield out
            out.flush()
            os.fsync(out.fileno())
            os.replace(out.name, path)
        except BaseException:
            os.unlink(out.name)
            raise


def checksum_of(said: str) -> str:
    """What tells whether some lines that nobody edits are as they were written."""
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def try_to_write(folder: Path) -> None:
    """Raises OSError where the folder may not be written, before anything waits for a lock."""
    TemporaryFile(dir=folder).close()
