"""The two sides of a comparison: a commit's files with an environment of its own, and its site as a process to ask."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pages_asked import Answer


HERE = Path(__file__).resolve().parent
TODAY = "today"


@dataclass(frozen=True)
class Side:
    """One version of the code: what it is called, where its files are, and the Python that runs it."""

    name: str
    root: Path
    python: Path


def today() -> Side:
    """The checkout that this file is part of, as it is now, changes and all."""
    return Side(TODAY, HERE.parent, Path(sys.executable))


def of_commit(commit: str, folder: Path) -> Side:
    """A commit's files and environment, made in the folder or found there.

    The files are exported, not a worktree, so that a folder thrown away leaves nothing behind in the repository.
    """
    full = _git("rev-parse", "--verify", f"{commit}^{{commit}}").decode().strip()
    root = folder / full[:12]
    if not root.exists():
        part = root.with_name(root.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        subprocess.run(["tar", "-x", "-C", str(part)], input=_git("archive", full), check=True)
        part.rename(root)
    subprocess.run(["scripts/environment", "web"], cwd=root, stdout=sys.stderr, check=True)
    return Side(full[:7], root, root / ".venv" / "bin" / "python")


def _git(*words: str) -> bytes:
    done = subprocess.run(["git", "-C", str(HERE.parent), *words], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"git {words[0]}: {done.stderr.decode().strip()}")
    return done.stdout


class Site:
    """A side's site over the workspace in a folder, in a process that lives until this is closed."""

    def __init__(self, side: Side, folder: Path, rows: int, *, planted: float = 0.0) -> None:
        self.side = side
        folder.mkdir(parents=True, exist_ok=True)
        command = [str(side.python), "-P", str(HERE / "pages_asked.py"), str(folder), str(rows)]
        self._process = subprocess.Popen(
            [*command, "--planted", str(planted)],
            env=_environment(side),
            cwd=folder,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.ready = self._answer()
        if not Path(self.ready["package"]).is_relative_to(side.root):
            raise SystemExit(f"{side.name} would run {self.ready['package']}, which is not of {side.root}.")

    def ask(self, role: str, address: str) -> Answer:
        """Time one page for one role."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([role, address]) + "\n")
        self._process.stdin.flush()
        return Answer(*self._answer())

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"The site of {self.side.name} ended with status {self._process.wait()}; see above.")
        return json.loads(line)

    def close(self) -> None:
        """End the process, and wait until it has."""
        self._process.communicate()

    def __enter__(self) -> "Site":
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()


def _environment(side: Side) -> dict[str, str]:
    """This process's environment without settings of ours, and with that side's benchmarks to import from.

    Both sides hash alike, so that the order of sets makes no difference between them.
    """
    ours = ("GOLDTHREAD_", "DJANGO_", "PYTHON", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"PYTHONPATH": str(side.root / "benchmarks"), "PYTHONHASHSEED": "0"}
