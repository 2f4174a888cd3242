"""What an exact result tells beside figures of its parts that readers hold already (decision 0042).

A result is a whole. Whoever knows some of its parts takes them off it: an organisation and a ward know their own
exactly, everybody else has the shared figures of each, rounded or hidden. What is left may be one to four people.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure import FEW_PEOPLE, Release, ReleasedGroup, Rest
from goldthread.insight.disclosure.cells import Numbers, rounded_each
from goldthread.insight.measures.releasing import cut_of, people_of, values_of
from goldthread.vocabulary import Scope


SHARED_BY = ((), ("service",), ("role",), ("service", "role"))
"""What shared figures of an organisation are split by, each beside one answer and one month (CONTRACTS §5 a)."""
LEFT_AT_LEAST = 2
"""A part that is hidden may be nobody, and so many people, or too much is told of it."""


def tells_beside_parts(store: Store, scope: Scope, release: Release) -> bool:
    """Whether somebody who holds figures of a release's parts would learn how few people are in another part.

    An organisation whose own people stand in it would: each organisation's part must be nobody or five people. So
    would a ward of all others together. From shared figures bounds follow: a part of one to four people must still be
    none, one or two at least.
    Takes: somebody who may read the words behind it, whose counts are exact.
    Source: answers as they are held today, and bounds by sums alone. Of events shared figures tell people and a result
    tells events, so only the first two are asked of them.
    """
    groups = [group for group in release.groups if group.size]
    return any(_is_told(store, scope, release, group) for group in groups)


def _is_told(store: Store, scope: Scope, release: Release, group: ReleasedGroup) -> bool:
    held = [_cells(store, scope, release, group, split) for split in SHARED_BY]
    if _organisation_is_few(store, scope, release, group, held[0]) or _is_all_but_few(
        store, scope, release, group, held[1]
    ):
        return True
    figures = [[cells[name].to_numpy() for name in ("n", "people", "cell_key")] for cells in held]
    return not release.asked[0] and any(is_nearly_told(*each) for each in figures)


def is_nearly_told(n: Numbers, people: Numbers, key: Numbers) -> bool:
    """Whether the sum of some cells, beside what each shows, says that one is of people and not of nobody, or which.

    Takes: of each cell its count, its people and its key.
    """
    shown = rounded_each(n, people, key)
    hidden = np.isnan(shown)
    if not ((n > 0) & hidden).any():
        return False
    few = FEW_PEOPLE - 1
    lowest = np.where(hidden, 0, np.maximum(shown - few, FEW_PEOPLE)).sum()
    highest = np.where(hidden, few, shown + few).sum()
    least, most = max(0, n.sum() - (highest - few)), min(few, n.sum() - lowest)
    return bool(least > 0 or most < LEFT_AT_LEAST)


def _organisation_is_few(store: Store, scope: Scope, release: Release, group: ReleasedGroup, cells: pa.Table) -> bool:
    """Whether an organisation's part is of one to four people, where there are several."""
    codes = pc.unique(cells["organisation"]).to_pylist()
    if len(codes) < 2:
        return False
    parts = (group._replace(cut=replace(group.cut, organisations=(code,))) for code in codes)
    return any(0 < people_of(store, scope, release.asked[1], Rest(part, ())) < FEW_PEOPLE for part in parts)


def _is_all_but_few(store: Store, scope: Scope, release: Release, group: ReleasedGroup, cells: pa.Table) -> bool:
    """Whether all services but one together are of one to four people."""
    sums = cells.group_by(["organisation", "service"]).aggregate([("people", "sum")]).to_pylist()
    whole = sum(one["people_sum"] for one in sums)
    months = len(pc.unique(cells["month"]))
    for one in sums:
        if not 0 < whole - one["people_sum"] < FEW_PEOPLE * months:
            continue
        cut = replace(group.cut, organisations=(one["organisation"],), services=(one["service"],))
        if people_of(store, scope, release.asked[1], Rest(group, (group._replace(cut=cut),))) < FEW_PEOPLE:
            return True
    return False


def _cells(store: Store, scope: Scope, release: Release, group: ReleasedGroup, split: Sequence[str]) -> pa.Table:
    """The raw cells of a group, a row for each answer, month, organisation and what it is split by."""
    by = ("month", "organisation", *split)
    raw = asking.raw_cells(store, scope, "replies", cut_of(group), asking.NOW, by=by, field=release.asked[1])
    some = values_of(group, pc.unique(raw.columns["value"]).to_pylist())
    return raw.columns.filter(pc.is_in(raw.columns["value"], value_set=pa.array(some, pa.string())))
