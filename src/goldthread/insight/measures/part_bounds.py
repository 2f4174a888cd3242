"""What shared figures tell of the parts of a rest, to somebody who knows some places whole."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from goldthread.insight.disclosure import FEW_PEOPLE
from goldthread.insight.disclosure.bounds import (
    ANY_NUMBER,
    LEFT_AT_LEAST,
    PossibleValues,
    is_nearly_told,
    shown_between,
)
from goldthread.insight.disclosure.cells import Numbers
from goldthread.insight.measures.knowing import Left
from goldthread.insight.measures.placed_answers import Mask, PlacedAnswers, unplaced
from goldthread.vocabulary import Cut


ALWAYS = ("month", "value", "organisation")
SHARED_BY = ((), ("service",), ("role",), ("service", "role"))
"""What shared figures of an organisation are split by, each beside one answer and one month (CONTRACTS §5 a)."""
ATOM = (*ALWAYS, "service", "role")


class Cells(NamedTuple):
    """The cells of one split: of each atom its cell, and of each cell how many it is of and what it may be."""

    of: Numbers
    n: Numbers
    shown: PossibleValues


@dataclass(frozen=True)
class Shares:
    """All shared figures of some answers: the cells of each split, over the same atoms, the finest cells.

    `atom` says of each answer in which atom it is.
    """

    atom: Numbers
    place: Numbers
    organisation: Numbers
    splits: dict[tuple[str, ...], Cells]

    @staticmethod
    def of(held: PlacedAnswers, some: Mask) -> "Shares":
        """The shared figures of some answers, which are those of one label or all."""
        atom = held.cells(ATOM)
        _, first = np.unique(atom, return_index=True)
        splits = dict[tuple[str, ...], Cells]()
        for by in SHARED_BY:
            cell = held.cells((*ALWAYS, *by))
            people, key = held.counted(np.where(some, cell + 1, 0))
            n, keys = np.zeros(cell.max(initial=-1) + 1, np.int64), np.zeros(cell.max(initial=-1) + 1, np.int64)
            n[: len(people) - 1], keys[: len(key) - 1] = people[1:], key[1:]
            splits[by] = Cells(cell[first], n, shown_between(n, n, keys))
        return Shares(atom, held.place[first], held.codes["organisation"][first], splits)

    def count(self, some: Mask, held: PlacedAnswers) -> Numbers:
        """How many people some answers are of, in each atom."""
        found = held.counted(np.where(some, self.atom + 1, 0))[0][1:]
        return np.pad(found, (0, len(self.place) - len(found)))


@dataclass(frozen=True)
class PartBounds:
    """The bounds of one rest's parts; `is_shared` says that its whole is a shared figure too, and no exact one."""

    left: Left
    shares: Shares
    some: Mask
    is_shared: bool

    @cached_property
    def _left(self) -> Numbers:
        return self.shares.count(self.left.answers, self.left.held)

    @cached_property
    def _every(self) -> Numbers:
        return self.shares.count(self.some, self.left.held)

    @cached_property
    def _whole(self) -> Mask:
        """The atoms in which the whole has answers."""
        return self.shares.count(self.left.part > -2, self.left.held) > 0

    def is_nearly_told(self, own: Numbers) -> bool:
        """Whether a part of one to four people is told, or nearly, to who knows some places whole."""
        known = np.isin(self.shares.place, own)
        below, above = self._room(known) if self.is_shared else (0, 0)
        if self.is_shared:
            lump = self._left[~known].sum(keepdims=True)
            if is_nearly_told(lump, PossibleValues(np.zeros(1, np.int64), np.full(1, ANY_NUMBER)), below, above):
                return True
        splits = self.shares.splits.values()
        return any(is_nearly_told(*self._parts(cells, known), below, above) for cells in splits)

    @cached_property
    def settled(self) -> frozenset[int]:
        """Organisations of whose services nothing need be asked: the others alone leave room for every part.

        Source: whoever knows some of its services has no less room in the cells of others than who knows none.
        """
        most = int(self.shares.organisation.max(initial=-1)) + 1
        total = np.bincount(self.shares.organisation, weights=self._left, minlength=most)
        settled = total.sum() - total >= FEW_PEOPLE
        for cells in self.shares.splits.values():
            of = np.zeros(len(cells.n), np.int64)
            of[cells.of] = self.shares.organisation
            of = of[_summed(cells, self._left, self._left > 0) > 0]
            parts, each = self._parts(cells, np.zeros(len(self._left), bool))
            for room, enough in ((each.most - parts, FEW_PEOPLE), (parts - each.least, LEFT_AT_LEAST)):
                others = room.sum() - np.bincount(of, weights=room, minlength=most)
                settled &= others - room.max(initial=0) >= enough
        return frozenset(np.flatnonzero(settled).tolist())

    def _parts(self, cells: Cells, known: Mask) -> tuple[Numbers, PossibleValues]:
        """What is left in each cell, and between which numbers by the cell's own figure."""
        left, mine = _summed(cells, self._left, ~known), _summed(cells, self._every, known)
        is_whole = _summed(cells, self._every - self._left, ~known) == 0
        parts = np.where(is_whole, np.maximum(cells.n - mine, 0), left)
        least = np.where(is_whole, np.maximum(cells.shown.least - mine, 0), 0)
        there = left > 0
        most = np.maximum(cells.shown.most - mine, parts)
        return parts[there], PossibleValues(np.minimum(least, parts)[there], most[there])

    def _room(self, known: Mask) -> tuple[int, int]:
        """By how much less and more the whole without known places may be than it is.

        Source: the shared figures of its answers, whole or by service: whoever knows some services whole has those of
        the others besides.
        """
        cut = self.left.rest.whole.cut
        by = tuple(name for name in ("service", "role") if getattr(cut, f"{name}s"))
        every = {by, ("service", *(name for name in by if name != "service"))}
        rooms = [self._room_by(self.shares.splits[one], known) for one in every]
        return min(below for below, _ in rooms), min(above for _, above in rooms)

    def _room_by(self, cells: Cells, known: Mask) -> tuple[int, int]:
        """The same by the figures of one split."""
        least = np.maximum(cells.shown.least, np.minimum(_summed(cells, self._every, known), cells.n))
        told = np.unique(cells.of[self._whole & ~known])
        return int((cells.n - least)[told].sum()), int((cells.shown.most - cells.n)[told].sum())


def _summed(cells: Cells, count: Numbers, some: Mask) -> Numbers:
    found: Numbers = np.bincount(cells.of[some], weights=count[some], minlength=len(cells.n)).astype(np.int64)
    return found


def bounds_of(left: Left, *, is_shared: bool) -> list[PartBounds]:
    """The bounds of a rest's parts by shared figures of all answers, and of those with its theme or journey."""
    held, more = left.held, unplaced(left.rest.whole)
    every = [np.ones(len(held.person), bool)] if more == Cut() or not is_shared else []
    every += [held.marked[more]] if more in held.marked else []
    return [PartBounds(left, Shares.of(held, some), some, is_shared) for some in every]
