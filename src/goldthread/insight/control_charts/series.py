"""What a control chart is asked of: a series of numbers with its days, and how it is to be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Literal, TypeAlias, cast, get_args

import numpy as np

from goldthread.insight.control_charts.exact import Numbers
from goldthread.vocabulary import BadDefinition


Direction: TypeAlias = Literal["increase", "decrease", "neutral"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
SHORTEST_BASELINE = 12
OPTIONS = ("improvement_direction", "target", "rebase", "fix_after_n_points", "screen_outliers", "trajectory")


@dataclass(frozen=True)
class ChartOptions:
    """How a series is charted.

    Takes: which way is better; the target, in the series' unit, None for none; days at which new limits begin; after
    how many points of a group its limits stay, None for never; whether moving ranges too large for chance are left out
    of limits.
    """

    improvement_direction: Direction = "increase"
    target: float | None = None
    rebase: frozenset[date] = frozenset()
    fix_after_n_points: int | None = None
    screen_outliers: bool = True


@dataclass(frozen=True, eq=False)
class MeasuredSeries:
    """A series in the order of its days, no day twice; NaN for a missing value."""

    id: str | int | float | None
    dates: tuple[date, ...]
    values: Numbers
    options: ChartOptions = ChartOptions()


def read_series(given: Mapping[str, object]) -> MeasuredSeries:
    """A series from an object of {id, dates, values, options}, as CONTRACTS §7 has it; rows may be in any order.

    Raises: BadDefinition, which says what is wrong with it.
    """
    dates, values = _list(given, "dates"), _list(given, "values")
    if len(dates) != len(values):
        raise BadDefinition(
            f"It has {len(dates)} dates and {len(values)} values.", "Give one value, or null, for each."
        )
    if not dates:
        raise BadDefinition("It has no points.", "Give dates and values.")
    days = [_day(one, "dates") for one in dates]
    if len(set(days)) < len(days):
        twice = next(day for place, day in enumerate(sorted(days)[1:]) if sorted(days)[place] == day)
        raise BadDefinition(f"{twice} is there twice.", "Give each date once.")
    order = sorted(range(len(days)), key=days.__getitem__)
    numbers = np.array([_value(values[place]) for place in order])
    name = given.get("id")
    if not isinstance(name, str | int | float | None):
        raise BadDefinition("Its id is neither a text nor a number.", "Give each series an id of its own.")
    return MeasuredSeries(name, tuple(days[place] for place in order), numbers, _options(given.get("options")))


def _list(given: Mapping[str, object], name: str) -> list[object]:
    found = given.get(name)
    if not isinstance(found, list):
        raise BadDefinition(f"It has no list of {name}.", "Give dates and values as lists.")
    return found


def _day(given: object, of: str) -> date:
    try:
        return datetime.fromisoformat(cast(str, given)).date()
    except (TypeError, ValueError):
        raise BadDefinition(f"{given!r} in {of} is not a date.", "Write dates as 2026-04-01.") from None


def _value(given: object) -> float:
    return float("nan") if given is None else _number(given, "values")


def _number(given: object, of: str) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not _is_finite(given):
        raise BadDefinition(f"{given!r} in {of} is not a number.", "Give numbers, or null where there is none.")
    return float(given)


def _is_finite(given: float) -> bool:
    try:
        return isfinite(given)
    except OverflowError:  # a whole number of more than 308 digits
        return False


def _options(given: object) -> ChartOptions:
    if given is None:
        return ChartOptions()
    if not isinstance(given, dict):
        raise BadDefinition("Its options are not an object.", f"It may hold {', '.join(OPTIONS)}.")
    if strange := [str(name) for name in given if name not in OPTIONS]:
        raise BadDefinition(f"It has an unknown option: {strange[0]}.", f"Options are {', '.join(OPTIONS)}.")
    target, fixed, screen = (given.get(name) for name in ("target", "fix_after_n_points", "screen_outliers"))
    if not isinstance(screen, bool | None):
        raise BadDefinition("screen_outliers is neither true nor false.", "Give true or false.")
    return ChartOptions(
        _direction(given.get("improvement_direction")),
        None if target is None else _number(target, "target"),
        _rebase(given.get("rebase")),
        None if fixed is None else _baseline(fixed),
        screen is not False,
    )


def _direction(given: object) -> Direction:
    """One of the three; the beginning of one will do, as the peer has it."""
    if given is None:
        return "increase"
    found = [one for one in DIRECTIONS if isinstance(given, str) and given and one.startswith(given)]
    if not found:
        raise BadDefinition(f"{given!r} is no improvement_direction.", f"Give {', '.join(DIRECTIONS)}.")
    return found[0]


def _rebase(given: object) -> frozenset[date]:
    if given is None:
        return frozenset()
    return frozenset(_day(one, "rebase") for one in (given if isinstance(given, list) else [given]))


def _baseline(given: object) -> int:
    points = int(_number(given, "fix_after_n_points"))
    if points < SHORTEST_BASELINE:
        raise BadDefinition(
            f"fix_after_n_points is {points}.", f"Limits need {SHORTEST_BASELINE} points or more before they stay."
        )
    return points
