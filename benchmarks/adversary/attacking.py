"""How much is learned of cells of one to four people."""

from dataclasses import astuple, dataclass
from itertools import product
from typing import Any

import numpy as np

from adversary.closed_list import cuts
from adversary.people import Family
from adversary.program import Program
from adversary.simulated import FEW


@dataclass
class Learned:
    """Of how many small cells what was learned."""

    cells: int = 0
    exact: int = 0
    two: int = 0
    nonzero: int = 0

    def add(self, low: int, high: int, truth: int) -> None:
        """Count one cell. The bounds must hold the truth: else the program is wrong and nothing it says counts."""
        assert low <= truth <= high, (low, truth, high)
        self.cells += 1
        self.exact += low == high
        self.two += high - low <= 1
        self.nonzero += low >= 1

    def __add__(self, other: "Learned") -> "Learned":
        return Learned(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def shares(self) -> dict[str, float]:
        """Percent of the cells."""
        held = max(1, self.cells)
        return {name: round(100 * n / held, 1) for name, n in self._counts().items()} | {"cells": self.cells}

    def _counts(self) -> dict[str, int]:
        return {"exact": self.exact, "two or fewer left": self.two, "proved not empty": self.nonzero}


def attack(source: Any, targets: int, seed: int) -> Learned:
    """Bound a sample of all cells of one to four people, in every organisation and family."""
    rng, learned = np.random.default_rng(seed), Learned()
    made, shape = source.families(), source.shape
    each = max(1, targets // (len(made) * shape.organisations))
    for family, organisation in product(made, range(shape.organisations)):
        program = Program(source.told(family, organisation), family, int(np.prod(shape.sizes)))
        small = small_cells(source, family, organisation)
        for at in rng.permutation(len(small))[:each]:
            label, close, atoms, truth = small[at]
            learned.add(*program.bounds(label, close, atoms), truth)
    return learned


def small_cells(source: Any, family: Family, organisation: int) -> list[tuple[int, int, tuple[int, ...], int]]:
    """Every cell on the closed list with one to four people: label, close, atoms, and how many they are."""
    found, known = [], getattr(source, "known", frozenset())
    for label, close in product(family.asked, (0, 1)):
        sums = source.truth(family, organisation, label, close)
        for atoms, _ in cuts(source.shape, label=label > 0, crosses=source.crosses):
            n, _ = sums.of(atoms)
            if 0 < n < FEW and not known.issuperset(atoms):
                found.append((label, close, atoms, n))
    return found
