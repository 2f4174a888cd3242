"""Searches that somebody wants to repeat, where a folder has no site: one small file each, in the workspace.

Where it has one, the room of saved searches takes them over, and keeps them in its database.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from goldthread.vocabulary import Cut, Filter, NewerNoun, NotFound, WrongUsage, day_of, filters
from goldthread.workspace.formats import whole
from goldthread.workspace.repeating import repeats


LONGEST = 60
NOTED = ".checksums"


@dataclass(frozen=True, kw_only=True)
class NamedSearch:
    """A search under a name: the words as typed, and the cut they are looked for in."""

    name: str
    words: str
    cut: Cut


class Searches(Protocol):
    """Where the folder's owner keeps searches: in files of the folder, or in its site."""

    def keep(self, name: str, words: str, cut: Cut) -> NamedSearch:
        """Save under a name; an older search of that name is replaced. Raises WrongUsage for a name without letters."""

    def named(self, name: str) -> NamedSearch:
        """The search of a name. Raises NotFound; NewerNoun where repeating it here would find more."""


class SearchFiles:
    """The saved searches in files of one workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "searches"

    def keep(self, name: str, words: str, cut: Cut) -> NamedSearch:
        """Save under a name; an older search of that name is replaced. Raises WrongUsage for a name without letters."""
        made = NamedSearch(name=name.strip()[:LONGEST], words=words, cut=cut)
        path = self._path(made.name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole(path) as out:
            json.dump(asdict(made), out, default=str, ensure_ascii=False)
        self._note()
        return made

    def all(self) -> list[NamedSearch]:
        """Every saved search that this version can repeat, by name."""
        found = []
        for path in self._paths():
            with suppress(NewerNoun):
                found.append(_read(path))
        return found

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []

    def named(self, name: str) -> NamedSearch:
        """The search of a name. Raises NotFound, NewerNoun."""
        path = self._path(name)
        if not path.exists():
            raise not_saved(name, [one.name for one in self.all()])
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
        for path in self._folder.glob(".*.json.*"):  # what a kill left of one that was being written
            path.unlink(missing_ok=True)
        if dropped:
            self._note()
        return dropped

    # -- taken over by a site

    def any(self) -> bool:
        """Whether there is a file, or a note of one."""
        return bool(self._paths() or self._noted())

    def held(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Each file with what is in it, as it was saved; one that cannot be read is left to `damaged`."""
        for path in self._paths():
            with suppress(OSError, ValueError):
                held = json.loads(path.read_text(encoding="utf-8"))
                if isinstance(held, dict) and all(isinstance(held.get(one), str) for one in ("name", "words")):
                    yield path, {"cut": {}, **held}

    def give_up(self, taken: Iterable[Path], names: Collection[str]) -> None:
        """Remove files that were taken over, and their notes; and notes of these names (`plain`) that have no file."""
        for path in taken:
            path.unlink(missing_ok=True)
        there = {path.name for path in self._paths()}
        left = {name: told for name, told in self._noted().items() if name in there or Path(name).stem not in names}
        if left != self._noted():
            self._write(left)

    def damaged(self) -> list[str]:
        """The names of files that are not as they were saved, or gone."""
        try:
            known, there = self._noted(), self._sums()
        except (OSError, ValueError):
            return [NOTED]
        wrong = [name for name, told in known.items() if there.get(name) != told]
        return sorted([*wrong, *(name for name in there if known and name not in known)])

    def _sums(self) -> dict[str, str]:
        return {path.name: hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in self._paths()}

    def _noted(self) -> dict[str, str]:
        noted = self._folder / NOTED
        found: dict[str, str] = json.loads(noted.read_text(encoding="utf-8")) if noted.exists() else {}
        return found

    def _note(self) -> None:
        """Note the checksum of every search, for `verify`."""
        if self._folder.is_dir():
            self._write(self._sums())

    def _write(self, sums: Mapping[str, str]) -> None:
        with whole(self._folder / NOTED) as out:
            json.dump(sums, out, sort_keys=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{plain(name)}.json"


def plain(name: str) -> str:
    """A name by its letters and digits alone: names that differ in nothing else are one. Raises WrongUsage for none."""
    found = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:LONGEST]
    if not found:
        raise WrongUsage("A saved search needs a name.", "Give it one of letters or digits.")
    return found


def not_saved(name: str, known: Iterable[str]) -> NotFound:
    """That there is no search of a name, with those there are."""
    return NotFound(f"There is no saved search called {name}.", f"Saved searches: {', '.join(known) or 'none yet'}.")


def asked_of(cut: Cut) -> dict[str, str | list[str]]:
    """What narrows a cut, by the names of its filters in addresses and options; `cut_asked` reads it again."""
    found: dict[str, str | list[str]] = {}
    for name, one in filters(type(cut)).items():
        value = getattr(cut, name)
        if one is not None and value:
            found[one.parameter] = list(value) if one.is_list else value.isoformat() if one.is_day else value
    return found


def cut_asked(search: str, asked: Mapping[str, Any]) -> Cut:
    """The cut of a saved search that names filters as addresses do. Raises NewerNoun where it cannot be read whole."""
    fields = {one.parameter: name for name, one in filters(Cut).items() if one is not None}
    return _cut(search, {fields.get(parameter, parameter): value for parameter, value in asked.items()})


def _read(path: Path) -> NamedSearch:
    """Raises NewerNoun for a search that is narrowed in a way that this version does not know: it would find more."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return NamedSearch(name=held["name"], words=held["words"], cut=_cut(held["name"], held["cut"]))


def _cut(search: str, held: Mapping[str, Any]) -> Cut:
    declared, cut = filters(Cut), dict[str, Any]()
    for name, value in held.items():
        one = declared.get(name)
        if value and (one is None or (one.is_list and not all(map(one.is_choice, value)))):
            raise NewerNoun(
                f"The saved search {search} chooses by “{name}”, which this version of Goldthread does not know.",
                "Save it again, or install the version that saved it.",
            )
        if one is not None:
            cut[name] = one.chosen(value) if one.is_list else _day(value, one) if one.is_day else value
    return Cut(**cut)


def _day(value: str | None, declared: Filter) -> date | None:
    """A day as it was saved. Raises NewerNoun for one that cannot be read: without it, the search would find more."""
    found = day_of(value, declared.test) if value else None
    if value and found is None:
        raise NewerNoun(
            f"A saved search chooses days by “{value}”, which this version of Goldthread cannot read.",
            "Save it again, or install the version that saved it.",
        )
    return found
