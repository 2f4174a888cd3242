"""What was coded: themes, sentiment, and feelings at each point of the journey."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from goldthread.evidence.at_hand import LIES
from goldthread.evidence.columns import LAID_OVER
from goldthread.evidence.evaluating import at_point
from goldthread.evidence.questions.counting import (
    by_person,
    figures,
    found,
    keyed,
    table,
    totals,
    with_words,
)
from goldthread.evidence.questions.summing import NO_TOTAL, Counted, counted
from goldthread.evidence.view import View
from goldthread.vocabulary import RawCells, Table, Touchpoint
from goldthread.vocabulary.answers import OF_KIND


NOT_SPLIT = ("id", "batch", *LIES, "telling", "themes", "touchpoints", *LAID_OVER)
"""Columns that a journey needs no longer, once it is known at which points each answer is."""
BALANCE = ("positive", "neutral", "negative", "unrated")


def themes(view: View, *, by: Sequence[str] = ()) -> Table | RawCells:
    """Answers and people for each theme, with the balance of sentiment and how many people's marks agree."""
    wanted = figures(view, *(f"{name}{end}" for name in BALANCE for end in ("", "_people")))
    of_rows = lambda rows: _themes(rows, by)  # noqa: E731
    rows, total = counted(view, "theme", by, ("theme",), of_rows, figures=wanted)
    if view.shared:
        return table(view, "themes", [*by, "theme"], wanted, rows, total, by=list(by))
    agreed = pc.fill_null(rows["agreed"], 0) if "agreed" in rows.column_names else pa.array([0] * len(rows), pa.int64())
    rows = rows.select([*by, "theme", *wanted]).append_column("agreed", agreed)
    return table(view, "themes", [*by, "theme"], [*wanted, "agreed"], rows, total, by=list(by))


def _themes(view: View, by: Sequence[str]) -> Counted:
    rows = view.rows()

    def counting(rows: ir.Table) -> ir.Table:
        words = keyed(with_words(rows), by)
        each = words.mutate(theme=words.themes.unnest())
        agreed = each.agreed_themes.contains(each.theme).cast("int64").sum()
        return by_person(view, each, by, ("theme",), sides=_balance(each), sums={"agreed": agreed})

    return found(view, rows, ("themes", view.shared), by, counting), _with_words(view, rows)


def _balance(rows: ir.Table) -> dict[str, ir.BooleanValue]:
    felt = rows.sentiment
    tests = {"positive": felt <= 2, "neutral": felt == 3, "negative": felt >= 4}
    return {name: test.fill_null(False) for name, test in tests.items()} | {"unrated": felt.isnull()}


def sentiment(view: View, *, by: Sequence[str] = (), together: bool = False) -> Table | RawCells:
    """Answers and people for each of the five points; "" where none was given.

    With `together`, for good, mixed, hard and none: whoever told both of two points is one person of them together.
    """
    if together:
        of_rows = lambda rows: _together(rows, by)  # noqa: E731
        rows, total = counted(view, "mood", by, ("sentiment",), of_rows, figures=figures(view))
        return table(view, "sentiment", [*by, "sentiment"], figures(view), rows, total, by=list(by))
    rows, total = counted(view, "felt", by, ("sentiment",), lambda rows: _sentiment(rows, by), figures=figures(view))
    return table(view, "sentiment", [*by, "sentiment"], figures(view), rows, total, by=list(by))


def _together(view: View, by: Sequence[str]) -> Counted:
    def counting(rows: ir.Table) -> ir.Table:
        words = keyed(with_words(rows), by)
        felt = ibis.cases(*((test, name) for name, test in _balance(words).items()))
        rated = words.mutate(sentiment=felt)
        return by_person(view, rated, by, ("sentiment",))

    rows = view.rows()
    return found(view, rows, ("together", view.shared), by, counting), _with_words(view, rows)


def _with_words(view: View, rows: ir.Table) -> tuple[int, int]:
    return NO_TOTAL if view.shared else view.once(("words", False), lambda: totals(view, rows, "words"))


def _sentiment(view: View, by: Sequence[str]) -> Counted:
    rows = view.rows()

    def counting(rows: ir.Table) -> ir.Table:
        words = keyed(with_words(rows), by)
        rated = words.mutate(felt=words.sentiment.cast("string").fill_null(""))
        return by_person(view, rated, by, ("felt",))

    made = found(view, rows, ("sentiment", view.shared), by, counting)
    names = ["sentiment" if name == "felt" else name for name in made.column_names]
    return made.rename_columns(names), _with_words(view, rows)


def journey(view: View, *, by: Sequence[str] = ()) -> Table | RawCells:
    """Answers and people at each point, in all (feeling "") and for each feeling; point "" where none was coded.

    Points are the 14 kinds, or the named points of the cut's pathway. What was told at a transition counts for the
    organisations on both of its sides.
    """
    points, total = counted(
        view, "touchpoint", by, ("touchpoint",), lambda rows: _at_points(rows, by, felt=False), figures=figures(view)
    )
    keys = ("touchpoint", "feeling")
    felt, _ = counted(
        view, "feeling", by, keys, lambda rows: _at_points(rows, by, felt=True), figures=figures(view), out_of=""
    )
    points = points.append_column("feeling", pa.array([""] * len(points), pa.string()))
    columns = [*by, *keys, *figures(view)]
    rows = pa.concat_tables([points.select(columns), felt.select(columns)], promote_options="permissive")
    return table(view, "journey", [*by, *keys], figures(view), rows, total, by=list(by))


def _at_points(view: View, by: Sequence[str], *, felt: bool) -> Counted:
    seen = view.rows(shared_points=True)
    columns = [name for name in seen.columns if name not in NOT_SPLIT]
    at_points = lambda _: with_words(seen).mutate(points=_points(view, seen)).select(*columns, "points")  # noqa: E731
    rows = view.kept("points", at_points, copied=view.pathway is not None)

    def counting(rows: ir.Table) -> ir.Table:
        split = keyed(rows, by)
        at = split.mutate(touchpoint=_or_blank(split.points).unnest())
        at = at.mutate(feeling=at.feelings.unnest()) if felt else at
        extra = ("touchpoint", "feeling") if felt else ("touchpoint",)
        return by_person(view, at, by, extra)

    made = found(view, rows, ("at points", felt, view.shared), by, counting)
    return made, NO_TOTAL if felt or view.shared else view.once("points", lambda: totals(view, rows))


def _points(view: View, rows: ir.Table) -> ir.ArrayValue:
    pathway = view.pathway
    if pathway is None:
        return rows.touchpoints.fill_null(ibis.literal([], type="array<string>"))
    named = [ibis.ifelse(_counts_at(view, rows, p), p.key, ibis.null("string")) for p in pathway.touchpoints]
    if view.shared:
        named += [
            ibis.ifelse(
                _counts_at(view, rows, p) & rows.touchpoints.contains(kind), of_kind(p, kind), ibis.null("string")
            )
            for p in pathway.touchpoints
            if len(p.kinds) > 1
            for kind in p.kinds
        ]
    return ibis.array(named).filter(lambda key: key.notnull())


def of_kind(point: Touchpoint, kind: str) -> str:
    """The label of one kind of a moment that has several: a moment's union would be a figure that its drawer chose."""
    return f"{point.key}{OF_KIND}{kind}"


def _counts_at(view: View, rows: ir.Table, point: Touchpoint) -> ir.BooleanValue:
    falls = at_point(rows, point)
    if view.narrow.own is None or point in view.narrow.shared:
        return falls
    return falls & rows.own


def _or_blank(points: ir.ArrayValue) -> ir.ArrayValue:
    return ibis.ifelse(points.length() == 0, ibis.array([""]), points)
