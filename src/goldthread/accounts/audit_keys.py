"""The keys that seal the audit: a ring in a file beside the workspace's key, never in the workspace or the database.

Each key has a number, and each event carries the number of its key, so that a key can be replaced while older events
are still checked. Key 0 seals as the site's SECRET_KEY did, for events from before there was a ring.
"""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from goldthread.vocabulary import PlainError, WorkspaceProblem


SIZE = 32
BLOCK = 64
PRINT = 16


class AuditKeysMissing(PlainError):
    """The ring cannot be read, is not the one that this site sealed with, or lacks a key."""


@dataclass(frozen=True)
class Ring:
    """The keys by number; the highest seals what is recorded now."""

    keys: Mapping[int, bytes] = field(repr=False)

    @property
    def current(self) -> int:
        """The number of the key that seals now."""
        return max(self.keys)

    def seal(self, number: int, said: str) -> str:
        """The keyed hash of a text. Raises KeyError for a number that is not on the ring."""
        return hmac.new(self.keys[number], said.encode(), hashlib.sha256).hexdigest()

    def print(self, number: int) -> str:
        """What tells a key from another of the same number, and gives nothing of it away."""
        return self.seal(number, "print")[:PRINT]


def load(path: Path) -> Ring:
    """The ring in a file. Raises AuditKeysMissing."""
    try:
        return _read(str(path), path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise AuditKeysMissing(
            f"The keys of the audit cannot be read ({path}).",
            "Put the file back from the copy that you keep with the workspace's key. If it is lost for good: "
            "`goldthread audit rotate --lost`.",
        ) from None


@lru_cache(maxsize=8)
def _read(path: str, changed: int) -> Ring:
    held = json.loads(Path(path).read_text(encoding="utf-8"))
    keys = {int(number): bytes.fromhex(key) for number, key in held["keys"].items()}
    if not keys or not all(keys.values()):
        raise ValueError("an empty ring")
    return Ring(keys)


def make(path: Path, *, secret: str = "", first: int = 1) -> Ring:
    """A ring with one fresh key, or the one that is there already.

    Takes: the site's SECRET_KEY, where events sealed with it are to be checked still; the number of the fresh key.
    """
    with _alone(path):
        if not path.exists():
            keys = {0: _as_key(secret)} if secret else {}
            _write(path, keys | {first: secrets.token_bytes(SIZE)})
    return load(path)


def rotate(path: Path) -> Ring:
    """Add a fresh key, which seals from now on. Raises AuditKeysMissing."""
    with _alone(path):
        held = load(path)
        _write(path, dict(held.keys) | {held.current + 1: secrets.token_bytes(SIZE)})
    return load(path)


def _as_key(secret: str) -> bytes:
    """What HMAC makes of a secret: the same seals, and a long secret itself is kept nowhere else."""
    plain = secret.encode()
    return hashlib.sha256(plain).digest() if len(plain) > BLOCK else plain


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise WorkspaceProblem(f"{path.parent} cannot be written: {error.strerror}.", "Make it writable.") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(path: Path, keys: Mapping[int, bytes]) -> None:
    """The whole ring or none of it, readable by its owner alone, on disk before anything is sealed with it."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    held = {"audit": 1, "keys": {str(number): key.hex() for number, key in sorted(keys.items())}}
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(held, out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(part, path)
