"""The list of withdrawals beside the key: keyed hashes alone, outside the workspace and its back-ups (decision 0027).

A restore withdraws again everyone who is on it, so that no back-up brings withdrawn words back.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from goldthread.evidence import key_file


def list_file(name: str) -> Path:
    """Where the list of a workspace is: beside its key."""
    return key_file(name).with_suffix(".withdrawn")


def read(path: Path) -> frozenset[str] | None:
    """Everyone on the list; None where there is no list. A line that a kill cut short is nobody."""
    try:
        lines = path.read_text("ascii").splitlines()
    except FileNotFoundError:
        return None
    return frozenset(line for line in lines if len(line) == 32)


def add(path: Path, marks: Iterable[str]) -> None:
    """Put keyed hashes on the list, on disk before this returns. Harmless to repeat. Raises OSError."""
    missing = sorted(set(marks) - (read(path) or frozenset()))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write("".join(f"\n{mark}\n" for mark in missing))
        out.flush()
        os.fsync(out.fileno())
