"""Is the workspace whole? Checks that anyone may run at any time; they change nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from goldthread.evidence import Store, damage_of
from goldthread.vocabulary import PlainError
from goldthread.workspace.folder import read_settings
from goldthread.workspace.saved import SearchFiles
from goldthread.workspace.uploads import Uploads
from goldthread.workspace.verifying import beside


@dataclass
class Verified:
    """What was checked, and what is wrong; each entry is a sentence."""

    checked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong

    def look(self, what: str, check: Callable[[], None]) -> None:
        """Make one check; what cannot be looked at is wrong too, and never ends the others."""
        try:
            check()
        except BaseException as error:  # a panic of an engine is no Exception
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
                raise
            said = error if isinstance(error, PlainError) else damage_of(error)
            sentence = str(said) if said else f"{what} could not be checked ({type(error).__name__})."
            self.wrong += [sentence] if sentence not in self.wrong else []


def verify(store: Store, folder: Path, uploads: Uploads, searches: SearchFiles) -> Verified:
    """Check every file, account, batch and content against each other, and what stands beside the store."""
    out = Verified()
    out.look("The files of the store", lambda: _damage(store, out))
    if out.whole:  # what is damaged would be said a second time, in other words
        for what, check in (("The accounts", _accounts), ("The contents", _contents), ("The tables", _columns)):
            out.look(what, partial(check, store, out))
    out.look("What stands beside the store", lambda: out.wrong.extend(beside(store, folder, uploads, searches)))
    out.checked.append(f"The workspace has format {read_settings(folder).format}.")
    out.checked.append(f"The key fits this workspace ({folder.name}).")
    return out


def _damage(store: Store, out: Verified) -> None:
    found = store.look_for_damage()
    out.checked += found.checked
    out.wrong += found.wrong


def _accounts(store: Store, out: Verified) -> None:
    lines = store.lines()
    out.wrong += [f"The account of batch {batch} does not balance." for batch in _unbalanced(store)]
    out.checked.append(f"{len(lines.standing)} batches balance.")
    if strangers := store.batches_without_a_line():
        out.wrong.append(f"{len(strangers)} unfinished imports left rows; the next import removes them.")
    versions = [line.version for line in lines.all]
    if versions != sorted(set(versions)):
        out.wrong.append("Two lines of the store carry the same version.")


def _unbalanced(store: Store) -> Iterator[str]:
    for line in store.lines().standing:
        account = line.account
        whole = account["rows_read"] == account["kept"] + account["duplicates"] + account["set_aside"]
        if not whole or sum(account["reasons"].values()) != account["set_aside"]:
            yield line.batch


def _contents(store: Store, out: Verified) -> None:
    counted = store.counts()
    out.checked.append(f"{counted['feedback']} answers can be read; digest {counted['digest']}.")


def _columns(store: Store, out: Verified) -> None:
    lacking, undeclared = store.misfits()
    out.wrong += [f"The column {one} is declared, and its table lacks it." for one in lacking]
    if undeclared:
        out.checked.append(f"Kept, and no longer read: {', '.join(undeclared)}.")
