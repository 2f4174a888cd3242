"""A store that cannot be written, by a full disk or a folder that is closed: said as that, and of the workspace."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from deltalake.exceptions import DeltaError

from goldthread.vocabulary import WorkspaceProblem


TOLD_BY_SYSTEM = re.compile(r"\(os error (\d+)\)")
REFUSED = re.compile(r"writ|space|permission|read-only|denied", re.IGNORECASE)
log = logging.getLogger(__name__)


def unwritable(folder: Path, error: Exception) -> WorkspaceProblem:
    """What to say when the store in this folder could not be written."""
    why = error.strerror if isinstance(error, OSError) else ""
    if told := TOLD_BY_SYSTEM.search(str(error)):
        why = os.strerror(int(told[1]))
    return WorkspaceProblem(
        f"The workspace in {folder.parent} cannot be written: {(why or 'unknown reason').lower()}.",
        "What was being written is not kept. Make room, or have the folder opened, and do it again.",
    )


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Write to the store in the block.

    Raises: WorkspaceProblem when the system refuses; other errors of the tables are ours and pass.
    """
    try:
        yield
    except OSError as error:
        raise unwritable(folder, error) from None
    except DeltaError as error:
        if not TOLD_BY_SYSTEM.search(str(error)):
            raise
        raise unwritable(folder, error) from None


@contextmanager
def left_for_later() -> Iterator[None]:
    """Bring what is kept for speed up to date in the block, or leave it where the system refuses to write.

    What the engine cannot do for another reason is said in the log: answers come from the rows themselves meanwhile.
    """
    try:
        yield
    except (WorkspaceProblem, OSError):
        pass
    except duckdb.IOException as error:
        if not REFUSED.search(str(error)):
            log.warning("What is kept for speed could not be brought up to date; answers are right, and slower.")
    except (DeltaError, ValueError) as error:  # the index's engine says so by ValueError
        if not TOLD_BY_SYSTEM.search(str(error)):
            raise
