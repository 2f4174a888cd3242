"""One folder, everything in a few verbs, no Django."""

from importlib import import_module
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from goldthread.deidentify import redact_file
    from goldthread.evidence import NOUNS, Renewed, damage_of
    from goldthread.insight import charts, drawing
    from goldthread.insight.control_charts import charts_of_file
    from goldthread.insight.disclosure import Release, is_apart, nests, overlaps, releasable
    from goldthread.insight.measures import (
        MonthCount,
        as_held,
        charted,
        draw_chart,
        load_measure,
        measure_from,
        release_of,
    )
    from goldthread.workspace.evaluating import evaluate_file
    from goldthread.workspace.files import code_file, concerns_file, train_file
    from goldthread.workspace.opening import Workspace, open  # noqa: A004  # reads as workspace.open(folder)
    from goldthread.workspace.restoring import restore


__all__ = [
    "MonthCount",
    "NOUNS",
    "Release",
    "Renewed",
    "Workspace",
    "as_held",
    "charted",
    "charts",
    "charts_of_file",
    "code_file",
    "concerns_file",
    "damage_of",
    "draw_chart",
    "drawing",
    "evaluate_file",
    "load_measure",
    "measure_from",
    "is_apart",
    "nests",
    "open",
    "overlaps",
    "redact_file",
    "releasable",
    "release_of",
    "restore",
    "train_file",
]

_KEPT_IN = {
    "Workspace": "workspace.opening",
    "open": "workspace.opening",
    "restore": "workspace.restoring",
    "evaluate_file": "workspace.evaluating",
    "code_file": "workspace.files",
    "concerns_file": "workspace.files",
    "train_file": "workspace.files",
    "redact_file": "deidentify",
    "NOUNS": "evidence",
    "Renewed": "evidence",
    "damage_of": "evidence",
    "charts": "insight",
    "charts_of_file": "insight.control_charts",
    "drawing": "insight",
    "as_held": "insight.measures",
    "charted": "insight.measures",
    "draw_chart": "insight.measures",
    "load_measure": "insight.measures",
    "MonthCount": "insight.measures",
    "measure_from": "insight.measures",
    "release_of": "insight.measures",
    "Release": "insight.disclosure",
    "is_apart": "insight.disclosure",
    "nests": "insight.disclosure",
    "overlaps": "insight.disclosure",
    "releasable": "insight.disclosure",
}


def __getattr__(name: str) -> object:
    """Opened when first asked for: to redact or code a file takes neither the store nor its engine."""
    if name not in _KEPT_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"goldthread.{_KEPT_IN[name]}"), name)
