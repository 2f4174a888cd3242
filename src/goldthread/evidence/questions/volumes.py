"""How much was said, by whom and on which scale."""

from collections.abc import Sequence

from goldthread.evidence.questions.counting import (
    group,
    keyed,
    may_split,
    people,
    person_keys,
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
    may_split(view, by)
    facet = "words" if words_only else "all"
    of_rows = lambda rows: _volumes(rows, by, words_only, shared_points)  # noqa: E731
    found, total = counted(view, facet, by, (), of_rows, out_of=facet)
    figures = ["n", "people"]
    if any(name.startswith(("about:", "extra:")) for name in by):
        figures.append("cell_key")
    return table(view, "volumes", by, figures, found, total, by=list(by), words_only=words_only)


def _volumes(view: View, by: Sequence[str], words_only: bool, shared_points: bool) -> Counted:
    rows = keyed(view, view.rows(shared_points=shared_points), by)
    rows = with_words(rows) if words_only else rows
    found = group(view, rows, by, n=rows.count(), people=people(rows))
    if any(name.startswith(("about:", "extra:")) for name in by):
        keys = person_keys(view, rows, by)
        for row in found:
            row["cell_key"] = keys[tuple(row[name] for name in by)]
    whose = ("all", "words")[words_only] if not shared_points else ("shared", words_only)
    return found, view.once(whose, lambda: totals(view, rows))


def score(view: View, *, by: Sequence[str] = ()) -> Table:
    """Answers on each native scale, score by score; scales are never mixed."""
    may_split(view, by)
    found, total = counted(view, "score", by, ("scale", "score"), lambda rows: _score(rows, by), out_of="scaled")
    return table(view, "score", [*by, "scale", "score"], ["n", "people"], found, total, by=list(by))


def _score(view: View, by: Sequence[str]) -> Counted:
    rows = keyed(view, view.rows(), by)
    rows = rows.filter(rows.scale != "")
    return group(view, rows, by, ("scale", "score"), n=rows.count(), people=people(rows)), totals(view, rows)
