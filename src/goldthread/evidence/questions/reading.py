"""The words themselves: which answers this scope may read are picked from narrow rows, then read whole."""

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from goldthread.evidence.predicates import HasAny
from goldthread.evidence.questions.summing import summed
from goldthread.evidence.questions.whole import PLACE, RowPlace, passages
from goldthread.evidence.scanning import quoted
from goldthread.evidence.view import View
from goldthread.vocabulary import Passages


def words(view: View, *, limit: int = 20, offset: int = 0, order: str = "newest") -> Passages:
    """A page of what was said: newest first, or the most telling first (of a length that people read)."""
    rows = view.words()
    picking = lambda rows: _picked(rows, limit, offset, order)  # noqa: E731
    picked = places(view.engine.written(("picked", limit, offset, order), rows, picking))
    count = _in_rollup(view)
    if count is None and len(picked) < limit and (picked or not offset):
        count = offset + len(picked)
    if count is None:
        count = int(view.engine.numbers(f'select count(*) as n from "{rows.get_name()}"')[0]["n"])
    return Passages(items=passages(view, picked), total=count, store_version=view.version)


def _picked(rows: ir.Table, limit: int, offset: int, order: str) -> ir.Table:
    newest = [ibis.desc(rows.date, nulls_first=False), rows.id]
    ordered = rows.order_by([ibis.desc(rows.telling), *newest] if order == "telling" else newest)
    return ordered.limit(limit, offset=offset).select(*PLACE)


def places(found: Any) -> list[RowPlace]:
    """Rows that say where answers lie."""
    return [RowPlace(**row) for row in found.select(list(PLACE)).to_pylist()]


def of_ids(view: View, ids: Sequence[str], where: str = "true") -> list[dict[str, Any]]:
    """Where answers of these ids lie that this scope may read, with who gave them, in no order.

    Takes: in `where` whatever else is known of them, which spares reading.
    """
    if not ids:
        return []
    rows = view.words().get_name()
    some = f"id in ({', '.join(map(quoted, ids))})" if len(ids) > 1 else f"id = {quoted(ids[0])}"
    return view.engine.numbers(f'select {", ".join(PLACE)}, respondent, "date" from "{rows}" where {some} and {where}')


def _in_rollup(view: View) -> int | None:
    """How many there are, where cells can tell: of one theme they can, since each answer has it once."""
    themes = [test for test in view.narrow.tests if isinstance(test, HasAny) and test.column == "themes"]
    theme = next(iter(themes[0].labels)) if len(themes) == 1 and len(themes[0].labels) == 1 else ""
    facet = "theme" if theme else "words"
    with view.engine.turn():
        cells = summed(view, facet, words=True, apart_from=tuple(themes) if theme else ())
        if cells is not None and theme:
            rows = cells.rows(facet, (), ("theme",), ("n",)).to_pylist()
            return sum(int(row["n"]) for row in rows if row["theme"] == theme)
        return cells.total(facet)[0] if cells is not None else None


def feedback(view: View, *, id: str) -> Passages:  # noqa: A002  # the noun's own word
    """One answer, if this scope may read it; else no items."""
    found = [RowPlace(**{name: row[name] for name in PLACE}) for row in of_ids(view, [id])[:1]]
    return Passages(items=passages(view, found), total=None, store_version=view.version)


def answers(view: View, *, ids: Sequence[str]) -> Passages:
    """Those of some answers that this scope may read, in no order; each once."""
    found = {row["id"]: RowPlace(**{name: row[name] for name in PLACE}) for row in of_ids(view, ids)}
    return Passages(items=passages(view, list(found.values())), total=None, store_version=view.version)
