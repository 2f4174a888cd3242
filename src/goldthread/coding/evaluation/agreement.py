"""How well marks agree with people's: plain arithmetic over arrays, with intervals. Knows no coder and no file."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Marks


BootstrapWeights = NDArray[np.float32]
TIMES = 1000
"""Draws of the bootstrap."""

MOST = 50_000_000
"""Numbers that the draws may fill together: a large file gets fewer draws, which tell as much."""


def redrawn(respondents: Sequence[str], rng: np.random.Generator, times: int = TIMES) -> BootstrapWeights:
    """How often each comment counts (1 + times, n): all once, then respondents drawn anew with replacement.

    Source: bootstrap over respondents, since one person's comments are not independent.
    """
    _, who = np.unique(np.array(respondents, dtype=str), return_inverse=True)
    people = int(who.max(initial=-1)) + 1
    times = min(times, MOST // max(len(who), 1)) if people else 0
    drawn = [np.bincount(rng.integers(0, people, people), minlength=people) for _ in range(times)]
    return np.stack([np.ones(people), *drawn])[:, who].astype(np.float32)


def interval(values: Any) -> dict[str, float]:
    """The first value with the middle 95 % of the others."""
    rest = np.asarray(values[1:], np.float64)
    kept = rest[~np.isnan(rest)]
    low, high = np.percentile(kept, [2.5, 97.5]) if len(kept) else (values[0], values[0])
    return {"value": round(float(values[0]), 4), "lo": round(float(low), 4), "hi": round(float(high), 4)}


def share(hits: int, of: int) -> dict[str, float]:
    """A share with its 95 % interval. Source: Wilson (1927); 0 of 0 is 0, and then anything is possible."""
    if not of:
        return {"value": 0.0, "lo": 0.0, "hi": 1.0}
    z, p = 1.959964, hits / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * np.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return {"value": round(p, 4), "lo": round(float(low), 4), "hi": round(float(high), 4)}


def f1(right: Any, wrong: Any, missed: Any) -> Any:
    """F1, 0 where nothing was right. Source: 2 right ÷ (2 right + wrong + missed)."""
    whole = 2 * right + wrong + missed
    return np.divide(2 * right, whole, out=np.zeros_like(whole, dtype=float), where=whole > 0)


def agreement(
    gold: Marks, given: Marks, weights: BootstrapWeights, labels: Sequence[str], fewest: int
) -> dict[str, Any]:
    """Micro and macro F1, exact match, and figures by label.

    Takes: what people and what software marked, 0 or 1 (n, labels); the weights of `redrawn`; `fewest`, the marks by
    people that a label needs to count in the macro mean. Gives F1 with bootstrap intervals, and precision and recall
    with Wilson's. A label with no mark by people counts in micro F1 only.
    """
    held, predicted = gold.astype(np.float32), given.astype(np.float32)
    right, wrong, missed = (
        weights @ (held * predicted),
        weights @ ((1 - held) * predicted),
        weights @ (held * (1 - predicted)),
    )
    each = np.where(right + missed > 0, f1(right, wrong, missed), np.nan)
    marked = gold.sum(axis=0)
    exact = weights @ (gold == given).all(axis=1).astype(np.float32) / weights.sum(axis=1)
    summed = [part.sum(axis=1) for part in (right, wrong, missed)]
    hits, claims, people = int(right[0].sum()), int(given.sum()), int(gold.sum())
    return {
        "comments": len(gold),
        "micro_f1": interval(f1(*summed)),
        "macro_f1": interval(_means(each, marked >= fewest)),
        "macro_over": int((marked >= fewest).sum()),
        "macro_needs": fewest,
        "macro_any_f1": interval(_means(each, marked >= 1)),
        "micro_precision": share(hits, claims),
        "micro_recall": share(hits, people),
        "exact": interval(exact),
        "labels": {
            label: _of_label(each[:, at], int(right[0, at]), int(given[:, at].sum()), int(marked[at]))
            for at, label in enumerate(labels)
        },
    }


def _means(each: NDArray[np.float64], kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    if not kept.any():
        return np.zeros(len(each))
    subset = each[:, kept]
    held = ~np.isnan(subset)
    made: NDArray[np.float64] = np.where(held, subset, 0).sum(axis=1) / np.maximum(held.sum(axis=1), 1)
    return made


def _of_label(each: NDArray[np.float64], right: int, given: int, marked: int) -> dict[str, Any]:
    found = interval(np.nan_to_num(each[:1]) if not marked else each)
    return {
        "n": marked,
        "given": given,
        "right": right,
        "precision": share(right, given),
        "recall": share(right, marked),
        "f1": found,
    }


def points_agreement(
    told: NDArray[np.int64], given: NDArray[np.int64], weights: BootstrapWeights, count: int
) -> dict[str, Any]:
    """Accuracy, macro F1 and quadratic kappa of ordered points.

    Takes: points from 0 to count - 1 by people, and by software with -1 for none, which is wrong in accuracy and
    macro F1 and left out of kappa. Source: Cohen (1968), weights by the square of the distance.
    """
    cells = np.zeros((len(told), count * (count + 1)), np.float32)
    cells[np.arange(len(told)), told * (count + 1) + np.where(given < 0, count, given)] = 1
    counted = (weights @ cells).reshape(-1, count, count + 1).astype(np.float64)
    square = counted[:, :, :count]
    right = np.stack([square[:, at, at] for at in range(count)], axis=1)
    missed, wrong = counted.sum(axis=2) - right, square.sum(axis=1) - right
    far = (np.arange(count)[:, None] - np.arange(count)) ** 2
    whole = np.maximum(square.sum(axis=(1, 2)), 1e-9)
    chance = square.sum(axis=2)[:, :, None] * square.sum(axis=1)[:, None, :] / whole[:, None, None]
    apart, by_chance = (square * far).sum(axis=(1, 2)), (chance * far).sum(axis=(1, 2))
    kappa = 1 - np.divide(apart, by_chance, out=np.ones_like(apart), where=by_chance > 0)
    return {
        "comments": len(told),
        "accuracy": interval(right.sum(axis=1) / np.maximum(counted.sum(axis=(1, 2)), 1e-9)),
        "macro_f1": interval(f1(right, wrong, missed).mean(axis=1)),
        "qwk": interval(kappa),
    }


def calibration_error(chances: Any, gold: Marks, least: float = 0.05, bins: int = 10) -> float | None:
    """How far probabilities lie from what proved right, in equal-count bins over pairs of at least `least`.

    Gives the mean distance, weighted by bin; None where there are fewer pairs than bins.
    Source: expected calibration error over (comment, label) pairs.
    """
    kept = np.asarray(chances) >= least
    predicted, held = np.asarray(chances, np.float64)[kept], gold[kept].astype(np.float64)
    if len(predicted) < bins:
        return None
    order = np.argsort(predicted, kind="stable")
    parts = np.array_split(order, bins)
    return round(
        float(sum(abs(predicted[part].mean() - held[part].mean()) * len(part) for part in parts) / len(predicted)), 4
    )
