"""Gold and predicted: what people marked and what software marked, comment by comment; and which of them count."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.evaluation.predictions import Predictions
from goldthread.coding.training.labelled import Labelled


UNLABELLED = "Labelling not possible"


@dataclass(frozen=True, eq=False)
class GoldAndPredicted:
    """Comments with words, what people marked on them, and what a coder predicted."""

    rows: list[Labelled]
    labels: tuple[str, ...]
    gold: NDArray[np.int8]
    predicted: Predictions

    def subset(self, kept: NDArray[np.bool_]) -> "GoldAndPredicted":
        """Some of the comments."""
        at = np.flatnonzero(kept)
        part = Predictions.empty(len(at), len(self.labels))
        for name in ("themes", "points", "chances", "feelings", "kinds"):
            getattr(part, name)[:] = getattr(self.predicted, name)[at]
        return GoldAndPredicted([self.rows[one] for one in at], self.labels, self.gold[at], part)


def frames(compared: GoldAndPredicted) -> dict[str, tuple[NDArray[np.bool_], list[int]]]:
    """Which comments and labels count: all that carry a label; those that say more than that nothing can be said."""
    every = list(range(len(compared.labels)))
    made: dict[str, tuple[NDArray[np.bool_], list[int]]] = {"all": (_any(compared.gold), every)}
    if UNLABELLED in compared.labels:
        rest = [at for at in every if compared.labels[at] != UNLABELLED]
        made["content"] = (_any(compared.gold[:, rest]), rest)
    return made


def _any(gold: NDArray[np.int8]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.asarray(gold.any(axis=1))
    return found
