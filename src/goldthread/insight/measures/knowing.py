"""What readers know exactly of a rest, and whether what is left when they take that off is one to four people."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from math import comb

import numpy as np

from goldthread.insight.disclosure import FEW_PEOPLE, Rest
from goldthread.insight.disclosure.cells import Numbers
from goldthread.insight.measures.placed_answers import Mask, PlacedAnswers


MOST_SERVICES = 2
"""How many services of an organisation one post is taken to have, at most."""
MOST_SETS = 500
"""Of so many services that they make more sets, fewer services are put together."""


@dataclass(frozen=True)
class Left:
    """The answers that a rest is of, among all that stand there: those of the whole that are in no part of it.

    `near` are answers whose places count as the rest's, though nobody there is in it: there nobody is as good as few.
    """

    held: PlacedAnswers
    rest: Rest
    near: Mask | None = None

    @cached_property
    def part(self) -> Numbers:
        """In which part each answer is: -1 for what is left, -2 for what is not in the whole."""
        whole = self.held.of(self.rest.whole)
        found = np.where(whole, -1, -2)
        for place, one in enumerate(self.rest.within):
            found[whole & self.held.of(one)] = place
        return found.astype(np.int64)

    @cached_property
    def answers(self) -> Mask:
        """The answers that are left."""
        left: Mask = self.part == -1
        return left

    @cached_property
    def services(self) -> dict[int, list[int]]:
        """The places of the whole, by organisation."""
        whole, found = self.part > -2, dict[int, list[int]]()
        whole = whole if self.near is None else whole | self.near
        places, first = np.unique(self.held.place[whole], return_index=True)
        for place, organisation in zip(places, self.held.codes["organisation"][whole][first], strict=True):
            found.setdefault(int(organisation), []).append(int(place))
        return found

    @cached_property
    def _people(self) -> Numbers:
        """How many people have an answer that is left, in each place."""
        return self.held.counted(np.where(self.answers, self.held.place + 1, 0))[0][1:]

    def is_few(self, own: Numbers) -> bool:
        """Whether one to four people are left without some places: by their answers, or by what figures count.

        Nobody counts as few where answers near by are left.
        """
        if self._least - self._people[own[own < len(self._people)]].sum() >= FEW_PEOPLE:
            return False
        known = np.isin(self.held.place, own)
        nobody = self.near is not None and len(own) > 0 and bool((self.near & ~known).any())
        left = (self.held.people(self.answers & ~known), self._apart(known))
        return any((0 if nobody else 1) <= people < FEW_PEOPLE for people in left)

    @cached_property
    def _least(self) -> int:
        """How many people are left at least, of whom nobody but those who answered in known places can be taken off."""
        some = self.part > -2
        unit, part = self.held.unit[some], self.part[some]
        units, which = np.unique(unit, return_inverse=True)
        lowest, highest = np.full(len(units), len(self.rest.within)), np.full(len(units), -1)
        np.minimum.at(lowest, which, part)
        np.maximum.at(highest, which, part)
        several = len(np.unique(self.held.person[some][(lowest != highest)[which]]))
        none = np.zeros(len(self.part), bool)
        return min(self.held.people(self.answers), self._apart(none) - several)

    def _apart(self, known: Mask) -> int:
        """How many people the whole's figure counts besides its parts' figures, each without the answers known.

        Somebody who answered in a known place too is not counted again by a figure of all places.
        """
        some = self.part > -2
        unit, part, known = self.held.unit[some], self.part[some], known[some]
        units, which = np.unique(unit, return_inverse=True)
        counted = (np.bincount(which, weights=known) == 0).astype(np.int64)
        pairs, first, pair = np.unique(
            which * (part.max(initial=0) + 2) + part + 1, return_index=True, return_inverse=True
        )
        taken = (part[first] >= 0) & (np.bincount(pair, weights=known, minlength=len(pairs)) == 0)
        np.subtract.at(counted, which[first][taken], 1)
        person = np.zeros(len(units), np.int64)
        person[which] = self.held.person[some]
        return len(np.unique(person[counted != 0]))


def readers(left: Left, most_sets: int = MOST_SETS, leave: frozenset[int] = frozenset()) -> Iterator[Numbers]:
    """The places of which each kind of reader knows all: none, all organisations but one, a post's own services.

    Takes: how many sets of as many services are tried at most; where there are more, fewer services are put together;
    organisations whose posts are left out.
    """
    yield np.array([], np.int64)
    if len(left.services) > 1:
        yield from (all_but(left, one) for one in left.services)
    for services in (services for one, services in left.services.items() if one not in leave):
        most = max(size for size in range(1, MOST_SERVICES + 1) if size == 1 or comb(len(services), size) <= most_sets)
        sets = chain.from_iterable(combinations(services, size) for size in range(1, most + 1))
        yield from (np.array(some, np.int64) for some in sets)


def all_but(left: Left, organisation: int) -> Numbers:
    """The places of all organisations but one."""
    others = (places for one, places in left.services.items() if one != organisation)
    return np.array(list(chain.from_iterable(others)), np.int64)
