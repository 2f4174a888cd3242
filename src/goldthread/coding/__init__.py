"""Coding: from words to marks. Themes, sentiment, feelings and kinds of touchpoint, suggested by software."""

from goldthread.coding.coder import KINDS, open  # noqa: A004
from goldthread.coding.concerns import (
    GRAVEST,
    USUAL_LENGTH,
    QueueLength,
    RankedAnswer,
    concern_actions,
    concern_kinds,
    concern_table,
    concerns_in,
    least_probability,
    queue_length,
    queue_lengths,
    ranked_concerns,
    sentiment_of,
)
from goldthread.coding.evaluation.evaluating import cross_validate, evaluate, is_felt, keep_figures
from goldthread.coding.evaluation.overlap import note_seen
from goldthread.coding.evaluation.sureness import THREE_POINTS, Sureness, figures, how_sure, in_ten, kind_of
from goldthread.coding.frameworks import (
    Category,
    Feeling,
    Framework,
    TouchpointKind,
    category,
    feelings,
    framework,
    load_framework,
    touchpoint_kinds,
    unchecked_frameworks,
)
from goldthread.coding.frameworks.offered import offered
from goldthread.coding.models.linear import Coder  # noqa: A004
from goldthread.coding.models.model import COMMITTED, NotAModel
from goldthread.coding.tables import code_table
from goldthread.coding.training.fast import train
from goldthread.coding.training.labelled import Labelled, read_labelled
from goldthread.coding.training.own_themes import fit_report, train_own
from goldthread.coding.training.updating import update, update_report


__all__ = [
    "COMMITTED",
    "GRAVEST",
    "KINDS",
    "Category",
    "Coder",
    "Feeling",
    "Framework",
    "TouchpointKind",
    "Labelled",
    "QueueLength",
    "RankedAnswer",
    "USUAL_LENGTH",
    "NotAModel",
    "THREE_POINTS",
    "Sureness",
    "category",
    "code_table",
    "concern_actions",
    "concern_kinds",
    "concern_table",
    "concerns_in",
    "cross_validate",
    "evaluate",
    "feelings",
    "framework",
    "figures",
    "how_sure",
    "in_ten",
    "is_felt",
    "kind_of",
    "keep_figures",
    "least_probability",
    "load_framework",
    "note_seen",
    "offered",
    "open",
    "queue_length",
    "queue_lengths",
    "ranked_concerns",
    "read_labelled",
    "sentiment_of",
    "fit_report",
    "update_report",
    "touchpoint_kinds",
    "train",
    "train_own",
    "unchecked_frameworks",
    "update",
]
