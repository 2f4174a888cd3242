"""Back-ups: the folder without its key, in one archive; `restoring` brings one back."""

import os
import tarfile
from pathlib import Path

from goldthread.vocabulary import WorkspaceProblem


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
