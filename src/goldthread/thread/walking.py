"""Links in the database, walked: a few queries a level, however many links a level has."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from goldthread.thread import rules
from goldthread.thread.models import Link


AT_ONCE = 900
"""References in one query: fewer than any database's limit of parameters."""


class LinkRow(NamedTuple):
    """One link as it is kept."""

    kind: str
    upper: str
    lower: str
    upper_version: str
    lower_version: str


class Walked(NamedTuple):
    """Everything that a walk reached, with its steps from the start (below 0 upwards), and the links between."""

    steps: dict[str, int]
    links: tuple[LinkRow, ...]


def parts(values: Iterable[str], size: int = AT_ONCE) -> Iterator[Sequence[str]]:
    """Values in parts of a size that one query takes."""
    held = list(values)
    return (held[first : first + size] for first in range(0, len(held), size))


def linked(end: str, names: Iterable[str]) -> list[LinkRow]:
    """Links with an end, "upper" or "lower", among some references."""
    return [
        LinkRow(*row)
        for some in parts(names)
        for row in Link.objects.filter(**{f"{end}__in": some}).values_list(*LinkRow._fields).iterator()
    ]


def walk(starts: Collection[str]) -> Walked:
    """Everything above and below some references, and every link between what was reached."""
    up, above = _one_way(starts, "lower", "upper")
    down, below = _one_way(starts, "upper", "lower")
    steps = {name: -n for name, n in up.items()} | {name: n for name, n in down.items() if name not in starts}
    return Walked(steps, tuple(dict.fromkeys([*above, *below, *_across(set(up) - set(starts), set(down))])))


def _one_way(starts: Collection[str], here: str, there: str) -> tuple[dict[str, int], list[LinkRow]]:
    found: list[LinkRow] = []
    ways: dict[str, list[str]] = {}
    waiting, known = set(starts), set(starts)
    while waiting:
        level = linked(here, waiting)
        for row in level:
            ways.setdefault(getattr(row, here), []).append(getattr(row, there))
        found += level
        waiting = {getattr(row, there) for row in level} - known
        known |= waiting
    return rules.reached(starts, ways), found


def _across(above: set[str], below: set[str]) -> list[LinkRow]:
    """Links that lead past the start, asked for from the side that has fewer references."""
    if not above or not below:
        return []
    end, names, others = ("lower", below, above) if len(below) < len(above) else ("upper", above, below)
    other = "upper" if end == "lower" else "lower"
    return [row for row in linked(end, names) if getattr(row, other) in others]
