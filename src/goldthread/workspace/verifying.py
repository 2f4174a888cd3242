"""What stands in a workspace beside the store: waiting files, saved searches, the site's database and its log.

Each damage is a sentence that says what is lost and how to get it back; looking changes nothing.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from goldthread.evidence import Store
from goldthread.vocabulary import PlainError
from goldthread.vocabulary.listing import listed
from goldthread.workspace import demo_mark, row_seals, sqlite_log
from goldthread.workspace.elsewhere import FILE
from goldthread.workspace.folder import ACCOUNTS
from goldthread.workspace.saved import SearchFiles
from goldthread.workspace.uploads import Uploads


DATABASE = (
    "It holds people, their rights, journeys, the thread and the audit; what people told us is not in it. Restore the "
    "newest back-up (`goldthread restore ARCHIVE`), and do again what was done on the site since."
)
TESTS = ("pragma integrity_check(5)", "pragma foreign_key_check")


def beside(store: Store, folder: Path, uploads: Uploads, searches: SearchFiles) -> Iterator[str]:
    """Everything that is wrong beside the store."""
    yield from _caches(store)
    for name in uploads.damaged():
        yield f"uploads/{name} is damaged. It waited to be imported or mended: remove it, and upload the file again."
    yield from _searches(searches)
    yield from _elsewhere(store, folder / FILE)
    if why := demo_mark.what_is_wrong(folder):
        yield why
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
            f"{file.name} is damaged. It says where back-ups and files of rows to fix are, for withdrawals. Restore "
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
        was_there = (path.parent / ".site", path.with_name(f"{path.name}-wal"))
        if any(one.exists() for one in was_there) and not os.environ.get("DATABASE_URL"):
            yield f"The site's database ({path.name}) is gone. {DATABASE}"
        return
    for damaged in (sqlite_log.what_is_wrong, _file_is_damaged):
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
        row_seals.register(connection)
        connection.execute("begin")  # rows and their sums as they were at one moment, while the site writes
        others = list(row_seals.broken(connection))
    return f"({path.name}) is damaged: what stands in {listed(others)} is not what was written" if others else ""
