"""Copies of withdrawn words that nobody could erase by rule: their places, until somebody has dealt with each.

Between runs only places are kept: never the words, nor a hash of them.
"""

import json
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from goldthread.evidence import locks
from goldthread.workspace.formats import whole


FILE, DEALT_WITH = "copies.json", "copies-dealt-with.json"


@dataclass(frozen=True, order=True)
class TextCopy:
    """Where a copy is: a table, its row and its field; and what is kept of whoever withdrew."""

    place: str
    mark: str
    since: str


class Places:
    """The places of one workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._file, self._settled = folder, folder / FILE, folder / DEALT_WITH

    def all(self, mark: str = "") -> list[TextCopy]:
        """Places that wait; of one person who withdrew, or of all."""
        held = json.loads(self._file.read_text("utf-8")) if self._file.exists() else []
        return sorted(TextCopy(**one) for one in held if mark in ("", one["mark"]))

    def keep(self, mark: str, places: Iterable[str]) -> None:
        """Keep places until somebody has dealt with them. Harmless to repeat."""
        now = datetime.now(UTC).date().isoformat()
        with self._alone():
            held = self.all()
            known = {(one.place, one.mark) for one in held}
            more = [TextCopy(place, mark, now) for place in sorted(set(places)) if (place, mark) not in known]
            if more:
                self._write([*held, *more])

    def settle(self, place: str) -> bool:
        """Somebody has dealt with a place; False where it does not wait."""
        with self._alone():
            held = self.all()
            left = [one for one in held if one.place != place]
            if len(left) < len(held):
                gone = [[one.mark, one.place] for one in held if one.place == place]
                with whole(self._settled) as out:
                    json.dump(sorted([*self.dealt_with(), *gone]), out)
                self._write(left)
            return len(left) < len(held)

    def dealt_with(self) -> list[list[str]]:
        """Places that somebody has dealt with, each after what is kept of whoever withdrew."""
        held: list[list[str]] = json.loads(self._settled.read_text("utf-8")) if self._settled.exists() else []
        return held

    def _alone(self) -> AbstractContextManager[None]:
        return locks.held(self._folder / "evidence" / "locks", "places", alone=True)

    def _write(self, places: Iterable[TextCopy]) -> None:
        with whole(self._file) as out:
            json.dump([asdict(one) for one in sorted(places)], out)
