"""The one workspace that this site shows, opened once in each process."""

from functools import cache
from pathlib import Path

from django.conf import settings

from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace import Workspace


@cache
def _at(folder: str) -> Workspace:
    return Workspace(folder)


def workspace() -> Workspace:
    """The site's workspace."""
    return _at(str(settings.WORKSPACE))


def coded_by() -> str:
    """The kind of coder whose figures hold for what is here; the fast one where nothing is here yet: a page that only

    explains makes no workspace.
    """
    if not any(Path(settings.WORKSPACE).glob("goldthread.yaml")):
        return "fast"
    try:
        return workspace().coded_by()
    except WorkspaceProblem:
        return "fast"
