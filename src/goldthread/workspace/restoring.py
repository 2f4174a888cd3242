"""Bringing a back-up back: everyone who has withdrawn is withdrawn again before anything of it can be read."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goldthread.vocabulary import PlainError, WorkspaceProblem
from goldthread.workspace import withdrawn_list
from goldthread.workspace.elsewhere import ASIDE, BACK_UP
from goldthread.workspace.folder import SETTINGS, open_folder, read_settings
from goldthread.workspace.unpacking import TOP, close, unpack


if TYPE_CHECKING:
    from goldthread.workspace.opening import Workspace

Replay = Callable[["Workspace", frozenset[str]], "Replayed"]


@dataclass(frozen=True)
class Replayed:
    """How many people were withdrawn again, and where something of them is still found."""

    people: int
    left_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Restored:
    """What a restore did: how many withdrawals it replayed, what is left of them, and where the former workspace is."""

    replayed: int
    aside: Path | None = None
    left_in: tuple[str, ...] = ()


def replay(workspace: "Workspace", withdrawn: frozenset[str]) -> Replayed:
    """Withdraw again everyone of whom the evidence holds something; the site's part is `accounts.actions.replay`."""
    people = [one for one in workspace.withdrawals.respondents() if workspace.withdrawals.mark_of(one) in withdrawn]
    left = {place for one in people for place in workspace.withdrawals.withdraw(respondent=one).left_in}
    return Replayed(len(people), tuple(sorted(left)))


def restore(
    archive: Path, folder: Path, *, replace: bool = False, without_list: bool = False, replay: Replay = replay
) -> Restored:
    """Unpack a back-up and withdraw again everyone who has withdrawn, before it is put in its place.

    A back-up of an older format is brought up to date on the way.

    Takes: the archive; the folder; whether a folder that holds anything may be replaced: what it held is moved aside,
    never removed; whether to go on where the list of withdrawals beside the key is missing; what withdraws again.
    Raises: WorkspaceProblem when the archive is no back-up or of a newer format, when the folder holds something and
    may not be replaced, is in use by the site, or is another workspace, and where there is no list.
    """
    if _holds_anything(folder) and not replace:
        raise WorkspaceProblem(
            f"There is something in {folder} already.",
            "Name another folder with `--workspace`, or repeat with `--replace`: what is there now is moved aside.",
        )
    with _not_served(folder):
        unpacked = folder.with_name(folder.name + ".restoring")
        with _nothing_left(unpacked, archive):
            held = _unpacked(archive, unpacked) / TOP
            withdrawn = _withdrawn(held, folder, without_list)
            aside = _name_aside(folder) if folder.exists() else None
            done = _replayed(held, withdrawn, archive, aside, replay)
            close(unpacked)
        if aside:
            folder.rename(aside)
        held.rename(folder)
        _remove(unpacked)
        return Restored(done.people, aside, done.left_in)


def _withdrawn(unpacked: Path, folder: Path, without_list: bool) -> frozenset[str]:
    """Everyone who has withdrawn, by the list beside the key and by the workspace that is there now."""
    file = withdrawn_list.list_file(read_settings(unpacked).name)
    listed = withdrawn_list.read(file)
    if listed is None and not without_list:
        raise WorkspaceProblem(
            f"The list of withdrawals is missing ({file}): words that were withdrawn since would come back.",
            "Copy it from where the key is kept. If there is none, repeat with `--without-withdrawals`, and withdraw "
            "again everyone who has withdrawn since the back-up.",
        )
    there = open_folder(folder, make=False)[2].withdrawn() if (folder / SETTINGS).exists() else frozenset[str]()
    return there | (listed or frozenset())


def _replayed(unpacked: Path, withdrawn: frozenset[str], archive: Path, aside: Path | None, replay: Replay) -> Replayed:
    from goldthread.workspace.opening import Workspace

    held = Workspace(unpacked, make=False)
    done = replay(held, withdrawn)
    held.store.keep_withdrawn(withdrawn)
    held.store.checksums.note_event("restored")
    withdrawn_list.add(held.withdrawals.list_file, held.store.withdrawn())
    held.elsewhere.note(BACK_UP, archive)
    if aside:
        held.elsewhere.note(ASIDE, aside)
    return done


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
    """The archive unpacked, for nobody but its owner to read."""
    target.mkdir(mode=0o700)
    unpack(archive, target)
    close(target)
    if not (target / TOP / SETTINGS).is_file():
        raise WorkspaceProblem(f"{archive} holds no workspace.", "Name another one.")
    read_settings(target / TOP)  # one of a newer format is refused before anything is moved
    return target


@contextmanager
def _nothing_left(unpacked: Path, archive: Path) -> Iterator[None]:
    """Remove what was unpacked, before and when the block fails; whatever a damaged archive raises is one sentence."""
    try:
        _remove(unpacked)
        yield
    except BaseException as error:
        _remove(unpacked)
        if isinstance(error, PlainError) or not isinstance(error, Exception):
            raise
        why = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
        raise WorkspaceProblem(f"{archive} is not a back-up that can be read{why}.", "Name another one.") from error


def _name_aside(folder: Path) -> Path:
    """A free name to move a folder aside under."""
    stem, number = f"{folder.name}.before-restore", 1
    while (aside := folder.with_name(stem if number == 1 else f"{stem}-{number}")).exists():
        number += 1
    return aside


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
