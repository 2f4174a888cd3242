"""Comments with what people marked and what software said, side by side; and which of them count."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.evaluation.predictions import Said
from goldthread.coding.training.labelled import Labelled


UNLABELLED = "Labelling not possible"


@dataclass(frozen=True, eq=False)
class Judged:
    """Comments with words, what people marked on them, and what software said."""

    rows: list[Labelled]
    labels: tuple[str, ...]
    gold: NDArray[np.int8]
    said: Said

    def some(self, kept: NDArray[np.bool_]) -> "Judged":
        """Some of the comments."""
        at = np.flatnonzero(kept)
        part = Said.nothing(len(at), len(self.labels))
        for name in ("themes", "points", "chances", "feelings", "kinds"):
            getattr(part, name)[:] = getattr(self.said, name)[at]
        return Judged([self.rows[one] for one in at], self.labels, self.gold[at], part)


def frames(judged: Judged) -> dict[str, tuple[NDArray[np.bool_], list[int]]]:
    """Which comments and labels count: all that carry a label; those that say more than that nothing can be said."""
    every = list(range(len(judged.labels)))
    made: dict[str, tuple[NDArray[np.bool_], list[int]]] = {"all": (_any(judged.gold), every)}
    if UNLABELLED in judged.labels:
        rest = [at for at in every if judged.labels[at] != UNLABELLED]
        made["content"] = (_any(judged.gold[:, rest]), rest)
    return made


def _any(gold: NDArray[np.int8]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.asarray(gold.any(axis=1))
    return found
