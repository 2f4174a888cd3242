"""Learning a layer: what few comments add to a model that knows many."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from goldthread.coding.features.arrays import Scores
from goldthread.coding.models.layered import beside_words, own_phrases, start_of
from goldthread.coding.models.linear import AT_ONCE, Coder, Heard
from goldthread.coding.models.scoring import Weights
from goldthread.coding.models.thresholds import calibration, steady_thresholds
from goldthread.coding.training.estimators import design
from goldthread.coding.training.labelled import Labelled, folds
from goldthread.coding.training.prior import Known, known_to
from goldthread.coding.training.vocabularies import LEAST, Part, gather, name_like
from goldthread.coding.training.warm_start import fit_marks_near, fit_themes_near


STEPS = np.linspace(-2.5, 2.5, 101).astype(np.float32)
MOVES = np.linspace(-1.2, 1.2, 97).astype(np.float32)

FIRM = 0.01
"""How much each comment of the model below holds its lines where they are."""

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
    rarities: tuple[Scores, Scores, Scores]
    seen: csr_matrix
    start: Scores
    learned: str
    known: Known
    fold: NDArray[np.int64]

    @cached_property
    def firm(self) -> Scores:
        """How firmly the model below holds each column: 1, and more the more its comments bear on that column.

        Its comments are not kept. An entry's square is taken to be what it is in the few comments that hold it, times
        how many respondents used it; what stands beside words is taken to be as common as it is here.
        """
        squares = np.asarray(self.seen.multiply(self.seen).sum(axis=0)).ravel()
        hold = np.maximum(self.seen.getnnz(axis=0), 1)
        entries = np.concatenate([self.known.seen(at, part.entries) for at, part in enumerate(self.parts)])
        beside = hold[len(entries) :] * (self.known.comments / len(self.rows))
        among = np.concatenate([entries, beside]) * (self.known.themes_from / self.known.comments)
        return np.asarray(1 + FIRM * squares / hold * among, np.float32)


def hear_few(
    rows: Sequence[Labelled],
    marks: NDArray[np.int8],
    below: Coder,
    learned: str,
    words: Sequence[Sequence[str]] = (),
    apart: Sequence[int] = (),
) -> Few:
    """Numbers of few coded comments.

    Takes: comments with words and their marks; the coder below; what is learned, one of `model.LAYERS`; phrases of own
    themes; `apart` as in `layered.beside_words`.
    """
    own = own_phrases(words)
    known = known_to(below)
    heard = [below.hear(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)]
    respondents = [row.respondent for row in rows]
    told = [one.split() for part in heard for one in part.plain]
    parts = gather(told, respondents, name_like(row.text for row in rows), LEAST, known.parts)
    rarities = (known.rarity(0, parts[0]), known.rarity(1, parts[1]), known.rarity(2, parts[2]))
    beside = np.vstack([beside_words(below, part, learned, own, apart) for part in heard])
    return Few(
        rows=list(rows),
        marks=marks,
        parts=parts,
        rarities=rarities,
        seen=design(parts, csr_matrix(beside), rarities),
        start=_start(below, heard, learned),
        learned=learned,
        known=known,
        fold=folds(respondents),
    )


def _start(below: Coder, heard: Sequence[Heard], learned: str) -> Scores:
    if learned != "own marks":
        return np.zeros((1, 1), np.float32)
    return np.vstack([start_of(below, part, learned) for part in heard])


@dataclass(frozen=True, eq=False)
class Fitted:
    """A layer's lines."""

    says: Scores
    offset: Scores

    def scores(self, few: Few, rows: NDArray[np.int64]) -> Scores:
        """Scores of some of the comments."""
        found: Scores = np.asarray(few.seen[rows] @ self.says + self.offset + _of(few.start, rows), np.float32)
        return found


def _of(start: Scores, rows: NDArray[np.int64]) -> Scores:
    return start if len(start) == 1 else start[rows]


def fit_layer(few: Few, rows: NDArray[np.int64]) -> Fitted:
    """Fit a layer on some of the comments."""
    start = _of(few.start, rows)
    if few.learned == "own marks":
        held = FIRM * few.known.themes_from
        return Fitted(*fit_marks_near(few.seen[rows], few.marks[rows], start, few.firm, held))
    return Fitted(*fit_themes_near(few.seen[rows], few.marks[rows], start))


def fold_odds(few: Few, rows: NDArray[np.int64] | None = None) -> Scores:
    """Scores of each comment by layers that never saw its respondent; of `rows` alone, in their order."""
    used = np.arange(len(few.rows)) if rows is None else rows
    made = np.zeros((len(used), few.marks.shape[1]), np.float32)
    for one in np.unique(few.fold[used]):
        inside, outside = used[few.fold[used] != one], np.flatnonzero(few.fold[used] == one)
        made[outside] = fit_layer(few, inside).scores(few, used[outside])
    return made


def limits(odds: Scores, marks: NDArray[np.int8], lowest: Scores) -> Scores:
    """Thresholds of an update from its held-out scores, half way from those of the model below (`lowest`)."""
    moved = steady_thresholds(odds - lowest, marks, MOVES, 80.0) / 2
    return np.asarray(lowest + moved, np.float32)


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
        words_.entries,
        pairs_.entries,
        pieces_.entries,
        *few.rarities,
        says[: ends[0]],
        says[ends[0] : ends[1]],
        says[ends[1] : ends[2]],
        *(_seen(few, at) for at in range(3)),
    )
    return weights, says[ends[2] :]


def _seen(few: Few, part: int) -> NDArray[np.uint16]:
    """Respondents who used each entry, here and as the model below knows it."""
    here = few.parts[part]
    both = few.known.seen(part, here.entries) + here.seen
    return np.asarray(np.minimum(both, 65535), np.uint16)
