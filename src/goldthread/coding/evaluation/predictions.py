"""Predictions: a coder's marks of many comments, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.frameworks import feelings, touchpoint_kinds
from goldthread.vocabulary import FEELINGS, SENTIMENT, TOUCHPOINTS, Answer, Code


FELT = tuple(one.key for one in feelings())
KINDS = tuple(one.key for one in touchpoint_kinds())


class AnyCoder(Protocol):
    """What every coder can do, fast or accurate."""

    version: str
    labels: tuple[str, ...]

    def code(self, answers: Sequence[Answer]) -> list[tuple[Code, ...]]:
        """Marks of each answer."""
        ...

    def theme_probabilities(self, answers: Sequence[Answer]) -> Any:
        """Probabilities of each label."""
        ...


@dataclass(frozen=True, eq=False)
class Predictions:
    """Marks of n comments: `themes` (n, labels), `feelings` (n, 16), `kinds` (n, 14) as 0 and 1; `points` of sentiment

    from 0 to 4, -1 for none; `chances` (n, labels) the probabilities of themes.
    """

    themes: NDArray[np.int8]
    points: NDArray[np.int64]
    chances: NDArray[np.float32]
    feelings: NDArray[np.int8]
    kinds: NDArray[np.int8]

    @classmethod
    def empty(cls, count: int, labels: int) -> "Predictions":
        """Predictions of so many comments, not filled in yet."""
        return cls(
            np.zeros((count, labels), np.int8),
            np.full(count, -1, np.int64),
            np.zeros((count, labels), np.float32),
            np.zeros((count, len(FELT)), np.int8),
            np.zeros((count, len(KINDS)), np.int8),
        )

    def fill(self, rows: NDArray[np.int64], other: "Predictions") -> None:
        """Fill some comments in."""
        for name in ("themes", "points", "chances", "feelings", "kinds"):
            getattr(self, name)[rows] = getattr(other, name)


def predictions_of(coder: AnyCoder, answers: Sequence[Answer]) -> Predictions:
    """A coder's predictions of each answer."""
    made = Predictions.empty(len(answers), len(coder.labels))
    theme_at = {label: at for at, label in enumerate(coder.labels)}
    places = {FEELINGS: (made.feelings, FELT), TOUCHPOINTS: (made.kinds, KINDS)}
    for row, marks in enumerate(coder.code(answers)):
        for mark in marks:
            if mark.framework == SENTIMENT:
                made.points[row] = int(mark.label) - 1
            elif mark.framework in places:
                table, names = places[mark.framework]
                table[row, names.index(mark.label)] = 1
            elif mark.label in theme_at:
                made.themes[row, theme_at[mark.label]] = 1
    made.chances[:] = coder.theme_probabilities(answers)
    return made
