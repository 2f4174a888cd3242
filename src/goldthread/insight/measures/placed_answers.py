"""Answers to one question with their places and numbered people, as arrays: what checks of a release ask of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure import ReleasedGroup
from goldthread.insight.disclosure.cells import SPAN, Numbers
from goldthread.insight.measures.counting import days_between
from goldthread.vocabulary import Cut, Scope


Mask = NDArray[np.bool_]
PLACES = {"organisations": "organisation", "services": "service", "roles": "role"}
"""The filters that can be read off an answer's place; of any other the store says which answers are in it."""


@dataclass(frozen=True)
class PlacedAnswers:
    """Answers to one question: of each its person, that person's key, its unit and its place.

    A unit is what a result counts once: a person with one answer in a month, or an event; a place is a service of an
    organisation. `codes` number `names`, by month, organisation, service, role and value. `marked` says of cuts that
    are no place which answers are in them.
    """

    person: Numbers
    key: Numbers
    unit: Numbers
    place: Numbers
    codes: Mapping[str, Numbers]
    names: Mapping[str, list[str]]
    marked: Mapping[Cut, Mask]

    def of(self, group: ReleasedGroup) -> Mask:
        """Which answers are in a group."""
        found = self._where("value", lambda name: name.strip().casefold() in group.answers)
        found = found & self._where("month", lambda name: group.since <= name <= group.until)
        for chosen, column in PLACES.items():
            if some := getattr(group.cut, chosen):
                found = found & self._where(column, some.__contains__)
        more = unplaced(group)
        return found & self.marked[more] if more in self.marked else found

    def people(self, some: Mask) -> int:
        """How many different people gave some answers."""
        return len(np.unique(self.person[some]))

    def cells(self, by: Iterable[str]) -> Numbers:
        """A number for each answer, from 0, that tells combinations of these columns apart."""
        return crossed(self.codes, by)

    def counted(self, cells: Numbers) -> tuple[Numbers, Numbers]:
        """How many people are in each cell, and the key by which that figure is rounded."""
        most = int(cells.max(initial=-1)) + 1
        _, first = np.unique(cells * (int(self.person.max(initial=0)) + 1) + self.person, return_index=True)
        key = np.zeros(most, np.int64)
        np.add.at(key, cells[first], self.key[first])
        return np.bincount(cells[first], minlength=most).astype(np.int64), key % SPAN

    def _where(self, column: str, test: Callable[[str], bool]) -> Mask:
        passing = np.array([test(name) for name in self.names[column]] or [False])
        return passing[self.codes[column]]


def placed_answers(
    store: Store, scope: Scope, asked: tuple[str, str], groups: Sequence[ReleasedGroup], organisations: Sequence[str]
) -> PlacedAnswers:
    """The answers to a question in the months of some groups, in these organisations or in all, asked at once.

    Takes: what a release asked; groups, of which there is one at least.
    """
    since, until = days_between(min(one.since for one in groups), max(one.until for one in groups))
    around = Cut(organisations=tuple(organisations), since=since, until=until)
    kinds = list(dict.fromkeys(one for one in map(unplaced, groups) if one != Cut()))
    cuts = tuple(replace(one, since=since, until=until) for one in kinds)
    columns = asking.raw_cells(store, scope, "behind", around, None, field=asked[1], groups=cuts).columns
    numbers = {name: _numbers(columns[name]) for name in ("answer", "person", "person_key")}
    coded = {name: _coded(columns[name]) for name in ("month", "organisation", "service", "role", "value")}
    codes = {name: one[0] for name, one in coded.items()}
    unit = numbers["answer"] if asked[0] else numbers["person"] * (len(coded["month"][1]) + 1) + codes["month"]
    return PlacedAnswers(
        person=numbers["person"],
        key=numbers["person_key"],
        unit=unit * (len(coded["value"][1]) + 1) + codes["value"],
        place=crossed(codes, ("organisation", "service")),
        codes=codes,
        names={name: one[1] for name, one in coded.items()},
        marked={one: _numbers(columns[f"in_{place}"]) > 0 for place, one in enumerate(kinds)},
    )


def crossed(codes: Mapping[str, Numbers], by: Iterable[str]) -> Numbers:
    """A number for each answer, from 0, that tells combinations of these columns apart."""
    columns = [codes[name] for name in by]
    made = np.zeros(len(columns[0]), np.int64)
    for one in columns:
        made = made * (int(one.max(initial=0)) + 1) + one
    return np.unique(made, return_inverse=True)[1].astype(np.int64).ravel()


def unplaced(group: ReleasedGroup) -> Cut:
    """What chooses a group's answers besides their place and month."""
    return replace(
        group.cut,
        kinds=(group.kind,) if group.kind else group.cut.kinds,
        since=None,
        until=None,
        organisations=(),
        services=(),
        roles=(),
    )


def _coded(column: pa.ChunkedArray) -> tuple[Numbers, list[str]]:
    plain = column.combine_chunks()
    plain = plain if isinstance(plain, pa.DictionaryArray) else plain.dictionary_encode(null_encoding="encode")
    return plain.indices.to_numpy(zero_copy_only=False).astype(np.int64), plain.dictionary.to_pylist()


def _numbers(column: pa.ChunkedArray) -> Numbers:
    numbers: Numbers = column.to_numpy().astype(np.int64)
    return numbers
