"""The workspace that this site shows, and what coded what is in it."""

from pathlib import Path

from django.conf import settings

from goldthread.accounts.opened import workspace
from goldthread.vocabulary import WorkspaceProblem


__all__ = ["coded_by", "workspace"]


def coded_by() -> str:
    """The kind of coder whose figures hold for what is here; the fast one where nothing is here yet: a page that only

    explains makes no workspace.
    """
    if not any(Path(settings.WORKSPACE).glob("goldthread.yaml")):
        return "fast"
    try:
        return workspace().imports.coded_by()
    except WorkspaceProblem:
        return "fast"
