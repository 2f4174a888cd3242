"""Searches that somebody wants to repeat: one small file each, in the workspace."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from goldthread.vocabulary import Cut, NotFound, WrongUsage
from goldthread.workspace.repeating import repeats


LONGEST = 60


@dataclass(frozen=True, kw_only=True)
class SavedSearch:
    """A search under a name: the words as typed, and the cut they are looked for in."""

    name: str
    words: str
    cut: Cut


class SavedSearches:
    """All saved searches of one workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "searches"

    def keep(self, name: str, words: str, cut: Cut) -> SavedSearch:
        """Save under a name; an older search of that name is replaced. Raises WrongUsage for a name without letters."""
        made = SavedSearch(name=name.strip()[:LONGEST], words=words, cut=cut)
        path = self._path(made.name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(json.dumps(asdict(made), default=str, ensure_ascii=False), encoding="utf-8")
        return made

    def all(self) -> list[SavedSearch]:
        """Every saved search, by name."""
        found = sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []
        return [_read(path) for path in found]

    def named(self, name: str) -> SavedSearch:
        """The search of a name. Raises NotFound."""
        path = self._path(name)
        if not path.exists():
            known = ", ".join(one.name for one in self.all()) or "none yet"
            raise NotFound(f"There is no saved search called {name}.", f"Saved searches: {known}.")
        return _read(path)

    def drop(self, name: str) -> None:
        """Forget a search."""
        self._path(name).unlink(missing_ok=True)

    def forget(self, told: Iterable[str]) -> int:
        """Drop every search that repeats what somebody told, who withdraws it; gives how many."""
        words = tuple(told)
        copies = [one for one in self.all() if repeats(f"{one.name}\n{one.words}", words)]
        for one in copies:
            self.drop(one.name)
        return len(copies)

    def _path(self, name: str) -> Path:
        plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:LONGEST]
        if not plain:
            raise WrongUsage("A saved search needs a name.", "Give it one of letters or digits.")
        return self._folder / f"{plain}.json"


def _read(path: Path) -> SavedSearch:
    held = json.loads(path.read_text(encoding="utf-8"))
    cut: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in held["cut"].items()}
    for name in ("since", "until"):
        cut[name] = date.fromisoformat(cut[name]) if cut.get(name) else None
    known = {one.name for one in fields(Cut)}
    return SavedSearch(name=held["name"], words=held["words"], cut=Cut(**{k: v for k, v in cut.items() if k in known}))
