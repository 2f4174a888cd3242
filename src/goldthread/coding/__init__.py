"""Coding: from words to marks. Themes, sentiment, feelings and kinds of touchpoint, suggested by software."""

from goldthread.coding.coder import KINDS, Coder, open  # noqa: A004
from goldthread.coding.concerns import GRAVEST, concern_actions, concern_kinds, concerns_in
from goldthread.coding.evaluating import cross_validate, evaluate, is_felt, keep_figures
from goldthread.coding.frameworks import (
    Category,
    Feeling,
    Framework,
    Kind,
    category,
    feelings,
    framework,
    load_framework,
    touchpoint_kinds,
    unchecked_frameworks,
)
from goldthread.coding.labelled import Labelled, read_labelled
from goldthread.coding.model import COMMITTED, NotAModel
from goldthread.coding.offered import offered
from goldthread.coding.own_themes import told_of, train_own
from goldthread.coding.seen import note_seen
from goldthread.coding.sureness import THREE_POINTS, Sureness, figures, how_sure, in_ten, kind_of
from goldthread.coding.tables import code_table
from goldthread.coding.training import train
from goldthread.coding.updating import told_of_update, update


__all__ = [
    "COMMITTED",
    "GRAVEST",
    "KINDS",
    "Category",
    "Coder",
    "Feeling",
    "Framework",
    "Kind",
    "Labelled",
    "NotAModel",
    "THREE_POINTS",
    "Sureness",
    "category",
    "code_table",
    "concern_actions",
    "concern_kinds",
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
    "load_framework",
    "note_seen",
    "offered",
    "open",
    "read_labelled",
    "told_of",
    "told_of_update",
    "touchpoint_kinds",
    "train",
    "train_own",
    "unchecked_frameworks",
    "update",
]
