"""An invented population, its families of labels, and what is really held of each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    people: int = 1_000

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        return self.services, self.roles, self.kinds, self.months

    def __str__(self) -> str:
        return (
            f"{self.organisations} organisations of {self.people:,} people, {self.services} services, "
            f"{self.roles} roles, {self.kinds} kinds, {self.months} months, {self.themes} themes with moods"
        )


@dataclass(frozen=True)
class Population:
    """One answer of each person: where, who, which kind and month, mood, themes, record key, and the close it is in."""

    shape: Shape
    organisation: Any
    atoms: Any
    mood: Any
    themes: Any
    key: Any
    late: Any


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
    )


@dataclass(frozen=True)
class Family:
    """Labels that are bounded together: a whole first, then labels within it; those named as parts add up to one."""

    name: str
    members: tuple[Any, ...]
    below: tuple[tuple[int, int], ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]


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
