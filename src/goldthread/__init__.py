"""Goldthread: what patients and carers say, turned into what services must do."""

from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from goldthread.workspace import Workspace

__version__ = "0.1.0"


def open(folder: str | Path) -> "Workspace":  # noqa: A001  # reads as goldthread.open(folder)
    """Open a workspace folder, or make one: everything the library does, in a few verbs."""
    from goldthread.workspace import Workspace  # here, because every room imports this package first

    return Workspace(folder)
