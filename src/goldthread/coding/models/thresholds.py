"""Where a score becomes a mark, and what probability it stands for; learned from scores of comments not trained on."""

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Marks, Scores
from goldthread.coding.features.matrix import sigmoid


def best_thresholds(scores: Scores, marks: Marks, steps: Scores, pull: float = 20.0) -> Scores:
    """A threshold for each label by F1, drawn to the one that is best for all together the fewer marks it has."""
    held = marks.astype(bool)
    overall = [_f1(((scores > step) & held).ravel(), (scores > step).ravel(), held.ravel()) for step in steps]
    shared = steps[int(np.argmax(overall))]
    made = np.empty(scores.shape[1], np.float32)
    for label in range(scores.shape[1]):
        each = [_f1((scores[:, label] > s) & held[:, label], scores[:, label] > s, held[:, label]) for s in steps]
        smooth = np.convolve(each, np.ones(5) / 5, "same")
        share = held[:, label].sum() / (held[:, label].sum() + pull)
        made[label] = share * steps[int(smooth.argmax())] + (1 - share) * shared
    return made


def steady_thresholds(scores: Scores, marks: Marks, steps: Scores, pull: float = 20.0) -> Scores:
    """Half way between the thresholds that were best on these comments and those best if stated chances are true.

    Few marks make the first a matter of luck; the second leans on every score. F1 expected of chances: twice the
    chances of what is marked, summed, over how many are marked and how many are there.
    """
    slope, offset = calibration(scores, marks)
    chances = sigmoid(scores * slope + offset)
    there = chances.sum(axis=0)
    hoped = np.empty((len(steps), scores.shape[1]))
    for number, step in enumerate(steps):
        over = scores > step
        hoped[number] = 2 * (chances * over).sum(axis=0) / np.maximum(over.sum(axis=0) + there, 1e-6)
    made: Scores = (best_thresholds(scores, marks, steps, pull) + steps[hoped.argmax(axis=0)]) / 2
    return made


def _f1(both: NDArray[np.bool_], said: NDArray[np.bool_], held: NDArray[np.bool_]) -> np.float64:
    return np.float64(2 * both.sum() / max(1, said.sum() + held.sum()))


def calibration(scores: Scores, marks: Marks, pull: float = 30.0) -> tuple[Scores, Scores]:
    """Slope and offset for each label that turn scores into probabilities, drawn to those of all labels together.

    Source: Platt (1999), fitted by Newton's steps.
    """
    shared = _platt(scores.ravel(), marks.ravel().astype(np.float64), np.array([2.0, 0.0]), 0.0)
    slopes, offsets = np.empty(scores.shape[1], np.float32), np.empty(scores.shape[1], np.float32)
    for label in range(scores.shape[1]):
        wanted = marks[:, label].astype(np.float64)
        slopes[label], offsets[label] = _platt(scores[:, label], wanted, shared, pull / 10)
    return slopes, offsets


def _platt(scores: Scores, wanted: NDArray[np.float64], start: NDArray[np.float64], pull: float) -> NDArray[np.float64]:
    """Slope and offset of one label; `pull` holds them near `start`."""
    seen = np.stack([scores.astype(np.float64), np.ones(len(scores))], axis=1)
    found = start.copy()
    for _ in range(25):
        chance = sigmoid(seen @ found)
        slope = seen.T @ (chance - wanted) + pull * (found - start)
        bend = (seen * (chance * (1 - chance))[:, None]).T @ seen + (pull + 1e-6) * np.eye(2)
        step = np.linalg.solve(bend, slope)
        found -= np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-6:
            break
    return found


def decide(scores: Scores, thresholds: Scores, always: bool = False) -> NDArray[np.bool_]:
    """Which labels hold (n, labels); with `always`, a comment over no threshold takes the label nearest to its own."""
    over: NDArray[np.bool_] = scores > thresholds
    if always and len(over):
        none = np.flatnonzero(~over.any(axis=1))
        over[none, (scores[none] - thresholds).argmax(axis=1)] = True
    return over
