"""Learning a layer: what few comments add to a model that knows many."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from goldthread.coding.features.arrays import Scores
from goldthread.coding.models.layered import layer_features, own_phrases, start_of
from goldthread.coding.models.linear import AT_ONCE, Coder, Encoded
from goldthread.coding.models.scoring import Weights
from goldthread.coding.models.thresholds import calibration, steady_thresholds
from goldthread.coding.training.estimators import design_matrix, divided
from goldthread.coding.training.labelled import Labelled, folds
from goldthread.coding.training.prior import PriorVocabulary, prior_of
from goldthread.coding.training.vocabularies import LEAST, Vocabularies, build_vocabularies, name_like
from goldthread.coding.training.warm_start import fit_marks_warm, fit_themes_warm


STEPS = np.linspace(-2.5, 2.5, 101).astype(np.float32)
MOVES = np.linspace(-1.2, 1.2, 97).astype(np.float32)

L2_STRENGTH = 0.01
"""L2 strength for each comment of the model below: it holds the model's weights where they are."""

IN_THE_WILD = 0.08
"""The share of real comments that a theme of somebody's own is taken to be in."""

EVEN = 0.5
"""Log odds from which on a theme is marked where examples do not tell."""


@dataclass(frozen=True, eq=False)
class LayerData:
    """Few coded comments in numbers, as the coder below encodes them."""

    rows: list[Labelled]
    marks: NDArray[np.int8]
    vocabularies: Vocabularies
    rarities: tuple[Scores, Scores, Scores]
    seen: csr_matrix
    start: Scores
    learned: str
    prior: PriorVocabulary
    fold: NDArray[np.int64]

    @cached_property
    def l2_strength(self) -> Scores:
        """The L2 strength of each column: 1, and more the more comments of the model below bear on that column.

        Its comments are not kept. An entry's square is taken to be what it is in the few comments that hold it, times
        how many respondents used it; other features are taken to be as common as they are here.
        """
        squares = np.asarray(self.seen.multiply(self.seen).sum(axis=0)).ravel()
        hold = np.maximum(self.seen.getnnz(axis=0), 1)
        entries = np.concatenate([self.prior.seen(at, part.entries) for at, part in enumerate(self.vocabularies)])
        beside = hold[len(entries) :] * (self.prior.comments / len(self.rows))
        among = np.concatenate([entries, beside]) * (self.prior.themes_from / self.prior.comments)
        return np.asarray(1 + L2_STRENGTH * squares / hold * among, np.float32)


def layer_data(
    rows: Sequence[Labelled],
    marks: NDArray[np.int8],
    below: Coder,
    learned: str,
    words: Sequence[Sequence[str]] = (),
    apart: Sequence[int] = (),
) -> LayerData:
    """Numbers of few coded comments.

    Takes: comments with words and their marks; the coder below; what is learned, one of `model.LAYERS`; phrases of own
    themes; `apart` as in `layered.layer_features`.
    """
    own = own_phrases(words)
    prior = prior_of(below)
    encoded = [below.encode(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)]
    respondents = [row.respondent for row in rows]
    told = [one.split() for part in encoded for one in part.plain]
    vocabularies = build_vocabularies(told, respondents, name_like(row.text for row in rows), LEAST, prior.vocabularies)
    rarities = (prior.rarity(0, vocabularies[0]), prior.rarity(1, vocabularies[1]), prior.rarity(2, vocabularies[2]))
    beside = np.vstack([layer_features(below, part, learned, own, apart) for part in encoded])
    return LayerData(
        rows=list(rows),
        marks=marks,
        vocabularies=vocabularies,
        rarities=rarities,
        seen=design_matrix(vocabularies, csr_matrix(beside), rarities),
        start=_start(below, encoded, learned),
        learned=learned,
        prior=prior,
        fold=folds(respondents),
    )


def _start(below: Coder, encoded: Sequence[Encoded], learned: str) -> Scores:
    if learned != "own marks":
        return np.zeros((1, 1), np.float32)
    return np.vstack([start_of(below, part, learned) for part in encoded])


@dataclass(frozen=True, eq=False)
class LayerFit:
    """A layer's lines."""

    says: Scores
    offset: Scores

    def scores(self, few: LayerData, rows: NDArray[np.int64]) -> Scores:
        """Scores of some of the comments."""
        found: Scores = np.asarray(few.seen[rows] @ self.says + self.offset + _of(few.start, rows), np.float32)
        return found


def _of(start: Scores, rows: NDArray[np.int64]) -> Scores:
    return start if len(start) == 1 else start[rows]


def fit_layer(few: LayerData, rows: NDArray[np.int64]) -> LayerFit:
    """Fit a layer on some of the comments."""
    start = _of(few.start, rows)
    if few.learned == "own marks":
        held = L2_STRENGTH * few.prior.themes_from
        return LayerFit(*fit_marks_warm(few.seen[rows], few.marks[rows], start, few.l2_strength, held))
    return LayerFit(*fit_themes_warm(few.seen[rows], few.marks[rows], start))


def fold_odds(few: LayerData, rows: NDArray[np.int64] | None = None) -> Scores:
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


def weights_of(few: LayerData, fitted: LayerFit) -> tuple[Weights, Scores]:
    """A layer's own words as a model keeps them, and what stands beside them says."""
    return divided(few.vocabularies, few.rarities, fitted.says, [_seen(few, at) for at in range(3)])


def _seen(few: LayerData, part: int) -> NDArray[np.uint16]:
    """Respondents who used each entry, here and as the model below knows it."""
    here = few.vocabularies[part]
    both = few.prior.seen(part, here.entries) + here.seen
    return np.asarray(np.minimum(both, 65535), np.uint16)
