"""The work on a chunk: identities out, codes beside, shaped for the store; here or in processes of its own."""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import pyarrow as pa

from goldthread import coding
from goldthread.deidentify import Redactor, deidentify
from goldthread.evidence import concern_rows, feedback_rows
from goldthread.intake.messages import get, put
from goldthread.vocabulary import Code, Feedback, Identity
from goldthread.vocabulary.raw import RawFeedback


THREADS = ("GOLDTHREAD_ENCODER_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
FEW, LETTERS = 200, 100_000
"""Answers, and letters of them, that are worked on between two looks at the clock, where somebody waits."""
Chunk = Sequence[tuple[RawFeedback, Identity]]
Marks = tuple[Code, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Worked:
    """What came of a chunk: rows for the store, concerns beside them, and numbers of rows set aside because of

    their language.
    """

    rows: pa.Table
    concerns: pa.Table
    foreign: frozenset[int]

    @property
    def to_review(self) -> int:
        """Answers that are in a review queue of the usual length."""
        least = coding.least_probability(coding.USUAL_LENGTH)
        told = zip(self.concerns["id"].to_pylist(), self.concerns["probability"].to_pylist(), strict=True)
        return len({id_ for id_, probability in told if probability >= least})


@cache
def redactor() -> Redactor:
    """This process's redactor."""
    return Redactor()


@cache
def coder(model: str, kind: str) -> Any:
    """This process's coder."""
    return coding.open(model or None, kind=kind)


def warm(kind: str) -> None:
    """Open what every chunk needs."""
    redactor().redact([""])
    coder("", kind).code([])
    coding.ranked_concerns([], [])


def work(chunk: Chunk, model: str = "", kind: str = "fast", check: Callable[[], None] | None = None) -> Worked:
    """The way in, in order: de-identify, code, look for concerns, shape.

    Takes: what looks at the clock, where somebody waits; it may raise to give up. One row of a table may hold
    thousands of answers, so rows are no measure of how long they take.
    """
    if not chunk:
        return Worked(feedback_rows([], [], ""), concern_rows([], []), frozenset())
    pieces = [
        piece
        for some in _parts(chunk, lambda pair: len(pair[0].text), check)
        for piece in deidentify([raw for raw, _ in some], [identity for _, identity in some], redactor())
    ]
    foreign = _foreign(pieces)
    kept = [piece for piece in pieces if piece.identity.row not in foreign]
    by, codes, concerns = coder(model, kind), list[Marks](), list[Marks]()
    for part in _parts(kept, lambda piece: len(piece.text), check):
        marks = by.code(part)
        ranked = coding.ranked_concerns(part, [coding.sentiment_of(some) for some in marks])
        codes, concerns = codes + marks, concerns + [one.codes for one in ranked]
    return Worked(feedback_rows(kept, codes, by.version), concern_rows(kept, concerns), foreign)


def _parts(all_: Sequence[T], letters: Callable[[T], int], check: Callable[[], None] | None) -> Iterator[Sequence[T]]:
    """Everything at once; where somebody waits a few at a time, with a look at the clock before each few."""
    if check is None:
        yield all_
        return
    begin, held = 0, 0
    for place, one in enumerate(all_):
        held += letters(one)
        if place - begin + 1 >= FEW or held >= LETTERS:
            check()
            yield all_[begin : place + 1]
            begin, held = place + 1, 0
    if begin < len(all_):
        check()
        yield all_[begin:]


def _foreign(pieces: Sequence[Feedback]) -> frozenset[int]:
    """Rows of which every answer with words is in a language that we cannot redact."""
    withheld = {piece.identity.row for piece in pieces if piece.answered == "withheld"}
    return frozenset(withheld - {piece.identity.row for piece in pieces if piece.answered == "words"})


class Here:
    """Works in this process: for small files and for tests. `check` may give up, where somebody waits."""

    width = 1

    def __init__(self, kind: str = "fast", check: Callable[[], None] | None = None) -> None:
        self.kind, self._check = kind, check

    def submit(self, chunk: Chunk) -> "Future[Worked]":
        """Work now."""
        done: Future[Worked] = Future()
        done.set_result(work(chunk, kind=self.kind, check=self._check))
        return done

    def close(self) -> None:
        """Nothing to close."""

    def end(self) -> None:
        """Nothing to end."""


class Apart:
    """Works in processes of their own, one for each core.

    They are started as plain subprocesses: `multiprocessing` would run the caller's script again, or fork a process
    that holds other libraries' threads. A worker ends when its input closes, so none outlives a killed import.
    """

    def __init__(self, width: int, kind: str = "fast") -> None:
        self.width = width
        self.kind = kind
        self._own = threading.local()
        self._all: list[subprocess.Popen[bytes]] = []
        self._threads = ThreadPoolExecutor(max_workers=width)

    def submit(self, chunk: Chunk) -> "Future[Worked]":
        """Hand a chunk to whichever worker is free."""
        return self._threads.submit(self._send, pickle.dumps(list(chunk), protocol=5))

    def _send(self, message: bytes) -> Worked:
        worker = getattr(self._own, "worker", None) or self._start()
        put(worker.stdin, message)
        answer = get(worker.stdout)
        if answer is None:
            raise RuntimeError("A worker ended before its work did.")
        result = pickle.loads(answer)
        if isinstance(result, BaseException):
            raise result
        rows, concerns = (pa.ipc.open_stream(result[name]).read_all() for name in ("rows", "concerns"))
        return Worked(rows, concerns, result["foreign"])

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "goldthread.intake.worker", self.kind]
        alone = os.environ | dict.fromkeys(THREADS, "1")  # the workers share the cores already
        worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=alone)
        self._own.worker = worker
        self._all.append(worker)
        return worker

    def end(self) -> None:
        """End the workers, whatever they are at: what they make is not wanted any more."""
        for worker in tuple(self._all):
            worker.kill()
        self.close()

    def close(self) -> None:
        """Let the workers finish what they are at, and end them."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            for end in (worker.stdin, worker.stdout):
                if end:
                    end.close()
            worker.wait()


def workers() -> int:
    """How many processes to work in: GOLDTHREAD_WORKERS, else one for each core that we may use."""
    named = os.environ.get("GOLDTHREAD_WORKERS", "")
    return max(1, int(named)) if named.isdigit() else max(1, len(os.sched_getaffinity(0)))
