"""How an import was asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


Progress = Callable[[str, int], None]
Mended = Callable[[str, Path, Sequence[tuple[str, ...]]], None]


@dataclass(frozen=True)
class ChosenProfile:
    """A profile as YAML, and sentences that say whose choice it was."""

    profile: str
    notes: tuple[str, ...]


Chooses = Callable[[Path, str], ChosenProfile | None]
"""Given a file and the profile that is suggested for it, as YAML, gives the one to read it by; None for that one."""


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """How an import was asked for; empty means: find out from the file.

    `batch` names the batch beforehand, for one file alone: whoever asks can see later whether that attempt stands.
    `mended` is given a batch, its file of rows to mend and keyed hashes of who told each, before the batch counts, so
    that a kill loses neither.
    `organisations` are the codes that it may touch, None for whoever holds the folder: rows of others are set aside
    before anything is compared with what is held, so that nothing is said of it either. `until` is when whoever waits
    for a look should wait no longer (monotonic seconds, 0: never). `count_again` lets in a file whose answers are held
    already under other ids. `choose` says by which profile a file is read where none is given. `read_by` is told a
    batch that has rows to mend, and the profile that its file was read by.
    """

    kind: str = ""
    issuer: str = ""
    profile: Path | None = None
    mend_dir: Path | None = None
    date_order: str = ""
    by: str = "owner"
    coder: str = "fast"
    batch: str = ""
    progress: Progress | None = None
    mended: Mended | None = None
    organisations: frozenset[str] | None = None
    until: float = 0.0
    count_again: bool = False
    choose: Chooses | None = None
    read_by: Callable[[str, str], None] | None = None
