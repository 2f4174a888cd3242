"""Builds the demo in a workspace: writes the files, gathers them, and brings the cast in."""

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goldthread.demo.generating import PIECES, SEED, generate
from goldthread.vocabulary import Account, PlainError
from goldthread.workspace import demo_mark


if TYPE_CHECKING:
    from goldthread.workspace import Workspace


REAL = ("goldthread.yaml", "site.sqlite3")
"""Files that a site has once anything was done with it."""


class NotADemo(PlainError):
    """The folder holds a workspace that `goldthread demo` did not make."""

    def __init__(self, workspace: Path) -> None:
        super().__init__(
            f"The workspace in {workspace} is not a demo: real evidence and invented evidence never mix.",
            "Name another folder for the demo with --workspace, or serve this one without --demo.",
        )


def is_built(workspace: Path) -> bool:
    """Whether the demo stands in this workspace, whole. Raises WorkspaceProblem for a damaged mark."""
    begun = demo_mark.read(workspace)
    return begun is not None and begun.built


def claim(workspace: Path) -> None:
    """Mark a folder as a demo's before it is built. Raises NotADemo where it is in use for something real."""
    check_is_demo(workspace)
    workspace.mkdir(parents=True, exist_ok=True, mode=0o700)
    (workspace / demo_mark.BEGUN).touch(mode=0o600)


def check_is_demo(workspace: Path) -> None:
    """Raises NotADemo for a workspace that a demo did not make, or that held real imports before one was added."""
    if not demo_mark.stands(workspace) and any((workspace / name).exists() for name in REAL):
        raise NotADemo(workspace)
    if (workspace / REAL[0]).exists() and _first_import_by(workspace) not in ("", "demo"):
        raise NotADemo(workspace)


def _first_import_by(workspace: Path) -> str:
    from goldthread import workspace as workspaces

    lines = workspaces.open(workspace, make=False).imports.batches()
    return next((line.by for line in reversed(lines) if line.what == "import"), "")


def build(
    workspace: Path,
    *,
    today: date | None = None,
    seed: int = SEED,
    pieces: int = PIECES,
    progress: Callable[[str, int], None] | None = None,
) -> list[Account]:
    """Builds the demo once; again it keeps nothing new, and after a kill it finishes what was begun.

    Gives: the account of each file; none where the demo already stood.
    """
    from goldthread import workspace as workspaces  # writing files alone needs no store

    opened = workspaces.open(workspace)
    accounts = [] if is_built(workspace) else _gather(opened, _begun(workspace, today, seed, pieces), progress)
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        _bring_the_cast_in(opened)
    return accounts


def _gather(opened: "Workspace", begun: demo_mark.Begun, progress: Callable[[str, int], None] | None) -> list[Account]:
    with tempfile.TemporaryDirectory(prefix="wenbrook-") as folder:
        files = generate(Path(folder), today=begun.today, seed=begun.seed, pieces=begun.pieces)
        accounts = opened.imports.gather(files, by="demo", progress=progress)
    opened.store.index()  # else the first search finds nothing of it
    for key in opened.published.pathways():
        opened.published.pathway(key)
    demo_mark.write(opened.folder, begun._replace(built=not any(account.error for account in accounts)))
    return accounts


def _bring_the_cast_in(opened: "Workspace") -> None:
    """Makes the five people and what they may see; harmless to repeat."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from goldthread.accounts import cast  # models can be imported only once Django stands

    cast.load_cast(by="demo")
    cast.share_words(opened)
    from goldthread.demo import story

    begun = demo_mark.read(opened.folder)
    assert begun, "it was written before the cast came"
    story.begin_thread(opened, begun.today)


def _begun(workspace: Path, today: date | None, seed: int, pieces: int) -> demo_mark.Begun:
    """What an earlier, killed start noted, so that its rows are known again; else this start's, noted."""
    if noted := demo_mark.read(workspace):
        return noted
    begun = demo_mark.Begun(today or date.today(), seed, pieces, built=False)
    demo_mark.write(workspace, begun)
    return begun
