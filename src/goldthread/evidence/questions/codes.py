"""What was coded: themes, sentiment, and feelings at each point of the journey."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from goldthread.evidence.questions.counting import group, keyed, may_split, people, table, totals, with_words
from goldthread.evidence.questions.summing import Counted, counted
from goldthread.evidence.view import View, at_point
from goldthread.vocabulary import Table, Touchpoint


BALANCE = ("positive", "neutral", "negative", "unrated")


def themes(view: View, *, by: Sequence[str] = ()) -> Table:
    """Answers and people for each theme, with the balance of sentiment and how many people's marks agree."""
    figures = ["n", "people", "agreed", *(f"{name}{end}" for name in BALANCE for end in ("", "_people"))]
    may_split(view, by)
    of_rows = lambda rows: _themes(rows, by)  # noqa: E731
    rows, total = counted(view, "theme", by, ("theme",), of_rows, figures=[f for f in figures if f != "agreed"])
    rows = [{"agreed": 0} | row for row in rows]
    return table(view, "themes", [*by, "theme"], figures, rows, total, by=list(by))


def _themes(view: View, by: Sequence[str]) -> Counted:
    rows = with_words(keyed(view, view.rows(), by))
    each = rows.mutate(theme=rows.themes.unnest())
    figures: dict[str, ir.Value] = {
        "n": each.count(),
        "people": people(each),
        "agreed": each.agreed_themes.contains(each.theme).cast("int64").sum(),
    }
    for name, test in _balance(each).items():
        figures[name] = test.cast("int64").sum()
        figures[f"{name}_people"] = people(each, test)
    return group(view, each, by, ("theme",), **figures), view.once("words", lambda: totals(view, rows))


def _balance(rows: ir.Table) -> dict[str, ir.BooleanValue]:
    felt = rows.sentiment
    tests = {"positive": felt <= 2, "neutral": felt == 3, "negative": felt >= 4}
    return {name: test.fill_null(False) for name, test in tests.items()} | {"unrated": felt.isnull()}


def sentiment(view: View, *, by: Sequence[str] = ()) -> Table:
    """Answers and people for each of the five points; "" where none was given."""
    may_split(view, by)
    rows, total = counted(view, "felt", by, ("sentiment",), lambda rows: _sentiment(rows, by))
    return table(view, "sentiment", [*by, "sentiment"], ["n", "people"], rows, total, by=list(by))


def _sentiment(view: View, by: Sequence[str]) -> Counted:
    rows = with_words(keyed(view, view.rows(), by))
    rated = rows.mutate(felt=rows.sentiment.cast("string").fill_null(""))
    found = group(view, rated, by, ("felt",), n=rated.count(), people=people(rated))
    for row in found:
        row["sentiment"] = row.pop("felt")
    return found, view.once("words", lambda: totals(view, rows))


def journey(view: View, *, by: Sequence[str] = ()) -> Table:
    """Answers and people at each point, in all (feeling "") and for each feeling; point "" where none was coded.

    Points are the 14 kinds, or the named points of the cut's pathway. What was told at a transition counts for the
    organisations on both of its sides.
    """
    may_split(view, by)
    points, total = counted(view, "touchpoint", by, ("touchpoint",), lambda rows: _at_points(rows, by, felt=False))
    keys = ("touchpoint", "feeling")
    felt, _ = counted(view, "feeling", by, keys, lambda rows: _at_points(rows, by, felt=True), out_of="")
    rows = [row | {"feeling": ""} for row in points] + felt
    return table(view, "journey", [*by, *keys], ["n", "people"], rows, total, by=list(by))


def _at_points(view: View, by: Sequence[str], *, felt: bool) -> Counted:
    seen = view.rows(shared_points=True)
    rows = view.kept("points", lambda: with_words(seen).mutate(points=_points(view, seen)))
    rows = keyed(view, rows, by)
    at = rows.mutate(touchpoint=_or_blank(rows.points).unnest())
    if felt:
        each = at.mutate(feeling=at.feelings.unnest())
        return group(view, each, by, ("touchpoint", "feeling"), n=each.count(), people=people(each)), (0, 0)
    return group(view, at, by, ("touchpoint",), n=at.count(), people=people(at)), view.once(
        "points", lambda: totals(view, rows)
    )


def _points(view: View, rows: ir.Table) -> ir.ArrayValue:
    pathway = view.pathway()
    if pathway is None:
        return rows.touchpoints.fill_null(ibis.literal([], type="array<string>"))
    named = [ibis.ifelse(_counts_at(view, rows, p), p.key, ibis.null("string")) for p in pathway.touchpoints]
    return ibis.array(named).filter(lambda key: key.notnull())


def _counts_at(view: View, rows: ir.Table, point: Touchpoint) -> ir.BooleanValue:
    falls = at_point(rows, point)
    mine = view.scope.organisations
    if mine is None or point in view.shared_points():
        return falls
    return falls & rows.own


def _or_blank(points: ir.ArrayValue) -> ir.ArrayValue:
    return ibis.ifelse(points.length() == 0, ibis.array([""]), points)
