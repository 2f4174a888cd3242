"""A process that reads files for another: what a file does to it, the other outlives (decision 0029).

It may hold so much memory and no more, and leaves no core dump, since that would hold words.
"""

import gc
import os
import pickle
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from goldthread import sources
from goldthread.intake.answers import TOO_LARGE, FoundAnswers, Refused, Rows
from goldthread.intake.messages import get, put
from goldthread.vocabulary import PlainError, UnreadableFile
from goldthread.vocabulary.raw import RawRow


CELLS = 20_000
"""Cells that travel together."""


def main() -> None:
    """Answer every request until the input closes. Takes, as an argument: how many bytes of memory it may have."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends, and closes our input
    out = os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(quiet, stream)  # a panic of a reader prints to both, and might print words
    sources.kinds()
    for limit, most in ((resource.RLIMIT_AS, int(sys.argv[1])), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (most, most))
    reading: sources.Reading | None = None
    while (message := get(sys.stdin.buffer)) is not None:
        asked = pickle.loads(message)
        try:
            if asked == "rows":
                assert reading is not None
                for rows in chain(_together(reading.rows()), [[]]):
                    put(out, pickle.dumps(Rows(rows), protocol=5))
            else:
                reading = None
                gc.collect()
                reading = _read(*asked)
                found = FoundAnswers(reading.kind, reading.profile, reading.notes, reading.header, reading.headers)
                put(out, pickle.dumps(found, protocol=5))
        except BrokenPipeError:
            os._exit(0)
        except BaseException as error:
            reading = None
            put(out, pickle.dumps(_told(error), protocol=5))


def _read(path: Path, kind: str | None, profile: Path | None, order: str) -> sources.Reading:
    """The file as it is read when asked for like this; a stated order of dates holds over what was found."""
    reading = sources.read(path, kind=kind, profile=profile)
    if not order or reading.profile.date_order == order:
        return reading
    stated = sources.read(path, profile=replace(reading.profile, date_order=order))
    return replace(stated, notes=(*reading.notes[:1], *stated.notes))


def _together(rows: Iterator[RawRow]) -> Iterator[list[RawRow]]:
    some, cells = list[RawRow](), 0
    for row in rows:
        some.append(row)
        cells += len(row.cells) + 1
        if cells >= CELLS:
            yield some
            some, cells = [], 0
    if some:
        yield some


def _told(error: BaseException) -> Refused:
    """What went wrong, so that it can be said again elsewhere: our own errors whole, of others only their kind."""
    if isinstance(error, PlainError):
        return Refused(type(error), error.sentence, error.remedy, getattr(error, "profile", None))
    if isinstance(error, OSError):
        return Refused(OSError, str(error.strerror), number=error.errno or 0, file=str(error.filename or ""))
    if isinstance(error, MemoryError):
        return Refused(UnreadableFile, *TOO_LARGE)
    return Refused(RuntimeError, f"{type(error).__name__} while reading a file")


if __name__ == "__main__":
    main()
