"""How long it takes from a fresh clone to the demo's first page.

    python benchmarks/start.py [--repository DIR] [--limit 600] [--json]

Clones the repository to a temporary folder, runs its ./run with a home of its own for data, and asks for the first
page until it answers. Stops the site and removes everything afterwards. Packages that this machine has cached are
used, as for anybody who has installed before.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path


FIRST_PAGE = "Who are you today?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repository", default=str(Path(__file__).resolve().parent.parent))
    parser.add_argument("--limit", type=float, default=600)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="start-benchmark-") as folder:
        found = start(asked.repository, Path(folder), asked.limit)
    print(json.dumps(found) if asked.json else f"Fresh clone to the demo's first page: {found['seconds']} s")


def start(repository: str, folder: Path, limit: float) -> dict[str, float]:
    """Seconds from the clone's beginning to its end, and to the first page."""
    began = time.perf_counter()
    clone = folder / "goldthread"
    subprocess.run(["git", "clone", "--quiet", repository, str(clone)], check=True)
    cloned = time.perf_counter() - began
    port = free_port()
    with (folder / "log").open("w+", encoding="utf-8") as log:
        site = subprocess.Popen(
            ["./run", "--port", str(port)],
            cwd=clone,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH")},
        )
        try:
            wait(site, port, began + limit, log.name)
            there = time.perf_counter() - began
        finally:
            stop(site)
    return {"seconds": round(there, 1), "clone_seconds": round(cloned, 1)}


def wait(site: subprocess.Popen[bytes], port: int, until: float, log: str) -> None:
    """Returns once the first page answers; ends the benchmark with the site's last lines where it never does."""
    while time.perf_counter() < until and site.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
                if FIRST_PAGE in answer.read().decode("utf-8", "replace"):
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.25)
    last = "\n".join(Path(log).read_text("utf-8", "replace").splitlines()[-20:])
    raise SystemExit(f"The first page never came.\n{last}")


def stop(site: subprocess.Popen[bytes]) -> None:
    """Ends the site and everything that it started, and nothing else."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(site.pid, how)
            site.wait(timeout=10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


if __name__ == "__main__":
    main()
