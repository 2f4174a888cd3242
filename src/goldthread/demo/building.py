"""Builds the demo in a workspace: writes the files, gathers them, and brings the cast in."""

import json
import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from goldthread.demo.generating import PIECES, SEED, generate
from goldthread.vocabulary import Account


MARK = "demo.json"


def is_built(workspace: Path) -> bool:
    """Whether the demo stands in this workspace, whole."""
    mark = workspace / MARK
    return mark.is_file() and bool(json.loads(mark.read_text("utf-8")).get("built"))


def build(
    workspace: Path,
    *,
    today: date | None = None,
    seed: int = SEED,
    pieces: int = PIECES,
    progress: Callable[..., Any] | None = None,
) -> list[Account]:
    """Builds the demo once; again it keeps nothing new, and after a kill it finishes what was begun.

    Gives: the account of each file; none where the demo already stood.
    """
    if is_built(workspace):
        return []
    from goldthread import workspace as workspaces  # writing files alone needs no store

    opened = workspaces.open(workspace)
    began = _begun(workspace, today, seed, pieces)
    with tempfile.TemporaryDirectory(prefix="wenbrook-") as folder:
        files = generate(
            Path(folder), today=date.fromisoformat(began["today"]), seed=began["seed"], pieces=began["pieces"]
        )
        accounts = opened.gather(files, by="demo", progress=progress)
    for key in opened.pathways():
        opened.pathway(key)
    _write(workspace, began | {"built": not any(account.error for account in accounts)})
    return accounts


def _begun(workspace: Path, today: date | None, seed: int, pieces: int) -> dict[str, Any]:
    """What an earlier, killed start noted, so that its rows are known again; else this start's, noted."""
    mark = workspace / MARK
    if mark.is_file():
        noted: dict[str, Any] = json.loads(mark.read_text("utf-8"))
        return noted
    began = {"today": (today or date.today()).isoformat(), "seed": seed, "pieces": pieces, "built": False}
    _write(workspace, began)
    return began


def _write(workspace: Path, began: dict[str, Any]) -> None:
    waiting = workspace / f"{MARK}.part"
    waiting.write_text(json.dumps(began), "utf-8")
    os.replace(waiting, workspace / MARK)
