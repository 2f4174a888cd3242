"""One folder, everything in a few verbs, no Django."""

from goldthread.insight import charts, drawing
from goldthread.workspace.backups import restore
from goldthread.workspace.evaluating import evaluate_file
from goldthread.workspace.files import code_file, redact_file, train_file
from goldthread.workspace.opening import Workspace, open  # noqa: A004  # reads as workspace.open(folder)


__all__ = [
    "Workspace",
    "charts",
    "code_file",
    "drawing",
    "evaluate_file",
    "open",
    "redact_file",
    "restore",
    "train_file",
]
