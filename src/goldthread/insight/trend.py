"""How much was said month by month; no limits are drawn yet, and FFT scores are never used to rank."""

from typing import Any

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure import disclose, share
from goldthread.vocabulary import EVERYTHING, Cut, Scope, Table


POSITIVE = {"fft_2020": ("1", "2", "Very good", "Good"), "fft_2013": ("Extremely likely", "Likely")}


def volumes(
    store: Store, scope: Scope, cut: Cut = EVERYTHING, *, by: tuple[str, ...] = (), words_only: bool = False
) -> Table:
    """How many answers, split as asked; splits by personal characteristics are rounded.

    Source: a plain count of answers; small numbers by CONTRACTS §5.
    """
    raw = asking.table(store, scope, "volumes", cut, by=by, words_only=words_only)
    return disclose(raw, scope, parent=by[:-1])


def trend(store: Store, scope: Scope, cut: Cut = EVERYTHING, *, theme: str = "") -> Table:
    """Answers with words by month, and of them those that carry one theme; months without answers are rows of 0.

    Gives: keys (month,); n with the theme (all where none is named), out_of, share in percent.
    Source: counts by month; a share needs 10 answers.
    """
    out_of = disclose(asking.table(store, scope, "volumes", cut, by=("month",), words_only=True), scope)
    base = {row["month"]: row["n"] for row in out_of.rows if row["month"]}
    if theme:
        raw = asking.table(store, scope, "themes", cut, by=("month",))
        rows = tuple(row for row in raw.rows if row["theme"] == theme)
        found = disclose(raw.with_rows(rows), scope)
        told = {row["month"]: row["n"] for row in found.rows}
    else:
        told = base
    made = []
    for month in _every(sorted(base)):
        n = told.get(month, 0)
        whole = base.get(month, 0)
        made.append({"month": month, "n": n, "out_of": whole, "share": share(n, whole), "hidden": n is None})
    return out_of.with_rows(tuple(made), keys=("month",), figures=("n", "out_of", "share"), question="trend")


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
    """Scores on each native scale; scales are never mixed into one number.

    Source: a plain count of answers by scale and score; small numbers by CONTRACTS §5.
    """
    raw = asking.table(store, scope, "score", cut, by=by)
    return disclose(raw, scope, parent=(*by, "scale"))


def percent_positive(table: Table) -> dict[tuple[str, ...], float | None]:
    """Percent positive for each group and FFT scale of a disclosed table of scores; None where a score is hidden.

    Source: NHS England FFT guidance: (very good + good) ÷ all answers on the scale, don't know included; on the scale
    before April 2020, extremely likely + likely. Never used to rank.
    """
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in table.rows:
        if row["scale"] in POSITIVE and row["score"]:
            groups.setdefault(tuple(row[key] for key in table.keys if key != "score"), []).append(row)
    return {group: _positive(rows) for group, rows in groups.items()}


def _positive(rows: list[dict[str, Any]]) -> float | None:
    if any(row["n"] is None for row in rows):
        return None
    good = sum(row["n"] for row in rows if row["score"] in POSITIVE[row["scale"]])
    return share(good, sum(row["n"] for row in rows))
