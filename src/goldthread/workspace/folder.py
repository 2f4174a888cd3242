"""The workspace folder: its settings, its key outside it, and the store inside it."""

import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from goldthread.coding import KINDS
from goldthread.evidence import Key, Store, key_file, load_key, make_key
from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace import formats, withdrawn_list


SETTINGS = "goldthread.yaml"
CHECKSUM = "checksum"
"""Of the lines that Goldthread alone writes; a file without one is of an older Goldthread."""
LINES = ("goldthread", "name", "key_print", CHECKSUM, "coder")
MEND = "Put it right by hand, or restore the workspace from a back-up."
PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What the name of a workspace and the print of its key are made of."""
ACCOUNTS = "site.sqlite3"  # people may be added before the first words come in
UNUSABLE = re.compile(r"%[0-9A-Fa-f]{2}|[\[\]*]")
"""What the tables' engine takes for something else in the path of a folder."""


@dataclass(frozen=True)
class Settings:
    """What a workspace remembers of itself.

    Its name, a print of its key that gives nothing away, which coder codes what comes in, and its format.
    """

    name: str
    key_print: str
    coder: str = "fast"
    format: int = formats.FORMAT


def open_folder(folder: Path, *, make: bool = True) -> tuple[Settings, Key, Store]:
    """Open a workspace, or make one in an empty or missing folder; one of an older format is brought up to date.

    Raises: WorkspaceProblem when the folder is something else, cannot be used, its key does not fit, or its format is
    newer than this Goldthread.
    """
    made = not (folder / SETTINGS).exists()
    if made:
        if not make:
            raise WorkspaceProblem(f"There is no workspace in {folder}.", "Make one with `goldthread init`.")
        _make(folder)
    settings = read_settings(folder)
    key = load_key(key_file(settings.name))
    if key.print != settings.key_print:
        raise WorkspaceProblem("This key belongs to another workspace.", "Name the right one in GOLDTHREAD_KEY_FILE.")
    store = Store(folder / "evidence", key)
    if made:
        store.prepare()
    _keep_list(settings.name, store)
    formats.migrate(
        folder,
        store,
        lambda: read_settings(folder).format,
        lambda number: _write(folder, replace(read_settings(folder), format=number)),
    )
    settings = read_settings(folder)
    if CHECKSUM not in _held(folder):
        with suppress(OSError, WorkspaceProblem):  # a folder that may only be read is used as it is
            _write(folder, settings)
    return settings, key, store


def audit_keys_file(settings: Settings) -> Path:
    """Where the keys of a site's audit are kept: beside the workspace's key, never in the workspace."""
    return key_file(settings.name).with_suffix(".audit-keys")


def _keep_list(name: str, store: Store) -> None:
    """Make the list of withdrawals beside the key, where there is none: of all that this workspace knows of."""
    file = withdrawn_list.list_file(name)
    if not file.exists():
        with suppress(OSError):  # a key that is handed in read-only: the first withdrawal says so
            withdrawn_list.add(file, store.withdrawn())


def _make(folder: Path) -> None:
    if strange := UNUSABLE.search(str(folder.resolve())):
        raise WorkspaceProblem(
            f"A workspace cannot be in a folder whose path has “{strange[0]}” in it.", "Name another folder."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(not path.name.startswith((".", ACCOUNTS)) for path in folder.iterdir()):
            raise WorkspaceProblem(f"{folder} is in use for something else.", "Name an empty folder with --workspace.")
        folder.chmod(0o700)
    except OSError as error:
        raise WorkspaceProblem(f"{folder} cannot be made: {error.strerror}.", "Name another folder.") from None
    name = secrets.token_hex(6)
    keep_settings(folder, Settings(name, make_key(key_file(name)).print))


def keep_settings(folder: Path, settings: Settings) -> Settings:
    """Write what a workspace remembers of itself, whole or not at all; gives the same.

    The format stays what it is by now: a newer Goldthread may have brought the workspace up to its own meanwhile.
    """
    if (folder / SETTINGS).exists():
        settings = replace(settings, format=_number(_held(folder)))
    return _write(folder, settings)


def _write(folder: Path, settings: Settings) -> Settings:
    held = {"goldthread": settings.format, "name": settings.name, "key_print": settings.key_print}
    with formats.whole(folder / SETTINGS) as out:
        yaml.safe_dump(held | {CHECKSUM: _checksum(held), "coder": settings.coder}, out, sort_keys=False)
    return settings


def _checksum(held: Mapping[str, object]) -> str:
    """What tells whether the lines that nobody edits are as they were written; the coder is a person's to choose."""
    said = "\n".join(f"{name}: {held.get(name)}" for name in ("goldthread", "name", "key_print"))
    return formats.checksum_of(said)


def read_settings(folder: Path) -> Settings:
    """What a workspace remembers of itself. Raises WorkspaceProblem for one that is newer, or cannot be read."""
    held = _held(folder)
    formats.check(folder, _number(held))
    if strange := [str(name) for name in held if name not in LINES]:
        raise WorkspaceProblem(f"{folder / SETTINGS} has a line that nobody knows: {strange[0]}.", MEND)
    if held.get(CHECKSUM, _checksum(held)) != _checksum(held) or (CHECKSUM in held and "coder" not in held):
        raise WorkspaceProblem(f"{folder / SETTINGS} is not as it was written.", MEND)
    try:
        settings = Settings(held["name"], held["key_print"], held.get("coder", "fast"), _number(held))
    except KeyError:
        raise _unreadable(folder) from None
    if not all(isinstance(one, str) and PLAIN.fullmatch(one) for one in (settings.name, settings.key_print)):
        raise _unreadable(folder)  # keys and lists are found by the name: it must not lead elsewhere
    if settings.coder not in KINDS:
        raise WorkspaceProblem(
            f"{folder / SETTINGS} names no coder: {settings.coder}.", f"It may be {', '.join(KINDS)}."
        )
    return settings


def _held(folder: Path) -> dict[str, Any]:
    try:
        held = yaml.safe_load((folder / SETTINGS).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        raise _unreadable(folder) from None
    if not isinstance(held, dict) or type(held.get("goldthread")) is not int or held["goldthread"] < 1:
        raise _unreadable(folder)
    return held


def _number(held: dict[str, Any]) -> int:
    return int(held["goldthread"])


def _unreadable(folder: Path) -> WorkspaceProblem:
    return WorkspaceProblem(f"{folder / SETTINGS} cannot be read.", "Restore the workspace from a back-up.")
