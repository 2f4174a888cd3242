"""An invented population, its families of labels, and what is really held of each cell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, product
from typing import Any

import numpy as np


MOODS = ("good", "mixed", "hard")


@dataclass(frozen=True)
class Shape:
    """How large the invented care system is; `months` are cut three and one by the financial year."""

    organisations: int = 2
    services: int = 4
    roles: int = 4
    kinds: int = 2
    months: int = 13
    themes: int = 1
    moments: int = 3
    people: int = 1_000

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        return self.services, self.roles, self.kinds, self.months

    def __str__(self) -> str:
        return (
            f"{self.organisations} organisations of {self.people:,} people, {self.services} services, "
            f"{self.roles} roles, {self.kinds} kinds, {self.months} months, {self.themes} themes with moods, "
            f"{self.moments} kinds of moment with a feeling"
        )


@dataclass(frozen=True)
class Population:
    """One answer of each person: where, who, which kind and month, mood, themes, record key, and the close it is in.

    And of which kinds of moment it speaks, of several at once too, and whether a feeling is in it.
    """

    shape: Shape
    organisation: Any
    atoms: Any
    mood: Any
    themes: Any
    key: Any
    late: Any
    moments: Any
    felt: Any


def populate(shape: Shape, seed: int) -> Population:
    """A skewed population: a few large services, many small ones, most people patients."""
    rng = np.random.default_rng(seed)
    n = shape.people * shape.organisations

    def pick(size: int, lean: float) -> Any:
        weight = np.array([1 / (at + 1) ** lean for at in range(size)])
        return rng.choice(size, n, p=weight / weight.sum())

    parts = (pick(shape.services, 1.0), pick(shape.roles, 1.6), pick(shape.kinds, 1.2), pick(shape.months, 0.2))
    themes = rng.random((n, shape.themes)) < np.linspace(0.35, 0.05, shape.themes)
    return Population(
        shape,
        pick(shape.organisations, 0.5),
        np.ravel_multi_index(parts, shape.sizes),
        pick(len(MOODS), 0.8),
        themes,
        rng.integers(0, 2**32, n, dtype=np.uint64),
        rng.random(n) < 0.08,
        rng.random((n, shape.moments)) < np.linspace(0.3, 0.03, shape.moments),
        rng.random(n) < 0.3,
    )


@dataclass(frozen=True)
class Family:
    """Labels that are bounded together: a whole first, then labels within it; those named as parts add up to one.

    `drawn` are moments that somebody drew, each with the labels whose union it is. Nobody is told anything of labels
    from `told` on, which say how others overlap.
    """

    name: str
    members: tuple[Any, ...]
    below: tuple[tuple[int, int], ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    drawn: tuple[tuple[int, tuple[int, ...]], ...] = ()
    told: int | None = None

    @property
    def asked(self) -> range:
        """The labels that somebody can ask for."""
        return range(len(self.members) if self.told is None else self.told)


def families(people: Population) -> list[Family]:
    """Everything with its moods; each theme with its moods; as masks over people."""
    every = np.ones(len(people.key), bool)
    moods = [people.mood == at for at in range(len(MOODS))]
    made = [Family("mood", (every, *moods), (), ((0, (1, 2, 3)),))]
    for at in range(people.shape.themes):
        theme = people.themes[:, at]
        split = [theme & mood for mood in moods]
        made.append(Family(f"theme {at}", (every, theme, *split), ((1, 0),), ((1, (2, 3, 4)),)))
    return made


def without_kinds(people: Population) -> Population:
    """The same people, their kinds of feedback together: no figure of a label tells them apart."""
    sizes, shape = people.shape.sizes, replace(people.shape, kinds=1)
    service, role, _, month = np.unravel_index(people.atoms, sizes)
    return replace(people, shape=shape, atoms=np.ravel_multi_index((service, role, 0 * role, month), shape.sizes))


Label = tuple[tuple[int, ...], bool]
"""Of which kinds of moment one at least, and whether with the feeling."""


def moments(people: Population) -> Family:
    """Kinds of moment, each in all and with a feeling, and every moment that can be drawn as a union of them.

    How kinds overlap is not known: there is a label for each set of kinds that an answer may have, with the feeling and
    without, and all others are sums of these.
    """
    kinds, every = range(people.shape.moments), np.ones(len(people.key), bool)
    unions = list(chain.from_iterable(combinations(kinds, size) for size in range(1, len(kinds) + 1)))
    labels: list[Label] = list(product(unions, (False, True)))
    sets = list(product(product((False, True), repeat=len(kinds)), (False, True)))
    of = {label: at for at, label in enumerate(labels, 1)}
    told = 1 + len(labels)

    def parts(label: Label) -> tuple[int, ...]:
        some, felt = label
        return tuple(told + at for at, (has, feels) in enumerate(sets) if any(has[k] for k in some) and feels >= felt)

    masks = [people.moments[:, list(some)].any(axis=1) & (people.felt | (not felt)) for some, felt in labels]
    masks += [(people.moments == np.array(has)).all(axis=1) & (people.felt == feels) for has, feels in sets]
    whole = (0, tuple(range(told, told + len(sets))))
    return Family(
        "moments",
        (every, *masks),
        tuple((at, of[some, False] if felt else 0) for (some, felt), at in of.items()),
        (whole, *((at, parts(label)) for label, at in of.items())),
        tuple((at, tuple(of[(k,), felt] for k in some)) for (some, felt), at in of.items() if len(some) > 1),
        told,
    )


class Sums:
    """Answers and keys of each atom, summed for a cut."""

    def __init__(self, people: Population, held: Any) -> None:
        size = int(np.prod(people.shape.sizes))
        self.n = np.bincount(people.atoms[held], minlength=size)
        self.key = np.zeros(size, np.uint64)
        np.add.at(self.key, people.atoms[held], people.key[held])

    def of(self, atoms: Sequence[int]) -> tuple[int, int]:
        some = list(atoms)
        return int(self.n[some].sum()), int(self.key[some].sum() % 2**32)
