"""How much was said, by whom and on which scale."""

from collections.abc import Sequence

import ibis.expr.types as ir

from goldthread.evidence.questions.counting import (
    found,
    grouped,
    keyed,
    people,
    person_keys,
    scaled,
    table,
    totals,
    with_words,
)
from goldthread.evidence.questions.summing import Counted, counted
from goldthread.evidence.view import View
from goldthread.vocabulary import Table


def volumes(view: View, *, by: Sequence[str] = (), words_only: bool = False, shared_points: bool = False) -> Table:
    """Answers and people, split as asked; each split by a personal characteristic carries its cell key.

    With `shared_points`, also what others were told at a transition, as a journey counts it.
    """
    facet = "words" if words_only else "all"
    of_rows = lambda rows: _volumes(rows, by, facet, shared_points)  # noqa: E731
    made, total = counted(view, facet, by, (), of_rows, out_of=facet)
    figures = ["n", "people"]
    if _personal(by):
        figures.append("cell_key")
    return table(view, "volumes", by, figures, made, total, by=list(by), words_only=words_only)


def _personal(by: Sequence[str]) -> bool:
    return any(name.startswith(("about:", "extra:")) for name in by)


def _volumes(view: View, by: Sequence[str], facet: str, shared_points: bool) -> Counted:
    rows = view.rows(shared_points=shared_points)

    def split(rows: ir.Table) -> ir.Table:
        return keyed(with_words(rows) if facet == "words" else rows, by)

    def counting(rows: ir.Table) -> ir.Table:
        each = split(rows)
        return grouped(each, by, n=each.count(), people=people(each))

    made = found(view, rows, ("volumes", facet), by, counting)
    if _personal(by):
        keys = found(view, rows, ("person keys", facet), by, lambda rows: person_keys(split(rows), by))
        key_of = {tuple(row[name] for name in by): int(row["cell_key"]) for row in keys}
        for row in made:
            row["cell_key"] = key_of[tuple(row[name] for name in by)]
    if not by:
        return made, (made[0]["n"], made[0]["people"])
    return made, view.once((facet, shared_points), lambda: totals(view, rows, facet))


def score(view: View, *, by: Sequence[str] = ()) -> Table:
    """Answers on each native scale, score by score; scales are never mixed."""
    made, total = counted(view, "score", by, ("scale", "score"), lambda rows: _score(rows, by), out_of="scaled")
    return table(view, "score", [*by, "scale", "score"], ["n", "people"], made, total, by=list(by))


def _score(view: View, by: Sequence[str]) -> Counted:
    rows = view.rows()

    def counting(rows: ir.Table) -> ir.Table:
        each = keyed(scaled(rows), by)
        return grouped(each, by, ("scale", "score"), n=each.count(), people=people(each))

    return found(view, rows, "score", by, counting), totals(view, rows, "scaled")
