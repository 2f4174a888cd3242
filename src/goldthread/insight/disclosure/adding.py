"""Many raw cells at once: each unit's cell is shared by itself, then what units show is added up (CONTRACTS §5 d).

A whole country's cells are tens of thousands. Tests compare it with one cell after another.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from goldthread.insight.disclosure.cells import Numbers, Shown, rounded_each


Reads = Callable[[Sequence[str]], bool]
Said = dict[str, int | None]


def summed(
    columns: pa.Table, keys: Sequence[str], parts: Sequence[str], reads: Reads, units: Sequence[str], *, alone: bool
) -> dict[tuple[object, ...], Said]:
    """What each combination of the keys shows of each part, None where nothing is shown.

    Takes: the raw cells, a row for each combination of keys and units; which of their figures (n, and parts of it);
    which units may be read, and so are exact; whether each combination is of one unit alone, which is then shown as it
    is. In a sum a unit that shows nothing adds nothing, and 0 is not told from nothing.
    """
    if not len(columns):
        return {}
    exact = _exact(columns, reads, units)
    shown = {part: _shown(columns, part, exact, alone=alone) for part in parts}
    if not keys:
        return {(): {part: _told(values) for part, values in shown.items()}}
    made = {key: columns[key] for key in keys} | {
        f"_{part}": pa.array(v, from_pandas=True) for part, v in shown.items()
    }
    added = pa.table(made).group_by(list(keys)).aggregate([(f"_{part}", "sum") for part in parts]).to_pydict()
    figures = zip(*(map(_whole, added[f"_{part}_sum"]) for part in parts), strict=True)
    every = zip(*(added[key] for key in keys), strict=True)
    return {key: dict(zip(parts, row, strict=True)) for key, row in zip(every, figures, strict=True)}


def _exact(columns: pa.Table, reads: Reads, units: Sequence[str]) -> NDArray[np.bool_]:
    """Whether the unit of each cell may be read."""
    named = list(zip(*(columns[unit].to_pylist() for unit in units), strict=True))
    may = {unit: reads(unit) for unit in set(named)}
    return np.fromiter((may[unit] for unit in named), bool, len(named))


def _shown(columns: pa.Table, part: str, exact: NDArray[np.bool_], *, alone: bool) -> Shown:
    """What each cell shows, NaN for nothing."""
    inner = (part, "people", "cell_key") if part == "n" else (part, f"{part}_people", f"{part}_key")
    n, people, key = (_numbers(columns[name]) for name in inner)
    shown: Shown = np.where(exact, n, rounded_each(n, people, key))
    return shown if alone else np.where(shown == 0, np.nan, shown)


def _numbers(column: pa.ChunkedArray) -> Numbers:
    numbers: Numbers = column.cast(pa.int64()).to_numpy()
    return numbers


def _told(values: Shown) -> int | None:
    return None if np.isnan(values).all() else int(np.nansum(values))


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
