"""How fast stored answers are redacted and coded again, and how much memory that takes.

    python benchmarks/renewing.py [--rows N] [--coder fast|accurate|cascade]

Imports invented answers into a workspace of its own, says that an older redactor and coder made them, renews all of
them, and renews again, when nothing is left to do.
"""

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--coder", default="fast")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="renewing-") as place:
        os.environ["GOLDTHREAD_KEY_FILE"] = f"{place}/key"
        measured(Path(place), asked.rows, asked.coder)


def measured(place: Path, rows: int, coder: str) -> None:
    """Import, renew, and renew again."""
    from goldthread.deidentify import Redactor
    from goldthread.demo.generating import comments_only
    from goldthread.intake import working
    from goldthread.workspace import Workspace

    held = Workspace(place / "workspace")
    held.imports.choose_coder(coder)
    held.imports.gather(comments_only(place / "comments.csv", rows=rows)[0])
    before = memory()
    Redactor.version = "redactor/1000"
    opened = working.coder("", coder)
    opened.version = opened.version.replace("/", "/1000")
    for what in ("renewed", "nothing left to do"):
        began = time.perf_counter()
        done = held.imports.renew()
        took = time.perf_counter() - began
        print(f"{what:20} {done.looked_at:>9,} answers {took:8.1f} s {done.looked_at / took:>9,.0f} a second")
    print(f"memory: {before} MB after the import, {memory()} MB at most after that")


def memory() -> int:
    """The most memory that this process has taken so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
