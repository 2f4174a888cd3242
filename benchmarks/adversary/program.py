"""The linear program of one family of labels in one organisation."""

from itertools import product
from typing import Any

import numpy as np
from scipy.optimize._highspy import _core as highs

from adversary.people import Family
from adversary.simulated import FEW, Told


SLACK = 1e-6


class Program:
    """The linear program of one family in one organisation: what is not the sum of other labels × close × atom.

    Of the second close the variables are what came in since the first, so that none is less than 0. HiGHS is the solver
    that scipy brings; it is kept between questions, since each starts well from the last answer.
    """

    def __init__(self, told: list[Told], family: Family, size: int, *, everything: bool = False) -> None:
        self._size, sums = size, dict(family.sums)
        basic = [label for label in range(len(family.members)) if label not in sums]
        self._place = {label: at for at, label in enumerate(basic)}
        self._parts = {label: sums.get(label, (label,)) for label in range(len(family.members))}
        self._solver = highs._Highs()
        for option, value in (("output_flag", False), ("presolve", "off"), ("simplex_strategy", 4), ("threads", 1)):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(self._model(told if everything else needed(told, family), family))

    def _model(self, told: list[Told], family: Family) -> Any:
        """Rows of all answers, and of how labels nest that are no sums."""
        rows = _Rows(2 * len(self._place) * self._size)
        for one in told:
            rows.add(dict.fromkeys(self._columns(one.label, one.close, one.atoms), 1), one.low, one.high)
        nested = [pair for pair in family.below if not set(self._parts[pair[0]]) <= set(self._parts[pair[1]])]
        for (child, parent), close, atom in product(nested, (0, 1), range(self._size)):
            less = dict.fromkeys(self._columns(parent, close, (atom,)), -1)
            rows.add(less | dict.fromkeys(self._columns(child, close, (atom,)), 1), -np.inf, 0)
        return rows.model()

    def bounds(self, label: int, close: int, atoms: tuple[int, ...]) -> tuple[int, int]:
        """The least and the most that a cell can hold, as whole numbers."""
        columns = np.array(self._columns(label, close, atoms), np.int32)
        found = [self._best(columns, sign) for sign in (1.0, -1.0)]
        return int(np.ceil(found[0] - SLACK)), int(np.floor(-found[1] + SLACK))

    def _best(self, columns: Any, sign: float) -> float:
        count = len(columns)
        self._solver.changeColsCost(count, columns, np.full(count, sign))
        self._solver.run()
        status, value = self._solver.getModelStatus(), self._solver.getObjectiveValue()
        self._solver.changeColsCost(count, columns, np.zeros(count))
        assert status == highs.HighsModelStatus.kOptimal, status
        return float(value)

    def _columns(self, label: int, close: int, atoms: tuple[int, ...]) -> list[int]:
        """The variables that a cell is the sum of."""
        basic = [self._place[part] for part in self._parts[label]]
        whole = product(range(close + 1), basic, atoms)
        return [(since * len(self._place) + place) * self._size + atom for since, place, atom in whole]


def needed(told: list[Told], family: Family) -> list[Told]:
    """The answers without those that say nothing beside others: a cell within one that holds as few holds as few."""
    above = {child: parent for child, parent in family.below} | {c: p for p, parts in family.sums for c in parts}
    few: dict[tuple[int, int], list[frozenset[int]]] = {}
    kept = []
    for one in sorted(told, key=lambda one: (one.label, -one.close, -len(one.atoms))):
        if one.low > 0 or one.high != FEW - 1:
            kept.append(one)
            continue
        atoms, wider, label = frozenset(one.atoms), [(one.label, one.close), (one.label, 1)], one.label
        while (label := above.get(label, -1)) >= 0:
            wider += [(label, one.close), (label, 1)]
        if not any(atoms <= other for place in wider for other in few.get(place, ())):
            few.setdefault((one.label, one.close), []).append(atoms)
            kept.append(one)
    return kept


class _Rows:
    """Rows of a sparse matrix, each between two limits, as they come."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.data: list[float] = []
        self.columns: list[int] = []
        self.starts = [0]
        self.lows: list[float] = []
        self.highs: list[float] = []

    def add(self, weights: dict[int, float], low: float, high: float) -> None:
        self.data += weights.values()
        self.columns += weights.keys()
        self.starts.append(len(self.data))
        self.lows.append(low)
        self.highs.append(high)

    def model(self) -> Any:
        made = highs.HighsLp()
        made.num_col_, made.num_row_ = self.width, len(self.lows)
        made.col_cost_, made.col_lower_ = np.zeros(self.width), np.zeros(self.width)
        made.col_upper_ = np.full(self.width, np.inf)
        made.row_lower_, made.row_upper_ = np.array(self.lows, float), np.array(self.highs, float)
        made.a_matrix_.format_ = highs.MatrixFormat.kRowwise
        made.a_matrix_.start_ = np.array(self.starts, np.int32)
        made.a_matrix_.index_ = np.array(self.columns, np.int32)
        made.a_matrix_.value_ = np.array(self.data, float)
        return made
