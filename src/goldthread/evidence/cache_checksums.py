"""Whether what is kept for speed is as it was written: a flipped bit must never become a wrong number.

Files carry no answer that the store could not give again, so a damaged one is thrown away, said once, and made anew.
"""

import json
import logging
import threading
from hashlib import blake2b
from pathlib import Path
from typing import Any


CHUNK = 1 << 20
log = logging.getLogger(__name__)
_seen: dict[Path, tuple[tuple[Any, ...], str]] = {}
_told: set[Path] = set()
_turn = threading.Lock()


class Damaged(Exception):  # noqa: N818  # never reaches a person: whoever catches it asks again
    """Something that is kept for speed was found damaged, and is left out from now on."""


def forget() -> None:
    """Forget which files were looked at and what was said of them, as a new process has seen none."""
    with _turn:
        _seen.clear()
        _told.clear()


def checksum_of(path: Path) -> str:
    """A sum over a file, or over all files of a folder; read once for as long as nobody writes to them.

    Raises: OSError where one cannot be read.
    """
    files = sorted(one for one in path.iterdir() if one.name[0] != ".") if path.is_dir() else [path]
    state = tuple((one.name, *_state(one)) for one in files)
    with _turn:
        known = _seen.get(path)
    if known is not None and known[0] == state:
        return known[1]
    made = blake2b(digest_size=16)
    for one in files:
        made.update(one.name.encode() + b"\0" if path.is_dir() else b"")
        with one.open("rb") as held:
            while chunk := held.read(CHUNK):
                made.update(chunk)
    with _turn:
        _seen[path] = state, made.hexdigest()
    return made.hexdigest()


def _state(path: Path) -> tuple[int, ...]:
    told = path.stat()
    return told.st_size, told.st_mtime_ns, told.st_ino


def is_whole(path: Path, known: str) -> bool:
    """Whether a file or folder still has this sum."""
    try:
        return checksum_of(path) == known
    except OSError:
        return False


def write_sealed(path: Path, held: dict[str, Any]) -> None:
    """Write what is known of some files together with its own sum, all at once."""
    told = json.dumps(held, sort_keys=True)
    waiting = path.with_suffix(".part")
    waiting.write_text(json.dumps({"held": held, "sum": _sum(told)}), encoding="utf-8")
    waiting.replace(path)


def read_sealed(path: Path) -> dict[str, Any] | None:
    """The same again; None where there is none. Raises Damaged where it is not as it was written."""
    try:
        told = json.loads(path.read_bytes().decode("utf-8"))
        held: dict[str, Any] = told["held"] if "sum" in told else told
        known = told.get("sum")
        if known is not None and known != _sum(json.dumps(held, sort_keys=True)):
            raise Damaged
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Damaged from None
    return held


def _sum(told: str) -> str:
    return blake2b(told.encode(), digest_size=16).hexdigest()


def say_once(folder: Path) -> None:
    """Tell whoever looks after the machine, once in a process, what was found and that nothing is lost."""
    with _turn:
        new = folder not in _told
        _told.add(folder)
    if new:
        log.warning(
            "What is kept for speed in %s was damaged. It is made anew from what people told us, of which nothing is "
            "lost. If this comes again, have the disk looked at.",
            folder,
        )
