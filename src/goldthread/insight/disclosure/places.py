"""Splits by what people said of themselves: of whole places with many people, and of no answer that may be everybody's.

Whoever reads the words knows who wrote in each cut. So where two cuts differ by one writer, a figure that one of them
shows would tell of that writer; where a figure may be of all writers, it would tell of each (decision 0026).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from goldthread.insight.disclosure.cells import FEW_PEOPLE, ROUND_TO, rounded_each
from goldthread.vocabulary import Cut, NotShared, RawCells, filters


ABOUT = "about:"
PLACE = ("organisation", "service")
FEWEST_OF_PLACE = 20
"""People, in a service or organisation, of whom it is told what they said of themselves."""
PLACES_ONLY = "Age and other personal details are shown for whole services and organisations only."
LEAVE_OUT = "Choose organisations and services, and nothing else: all roles, all feedback, all time."
FEWER_OF_PLACE = (
    f"Fewer than {FEWEST_OF_PLACE} people told us here, or only a few outside one service, so age and other personal "
    "details are not shown."
)
Unit = tuple[str, ...]


class PlaceCount(NamedTuple):
    """How many answers a unit holds, and of how many people."""

    n: int
    people: int


def is_about(by: Collection[str]) -> bool:
    """Whether a table is split by what people said of themselves."""
    return any(name.startswith(ABOUT) for name in by)


def is_of_places(cut: Cut) -> bool:
    """Whether a cut is of whole organisations, or whole services of them, and narrowed by nothing else."""
    return not any(getattr(cut, name) for name in filters(Cut) if name not in ("organisations", "services"))


def check_places(cut: Cut, by: Collection[str], labelled: int = 0) -> None:
    """Let a split pass if it is by no personal detail, or by one and of whole places.

    Takes: how many labels each figure of the question has of its own. Raises: NotShared, which says what there is.
    """
    others = [name for name in by if name not in PLACE]
    if is_about(by) and (not is_of_places(cut) or len(others) > 1 or labelled):
        raise NotShared(PLACES_ONLY, LEAVE_OUT)


def of_many(cells: RawCells, units: Sequence[str], services: RawCells) -> frozenset[Unit]:
    """The units of which personal details may be told: 20 people, and of an organisation 20, or nobody, beside any
    one of its services, which is a cut of its own.

    Takes: answers and people by unit; the same by organisation and service.
    """
    held = _told(cells, units)
    many = {unit for unit, told in held.items() if told.people >= FEWEST_OF_PLACE}
    if "service" in units:
        return frozenset(many)
    beside = ((unit[:1], held[unit[:1]].people - told.people) for unit, told in _told(services, PLACE).items())
    return frozenset(many - {unit for unit, people in beside if 0 < people < FEWEST_OF_PLACE})


def only(cells: RawCells, units: Sequence[str], kept: Collection[Unit]) -> RawCells:
    """The cells of these units."""
    mask = pa.array([unit in kept for unit in _units(cells, units)], pa.bool_())
    return replace(cells, columns=cells.columns.filter(mask))


def unlike_everybody(cells: RawCells, units: Sequence[str], name: str, wholes: RawCells) -> RawCells:
    """The cells without units in which one answer, as it is shown, may be of all who told.

    Takes: cells split by units and one personal detail; answers and people by unit.
    """
    held, columns = _told(wholes, units), cells.columns
    n, people, key = (columns[figure].to_numpy().astype(np.int64) for figure in ("n", "people", "cell_key"))
    most = rounded_each(n, people, key) + ROUND_TO - 1
    each = zip(_units(cells, units), columns[name].to_pylist(), people.tolist(), most.tolist(), strict=True)
    alike = {
        unit
        for unit, value, some, shown in each
        if value and some >= FEW_PEOPLE and (some + ROUND_TO > held[unit].people or shown >= held[unit].n)
    }
    return only(cells, units, frozenset(held) - alike)


def _told(cells: RawCells, units: Sequence[str]) -> dict[Unit, PlaceCount]:
    figures = zip(cells.columns["n"].to_pylist(), cells.columns["people"].to_pylist(), strict=True)
    return {unit: PlaceCount(n, people) for unit, (n, people) in zip(_units(cells, units), figures, strict=True)}


def _units(cells: RawCells, units: Sequence[str]) -> list[Unit]:
    return list(zip(*(map(str, cells.columns[unit].to_pylist()) for unit in units), strict=True))
