"""Back-ups: the folder without its key, in one archive; a restore replays the withdrawals made since."""

import shutil
import tarfile
from pathlib import Path

from goldthread.evidence import Store
from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace.folder import SETTINGS, open_folder, read_settings


LEFT_OUT = {"locks", "uploads", "spill", "summaries", "search"}
"""Not backed up: what is of this machine or this day, and what can be rebuilt."""


def back_up(folder: Path, target: Path) -> Path:
    """Write an archive of the folder; the caller holds the import lock. Raises WorkspaceProblem."""
    if folder in target.absolute().parents:
        raise WorkspaceProblem("A back-up must lie outside the workspace.", "Name another place.")
    try:
        with tarfile.open(target, "w:gz", compresslevel=1) as archive:
            archive.add(folder, arcname="workspace", filter=_wanted)
        target.chmod(0o600)
    except OSError as error:
        raise WorkspaceProblem(f"The back-up cannot be written: {error.strerror}.", "Name another place.") from None
    return target


def _wanted(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    parts = Path(entry.name).parts
    return None if LEFT_OUT & set(parts[1:3]) else entry


def restore(archive: Path, folder: Path) -> int:
    """Unpack a back-up over a workspace and withdraw again everyone who withdrew after it was made.

    A back-up of an older format is brought up to date on the way.

    Takes: the archive; the folder, which may hold the workspace as it stands: its list of withdrawals is read first.
    Gives: how many withdrawals were replayed.
    Raises: WorkspaceProblem when the archive is no back-up or of a newer format, or the folder is another workspace.
    """
    withdrawn = _withdrawn_since(folder)
    aside = folder.with_name(folder.name + ".before-restore")
    if aside.exists():
        raise WorkspaceProblem(f"{aside} is in the way.", "Remove it first.")
    unpacked = folder.with_name(folder.name + ".restoring")
    try:
        with tarfile.open(archive, "r:gz") as held:
            held.extractall(unpacked, filter="data")
    except (OSError, tarfile.TarError, EOFError):
        raise WorkspaceProblem(f"{archive} is not a back-up that can be read.", "Name another one.") from None
    inner = unpacked / "workspace"
    try:
        if not (inner / SETTINGS).exists():
            raise WorkspaceProblem(f"{archive} holds no workspace.", "Name another one.")
        read_settings(inner)  # one of a newer format is refused before anything is moved
    except WorkspaceProblem:
        _remove(unpacked)
        raise
    if folder.exists():
        folder.rename(aside)
    inner.rename(folder)
    unpacked.rmdir()
    replayed = _replay(folder, withdrawn)
    _remove(aside)
    return replayed


def _withdrawn_since(folder: Path) -> frozenset[str]:
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
