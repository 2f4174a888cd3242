"""Cross-validation: every comment is coded by a coder that was fitted without anything its respondent said."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import numpy as np

from goldthread.coding.evaluation.misspelling import misspelt
from goldthread.coding.evaluation.predictions import Predictions, predictions_of
from goldthread.coding.models.linear import Coder
from goldthread.coding.training.fast import fit
from goldthread.coding.training.labelled import Felt, Labelled, folds


Progress = Callable[[str], None]
"""Is told how far the work is."""

RATES = (0.05, 0.1, 0.2)
"""Shares of words with a slip, at which misspelling is tried."""


def held_out(
    rows: Sequence[Labelled],
    felt: Sequence[Felt],
    count: int,
    labels: int,
    rates: Sequence[float] = (),
    told: Progress = lambda sentence: None,
) -> dict[float, Predictions]:
    """Predictions of each comment by coders that never saw its respondent.

    Takes: coded comments with words; comments with feelings among them; how many folds; how many labels the framework
    has; rates of misspelling to try as well. Gives the predictions at rate 0 and at each other rate.
    """
    fold = folds([row.respondent for row in rows], count)
    made = {rate: Predictions.empty(len(rows), labels) for rate in (0.0, *rates)}
    for one in range(count):
        told(f"Fold {one + 1} of {count}: fitting on the others.")
        inside = {row.id for row, its in zip(rows, fold, strict=True) if its != one}
        outside = np.flatnonzero(fold == one)
        model = fit([row for row in rows if row.id in inside], [row for row in felt if row.id in inside])
        coder = Coder(model)
        for rate, predicted in made.items():
            predicted.fill(outside, predictions_of(coder, [with_slips(rows[at], rate) for at in outside.tolist()]))
    return made


def with_slips(row: Labelled, rate: float) -> Labelled:
    """The comment with slips of the thumb, the same on every run."""
    if not rate:
        return row
    return replace(row, text=misspelt(row.text, rate, Random(row.id)))
