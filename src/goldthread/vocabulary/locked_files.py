"""Files that SQLite may have open in this process: they are read without dropping the locks that it has on them.

To close such a file drops every lock of this process on it. Another process may then take the site's log away, and what
this one writes afterwards is lost.
Source: https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_.
"""

import os
from pathlib import Path
from threading import Lock


_OPEN: dict[tuple[int, int], int] = {}
"""Files that were looked into, by device and inode: they stay open."""
_LOOKING = Lock()
CHUNK = 1 << 24


def is_sqlites(path: Path) -> bool:
    """Whether a file is a database of SQLite, its log or its index, by its name."""
    return ".sqlite3" in path.name or path.suffix == ".db"


def read(path: Path, most: int | None = None) -> bytes:
    """The first bytes of such a file, all where no number is given. Raises OSError."""
    found = path.stat()
    which = (found.st_dev, found.st_ino)
    with _LOOKING:
        if which not in _OPEN:
            _OPEN[which] = os.open(path, os.O_RDONLY)
    parts, at, size = [], 0, found.st_size if most is None else most
    while at < size and (part := os.pread(_OPEN[which], min(CHUNK, size - at), at)):
        parts.append(part)
        at += len(part)
    return b"".join(parts)


__all__ = ["is_sqlites", "read"]
