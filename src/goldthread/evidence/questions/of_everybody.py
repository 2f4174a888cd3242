"""Cells of a close that are counted once for everybody who asks of a pathway: each asker keeps their organisations'.

What two people may count of a close differs by whose organisations they see, and by nothing else, where cells are split
by organisation: so these are counted without that test, and it is passed afterwards, cell by cell.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import asdict, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from goldthread.evidence.predicates import OneOf
from goldthread.evidence.view import View
from goldthread.vocabulary import Passages, RawCells, Table


Answer = Callable[[View], Table | RawCells | Passages]
SPLIT = "organisation"


def answered(view: View, what: Hashable, how: Mapping[str, Any], answer: Answer) -> Table | RawCells | Passages:
    """The answer of a question: from cells that everybody shares, where they can give it, else counted for this view.

    Takes: the question, and what it wants to know; how it is answered over a view. Without rollups it is counted row by
    row for each view, as their slow twin does it.
    """
    of_pathway = view.shared and view.pathway is not None and SPLIT in how.get("by", ())
    if not of_pathway or view.rollups is None or not _is_by_cell(view):
        return answer(view)
    wide = replace(view, scope=replace(view.scope, organisations=None), cut=replace(view.cut, organisations=()))
    about = (what, tuple(how.items()), view.as_of, replace(wide.narrow, words=()))
    state = (view.version, view.published.version)
    made = view.engine.closed.once(about, state, lambda: _counted(wide, answer))
    asked = made.asked | {"cut": asdict(view.cut)}
    return replace(made, columns=_of_own(view, made.columns), asked=asked)


def _is_by_cell(view: View) -> bool:
    """Whether every cell is wholly of organisations that may be counted, or wholly of others.

    Not so where others' answers count at a transition, nor where a name that is asked for is only some of a code's.
    """
    return not view.narrow.shared and all(view.places.said(_codes(view, test)) == test.values for test in _own(view))


def _own(view: View) -> list[OneOf]:
    return [test for test in view.narrow.tests if isinstance(test, OneOf) and test.column == SPLIT]


def _codes(view: View, test: OneOf) -> frozenset[str]:
    return frozenset(map(view.places.code, test.values))


def _counted(view: View, answer: Answer) -> RawCells:
    """The cells of everybody, their keys as numbers."""
    made = answer(view)
    assert isinstance(made, RawCells)
    columns = made.columns
    for at, name in enumerate(columns.column_names):
        if pa.types.is_string(columns[name].type):
            columns = columns.set_column(at, name, columns[name].dictionary_encode())
    return replace(made, columns=columns.combine_chunks())


def _of_own(view: View, columns: pa.Table) -> pa.Table:
    for test in _own(view):
        columns = columns.filter(pc.is_in(columns[SPLIT], value_set=pa.array(sorted(_codes(view, test)), pa.string())))
    return columns
