"""How much was said, by whom and on which scale."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

import ibis
import ibis.expr.types as ir

from goldthread.evidence.evaluating import at_point
from goldthread.evidence.questions.counting import (
    by_person,
    column,
    figures,
    found,
    keyed,
    scaled,
    table,
    totals,
    with_words,
)
from goldthread.evidence.questions.summing import NO_TOTAL, Counted, counted
from goldthread.evidence.rollups import DIMENSIONS
from goldthread.evidence.view import View
from goldthread.vocabulary import RawCells, Table, Touchpoint
from goldthread.vocabulary.answers import KIND_COLUMN
from goldthread.vocabulary.scores import named_points


GIVEN_ONCE = (*DIMENSIONS, "scale")
"""A person's scores that agree in all of these are one score."""


def volumes(
    view: View, *, by: Sequence[str] = (), words_only: bool = False, shared_points: bool = False
) -> Table | RawCells:
    """Answers and people, split as asked; shared figures carry their cell key.

    With `shared_points`, also what others were told at a transition, as a journey counts it. Of shared figures these
    are also told kind by kind: all that counts there is a union of kinds, chosen by whoever drew the journey.
    """
    facet = "words" if words_only else "all"
    of_rows = lambda rows: _volumes(rows, by, facet, shared_points)  # noqa: E731
    made, total = counted(view, facet, by, (), of_rows, figures=figures(view), out_of=facet)
    return table(view, "volumes", by, figures(view), made, total, by=list(by), words_only=words_only)


def _volumes(view: View, by: Sequence[str], facet: str, shared_points: bool) -> Counted:
    rows = view.rows(shared_points=shared_points)
    points = view.narrow.shared if view.shared and shared_points else ()

    def split(rows: ir.Table) -> ir.Table:
        return keyed(with_words(rows) if facet == "words" else rows, by)

    def counting(rows: ir.Table) -> ir.Table:
        each = split(rows)
        if not points:
            return by_person(view, each, by)
        told = each.mutate(of_kinds=_kinds_told(each, points))
        return by_person(view, told.mutate(**{KIND_COLUMN: told.of_kinds.unnest()}), by, (KIND_COLUMN,))

    made = found(view, rows, ("volumes", facet, view.shared, points), by, counting)
    if view.shared:
        return made, NO_TOTAL
    if not by:
        whole = made.to_pylist()[0]
        return made, (whole["n"], whole["people"])
    return made, view.once((facet, shared_points), lambda: totals(view, rows, facet))


def _kinds_told(rows: ir.Table, points: Sequence[Touchpoint]) -> ir.ArrayValue:
    """For each answer "", which is all of it; of others' also each kind of these transitions by which it counts."""
    named: list[ir.Value] = [ibis.literal("")]
    for kind in sorted({kind for point in points for kind in point.kinds}):
        of_kind = (at_point(rows, replace(point, kinds=(kind,))) for point in points if kind in point.kinds)
        named.append(ibis.ifelse(~rows.own & reduce(or_, of_kind), kind, ibis.null("string")))
    return ibis.array(named).filter(lambda kind: kind.notnull())


def score(view: View, *, by: Sequence[str] = ()) -> Table | RawCells:
    """Scores on each native scale, point by point; scales are never mixed.

    A file that asks a person several questions tells their score with each answer. It is counted once for each
    person, place, month and import, so that the rows of one form are one score.
    """
    labels = ("scale", "score")
    made, total = counted(
        view,
        "score",
        by,
        labels,
        lambda rows: _score(rows, by),
        figures=figures(view),
        out_of="score",
        people_of="scaled",
    )
    return table(view, "score", [*by, "scale", "score"], figures(view), made, total, by=list(by))


def _score(view: View, by: Sequence[str]) -> Counted:
    rows = view.rows()

    def counting(rows: ir.Table) -> ir.Table:
        each = keyed(_given(rows), by)
        named = ("as_given", *(column(name) for name in by))
        once = each.select("respondent", *(("person_key",) if view.shared else ()), *GIVEN_ONCE, "score", *named)
        return by_person(view, once.distinct(), by, ("scale", "score"))

    total = NO_TOTAL if view.shared else view.once(("given", False), lambda: _given_in_all(view, rows))
    return found(view, rows, ("score", view.shared), by, counting), total


def _given(rows: ir.Table) -> ir.Table:
    """Answers with a score, which is named as its scale names it, beside how the file gives it."""
    some = scaled(rows)
    spelt = some.score.fill_null("").strip().lower()
    names = [
        ((some.scale == scale) & spelt.isin(spellings), ibis.literal(point))
        for scale, point, spellings in named_points()
    ]
    points = ibis.cases(*names, else_=some.score.fill_null(""))
    return some.mutate(as_given=some.score.fill_null(""), score=points, month=some.date.strftime("%Y-%m").fill_null(""))


def _given_in_all(view: View, rows: ir.Table) -> tuple[int, int]:
    def counting(rows: ir.Table) -> ir.Table:
        once = _given(rows).select("respondent", *GIVEN_ONCE, "as_given").distinct()
        return once.aggregate(n=once.count(), people=once.respondent.nunique())

    got = view.engine.written(("given",), rows, counting).to_pylist()[0]
    return got["n"], got["people"]
