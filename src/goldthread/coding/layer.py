"""Learning a layer: what few comments add to a model that knows many."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from goldthread.coding.coder import AT_ONCE, Coder, Heard
from goldthread.coding.fitting import design
from goldthread.coding.gathering import LEAST, Part, gather, name_like
from goldthread.coding.labelled import Labelled, folds
from goldthread.coding.layered import beside_words, fit_near, own_phrases, start_of
from goldthread.coding.reading import Scores, Weights
from goldthread.coding.thresholds import calibration, steady_thresholds


STEPS = np.linspace(-2.5, 2.5, 101).astype(np.float32)
STRENGTHS = {"own themes": 1.0, "own marks": 0.25}
"""How far few comments may lead away from where the layer starts."""


IN_THE_WILD = 0.08
"""The share of real comments that a theme of somebody's own is taken to be in."""

EVEN = 0.5
"""Log odds from which on a theme is marked where examples do not tell."""


@dataclass(frozen=True, eq=False)
class Few:
    """Few coded comments in numbers, as a coder below hears them."""

    rows: list[Labelled]
    marks: NDArray[np.int8]
    parts: tuple[Part, Part, Part]
    beside: csr_matrix
    start: Scores
    learned: str
    fold: NDArray[np.int64]


def hear_few(
    rows: Sequence[Labelled], marks: NDArray[np.int8], below: Coder, learned: str,
    words: Sequence[Sequence[str]] = (), apart: Sequence[int] = (),
) -> Few:  # fmt: skip
    """Numbers of few coded comments.

    Takes: comments with words and their marks; the coder below; what is learned, a key of STRENGTHS; phrases of own
    themes; `apart` as in `layered.beside_words`.
    """
    own = own_phrases(words)
    heard = [below.hear(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)]
    respondents = [row.respondent for row in rows]
    told = [one.split() for part in heard for one in part.plain]
    return Few(
        rows=list(rows),
        marks=marks,
        parts=gather(told, respondents, name_like(row.text for row in rows), LEAST),
        beside=csr_matrix(np.vstack([beside_words(below, part, own, apart) for part in heard])),
        start=_start(below, heard, learned),
        learned=learned,
        fold=folds(respondents),
    )


def _start(below: Coder, heard: Sequence[Heard], learned: str) -> Scores:
    if learned != "own marks":
        return np.zeros((1, 1), np.float32)
    return np.vstack([start_of(below, part, learned) for part in heard])


@dataclass(frozen=True, eq=False)
class Fitted:
    """A layer's lines with the rarities that they were fitted with."""

    rarities: tuple[Scores, Scores, Scores]
    says: Scores
    offset: Scores

    def scores(self, few: Few, rows: NDArray[np.int64]) -> Scores:
        """Log odds of some of the comments."""
        start = few.start if len(few.start) == 1 else few.start[rows]
        seen = design(few.parts, few.beside, self.rarities)[rows]
        found: Scores = np.asarray(seen @ self.says + self.offset + start, np.float32)
        return found


def fit_layer(few: Few, rows: NDArray[np.int64]) -> Fitted:
    """Fit a layer on some of the comments."""
    words_, pairs_, pieces_ = few.parts
    rarities = (words_.rarity(rows), pairs_.rarity(rows), pieces_.rarity(rows))
    seen = design(few.parts, few.beside, rarities)[rows]
    start = few.start if len(few.start) == 1 else few.start[rows]
    says, offset = fit_near(seen, few.marks[rows], start, STRENGTHS[few.learned])
    return Fitted(rarities, says, offset)


def fold_odds(few: Few, rows: NDArray[np.int64] | None = None) -> Scores:
    """Log odds of each comment by layers that never saw its respondent; of `rows` alone, in their order."""
    used = np.arange(len(few.rows)) if rows is None else rows
    made = np.zeros((len(used), few.marks.shape[1]), np.float32)
    for one in np.unique(few.fold[used]):
        inside, outside = used[few.fold[used] != one], np.flatnonzero(few.fold[used] == one)
        made[outside] = fit_layer(few, inside).scores(few, used[outside])
    return made


def limits(odds: Scores, marks: NDArray[np.int8], lowest: Scores) -> Scores:
    """Thresholds of an update from its held-out log odds, drawn to those of the model below (`lowest`)."""
    found: Scores = lowest + steady_thresholds(odds - lowest, marks, STEPS, 80.0)
    return found


def picked_limits(odds: Scores, marks: NDArray[np.int8]) -> Scores:
    """Thresholds for themes whose examples were picked by hand, so that a theme is rarer in real comments than here.

    The best one by F1 with comments without the theme weighing as if it were in `IN_THE_WILD` of comments, drawn to
    EVEN the fewer examples there are.
    """
    made = np.empty(marks.shape[1], np.float32)
    for label in range(marks.shape[1]):
        wanted, told = marks[:, label].astype(bool), odds[:, label]
        weight = np.where(wanted, 1.0, rarer(wanted))
        found = [2 * (wanted & (told > s)).sum() / max(1e-9, weight[told > s].sum() + wanted.sum()) for s in STEPS]
        best = STEPS[int(np.convolve(found, np.ones(21) / 21, "same").argmax())]
        made[label] = (wanted.sum() * best + 50 * EVEN) / (wanted.sum() + 50)
    return made


def rarer(wanted: NDArray[np.bool_]) -> float:
    """How much a comment without a theme weighs, for the theme to be as rare as it is in real comments."""
    others = (~wanted).sum()
    return max(1.0, float((1 - IN_THE_WILD) / IN_THE_WILD * wanted.sum() / others)) if others else 1.0


def sure(odds: Scores, marks: NDArray[np.int8], picked: bool) -> tuple[Scores, Scores]:
    """Slope and offset that turn a layer's log odds into probabilities; `picked` as in `picked_limits`."""
    slope, offset = calibration(odds, marks)
    if picked:
        offset = offset - np.log([rarer(marks[:, label] > 0) for label in range(marks.shape[1])]).astype(np.float32)
    return slope, offset


def weights_of(few: Few, fitted: Fitted) -> tuple[Weights, Scores]:
    """A layer's own words as a model keeps them, and what stands beside them says."""
    ends = np.cumsum([len(part.entries) for part in few.parts])
    says, (words_, pairs_, pieces_) = fitted.says, few.parts
    weights = Weights(
        words_.entries, pairs_.entries, pieces_.entries, *fitted.rarities,
        says[: ends[0]], says[ends[0] : ends[1]], says[ends[1] : ends[2]],
        words_.seen, pairs_.seen, pieces_.seen,
    )  # fmt: skip
    return weights, says[ends[2] :]
