"""Which themes people speak of, and how they feel about them."""

from goldthread import coding
from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure import disclose, share
from goldthread.vocabulary import EVERYTHING, THEMES, Cut, Scope, Table


BALANCE = ("positive", "neutral", "negative", "unrated")


def themes(store: Store, scope: Scope, cut: Cut = EVERYTHING, *, by: tuple[str, ...] = ()) -> Table:
    """Themes with the answers that carry them, most first.

    Gives: keys (*by, category, theme); n answers; share of the answers with words (percent, of the same group where
    `by` splits); positive, neutral, negative, unrated; agreed (by people). Hidden figures are None.
    Source: counts of marks that hold now; a comment may carry several themes, so shares do not add up to 100.
    """
    raw = asking.table(store, scope, "themes", cut, by=by)
    shown = disclose(raw, scope, parent=by, parts=BALANCE)
    out_of = _denominators(store, scope, cut, by)
    rows = []
    for row in shown.rows:
        group = tuple(row[key] for key in by)
        whole = shown.denominator if not by else out_of.get(group)
        made = row | {"category": coding.category(THEMES, row["theme"]), "share": share(row["n"], whole)}
        rows.append(made | {"agreed": None if row["n"] is None else row["agreed"]})
    rows.sort(key=lambda row: (*(str(row[key]) for key in by), row["n"] is None, -(row["n"] or 0), row["theme"]))
    return shown.with_rows(
        tuple(rows), keys=(*by, "category", "theme"), figures=("n", "share", *BALANCE, "agreed")
    )  # fmt: skip


def _denominators(store: Store, scope: Scope, cut: Cut, by: tuple[str, ...]) -> dict[tuple[str, ...], int | None]:
    if not by:
        return {}
    raw = asking.table(store, scope, "volumes", cut, by=by, words_only=True)
    shown = disclose(raw, scope, parent=by[:-1])
    return {tuple(row[key] for key in by): row["n"] for row in shown.rows}


def sentiment(store: Store, scope: Scope, cut: Cut = EVERYTHING, *, by: tuple[str, ...] = ()) -> Table:
    """How people feel overall, in three parts: positive (1–2), neutral or mixed (3), negative (4–5).

    Source: five-point sentiment marks; never shown as a number.
    """
    raw = asking.table(store, scope, "sentiment", cut, by=by)
    names = {"1": "positive", "2": "positive", "3": "neutral", "4": "negative", "5": "negative", "": "unrated"}
    merged: dict[tuple[str, ...], dict[str, object]] = {}
    for row in raw.rows:
        key = (*(row[k] for k in by), names[row["sentiment"]])
        held = merged.setdefault(
            key, {**{k: row[k] for k in by}, "sentiment": names[row["sentiment"]], "n": 0, "people": 0}
        )
        held["n"] += row["n"]  # type: ignore[operator]
        held["people"] += row["people"]  # type: ignore[operator]  # one answer a person, nearly always: an upper bound
    table = disclose(raw.with_rows(tuple(merged.values())), scope, parent=by)
    rows = tuple(row | {"share": share(row["n"], table.denominator)} for row in table.rows)
    return table.with_rows(rows, figures=("n", "share"))
