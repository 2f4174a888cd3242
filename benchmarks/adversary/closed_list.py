"""The closed list of cuts that an attacker can ask for, and what else it might have been."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from adversary.people import Shape


@dataclass(frozen=True)
class Cut:
    """Which dimensions a cut names; `month` says that it is of one month, `label` that it is of one.

    `months` is how many it is of, 0 for all.
    """

    service: bool
    role: bool
    kind: bool
    month: bool
    label: bool
    months: int = 0


Crosses = Callable[[Cut], bool]
YOUNG = 6
"""A financial year of which fewer months are held."""
CHOICES: dict[str, Crosses] = {
    "everything crosses": lambda cut: True,
    "kind not with role or month": lambda cut: not (cut.kind and (cut.role or cut.month)),
    "kind not with role, month or label": lambda cut: not (cut.kind and (cut.role or cut.month or cut.label)),
    "and label not with role and month": lambda cut: (
        not (cut.kind and (cut.role or cut.month or cut.label)) and not (cut.label and cut.role and cut.month)
    ),
    "and role not with month": lambda cut: (
        not (cut.kind and (cut.role or cut.month or cut.label)) and not (cut.role and cut.month)
    ),
    "and no year of fewer than six months": lambda cut: (
        not (cut.kind and (cut.role or cut.month or cut.label)) and not 1 < cut.months < YOUNG
    ),
}
"""Closed lists that were measured, from the widest to the narrowest."""
CHOSEN = "kind not with role, month or label"
"""The list that the product has: `goldthread.insight.disclosure.cuts`, decision 0026."""


def cuts(
    shape: Shape, *, label: bool, windows: bool = False, crosses: Crosses = CHOICES[CHOSEN]
) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Atoms of every cut on the list, and whether it is of one month; with windows, also free runs of months."""
    grid = np.arange(int(np.prod(shape.sizes))).reshape(shape.sizes)
    for service, role, kind in product(*(one_or_all(size) for size in shape.sizes[:3])):
        for months in periods(shape.months, windows=windows):
            named = [len(some) < size for some, size in zip((service, role, kind), shape.sizes, strict=False)]
            if crosses(Cut(*named, len(months) == 1, label, 0 if len(months) == shape.months else len(months))):
                some = grid[np.ix_(service, role, kind, months)]
                yield tuple(some.ravel().tolist()), len(months) == 1


def one_or_all(size: int) -> list[list[int]]:
    return [list(range(size)), *([at] for at in range(size) if size > 1)]


def periods(months: int, *, windows: bool) -> list[list[int]]:
    """Each month, two financial years, all; with windows, every run of two and three months too."""
    cut = months * 3 // 4
    made = [*([at] for at in range(months)), list(range(cut)), list(range(cut, months)), list(range(months))]
    runs = [list(range(at, at + size)) for size in (2, 3) for at in range(months - size + 1)]
    return [*made, *runs] if windows else made
