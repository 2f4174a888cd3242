"""A worker beside the site, for as long as the site is served."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def worker_beside(workspace: Path) -> Iterator[None]:
    """A worker in a process of its own, for as long as the block lasts."""
    command = [sys.executable, "-m", "goldthread.cli", "worker", "--workspace", str(workspace), "--beside"]
    child = subprocess.Popen([*command, str(os.getpid())], stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
