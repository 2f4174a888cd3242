"""How much was said month by month; no limits are drawn yet, and FFT scores are never used to rank."""

from typing import Any

from goldthread.evidence import Store
from goldthread.insight import asking, declared
from goldthread.vocabulary import EVERYTHING, Cut, Scope, Table
from goldthread.vocabulary.scores import POSITIVE, place_of


def volumes(
    store: Store, scope: Scope, cut: Cut = EVERYTHING, *, by: tuple[str, ...] = (), words_only: bool = False
) -> Table:
    """How many answers, split as asked; splits by personal characteristics are never exact.

    Source: a plain count of answers; small numbers by CONTRACTS §5.
    """
    return asking.disclosed(
        store,
        scope,
        "volumes",
        cut,
        by=by,
        declared=declared.rows(scope, cut, by),
        words_only=words_only,
    )


def trend(store: Store, scope: Scope, cut: Cut = EVERYTHING, *, theme: str = "") -> Table:
    """Answers with words by month, and of them those that carry one theme.

    Gives: keys (month,); n with the theme (all where none is named), out_of, share in percent. Every month from the
    first to the last that shows a figure: without answers 0 where figures are exact, else hidden.
    Source: counts by month; a share needs 10 answers, 50 where they are rounded.
    """
    out_of = volumes(store, scope, cut, by=("month",), words_only=True)
    base = {row["month"]: row for row in out_of.rows if row["month"]}
    told = _of_theme(store, scope, cut, theme) if theme else base
    blank = {"n": 0 if out_of.asked["exact"] else None, "at_least": out_of.asked["at_least"]}
    made = []
    for month in _every(sorted(base)):
        n, whole = told.get(month, blank), base.get(month, blank)
        made.append(
            {
                "month": month,
                "n": n["n"],
                "out_of": whole["n"],
                "share": asking.share(n["n"], whole["n"], out_of),
                "hidden": n["n"] is None,
                "at_least": n["at_least"],
            }
        )
    return out_of.with_rows(tuple(made), keys=("month",), figures=("n", "out_of", "share"), question="trend")


def _of_theme(store: Store, scope: Scope, cut: Cut, theme: str) -> dict[str, dict[str, Any]]:
    found = asking.disclosed(store, scope, "themes", cut, by=("month",))
    return {row["month"]: row for row in found.rows if row["theme"] == theme}


def _every(months: list[str]) -> list[str]:
    """Every month from the first to the last, so that a gap is seen as one."""
    if not months:
        return []
    year, month = map(int, months[0].split("-"))
    made = []
    while (name := f"{year:04d}-{month:02d}") <= months[-1]:
        made.append(name)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return made


def scores(store: Store, scope: Scope, cut: Cut = EVERYTHING, *, by: tuple[str, ...] = ()) -> Table:
    """Scores on each native scale, best first where the scale names its points; scales are never mixed into one number.

    Source: a plain count of forms by scale and score, however many comments each form holds; small numbers by
    CONTRACTS §5.
    """
    found = asking.disclosed(store, scope, "score", cut, by=by, words_only=False)
    in_order = sorted(
        found.rows,
        key=lambda row: (*(str(row[key]) for key in by), row["scale"], place_of(row["scale"], row["score"])),
    )
    return found.with_rows(tuple(in_order))


def percent_positive(table: Table) -> dict[tuple[str, ...], float | None]:
    """Percent positive for each group and FFT scale of a disclosed table of scores; None where a score is hidden.

    Source: NHS England FFT guidance: (very good + good) ÷ all answers on the scale, don't know included; on the scale
    before April 2020, extremely likely + likely. Never used to rank.
    """
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in table.rows:
        if row["scale"] in POSITIVE and row["score"]:
            groups.setdefault(tuple(row[key] for key in table.keys if key != "score"), []).append(row)
    return {group: _positive(rows, table) for group, rows in groups.items()}


def _positive(rows: list[dict[str, Any]], table: Table) -> float | None:
    if any(row["n"] is None for row in rows):
        return None
    good = sum(row["n"] for row in rows if row["score"] in POSITIVE[row["scale"]])
    whole = sum(row["n"] for row in rows)
    return asking.share(good, whole, table)
