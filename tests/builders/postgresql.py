"""A PostgreSQL server of a test's own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def own_server() -> Iterator[str]:
    """The address of a database on a port of its own, gone afterwards; skips the test where none is installed."""
    if not found("initdb"):
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    with tempfile.TemporaryDirectory(prefix="goldthread-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        with socket.socket() as opened:
            opened.bind(("127.0.0.1", 0))
            port = opened.getsockname()[1]
        data = f"{folder}/data"
        as_somebody(found("initdb"), "-D", data, "-A", "trust", "-U", "goldthread", "--no-sync", cwd=folder)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        as_somebody(found("pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start", cwd=folder)
        try:
            yield f"postgresql://goldthread@127.0.0.1:{port}/postgres"
        finally:
            as_somebody(found("pg_ctl"), "-D", data, "-m", "immediate", "stop", cwd=folder)


def found(name: str) -> str:
    """A PostgreSQL program, on the path or where Debian keeps it."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(kept[-1]) if kept else "")


def as_somebody(*command: str, **how) -> None:
    """PostgreSQL refuses to run as root; then its own user runs it."""
    whole = ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else [*command]
    subprocess.run(whole, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, **how)
