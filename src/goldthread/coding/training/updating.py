"""A model updated with an organisation's own coded comments."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Scores
from goldthread.coding.models.linear import Coder
from goldthread.coding.models.model import Model
from goldthread.coding.models.thresholds import decide
from goldthread.coding.training.labelled import Labelled, marked
from goldthread.coding.training.layer import LayerData, fold_odds, layer_data, limits, sure
from goldthread.coding.training.own_themes import keep_layer
from goldthread.vocabulary import UnreadableFile


FEWEST = 30
"""Coded comments below which an update would be a guess."""


def update(rows: Sequence[Labelled], out: Path, below: Coder, folder: Path) -> Model:
    """Update a model with an organisation's own coded comments.

    Takes: coded comments with the labels of the model below; that coder and its folder, which is copied into `out`.
    Gives the model as written, with its figures before and after in its facts. Raises: UnreadableFile.
    """
    held = [row for row in rows if row.text.strip() and row.labels]
    if len({row.respondent for row in held}) < FEWEST:
        raise UnreadableFile(
            "There are too few coded comments to update the model with.", f"Code at least {FEWEST} people's comments."
        )
    marks = marked(held, below.labels)
    few = layer_data(held, marks, below, "own marks")
    odds = fold_odds(few)
    lowest = lowest_limits(below)
    facts: dict[str, Any] = {
        "version": f"{below.version}+own",
        "framework": below.framework,
        "learned": "own marks",
        "labels": list(below.labels),
        "words": [],
        "services": [],
        "below": below.version,
        "heard_by": below.kind,
        "comments": len(held),
        "respondents": len({row.respondent for row in held}),
        "notice": "Lies on a model with its own notices, in the folder base.",
        "before": micro_macro(marks, decide(few.start, lowest, always=True)),
        "after": micro_macro(marks, held_out_marks(few, odds, lowest)),
    }
    return keep_layer(few, facts, limits(odds, marks, lowest), sure(odds, marks, picked=False), out, folder)


def lowest_limits(below: Coder) -> Scores:
    """Thresholds of the coder below, in the measure of its scores."""
    return np.asarray(below.model.numbers["theme_threshold"], np.float32)


def held_out_marks(few: LayerData, odds: Scores, lowest: Scores) -> NDArray[np.bool_]:
    """Marks of each comment by layers and thresholds that never saw its respondent."""
    over = np.zeros(few.marks.shape, bool)
    for one in np.unique(few.fold):
        inside, outside = few.fold != one, few.fold == one
        over[outside] = decide(odds[outside], limits(odds[inside], few.marks[inside], lowest), always=True)
    return over


def micro_macro(marks: NDArray[np.int8], over: NDArray[np.bool_]) -> dict[str, float]:
    """Micro F1 over all labels, macro F1 over those with at least five marks."""
    wanted = marks.astype(bool)
    both, either = (wanted & over).sum(axis=0), wanted.sum(axis=0) + over.sum(axis=0)
    usual = wanted.sum(axis=0) >= 5
    each = 2 * both[usual] / np.maximum(either[usual], 1)
    return {
        "micro_f1": round(float(2 * both.sum() / max(either.sum(), 1)), 3),
        "macro_f1": round(float(each.mean()), 3) if usual.any() else 0.0,
    }


def update_report(model: Model) -> str:
    """What a person is told of an update: its figures before and after, on comments not learned from."""
    facts = model.facts
    before, after = facts["before"], facts["after"]
    better = "" if after["micro_f1"] > before["micro_f1"] else " It does no better: keep the model that you have."
    return (
        f"Updated {facts['below']} with {facts['comments']} coded comments of {facts['respondents']} people.\n"
        f"On these comments, by cross-validation: micro F1 {before['micro_f1']:.2f} before, "
        f"{after['micro_f1']:.2f} after; "
        f"macro F1 {before['macro_f1']:.2f} before, {after['macro_f1']:.2f} after.{better}"
    )
