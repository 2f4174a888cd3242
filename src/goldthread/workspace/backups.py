"""Back-ups: the folder without its key, in one archive; a restore replays the withdrawals made since."""

import fcntl
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path

from goldthread.evidence import Store
from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace.folder import SETTINGS, open_folder, read_settings


LEFT_OUT = {"locks", "uploads", "spill", "summaries", "search"}
"""Not backed up: what is of this machine or this day, and what can be rebuilt."""


def back_up(folder: Path, target: Path, *, replace: bool = False) -> Path:
    """Write an archive of the folder; the caller holds the import lock.

    Takes: whether an archive of that name may be replaced; it is, once the new one is whole.
    Raises: WorkspaceProblem.
    """
    target = target.absolute()
    if folder in target.parents:
        raise WorkspaceProblem("A back-up must lie outside the workspace.", "Name another place.")
    if target.exists() and not replace:
        raise WorkspaceProblem(f"{target} exists already.", "Name another file, or replace it with `--replace`.")
    part = target.with_name(f".{target.name}.part")
    try:
        with (
            os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
            tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as archive,
        ):
            archive.add(folder, arcname="workspace", filter=_wanted)
        os.replace(part, target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WorkspaceProblem(f"The back-up cannot be written: {error.strerror}.", "Name another place.") from None
    return target


def _wanted(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    parts = Path(entry.name).parts
    return None if LEFT_OUT & set(parts[1:3]) else entry


@dataclass(frozen=True)
class Restored:
    """What a restore did: how many withdrawals it replayed, and where the workspace is that was there before."""

    replayed: int
    aside: Path | None = None


def restore(archive: Path, folder: Path, *, replace: bool = False) -> Restored:
    """Unpack a back-up and withdraw again everyone who withdrew after it was made.

    A back-up of an older format is brought up to date on the way. The folder is exchanged last, when nobody who
    withdrew is left in the other: after a kill at any moment, do it again.

    Takes: the archive; the folder, which may hold the workspace as it is: its list of withdrawals is read first;
    whether a folder that holds anything may be replaced. What it held is moved aside, never removed.
    Raises: WorkspaceProblem when the archive is no back-up or of a newer format, when the folder holds something and
    may not be replaced, is in use by the site, or is another workspace.
    """
    if _holds_anything(folder) and not replace:
        raise WorkspaceProblem(
            f"There is something in {folder} already.",
            "Name another folder with `--workspace`, or repeat with `--replace`: what is there now is moved aside.",
        )
    with _not_served(folder):
        withdrawn = _withdrawn_since(folder)
        unpacked = _unpacked(archive, folder.with_name(folder.name + ".restoring"))
        replayed = _replay(unpacked / "workspace", withdrawn)
        aside = _moved_aside(folder) if folder.exists() else None
        (unpacked / "workspace").rename(folder)
        _remove(unpacked)
        return Restored(replayed, aside)


def _holds_anything(folder: Path) -> bool:
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


@contextmanager
def _not_served(folder: Path) -> Iterator[None]:
    """Keep the site's worker away until the block ends. Raises WorkspaceProblem where one is at work."""
    lock = folder / "locks" / "worker.lock"
    if not lock.exists():
        yield
        return
    with lock.open("r+b") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise WorkspaceProblem(
                f"The workspace in {folder} is being served.", "Stop the site and its worker, and restore again."
            ) from None
        yield


def _unpacked(archive: Path, target: Path) -> Path:
    """The archive unpacked, for nobody but its owner to read. Raises WorkspaceProblem, and then leaves nothing."""
    _remove(target)
    try:
        target.mkdir(mode=0o700)
        with tarfile.open(archive, "r:gz") as held:
            held.extractall(target, filter="data")
        for path in target.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
        if not (target / "workspace" / SETTINGS).exists():
            raise WorkspaceProblem(f"{archive} holds no workspace.", "Name another one.")
        read_settings(target / "workspace")  # one of a newer format is refused before anything is moved
    except (OSError, tarfile.TarError, EOFError):
        _remove(target)
        raise WorkspaceProblem(f"{archive} is not a back-up that can be read.", "Name another one.") from None
    except WorkspaceProblem:
        _remove(target)
        raise
    return target


def _moved_aside(folder: Path) -> Path:
    """Move a folder aside under a name that is free; gives where it is."""
    aside = next(place for place in _asides(folder) if not place.exists())
    folder.rename(aside)
    return aside


def _asides(folder: Path) -> Iterator[Path]:
    """Where a folder may be moved aside to, in order."""
    stem = f"{folder.name}.before-restore"
    yield folder.with_name(stem)
    yield from (folder.with_name(f"{stem}-{number}") for number in count(2))


def _withdrawn_since(folder: Path) -> frozenset[str]:
    """Who withdrew, as the workspace says; where none is in the folder, as the one that was moved aside last says:
    an earlier restore was killed between two moves."""
    if not (folder / SETTINGS).exists():
        folder = (list(takewhile(Path.exists, _asides(folder))) or [folder])[-1]
    if not (folder / SETTINGS).exists():
        return frozenset()
    return open_folder(folder, make=False)[2].withdrawn()


def _replay(folder: Path, withdrawn: frozenset[str]) -> int:
    store: Store = open_folder(folder, make=False)[2]
    people = [one for one in store.respondents() if store.key.remember(one) in withdrawn]
    for respondent in people:
        store.withdraw(respondent, folder)
    store.keep_withdrawn(withdrawn)
    return len(people)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
