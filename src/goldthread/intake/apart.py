"""Files are read in a process of their own, with limits that are stated; its death is that file's refusal."""

import atexit
import os
import pickle
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from goldthread import sources
from goldthread.intake.answers import TOO_LARGE, Answer, FoundAnswers, Refused, Rows, answer_of
from goldthread.intake.messages import put
from goldthread.vocabulary import PlainError, UnreadableFile
from goldthread.vocabulary.raw import RawRow


MEMORY = 4 << 30
"""Bytes of memory that reading one file may take; half of the machine's, where that is less."""
SECONDS, SECONDS_A_MEGABYTE = 60.0, 2.0
"""How long a file may let us wait for its next rows: so long, and so much more for each megabyte of it."""
TOO_LONG = ("The file takes longer to read than a file may.", "Save the sheet with the data by itself, or as CSV.")
IDLE = 2
"""So many processes wait for the next file."""


class TakesLonger(PlainError):
    """Somebody waits, and looking at this file takes longer than they should: it goes on without them."""

    def __init__(self) -> None:
        super().__init__("Checking this file takes a while.", "Its page shows the progress.")


def check_time(until: float) -> None:
    """Raises TakesLonger once a moment of the steady clock is there; 0 is of nobody who waits."""
    if until and time.monotonic() >= until:
        raise TakesLonger


class ReadingProcess:
    """One process that reads files, one after another."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "goldthread.intake.reader", str(memory())]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)

    def ask(self, request: object, seconds: float) -> Answer:
        """What it answers to a request. Raises what `answer` raises."""
        try:
            put(self._child.stdin, pickle.dumps(request, protocol=5))
        except BrokenPipeError:
            raise self._died() from None
        return self.answer(seconds)

    def answer(self, seconds: float) -> Answer:
        """Its next answer. Raises UnreadableFile where it died or took too long, and what it was refused with."""
        out = self._child.stdout
        assert out is not None
        if not select.select([out], [], [], max(0.0, seconds))[0]:
            self.end()
            raise UnreadableFile(*TOO_LONG)
        found = answer_of(out)
        if found is None:
            raise self._died()
        if isinstance(found, Refused):
            raise found.error()
        return found

    @property
    def number(self) -> int:
        """Its number as the system has it."""
        return self._child.pid

    def is_alive(self) -> bool:
        """Whether it can be asked again."""
        return self._child.poll() is None

    def end(self) -> None:
        """End it, whatever it does."""
        with suppress(OSError):
            self._child.kill()
        for stream in (self._child.stdin, self._child.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()
        self._child.wait()

    def _died(self) -> UnreadableFile:
        self.end()
        return UnreadableFile(*TOO_LARGE)


_idle: list[ReadingProcess] = []
_turn = threading.Lock()


def idle() -> tuple[ReadingProcess, ...]:
    """Processes that wait for the next file."""
    with _turn:
        return tuple(_idle)


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


def _taken() -> ReadingProcess:
    with _turn:
        while _idle:
            reader = _idle.pop()
            if reader.is_alive():
                return reader
            reader.end()
    return ReadingProcess()


def _given_back(reader: ReadingProcess) -> None:
    with _turn:
        if reader.is_alive() and len(_idle) < IDLE:
            _idle.append(reader)
            return
    reader.end()


class ReadApart:
    """One file, read apart; `until` is when whoever waits for it should wait no longer (monotonic seconds, 0: never).

    Use it as a context: at its end the process reads other files, or is ended where it is still at work.
    """

    def __init__(self, path: Path, *, until: float = 0.0) -> None:
        self._path, self._until = path, until
        self._reader: ReadingProcess | None = None
        self._busy = False

    def __enter__(self) -> "ReadApart":
        return self

    def __exit__(self, *_: object) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.end() if self._busy else _given_back(reader)

    def read(self, *, kind: str = "", profile: Path | None = None, order: str = "") -> sources.Reading:
        """The file as it is read when asked for like this; its rows stay in the other process until they are wanted.

        Raises: what `sources.read` raises; UnreadableFile where it needs more than a file may; TakesLonger.
        """
        if self._reader is None:
            self._reader = _taken()
        self._busy = True
        found = self._asked((self._path, kind or None, profile, order))
        assert isinstance(found, FoundAnswers)
        self._busy = False
        return sources.Reading(found.kind, found.profile, found.notes, found.header, found.headers, (self._rows,))

    def _rows(self) -> Iterator[RawRow]:
        self._busy = True
        some = self._asked("rows")
        while isinstance(some, Rows) and some.rows:
            yield from some.rows
            self.check()
            some = self._in_time(lambda reader, seconds: reader.answer(seconds))
        self._busy = False

    def check(self) -> None:
        """Raises TakesLonger where whoever waits should wait no longer."""
        check_time(self._until)

    def _asked(self, request: object) -> Answer:
        return self._in_time(lambda reader, seconds: reader.ask(request, seconds))

    def _in_time(self, ask: Callable[[ReadingProcess, float], Answer]) -> Answer:
        assert self._reader is not None
        allowed = patience(self._path)
        left = self._until - time.monotonic() if self._until else allowed
        self.check()
        try:
            found = ask(self._reader, min(allowed, left))
        except UnreadableFile:
            if not self._reader.is_alive():
                self._reader = None
                if left < allowed:
                    self.check()
            else:
                self._busy = False
            raise
        except PlainError:
            self._busy = False
            raise
        return found


def memory() -> int:
    """Bytes of memory that reading one file may take: GOLDTHREAD_READER_MEMORY_MB, else what is stated above."""
    named = os.environ.get("GOLDTHREAD_READER_MEMORY_MB", "")
    if named.isdigit() and int(named):
        return int(named) << 20
    return min(MEMORY, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2)


def patience(path: Path) -> float:
    """Seconds that a file may let us wait for its next rows."""
    try:
        return SECONDS + SECONDS_A_MEGABYTE * path.stat().st_size / 1_000_000
    except OSError:
        return SECONDS
