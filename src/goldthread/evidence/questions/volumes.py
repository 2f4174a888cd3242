"""How much was said, by whom and on which scale."""

from collections.abc import Sequence

import ibis.expr.types as ir

from goldthread.evidence.questions.counting import (
    by_person,
    figures,
    found,
    keyed,
    scaled,
    table,
    totals,
    with_words,
)
from goldthread.evidence.questions.summing import NO_TOTAL, Counted, counted
from goldthread.evidence.view import View
from goldthread.vocabulary import RawCells, Table


def volumes(
    view: View, *, by: Sequence[str] = (), words_only: bool = False, shared_points: bool = False
) -> Table | RawCells:
    """Answers and people, split as asked; shared figures carry their cell key.

    With `shared_points`, also what others were told at a transition, as a journey counts it.
    """
    facet = "words" if words_only else "all"
    of_rows = lambda rows: _volumes(rows, by, facet, shared_points)  # noqa: E731
    made, total = counted(view, facet, by, (), of_rows, figures=figures(view), out_of=facet)
    return table(view, "volumes", by, figures(view), made, total, by=list(by), words_only=words_only)


def _volumes(view: View, by: Sequence[str], facet: str, shared_points: bool) -> Counted:
    rows = view.rows(shared_points=shared_points)

    def split(rows: ir.Table) -> ir.Table:
        return keyed(with_words(rows) if facet == "words" else rows, by)

    def counting(rows: ir.Table) -> ir.Table:
        each = split(rows)
        return by_person(view, each, by)

    made = found(view, rows, ("volumes", facet, view.shared), by, counting)
    if view.shared:
        return made, NO_TOTAL
    if not by:
        whole = made.to_pylist()[0]
        return made, (whole["n"], whole["people"])
    return made, view.once((facet, shared_points), lambda: totals(view, rows, facet))


def score(view: View, *, by: Sequence[str] = ()) -> Table | RawCells:
    """Answers on each native scale, score by score; scales are never mixed."""
    made, total = counted(
        view, "score", by, ("scale", "score"), lambda rows: _score(rows, by), figures=figures(view), out_of="scaled"
    )
    return table(view, "score", [*by, "scale", "score"], figures(view), made, total, by=list(by))


def _score(view: View, by: Sequence[str]) -> Counted:
    rows = view.rows()

    def counting(rows: ir.Table) -> ir.Table:
        each = keyed(scaled(rows), by)
        return by_person(view, each, by, ("scale", "score"))

    total = NO_TOTAL if view.shared else totals(view, rows, "scaled")
    return found(view, rows, ("score", view.shared), by, counting), total
