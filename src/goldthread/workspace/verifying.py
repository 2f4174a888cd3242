"""What stands in a workspace beside the store: waiting files, saved searches, the site's database and its log.

Each damage is a sentence that says what is lost and how to get it back; looking changes nothing.
"""

import json
import os
import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from goldthread.evidence import Store
from goldthread.vocabulary import PlainError
from goldthread.workspace.elsewhere import FILE
from goldthread.workspace.folder import ACCOUNTS
from goldthread.workspace.saved import SearchFiles
from goldthread.workspace.uploads import Uploads


DATABASE = (
    "It holds people, their rights, journeys, the thread and the audit; what people told us is not in it. Restore the "
    "newest back-up (`goldthread restore ARCHIVE`), and do again what was done on the site since."
)
FRAME, HEADER = 24, 32
BIG, LITTLE = 0x377F0683, 0x377F0682
TESTS = ("pragma integrity_check(5)", "pragma foreign_key_check")


def beside(store: Store, folder: Path, uploads: Uploads, searches: SearchFiles) -> Iterator[str]:
    """Everything that is wrong beside the store."""
    yield from _caches(store)
    for name in uploads.damaged():
        yield f"uploads/{name} is damaged. It waited to be imported or mended: remove it, and upload the file again."
    yield from _searches(searches)
    yield from _elsewhere(store, folder / FILE)
    yield from _site(folder / ".site")
    yield from site_database(folder / ACCOUNTS)


def _caches(store: Store) -> Iterator[str]:
    for name in store.damaged_caches():
        yield (
            f"What is kept for speed is damaged: {name}. Nothing is lost. It is built again by the next import or by "
            "`goldthread worker --once`. If this comes again, have the disk looked at."
        )


def _elsewhere(store: Store, file: Path) -> Iterator[str]:
    """The list of copies outside is sealed, and written in hexadecimal digits."""
    try:
        if file.exists():
            json.loads(store.key.unseal(bytes.fromhex(file.read_text("ascii"))))
    except (OSError, ValueError, PlainError):
        yield (
            f"{file.name} is damaged. It says where back-ups and files of rows to mend are, for withdrawals. Restore "
            "the newest back-up (`goldthread restore ARCHIVE`), or remove it and look for those files yourself."
        )


def _searches(searches: SearchFiles) -> Iterator[str]:
    for name in searches.damaged():
        yield f"The saved search in searches/{name} is damaged or gone. Remove what is left, and save it again."


def _site(folder: Path) -> Iterator[str]:
    """What the site keeps for itself is text."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        try:
            if path.is_file() and not path.read_bytes().decode("utf-8").isprintable() and not _lines_are_text(path):
                raise ValueError
        except (OSError, ValueError):
            yield (
                f".site/{path.relative_to(folder)} is damaged. Remove it: people sign in again, and links that were "
                "sent have to be sent again."
            )


def _lines_are_text(path: Path) -> bool:
    return all(line.isprintable() for line in path.read_text(encoding="utf-8").splitlines())


# -- the site's database, without asking Django, which may not be able to open it


def site_database(path: Path) -> Iterator[str]:
    """Whether the database of the site (SQLite) and its log can be read whole, every value of every table."""
    if not path.exists():
        if (path.parent / ".site").exists() and not os.environ.get("DATABASE_URL"):
            yield f"The site's database ({path.name}) is gone. {DATABASE}"
        return
    for damaged in (_log_is_damaged, _file_is_damaged):
        if why := _said(damaged, path):
            yield f"The site's database {why}. {DATABASE}"
            return


def _said(look: Callable[[Path], str], path: Path) -> str:
    try:
        return look(path)
    except (sqlite3.Error, UnicodeDecodeError):
        return f"({path.name}) is damaged"
    except OSError as error:
        return f"({path.name}) cannot be read: {(error.strerror or 'unknown reason').lower()}"


def _file_is_damaged(path: Path) -> str:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=20)) as connection:
        for test in TESTS:
            found = connection.execute(test).fetchall()
            if found and found != [("ok",)]:
                return f"({path.name}) is damaged"
        tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        for name in tables:
            quoted = name.replace('"', '""')
            for _ in connection.execute(f'select * from "{quoted}"'):  # text that is no UTF-8 raises
                pass
    return ""


def _log_is_damaged(path: Path) -> str:
    """Each frame of the log that is of its newest run has its checksum; SQLite passes over others in silence."""
    log = path.with_name(f"{path.name}-wal")
    if not log.exists():
        beside = path.with_name(f"{path.name}-shm")
        return f"has lost its log ({log.name}): its newest changes are gone" if beside.exists() else ""
    held = log.read_bytes()
    if not held:
        return ""
    magic, _, size, _, salt, second, *sums = struct.unpack(">8I", held[:HEADER]) if len(held) >= HEADER else (0,) * 8
    order = {BIG: ">", LITTLE: "<"}.get(magic, "")
    if not order or _checksum(order, held[:24], (0, 0)) != tuple(sums):
        return f"has a damaged log ({log.name}): its newest changes are lost"
    before = (sums[0], sums[1])
    for at in range(HEADER, len(held) - FRAME - size + 1, FRAME + size):
        _, _, one, two, *told = struct.unpack(">6I", held[at : at + FRAME])
        if (one, two) != (salt, second):
            return ""  # of an older run
        before = _checksum(order, held[at : at + 8], before)
        before = _checksum(order, held[at + FRAME : at + FRAME + size], before)
        if before != tuple(told):
            return f"has a damaged log ({log.name}): some of its newest changes are lost"
    return ""


def _checksum(order: str, data: bytes, before: tuple[int, int]) -> tuple[int, int]:
    """SQLite's own checksum of its log: https://www.sqlite.org/fileformat.html#checksum_algorithm."""
    first, second = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return first, second
