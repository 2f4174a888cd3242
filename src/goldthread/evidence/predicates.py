"""Typed tests: what a view asks of each answer. An engine that does not know one of them does not answer.

Each test is a frozen value that says all that it depends on, so that what is kept of a cut can be found by its tests.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldthread.evidence.columns import MADE_FROM
from goldthread.vocabulary import PathwayMap, Touchpoint


@dataclass(frozen=True, slots=True)
class Test:
    """One thing that holds of every answer that a view sees."""

    __test__ = False  # no class of pytest's

    @property
    def columns(self) -> frozenset[str]:
        """The columns that it looks at."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class OneOf(Test):
    """The column holds one of these values, as text; of none, no answer passes."""

    column: str
    values: frozenset[str]

    @property
    def columns(self) -> frozenset[str]:
        """The one column."""
        return frozenset({self.column})


@dataclass(frozen=True, slots=True)
class HasAny(Test):
    """The column is a list that holds one of these labels."""

    column: str
    labels: frozenset[str]

    @property
    def columns(self) -> frozenset[str]:
        """The one column."""
        return frozenset({self.column})


@dataclass(frozen=True, slots=True)
class Between(Test):
    """The column is a day between these two, both included; None is open-ended. No day is between no days."""

    column: str
    since: date | None = None
    until: date | None = None

    @property
    def columns(self) -> frozenset[str]:
        """The one column."""
        return frozenset({self.column})


@dataclass(frozen=True, slots=True)
class OnPathway(Test):
    """Told in a service that belonged to the pathway on that day. The whole map: what is kept of it is of this one."""

    pathway: PathwayMap

    @property
    def columns(self) -> frozenset[str]:
        """Where and when it was told."""
        return frozenset({"organisation", "service", "date"})


@dataclass(frozen=True, slots=True)
class AtPoint(Test):
    """Speaks of a named point: of one of its kinds, in one of its services where it names some."""

    point: Touchpoint

    @property
    def columns(self) -> frozenset[str]:
        """What was coded, and where it was told."""
        return frozenset({"touchpoints", "organisation", "service"} if self.point.services else {"touchpoints"})


@dataclass(frozen=True, slots=True)
class OwnServices(Test):
    """Told in one of these (organisation, service) pairs."""

    services: frozenset[tuple[str, str]]

    @property
    def columns(self) -> frozenset[str]:
        """Where it was told."""
        return frozenset({"organisation", "service"})


@dataclass(frozen=True, slots=True)
class OwnOrAtPoint(Test):
    """Told to one of these organisations, or at one of these transitions, in which they take part."""

    organisations: frozenset[str]
    points: tuple[Touchpoint, ...]

    @property
    def columns(self) -> frozenset[str]:
        """Where it was told, and what was coded."""
        return frozenset({"organisation", "service", "touchpoints"})


@dataclass(frozen=True, slots=True)
class Hidden(Test):
    """The field is blank, whatever is held in it: a column, or one name of a list of pairs, as about:age.

    Takes: `promise`, which says who closed it, for people.
    """

    field: str
    promise: str = ""

    @property
    def columns(self) -> frozenset[str]:
        """The column, and those that are made from it."""
        name = self.field.partition(":")[0]
        return frozenset({name, *(made for made, of in MADE_FROM.items() if of == self.field)})


@dataclass(frozen=True)
class Knows:
    """Which tests one engine can evaluate: for each type, a question that says whether it can evaluate this one."""

    engine: str
    tests: Mapping[type[Test], Callable[[Any], bool]]

    def unknown(self, tests: Iterable[Test]) -> list[Test]:
        """The tests that this engine cannot evaluate: then it does not answer."""
        return [test for test in tests if type(test) not in self.tests or not self.tests[type(test)](test)]

    def all(self, tests: Iterable[Test]) -> bool:
        """Whether it can evaluate every one."""
        return not self.unknown(tests)


def among(columns: Iterable[str]) -> Callable[[Test], bool]:
    """Knows a test where it looks at these columns alone."""
    held = frozenset(columns)
    return lambda test: test.columns <= held
