"""How much was said, by whom and on which scale."""

from collections.abc import Sequence

from goldthread.evidence.questions.counting import group, keyed, people, person_keys, table, totals, with_words
from goldthread.evidence.view import View
from goldthread.vocabulary import Table


def volumes(view: View, *, by: Sequence[str] = (), words_only: bool = False, shared_points: bool = False) -> Table:
    """Answers and people, split as asked; each split by a personal characteristic carries its cell key.

    With `shared_points`, also what others were told at a transition, as a journey counts it.
    """
    rows = keyed(view, view.rows(shared_points=shared_points), by)
    rows = with_words(rows) if words_only else rows
    counted = group(view, rows, by, n=rows.count(), people=people(rows))
    figures = ["n", "people"]
    if any(name.startswith(("about:", "extra:")) for name in by):
        keys = person_keys(view, rows, by)
        for row in counted:
            row["cell_key"] = keys[tuple(row[name] for name in by)]
        figures.append("cell_key")
    return table(view, "volumes", by, figures, counted, totals(view, rows), by=list(by), words_only=words_only)


def score(view: View, *, by: Sequence[str] = ()) -> Table:
    """Answers on each native scale, score by score; scales are never mixed."""
    rows = keyed(view, view.rows(), by)
    rows = rows.filter(rows.scale != "")
    counted = group(view, rows, by, ("scale", "score"), n=rows.count(), people=people(rows))
    return table(view, "score", [*by, "scale", "score"], ["n", "people"], counted, totals(view, rows), by=list(by))
