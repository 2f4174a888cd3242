"""Answers by the rules as they are written, of an invented population; and the same with one weakness planted."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from adversary.closed_list import CHOICES, CHOSEN, Crosses, cuts
from adversary.people import Family, Population, Shape, Sums, families, moments


FEW = 5


@dataclass(frozen=True)
class Rules:
    """How answers are shared; each field but the first plants one weakness."""

    rounds: bool = True
    free_windows: bool = False
    unions: bool = False
    shown_zeros: bool = False
    raw_sentence: bool = False
    moments_as_one: bool = False
    """Whether a moment that somebody drew is a union of kinds that is rounded as one, wherever it is asked for."""
    transitions_as_one: bool = False
    """Whether what an organisation was told at a transition is such a union, in each of its services."""
    choice: str = CHOSEN
    ward: bool = False
    """Whether the attacker is also a ward of the organisation, who rightly knows all of its first service."""

    @property
    def crosses(self) -> Crosses:
        """What the closed list lets cross."""
        return CHOICES[self.choice]


OLD = Rules(rounds=False, free_windows=True, unions=True, shown_zeros=True, choice="everything crosses")
"""As it was at f45c803: exact from five, free filters, nobody told apart from few."""
WEAKENED = {
    "free windows": Rules(free_windows=True),
    "unions": Rules(unions=True),
    "shown zeros": Rules(shown_zeros=True),
    "a raw figure in a sentence": Rules(raw_sentence=True),
}
WEAKENED_MOMENTS = {
    "moments rounded as one": Rules(moments_as_one=True),
    "transitions rounded as one": Rules(transitions_as_one=True),
}


@dataclass(frozen=True)
class Told:
    """One answer: a cut's atoms, the label (an index into a family's variables), the close, and what it tells of n."""

    atoms: tuple[int, ...]
    label: int
    close: int
    low: float
    high: float


def show(n: int, key: int, rules: Rules) -> tuple[float, float]:
    """What a shared figure of a cell tells of n, everybody having given one answer."""
    if rules.shown_zeros and n == 0:
        return 0, 0
    if n < FEW:
        return (1 if rules.shown_zeros else 0), FEW - 1
    if not rules.rounds:
        return n, n
    said = _rounded(n, key)
    return max(FEW, said - 4), said + 4


def _rounded(n: int, key: int) -> int:
    """A twin of the rule, written apart from the product's."""
    q, r = divmod(n, 5)
    return 5 * (q + (1 if key / 2**32 < r / 5 else 0))


@dataclass(frozen=True)
class Simulated:
    """Answers by the rules as they are written, of an invented population."""

    people: Population
    rules: Rules

    @property
    def shape(self) -> Shape:
        return self.people.shape

    @property
    def crosses(self) -> Crosses:
        return self.rules.crosses

    @property
    def known(self) -> frozenset[int]:
        """Atoms that the attacker may know exactly."""
        grid = np.arange(int(np.prod(self.shape.sizes))).reshape(self.shape.sizes)
        return frozenset(grid[0].ravel().tolist()) if self.rules.ward else frozenset()

    def families(self) -> list[Family]:
        return families(self.people)

    def told(self, family: Family, organisation: int) -> list[Told]:
        """Every answer on one organisation that anybody without words gets, at both closes."""
        made, drawn = [], dict(family.drawn)
        for label, close in product(family.asked, (0, 1)):
            if label in drawn:
                made += self._drawn(family, organisation, label, close)
                continue
            mine, every = (self._sums(family, label, close, one) for one in (organisation, None))
            own = ((atom, mine.of((atom,))[0]) for atom in self.known)
            made += [Told((atom,), label, close, n, n) for atom, n in own]
            listed = cuts(self.shape, label=label > 0, windows=self.rules.free_windows, crosses=self.rules.crosses)
            for atoms, is_month in listed:
                n, key = mine.of(atoms)
                low, high = show(n, key, self.rules)
                if self.rules.raw_sentence and label == 0 and not is_month and n >= FEW:
                    low = high = n
                made.append(Told(atoms, label, close, low, high))
                if self.rules.unions:  # the colluder takes what all others hold, exactly, off the rounded union
                    whole, whole_key = every.of(atoms)
                    low, high = show(whole, whole_key, self.rules)
                    made.append(Told(atoms, label, close, low - (whole - n), high - (whole - n)))
        return made

    def _drawn(self, family: Family, organisation: int, label: int, close: int) -> list[Told]:
        """What is told of a moment that somebody drew: on journeys, and of a transition to whoever it is shared with.

        By the rules the largest that its kinds show in each service, of which somebody learns the least that it can be.
        The colluder is who takes part in the transition: what it was told itself, it takes off exactly.
        """
        union, *kinds = (self._sums(family, at, close, organisation) for at in (label, *dict(family.drawn)[label]))
        made = []
        for atoms, _ in cuts(self.shape, label=True, windows=self.rules.free_windows, crosses=self.rules.crosses):
            places = self._by_service(atoms)
            if self.rules.moments_as_one or (self.rules.transitions_as_one and len(places) == 1):
                made.append(Told(atoms, label, close, *show(*union.of(atoms), self.rules)))
                continue
            least = sum(max(show(*kind.of(some), self.rules)[0] for kind in kinds) for some in places)
            made += [Told(atoms, label, close, least, np.inf)] if least else []
        return made

    def _by_service(self, atoms: tuple[int, ...]) -> list[list[int]]:
        """A cut's atoms, service by service."""
        size, found = int(np.prod(self.shape.sizes[1:])), dict[int, list[int]]()
        for atom in atoms:
            found.setdefault(atom // size, []).append(atom)
        return list(found.values())

    def truth(self, family: Family, organisation: int, label: int, close: int) -> "Sums":
        """What is really held."""
        return self._sums(family, label, close, organisation)

    def _sums(self, family: Family, label: int, close: int, organisation: int | None) -> "Sums":
        held = family.members[label] & ~(self.people.late & (close == 0))
        return Sums(self.people, held if organisation is None else held & (self.people.organisation == organisation))


class Moments(Simulated):
    """Answers on kinds of moment, and on whatever anybody draws of them."""

    def families(self) -> list[Family]:
        return [moments(self.people)]
