"""Many raw cells at once: each unit's cell is shared by itself, then what units show is added up (CONTRACTS §5 d).

A whole country's cells are tens of thousands. Tests compare it with one cell after another.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from goldthread.insight.disclosure.cells import Numbers, Shown, rounded_each
from goldthread.vocabulary.answers import KIND_COLUMN, OF_KIND


Reads = Callable[[Sequence[str]], bool]
Said = dict[str, int | None]


def summed(
    columns: pa.Table, keys: Sequence[str], parts: Sequence[str], reads: Reads, units: Sequence[str], *, alone: bool
) -> dict[tuple[object, ...], Said]:
    """What each combination of the keys shows of each part, None where nothing is shown.

    Takes: the raw cells, a row for each combination of keys and units; which of their figures (n, and parts of it);
    which units may be read, and so are exact; whether each combination is of one unit alone, which is then shown as it
    is. In a sum a unit that shows nothing adds nothing, and 0 is not told from nothing. A moment with several kinds
    shows the largest of what they show in a unit: a union is a figure that whoever drew the moment would choose.
    """
    if not len(columns):
        return {}
    columns = _kinds_apart(columns, keys)
    exact = _exact(columns, reads, units)
    several = KIND_COLUMN in columns.column_names
    if several:
        kept = _of_kinds(columns, exact, (*keys, *units))
        columns, exact = columns.filter(pa.array(kept)), exact[kept]
    shown = {part: _shown(columns, part, exact, alone=alone) for part in parts}
    if not keys and not several:
        return {(): {part: _told(values) for part, values in shown.items()}}
    names = list(dict.fromkeys((*keys, *units))) if several else list(keys)
    made = pa.table(
        {name: columns[name] for name in names}
        | {f"_{part}": pa.array(values, from_pandas=True) for part, values in shown.items()}
    )
    if several:
        made = _put_together(made, names, parts, "max")
    if not keys:
        return {(): {part: _told(_numbers_or_none(made[f"_{part}"])) for part in parts}}
    added = _put_together(made, list(keys), parts, "sum").to_pydict()
    figures = zip(*(map(_whole, added[f"_{part}"]) for part in parts), strict=True)
    every = zip(*(added[key] for key in keys), strict=True)
    return {key: dict(zip(parts, row, strict=True)) for key, row in zip(every, figures, strict=True)}


def _put_together(made: pa.Table, names: list[str], parts: Sequence[str], how: str) -> pa.Table:
    """One row for each combination of the names, each part put together in one way; what is not shown adds nothing."""
    found = made.group_by(names).aggregate([(f"_{part}", how) for part in parts])
    return found.rename_columns(
        [name.removesuffix(f"_{how}") if name[0] == "_" else name for name in found.column_names]
    )


def _kinds_apart(columns: pa.Table, keys: Sequence[str]) -> pa.Table:
    """The kind of a moment in a column of its own, where labels hold both."""
    if "touchpoint" not in keys or KIND_COLUMN in columns.column_names:
        return columns
    labels = columns["touchpoint"].cast(pa.string())
    if not pc.any(pc.match_substring(labels, OF_KIND)).as_py():
        return columns
    parts = pc.extract_regex(labels, f"^(?P<label>[^{OF_KIND}]*){OF_KIND}?(?P<kind>.*)$")
    label, kind = pc.struct_field(parts, "label"), pc.struct_field(parts, "kind")
    at = columns.column_names.index("touchpoint")
    return columns.set_column(at, "touchpoint", label).append_column(KIND_COLUMN, kind)


def _of_kinds(columns: pa.Table, exact: NDArray[np.bool_], names: Sequence[str]) -> NDArray[np.bool_]:
    """Which cells count: of a moment with several kinds all of it for its readers, and for others its kinds alone."""
    of_kind = pc.not_equal(columns[KIND_COLUMN], "")
    cells = pc.binary_join_element_wise(*(columns[name].cast(pa.string()) for name in dict.fromkeys(names)), "\x1e")
    several = pc.is_in(cells, value_set=pc.unique(cells.filter(of_kind)))
    kinds: NDArray[np.bool_] = of_kind.to_numpy()
    return np.where(exact, ~kinds, kinds | ~several.to_numpy())


def _numbers_or_none(column: pa.ChunkedArray) -> Shown:
    shown: Shown = column.to_numpy()
    return shown


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
