"""Unpacking a back-up: plain files and folders of one workspace alone, looked through before anything is written."""

import shutil
import tarfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from goldthread.vocabulary import WorkspaceProblem


TOP = "workspace"
"""The folder of an archive that holds everything."""
DEEPEST = 32
LONGEST_NAME = 255
LONGEST_PATH = 1024
LAST_TIME = 2**33
"""Later times are refused: in 2242, and some file systems hold none."""


def unpack(archive: Path, target: Path) -> None:
    """Unpack an archive into an empty folder.

    Every member is looked at before the first is written: what is no plain file or folder (links, devices), is outside
    the workspace or has an odd name or time refuses the whole archive, since `backup` writes nothing of the kind.

    Raises: WorkspaceProblem; whatever reading a damaged archive raises.
    """
    with tarfile.open(archive, "r:gz") as held:
        size = sum(member.size for member in _plain(held))
        if size > shutil.disk_usage(target).free:
            raise WorkspaceProblem(
                f"{archive} holds {size / 1e9:,.1f} GB, and there is less room here.", "Make room, and restore again."
            )
        held.extractall(target, filter="data")


def close(folder: Path) -> None:
    """Let nobody but its owner read a folder, or anything in it; what a link leads to stays as it is."""
    folder.chmod(0o700)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o700 if path.is_dir() else 0o600)


def _plain(held: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for number, member in enumerate(held, 1):
        if wrong := wrong_with(member):
            raise WorkspaceProblem(
                f"Entry {number:,} of the archive {wrong}: no back-up holds that.", "Name another one."
            )
        yield member
    while held.fileobj and held.fileobj.read(2**20):  # a damaged entry reads as the last one: the checksum tells
        pass


def wrong_with(member: tarfile.TarInfo) -> str:
    """What no back-up may hold about a member; empty for a plain file or folder of the workspace."""
    if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.DIRTYPE) or member.issparse():
        return "is no plain file or folder"
    if not 0 <= member.mtime < LAST_TIME:
        return "has an odd time"
    name, parts = member.name, PurePosixPath(member.name).parts
    if any(unicodedata.category(letter)[0] == "C" for letter in name):
        return "has a name that cannot be written"
    if not parts or parts[0] != TOP or ".." in parts:
        return "lies outside the workspace"
    if len(parts) > DEEPEST or len(name.encode()) > LONGEST_PATH or max(len(p.encode()) for p in parts) > LONGEST_NAME:
        return "has a name that is too long or too deep"
    return ""
