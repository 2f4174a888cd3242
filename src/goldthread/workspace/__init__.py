"""One folder, everything in a few verbs, no Django."""

from importlib import import_module
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from goldthread.deidentify import redact_file
    from goldthread.evidence import NOUNS, damage_of
    from goldthread.insight import charts, drawing
    from goldthread.insight.control_charts import charts_of_file
    from goldthread.workspace.evaluating import evaluate_file
    from goldthread.workspace.files import code_file, train_file
    from goldthread.workspace.measuring import check_measure
    from goldthread.workspace.opening import Workspace, open  # noqa: A004  # reads as workspace.open(folder)
    from goldthread.workspace.restoring import restore


__all__ = [
    "NOUNS",
    "Workspace",
    "charts",
    "charts_of_file",
    "check_measure",
    "code_file",
    "damage_of",
    "drawing",
    "evaluate_file",
    "open",
    "redact_file",
    "restore",
    "train_file",
]

_KEPT_IN = {
    "Workspace": "workspace.opening",
    "open": "workspace.opening",
    "restore": "workspace.restoring",
    "evaluate_file": "workspace.evaluating",
    "check_measure": "workspace.measuring",
    "code_file": "workspace.files",
    "train_file": "workspace.files",
    "redact_file": "deidentify",
    "NOUNS": "evidence",
    "damage_of": "evidence",
    "charts": "insight",
    "charts_of_file": "insight.control_charts",
    "drawing": "insight",
}


def __getattr__(name: str) -> object:
    """Opened when first asked for: to redact or code a file takes neither the store nor its engine."""
    if name not in _KEPT_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"goldthread.{_KEPT_IN[name]}"), name)
