"""The account of the whole store: never suppressed, never words."""

from typing import Any

from goldthread.evidence.view import View


def counts(view: View) -> dict[str, Any]:
    """What the store holds now (CONTRACTS §7, `show counts`).

    Gives: rows (records that standing imports kept), feedback (answers held, newest versions, blanks included),
    with_words, measurements, checks, sources, store_version, and a digest that is the same for the same contents
    whatever their ids, batches, times or order.
    """
    rows, figures = view.standing(), standing_figures(view)
    held = view.engine.answer(
        lambda: rows.aggregate(n=rows.count(), words=(rows.answered == "words").sum(), digest=_sum(rows))
    ).to_pylist()[0]
    numbers = view.engine.answer(
        lambda: figures.aggregate(n=figures.count(), checks=figures.check.sum(), digest=_sum(figures))
    ).to_pylist()[0]
    kinds = view.engine.answer(lambda: rows.group_by("kind").aggregate(n=rows.count())).to_pylist()
    kinds += view.engine.answer(lambda: figures.group_by("kind").aggregate(n=figures.count())).to_pylist()
    names = sorted({row["kind"] for row in kinds})
    checks = int(numbers["checks"] or 0)
    digest = (int(held["digest"] or 0) + int(numbers["digest"] or 0)) % 2**64
    return {
        "rows": view.lines.kept,
        "feedback": held["n"],
        "with_words": int(held["words"] or 0),
        "measurements": numbers["n"] - checks,
        "checks": checks,
        "sources": {name: sum(row["n"] for row in kinds if row["kind"] == name) for name in names},
        "store_version": view.version,
        "digest": f"{digest:016x}",
    }


def _sum(rows: Any) -> Any:
    return rows.content.cast("decimal(38, 0)").sum()


def standing_figures(view: View) -> Any:
    """Newest versions of the figures of every standing batch."""
    return view.newest(view.engine.table("measurements"), view.engine.table("superseded"))
