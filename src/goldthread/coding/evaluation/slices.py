"""Fairness: the same figures for parts of a file, and with slips of the thumb put in."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.evaluation.agreement import BootstrapWeights, f1, interval, points_agreement, redrawn
from goldthread.coding.evaluation.gold_and_predicted import GoldAndPredicted, frames
from goldthread.coding.evaluation.predictions import Predictions
from goldthread.coding.features.metadata import service_of


TIMES = 300
FEWEST = 20
"""Comments below which a part is not judged."""

BANDS = ((0, 20, "under 20 letters"), (20, 60, "20 to 59"), (60, 150, "60 to 149"), (150, 10**9, "150 and more"))
NOT_MEASURED = (
    "Not measured: age, sex, ethnic group, disability, first language and income of those who wrote. The labelled "
    "comments have no such columns, so nobody knows whether some people are read less well than others."
)


def slices(compared: GoldAndPredicted, slipped: dict[float, Predictions]) -> dict[str, object]:
    """Theme and sentiment agreement by service, length and question type, and at each rate of misspelling."""
    services = [service_of(row.service) or "not given" for row in compared.rows]
    lengths = [_band(len(row.text)) for row in compared.rows]
    questions = [row.question_type or "not given" for row in compared.rows]
    found: dict[str, object] = {
        "service": _parts(compared, services),
        "length": _parts(compared, lengths),
        "question_type": _parts(compared, questions),
        "not_measured": NOT_MEASURED,
    }
    found["spelling"] = {"as written": _figures(compared, compared.predicted)} | {
        f"a slip in {rate:.0%} of words": _figures(compared, predicted) for rate, predicted in sorted(slipped.items())
    }
    return found


def _band(letters: int) -> str:
    return next(name for low, high, name in BANDS if low <= letters < high)


def _parts(compared: GoldAndPredicted, named: list[str]) -> dict[str, Any]:
    held = np.array(named)
    made = {}
    for name in sorted(set(named), key=lambda one: (-named.count(one), one)):
        subset = compared.subset(held == name)
        made[name] = (
            _figures(subset, subset.predicted) if len(subset.rows) >= FEWEST else {"comments": len(subset.rows)}
        )
    return made


def _figures(compared: GoldAndPredicted, predicted: Predictions) -> dict[str, object]:
    kept, columns = list(frames(compared).values())[-1]
    found: dict[str, object] = {"comments": len(compared.rows), "with_content": int(kept.sum())}
    rng = np.random.default_rng(1)
    if kept.any():
        weights = redrawn([row.respondent for row, one in zip(compared.rows, kept, strict=True) if one], rng, TIMES)
        found["micro_f1"] = _micro(compared.gold[kept][:, columns], predicted.themes[kept][:, columns], weights)
    felt = np.array([bool(row.sentiment) for row in compared.rows])
    if felt.any():
        told = np.array([int(row.sentiment) - 1 for row in compared.rows if row.sentiment])
        weights = redrawn([row.respondent for row in compared.rows if row.sentiment], rng, TIMES)
        found["sentiment_accuracy"] = points_agreement(told, predicted.points[felt], weights, 5)["accuracy"]
    return found


def _micro(gold: NDArray[np.int8], given: NDArray[np.int8], weights: BootstrapWeights) -> dict[str, float]:
    held, predicted = gold.astype(np.float32), given.astype(np.float32)
    right, wrong, missed = (
        (weights @ part).sum(axis=1) for part in (held * predicted, (1 - held) * predicted, held * (1 - predicted))
    )
    return interval(f1(right, wrong, missed))
