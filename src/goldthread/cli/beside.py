"""A worker beside the site, for as long as the site is served: where it dies, another takes its place."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


FIRST, LONGEST, LIVED = 1.0, 60.0, 60.0
"""Seconds before another is started: the first time, and at most; and how long one must live to count as sound."""
PATIENCE = 20.0
log = logging.getLogger(__name__)


@contextmanager
def worker_beside(workspace: Path) -> Iterator[None]:
    """A worker in a process of its own, for as long as the block lasts."""
    command = [sys.executable, "-m", "goldthread.cli", "worker", "--workspace", str(workspace), "--beside"]
    beside = Beside([*command, str(os.getpid())])
    try:
        yield
    finally:
        beside.end()


class Beside:
    """Keeps one process of a command alive until told to end it."""

    def __init__(self, command: list[str]) -> None:
        self._command, self._ended = command, threading.Event()
        self._child = self._begin()
        self._watch = threading.Thread(target=self._keep_alive, name="worker beside", daemon=True)
        self._watch.start()

    def _begin(self) -> subprocess.Popen[bytes]:
        self._at = time.monotonic()
        return subprocess.Popen(self._command, stdin=subprocess.DEVNULL)

    def _keep_alive(self) -> None:
        pause = FIRST
        while not self._ended.wait(0.5):
            if self._child.poll() is None:
                continue
            pause = FIRST if time.monotonic() - self._at > LIVED else min(2 * pause, LONGEST)
            log.warning("The worker has ended. Another is started in %d seconds.", pause)
            if not self._ended.wait(pause):
                self._child = self._begin()

    def end(self) -> None:
        """End the process, and start no other."""
        self._ended.set()
        self._watch.join(timeout=PATIENCE)
        self._child.terminate()
        try:
            self._child.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._child.kill()
