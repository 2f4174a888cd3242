"""Many raw cells at once: each unit's cell is shared by itself, then what units show is added up (CONTRACTS §5 d).

A whole country's cells are tens of thousands. Tests compare it with one cell after another.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from goldthread.insight.disclosure.cells import Numbers, Shown, rounded_each
from goldthread.vocabulary.answers import KIND_COLUMN, OF_KIND


Reads = Callable[[Sequence[str]], bool]
Said = dict[str, int | None]
Mask = NDArray[np.bool_]


class KeyColumn(NamedTuple):
    """One key of many cells: which of its values each cell has, by number, and the values."""

    codes: Numbers
    values: list[object]


Keys = dict[str, KeyColumn]


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
    held = _keys(columns, (*keys, *units))
    exact = _exact(held, reads, units)
    shown = {part: _shown(columns, part, exact, alone=alone) for part in parts}
    if KIND_COLUMN in held:
        kept = _of_kinds(held, exact)
        held = {name: KeyColumn(key.codes[kept], key.values) for name, key in held.items()}
        shown = {part: values[kept] for part, values in shown.items()}
        held, shown = _reduced(held, list(dict.fromkeys((*keys, *units))), shown, _largest)
    if not keys:
        return {(): {part: _told(values) for part, values in shown.items()}}
    held, shown = _reduced(held, keys, shown, _sums)
    names = zip(*([held[key].values[code] for code in held[key].codes] for key in keys), strict=True)
    figures = zip(*(map(_whole, shown[part].tolist()) for part in parts), strict=True)
    return {key: dict(zip(parts, row, strict=True)) for key, row in zip(names, figures, strict=True)}


def _keys(columns: pa.Table, names: Iterable[str]) -> Keys:
    """The keys of cells, the kind of a moment as one of its own where its labels, or a column, hold it."""
    every = [*names, *(name for name in (KIND_COLUMN,) if name in columns.column_names)]
    held = {name: _key(columns[name]) for name in every}
    if "touchpoint" in held and KIND_COLUMN not in held:
        held |= _kinds_apart(held["touchpoint"])
    return held


def _key(column: pa.ChunkedArray) -> KeyColumn:
    whole = column.unify_dictionaries().combine_chunks()
    plain = whole if isinstance(whole, pa.DictionaryArray) else whole.dictionary_encode(null_encoding="encode")
    codes: Numbers = plain.indices.to_numpy().astype(np.int64)
    return KeyColumn(codes, plain.dictionary.to_pylist())


def _kinds_apart(labels: KeyColumn) -> Keys:
    """Moments and their kinds, of labels that hold both; nothing where none does."""
    if not any(OF_KIND in str(value) for value in labels.values):
        return {}
    apart = [str(value).partition(OF_KIND) for value in labels.values]
    return {
        "touchpoint": _renamed(labels, [label for label, _, _ in apart]),
        KIND_COLUMN: _renamed(labels, [kind for _, _, kind in apart]),
    }


def _renamed(key: KeyColumn, names: Sequence[str]) -> KeyColumn:
    """The key with a name in place of each value; values of one name are one."""
    values = list(dict.fromkeys(names))
    return KeyColumn(np.array([values.index(name) for name in names], np.int64)[key.codes], list(values))


def _crossed(held: Keys, names: Sequence[str]) -> Numbers:
    """A number for each cell that tells combinations of these keys apart."""
    crossed = np.zeros(len(next(iter(held.values())).codes), np.int64)
    for name in names:
        crossed = crossed * (len(held[name].values) + 1) + held[name].codes
    return crossed


def _exact(held: Keys, reads: Reads, units: Sequence[str]) -> Mask:
    """Whether the unit of each cell may be read."""
    _, first, which = np.unique(_crossed(held, units), return_index=True, return_inverse=True)
    named = zip(*([held[unit].values[code] for code in held[unit].codes[first]] for unit in units), strict=True)
    may: Mask = np.array([reads([str(name) for name in unit]) for unit in named], bool)[which]
    return may


def _of_kinds(held: Keys, exact: Mask) -> Mask:
    """Which cells count: of a moment with several kinds all of it for its readers, and for others its kinds alone."""
    kinds = held[KIND_COLUMN]
    of_kind = np.array([bool(value) for value in kinds.values], bool)[kinds.codes]
    cells = _crossed(held, [name for name in held if name != KIND_COLUMN])
    several = np.isin(cells, np.unique(cells[of_kind]))
    return np.where(exact, ~of_kind, of_kind | ~several)


def _reduced(
    held: Keys, names: Sequence[str], shown: dict[str, Shown], how: Callable[[Shown, Numbers, int], Shown]
) -> tuple[Keys, dict[str, Shown]]:
    """One cell for each combination of the names, each part put together in one way; what is not shown adds nothing."""
    every, first, which = np.unique(_crossed(held, names), return_index=True, return_inverse=True)
    kept = {name: KeyColumn(held[name].codes[first], held[name].values) for name in names}
    return kept, {part: how(values, which, len(every)) for part, values in shown.items()}


def _largest(values: Shown, which: Numbers, most: int) -> Shown:
    made = np.full(most, np.nan)
    np.fmax.at(made, which, values)
    return made


def _sums(values: Shown, which: Numbers, most: int) -> Shown:
    there = ~np.isnan(values)
    sums = np.bincount(which[there], weights=values[there], minlength=most)
    return np.where(np.bincount(which[there], minlength=most) > 0, sums, np.nan)


def _shown(columns: pa.Table, part: str, exact: Mask, *, alone: bool) -> Shown:
    """What each cell shows, NaN for nothing."""
    inner = (part, "people", "cell_key") if part == "n" else (part, f"{part}_people", f"{part}_key")
    n, people, key = (_numbers(columns[name]) for name in inner)
    shown: Shown = np.where(exact, n, rounded_each(n, people, key))
    return shown if alone else np.where(shown == 0, np.nan, shown)


def _numbers(column: pa.ChunkedArray) -> Numbers:
    numbers: Numbers = column.to_numpy().astype(np.int64)
    return numbers


def _told(values: Shown) -> int | None:
    return None if np.isnan(values).all() else int(np.nansum(values))


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)
