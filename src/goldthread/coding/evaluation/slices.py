"""Fairness: the same figures for parts of a file, and with slips of the thumb put in."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.evaluation.agreement import Weights, f1, interval, points_agreement, redrawn
from goldthread.coding.evaluation.gold import Judged, frames
from goldthread.coding.evaluation.predictions import Said
from goldthread.coding.features.metadata import service_of


TIMES = 300
FEWEST = 20
"""Comments below which a part is not judged."""

BANDS = ((0, 20, "under 20 letters"), (20, 60, "20 to 59"), (60, 150, "60 to 149"), (150, 10**9, "150 and more"))
NOT_MEASURED = (
    "Not measured: age, sex, ethnic group, disability, first language and income of those who wrote. The labelled "
    "comments have no such columns, so nobody knows whether some people are read less well than others."
)


def slices(judged: Judged, slipped: dict[float, Said]) -> dict[str, object]:
    """Theme and sentiment agreement by service, length and question type, and at each rate of misspelling."""
    services = [service_of(row.service) or "not given" for row in judged.rows]
    lengths = [_band(len(row.text)) for row in judged.rows]
    questions = [row.question_type or "not given" for row in judged.rows]
    found: dict[str, object] = {
        "service": _parts(judged, services),
        "length": _parts(judged, lengths),
        "question_type": _parts(judged, questions),
        "not_measured": NOT_MEASURED,
    }
    found["spelling"] = {"as written": _figures(judged, judged.said)} | {
        f"a slip in {rate:.0%} of words": _figures(judged, said) for rate, said in sorted(slipped.items())
    }
    return found


def _band(letters: int) -> str:
    return next(name for low, high, name in BANDS if low <= letters < high)


def _parts(judged: Judged, named: list[str]) -> dict[str, Any]:
    held = np.array(named)
    made = {}
    for name in sorted(set(named), key=lambda one: (-named.count(one), one)):
        some = judged.some(held == name)
        made[name] = _figures(some, some.said) if len(some.rows) >= FEWEST else {"comments": len(some.rows)}
    return made


def _figures(judged: Judged, said: Said) -> dict[str, object]:
    kept, columns = list(frames(judged).values())[-1]
    found: dict[str, object] = {"comments": len(judged.rows), "with_content": int(kept.sum())}
    rng = np.random.default_rng(1)
    if kept.any():
        weights = redrawn([row.respondent for row, one in zip(judged.rows, kept, strict=True) if one], rng, TIMES)
        found["micro_f1"] = _micro(judged.gold[kept][:, columns], said.themes[kept][:, columns], weights)
    felt = np.array([bool(row.sentiment) for row in judged.rows])
    if felt.any():
        told = np.array([int(row.sentiment) - 1 for row in judged.rows if row.sentiment])
        weights = redrawn([row.respondent for row in judged.rows if row.sentiment], rng, TIMES)
        found["sentiment_accuracy"] = points_agreement(told, said.points[felt], weights, 5)["accuracy"]
    return found


def _micro(gold: NDArray[np.int8], given: NDArray[np.int8], weights: Weights) -> dict[str, float]:
    held, said = gold.astype(np.float32), given.astype(np.float32)
    right, wrong, missed = (
        (weights @ part).sum(axis=1) for part in (held * said, (1 - held) * said, held * (1 - said))
    )
    return interval(f1(right, wrong, missed))
