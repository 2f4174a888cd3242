"""Averaging two coders: how much each counts, where a mark begins, and which comments the second must read.

Everything is done with log-odds: both coders' scores become calibrated log-odds, these are averaged, and the average
is calibrated once more.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.matrix import sigmoid
from goldthread.coding.models.model import NotAModel
from goldthread.coding.models.thresholds import calibration, decide, steady_thresholds


NUMBERS = "averaging.json"
STORED = {"inverse_temperature": "warmth"}
"""Fields that the file calls otherwise."""

STEPS = np.linspace(-4.0, 3.0, 141).astype(np.float32)
"""Log-odds that are tried as thresholds."""

THEME_SHARE, SENTIMENT_SHARE = 0.55, 0.35
"""What the encoder counts for beside the fast coder, where there is much to learn from."""

FEW = 20
"""Comments of a theme at which the encoder counts for half of that: rare themes it learns more slowly."""

PULL = 20.0
"""Comments of a theme at which its own threshold counts for half, and that of all themes for the other half."""


@dataclass(frozen=True, eq=False)
class Averaging:
    """Numbers of the average, one for each theme unless said otherwise.

    `share`: what the encoder counts for; `slope`, `offset`: its scores as log-odds; `joint_slope`, `joint_offset`: the
    average as log-odds; `threshold`, `cascade_threshold`: where a mark begins, on every comment or in a cascade;
    `weight`: what a theme counts for when doubt is summed; `doubt` (one number): from which doubt on the cascade asks
    the encoder; `inverse_temperature` (one number): sentiment's log-shares are multiplied by it.
    """

    share: Scores
    slope: Scores
    offset: Scores
    joint_slope: Scores
    joint_offset: Scores
    threshold: Scores
    cascade_threshold: Scores
    weight: Scores
    doubt: float
    inverse_temperature: float

    def themes(self, fast: Scores, encoder: Scores) -> Scores:
        """Log-odds of the average. Takes: the fast coder's log-odds, the encoder's raw scores."""
        seen = encoder * self.slope + self.offset
        made: Scores = ((1 - self.share) * fast + self.share * seen) * self.joint_slope + self.joint_offset
        return made

    def sentiment(self, fast: Scores, encoder: Scores) -> Scores:
        """Scores of the five points, averaged."""
        both = (1 - SENTIMENT_SHARE) * log_shares(fast) + SENTIMENT_SHARE * log_shares(encoder)
        made: Scores = (both * self.inverse_temperature).astype(np.float32)
        return made

    def doubts(self, fast: Scores, lengths: NDArray[np.int64]) -> Scores:
        """How much the encoder may mend in each comment for the time it takes. Takes: the fast coder's log-odds."""
        return doubts(fast, self.weight, lengths)


def doubts(fast: Scores, weight: Scores, lengths: NDArray[np.int64]) -> Scores:
    """Expected wrong marks, rare themes counting more, over what reading costs."""
    chances = sigmoid(fast)
    made: Scores = (np.minimum(chances, 1 - chances) @ weight) / np.sqrt(lengths + 30)
    return made


def log_shares(scores: Scores) -> Scores:
    """Scores as logarithms of shares that sum to 1."""
    top = scores - scores.max(axis=1, keepdims=True)
    made: Scores = top - np.log(np.exp(top).sum(axis=1, keepdims=True))
    return made


def fit_averaging(
    fast: Scores,
    encoder: Scores,
    marks: NDArray[np.int8],
    points: NDArray[np.int64],
    lengths: NDArray[np.int64],
    share: float = 0.2,
) -> Averaging:
    """Fit the average on comments that neither coder was fitted on.

    Takes: `fast`, log-odds of themes, then scores of sentiment (n, labels + 5); `encoder`, raw scores of the same
    shape; `marks` (n, labels) and `points` (n; 1 to 5, 0 for none), what people said; `lengths`, letters of each;
    `share`, the part of all comments that the cascade may ask the encoder about.
    """
    labels = marks.shape[1]
    held = marks.any(axis=1)
    slope, offset = calibration(encoder[held, :labels], marks[held])
    count = marks.sum(axis=0)
    counts_for = (THEME_SHARE * count / (count + FEW)).astype(np.float32)
    both = (1 - counts_for) * fast[:, :labels] + counts_for * (encoder[:, :labels] * slope + offset)
    joint = calibration(both[held], marks[held])
    joined = both * joint[0] + joint[1]
    weight = (1 / np.sqrt(count + 20)).astype(np.float32)
    doubt = doubts(fast[:, :labels], weight, lengths)
    cut = float(np.quantile(doubt, 1 - share))
    mixed = np.where((doubt >= cut)[:, None], joined, fast[:, :labels])
    felt = points > 0
    sentiment = (1 - SENTIMENT_SHARE) * log_shares(fast[felt, labels:]) + SENTIMENT_SHARE * log_shares(
        encoder[felt, labels:]
    )
    return Averaging(
        counts_for,
        slope,
        offset,
        *joint,
        steady_thresholds(joined[held], marks[held], STEPS, PULL),
        steady_thresholds(mixed[held], marks[held], STEPS, PULL),
        weight,
        cut,
        fit_inverse_temperature(sentiment, points[felt]),
    )


def fit_inverse_temperature(shares: Scores, points: NDArray[np.int64]) -> float:
    """The inverse temperature that calibrates log-shares of the five points. Source: Guo and others (2017)."""
    if not len(points):
        return 1.0
    at = points - 1

    def cost(factor: float) -> float:
        return float(-log_shares(shares * np.float32(factor))[np.arange(len(at)), at].mean())

    found: float = min(np.linspace(0.5, 2.5, 41).tolist(), key=cost)
    return found


def save_averaging(one: Averaging, folder: Path) -> None:
    """Write the numbers as plain JSON."""
    held = {
        STORED.get(name, name): np.round(value, 5).tolist() if isinstance(value, np.ndarray) else value
        for name, value in asdict(one).items()
    }
    (folder / NUMBERS).write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


def load_averaging(folder: Path) -> Averaging:
    """Read them. Raises NotAModel."""
    try:
        told: dict[str, Any] = json.loads((folder / NUMBERS).read_text(encoding="utf-8"))
        held: dict[str, Any] = {k: np.array(v, np.float32) if isinstance(v, list) else v for k, v in told.items()}
        held |= {name: held.pop(stored) for name, stored in STORED.items()}
        return Averaging(**held)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise NotAModel(f"There is no accurate model that can be read in {folder}.") from None


__all__ = ["Averaging", "decide", "fit_averaging", "load_averaging", "save_averaging"]
