"""The write-ahead log of an SQLite database: whether each frame is whole, and whether it ends where it ended.

SQLite passes over what is damaged or cut off in silence: what was written there is then gone.
Source: https://www.sqlite.org/fileformat.html#the_write_ahead_log and https://www.sqlite.org/walformat.html.
"""

import struct
import time
from pathlib import Path
from typing import NamedTuple

from goldthread.vocabulary import locked_files


FRAME, HEADER = 24, 32
BIG, LITTLE = 0x377F0683, 0x377F0682
INDEX = struct.Struct("=III BBH II 2I 2I 2I")
"""The head of the index beside a log, which stands there twice."""
TIMES, PAUSE = 6, 0.05
Salt = tuple[int, int]
NONE: Salt = (0, 0)
USED = range(120, 128)
"""The bytes of the index on which SQLite locks who writes, folds or reads: https://www.sqlite.org/walformat.html."""
LOCKS = Path("/proc/locks")


class Log(NamedTuple):
    """A log as it was read: its newest run's salt, how many of its frames are whole, and how it ends.

    `committed` is the last whole frame that ends a change, from 1; 0 for none. `rest` says that bytes follow the last
    whole frame that are of no older run. `broken` says that a frame, or the head, is not as it was written.
    """

    salt: Salt = NONE
    whole: int = 0
    committed: int = 0
    rest: bool = False
    broken: bool = False


def what_is_wrong(database: Path) -> str:
    """What is wrong with the log of a database, in words; "" where nothing is. Raises OSError.

    A site that is running writes meanwhile, and may begin its log again: what is damaged is so each time.
    """
    wrong = ""
    for _ in range(TIMES):
        if not (wrong := _wrong(database)):
            break
        time.sleep(PAUSE)
    return wrong


def _wrong(database: Path) -> str:
    log, index = (database.with_name(f"{database.name}{ending}") for ending in ("-wal", "-shm"))
    if not log.exists():
        return f"has lost its log ({log.name}): its newest changes are gone" if index.exists() else ""
    (salt, frames), found = _told(index), read(log.read_bytes())
    if salt != NONE:  # what follows the frames that the index tells was never committed
        is_wrong = frames > 0 and (found.salt != salt or found.whole < frames)
    else:  # nobody has it open, and nobody was stopped while they had
        is_wrong = found.broken or found.rest or found.committed < max(found.salt != NONE, found.whole)
    what = "has a damaged log" if found.broken else "has a log that was cut off"
    return f"{what} ({log.name}): its newest changes are lost" if is_wrong else ""


def used_by(database: Path) -> tuple[int, ...]:
    """The processes that read or write a database with a log at this moment, by their ids; none where nobody tells."""
    try:
        inode = database.with_name(f"{database.name}-shm").stat().st_ino
        lines = LOCKS.read_text("ascii").splitlines()
    except OSError:
        return ()
    held = (line.replace("->", "").split() for line in lines)
    return tuple(sorted({int(one[4]) for one in held if one[1] == "POSIX" and _is_used(one, inode)}))


def _is_used(lock: list[str], inode: int) -> bool:
    """Whether a line of the system's locks is of who uses a log. Takes: its words; the inode of the log's index."""
    *_, where, first, last = lock
    return where.rpartition(":")[2] == str(inode) and int(first) in USED and last != "EOF" and int(last) in USED


def read(held: bytes) -> Log:
    """The newest run of a log; an empty one has none."""
    if not held:
        return Log()
    magic, _, size, _, *salt, one, two = struct.unpack(">8I", held[:HEADER]) if len(held) >= HEADER else (0,) * 8
    order = {BIG: ">", LITTLE: "<"}.get(magic, "")
    if not order or _checksum(order, held[:24], (0, 0)) != (one, two):
        return Log(broken=True)
    before, whole, committed, step = (one, two), 0, 0, FRAME + size
    for at in range(HEADER, len(held) - step + 1, step):
        _, pages, *of_run = struct.unpack(">4I", held[at : at + 16])
        if of_run != salt:
            return Log((salt[0], salt[1]), whole, committed)
        before = _checksum(order, held[at : at + 8], before)
        before = _checksum(order, held[at + FRAME : at + step], before)
        if before != struct.unpack(">2I", held[at + 16 : at + FRAME]):
            return Log((salt[0], salt[1]), whole, committed, broken=True)
        whole += 1
        committed = whole if pages else committed
    return Log((salt[0], salt[1]), whole, committed, rest=bool((len(held) - HEADER) % step))


def _told(index: Path) -> tuple[Salt, int]:
    """The salt of the log that an index is of, and how many of its frames are committed; NONE where it is not whole."""
    held = _beginning(index)
    if len(held) < 2 * INDEX.size or held[: INDEX.size] != held[INDEX.size :]:
        return NONE, 0
    one, two = struct.unpack(">2I", held[32:40])  # they stand there as they do in the log
    return (one, two), INDEX.unpack(held[: INDEX.size])[6]


def _beginning(index: Path) -> bytes:
    """The two heads of an index, b"" where there is none."""
    return locked_files.read(index, 2 * INDEX.size) if index.exists() else b""


def _checksum(order: str, data: bytes, before: tuple[int, int]) -> tuple[int, int]:
    """SQLite's own checksum of its log: https://www.sqlite.org/fileformat.html#checksum_algorithm."""
    first, second = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return first, second
