"""Rehearsing a measure over the evidence of a workspace, as its owner."""

from pathlib import Path

from goldthread.insight.measures import CheckedMeasure
from goldthread.insight.measures import check_measure as check
from goldthread.vocabulary import Scope
from goldthread.workspace.opening import Workspace


def check_measure(path: Path, workspace: Workspace) -> CheckedMeasure:
    """Read a measure from its file, count it, rehearse it, and say what stands in its way (CONTRACTS §7).

    Raises: BadDefinition for a file that does not say what it must.
    """
    return check(workspace.store, Scope.owner(), path)
