"""The workspace folder: its settings, its key outside it, and the store inside it."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import yaml

from goldthread.evidence import Key, Store, key_file, load_key, make_key
from goldthread.vocabulary import WorkspaceProblem


SETTINGS = "goldthread.yaml"
ACCOUNTS = "site.sqlite3"  # people may be added before the first words come in


@dataclass(frozen=True)
class Settings:
    """What a workspace remembers of itself.

    Its name, a print of its key that gives nothing away, and which coder codes what comes in.
    """

    name: str
    key_print: str
    coder: str = "fast"


def open_folder(folder: Path, *, make: bool = True) -> tuple[Settings, Key, Store]:
    """Open a workspace, or make one in an empty or missing folder.

    Raises: WorkspaceProblem when the folder is something else, cannot be used, or its key does not fit.
    """
    made = not (folder / SETTINGS).exists()
    if made:
        if not make:
            raise WorkspaceProblem(f"There is no workspace in {folder}.", "Make one with `goldthread init`.")
        _make(folder)
    settings = _read(folder)
    key = load_key(key_file(settings.name))
    if key.print != settings.key_print:
        raise WorkspaceProblem("This key belongs to another workspace.", "Name the right one in GOLDTHREAD_KEY_FILE.")
    store = Store(folder / "evidence", key)
    if made:
        store.prepare()
    return settings, key, store


def audit_keys_file(settings: Settings) -> Path:
    """Where the keys of a site's audit are kept: beside the workspace's key, never in the workspace."""
    return key_file(settings.name).with_suffix(".audit-keys")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(not path.name.startswith((".", ACCOUNTS)) for path in folder.iterdir()):
            raise WorkspaceProblem(f"{folder} is in use for something else.", "Name an empty folder with --workspace.")
    except OSError as error:
        raise WorkspaceProblem(f"{folder} cannot be made: {error.strerror}.", "Name another folder.") from None
    name = secrets.token_hex(6)
    keep_settings(folder, Settings(name, make_key(key_file(name)).print))


def keep_settings(folder: Path, settings: Settings) -> Settings:
    """Write what a workspace remembers of itself, whole or not at all; gives the same."""
    held = {"goldthread": 1, "name": settings.name, "key_print": settings.key_print, "coder": settings.coder}
    target = folder / SETTINGS
    part = folder / f".{SETTINGS}"
    part.write_text(yaml.safe_dump(held, sort_keys=False), encoding="utf-8")
    os.replace(part, target)
    return settings


def _read(folder: Path) -> Settings:
    try:
        held = yaml.safe_load((folder / SETTINGS).read_text(encoding="utf-8"))
        return Settings(name=held["name"], key_print=held["key_print"], coder=held.get("coder", "fast"))
    except (OSError, yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError):
        raise WorkspaceProblem(
            f"{folder / SETTINGS} cannot be read.", "Restore the workspace from a back-up."
        ) from None
