"""Searches that somebody wants to repeat: one small file each, in the workspace."""

import hashlib
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from goldthread.vocabulary import Cut, Filter, NewerNoun, NotFound, WrongUsage, day_of, filters
from goldthread.workspace.repeating import repeats


LONGEST = 60
NOTED = ".checksums"


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
        self._note()
        return made

    def all(self) -> list[SavedSearch]:
        """Every saved search that this version can repeat, by name."""
        found = []
        for path in self._paths():
            with suppress(NewerNoun):
                found.append(_read(path))
        return found

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []

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
        self._note()

    def forget(self, told: Iterable[str]) -> int:
        """Drop every search that repeats what somebody told, who withdraws it; gives how many."""
        words, dropped = tuple(told), 0
        for path in self._paths():
            held = json.loads(path.read_text(encoding="utf-8"))
            if repeats(f"{held['name']}\n{held['words']}", words):
                path.unlink(missing_ok=True)
                dropped += 1
        if dropped:
            self._note()
        return dropped

    def damaged(self) -> list[str]:
        """The names of files that are not as they were saved, or gone."""
        noted = self._folder / NOTED
        try:
            known = json.loads(noted.read_text(encoding="utf-8")) if noted.exists() else {}
            there = self._sums()
        except (OSError, ValueError):
            return [NOTED]
        wrong = [name for name, told in known.items() if there.get(name) != told]
        return sorted([*wrong, *(name for name in there if known and name not in known)])

    def _sums(self) -> dict[str, str]:
        return {path.name: hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in self._paths()}

    def _note(self) -> None:
        """Note the checksum of every search, for `verify`."""
        if self._folder.is_dir():
            (self._folder / NOTED).write_text(json.dumps(self._sums(), sort_keys=True), encoding="utf-8")

    def _path(self, name: str) -> Path:
        plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:LONGEST]
        if not plain:
            raise WrongUsage("A saved search needs a name.", "Give it one of letters or digits.")
        return self._folder / f"{plain}.json"


def _read(path: Path) -> SavedSearch:
    """Raises NewerNoun for a search that is narrowed in a way that this version does not know: it would find more."""
    held = json.loads(path.read_text(encoding="utf-8"))
    declared, cut = filters(Cut), dict[str, Any]()
    for name, value in held["cut"].items():
        one = declared.get(name)
        if one is None and value:
            raise NewerNoun(
                f"The saved search {held['name']} chooses by “{name}”, which this version of Goldthread does not know.",
                "Save it again, or install the version that saved it.",
            )
        if one is not None:
            cut[name] = tuple(value) if one.is_list else _day(value, one) if one.is_day else value
    return SavedSearch(name=held["name"], words=held["words"], cut=Cut(**cut))


def _day(value: str | None, declared: Filter) -> date | None:
    """A day as it was saved. Raises NewerNoun for one that cannot be read: without it, the search would find more."""
    found = day_of(value, declared.test) if value else None
    if value and found is None:
        raise NewerNoun(
            f"A saved search chooses days by “{value}”, which this version of Goldthread cannot read.",
            "Save it again, or install the version that saved it.",
        )
    return found
