"""Copies that this workspace has written outside itself: back-ups, files of rows to mend, folders moved aside.

Their paths are sealed: the name of a file may name somebody.
"""

import json
import os
from pathlib import Path

from goldthread.evidence import Key, locks
from goldthread.workspace.formats import whole


FILE = "elsewhere.sealed"
BACK_UP, MEND, ASIDE = "back-up", "rows to mend", "folder from before a restore"
SAID = {MEND: "rows to fix"}
"""What a kind of copy is called, where that is not the name under which it was noted."""


class Elsewhere:
    """The copies of one workspace that lie outside it."""

    def __init__(self, folder: Path, key: Key) -> None:
        self._folder, self._key = folder, key

    def note(self, kind: str, path: Path) -> None:
        """Note a copy, where it is outside the workspace. Harmless to repeat."""
        path = path.absolute()
        if self._folder in path.parents:
            return
        with locks.held(self._folder / "evidence" / "locks", "elsewhere", alone=True):
            held = self._held()
            if [kind, str(path)] in held:
                return
            there = [one for one in held if os.path.lexists(one[1])]
            with whole(self._folder / FILE) as out:
                out.write(self._key.seal(json.dumps([*there, [kind, str(path)]])).hex())

    def standing(self) -> list[str]:
        """The copies that are still there, each with its kind."""
        return [f"{SAID.get(kind, kind)}: {path}" for kind, path in self._held() if os.path.lexists(path)]

    def _held(self) -> list[list[str]]:
        file = self._folder / FILE
        if not file.exists():
            return []
        held: list[list[str]] = json.loads(self._key.unseal(bytes.fromhex(file.read_text("ascii"))))
        return held
