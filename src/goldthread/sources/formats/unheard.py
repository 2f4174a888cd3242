"""What a reader written in Rust prints of its own panics is kept from people: they get our sentence instead."""

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager


PANIC = b"panicked at"
_one_at_a_time = threading.RLock()


@contextmanager
def panics_unheard() -> Iterator[None]:
    """Hold back what goes to standard error meanwhile; afterwards all of it is said but the report of a panic."""
    with _one_at_a_time, tempfile.TemporaryFile() as held:
        kept = _turned_to(held.fileno())
        try:
            yield
        finally:
            if kept is not None:
                os.dup2(kept, 2)
                os.close(kept)
                held.seek(0)
                _say(held.read())


def _turned_to(target: int) -> int | None:
    """Standard error as it was; None where there is none."""
    try:
        sys.stderr.flush()
        kept = os.dup(2)
        os.dup2(target, 2)
    except (OSError, ValueError, AttributeError):
        return None
    return kept


def _say(said: bytes) -> None:
    before = said.partition(b"\nthread '")[0] if PANIC in said else said
    if before.strip():
        os.write(2, before)
