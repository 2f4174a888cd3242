"""Which themes people speak of, and how they feel about them."""

from goldthread import coding
from goldthread.evidence import Store
from goldthread.insight import asking, declared, disclosure
from goldthread.insight.trend import volumes
from goldthread.vocabulary import EVERYTHING, THEMES, Cut, Scope, Table


BALANCE = ("positive", "neutral", "negative", "unrated")


def themes(store: Store, scope: Scope, cut: Cut = EVERYTHING, *, by: tuple[str, ...] = ()) -> Table:
    """Themes with the answers that carry them, most first.

    Gives: keys (*by, category, theme); n answers; share of the answers with words (percent, of the same group where
    `by` splits); positive, neutral, negative, unrated; agreed (by people). Hidden figures are None. `right` and `found`
    say how often such a suggestion is right and how many it finds, None where too few examples are known.
    Source: counts of marks that hold now; a comment may carry several themes, so shares do not add up to 100.
    """
    wanted = None if by else [(theme,) for theme in declared.themes()]
    parts = () if disclosure.labels(cut) else BALANCE
    shown = asking.disclosed(store, scope, "themes", cut, by=by, declared=wanted, parts=parts)
    out_of = _denominators(store, scope, cut, by)
    rows, by_coder = [], coding.kind_of(store.coders())
    for row in shown.rows:
        group = tuple(row[key] for key in by)
        whole = shown.denominator if not by else out_of.get(group)
        share = asking.share(row["n"], whole, shown)
        made = dict.fromkeys(BALANCE) | row | {"category": coding.category(THEMES, row["theme"]), "share": share}
        agreed = row.get("agreed") if shown.asked["exact"] else None
        rows.append(made | _sureness(row["theme"], by_coder) | {"agreed": agreed})
    place: dict[object, int] = {theme: at for at, theme in enumerate(declared.themes())}
    last = len(place)
    rows.sort(key=lambda row: (*(str(row[key]) for key in by), -(row["n"] or 0), place.get(row["theme"], last)))
    return shown.with_rows(tuple(rows), keys=(*by, "category", "theme"), figures=("n", "share", *BALANCE, "agreed"))


def _sureness(theme: str, coder: str) -> dict[str, float | None]:
    sure = coding.how_sure(THEMES, theme, coder)
    known = sure is not None and sure.enough
    return {"right": sure.right if sure and known else None, "found": sure.found if sure and known else None}


def _denominators(store: Store, scope: Scope, cut: Cut, by: tuple[str, ...]) -> dict[tuple[str, ...], int | None]:
    if not by:
        return {}
    shown = volumes(store, scope, cut, by=by, words_only=True)
    return {tuple(row[key] for key in by): row["n"] for row in shown.rows}


def sentiment(store: Store, scope: Scope, cut: Cut = EVERYTHING, *, by: tuple[str, ...] = ()) -> Table:
    """How people feel overall, in three parts: positive (1–2), neutral or mixed (3), negative (4–5).

    Source: five-point sentiment marks; never shown as a number.
    """
    wanted = None if by else [(name,) for name in BALANCE]
    table = asking.disclosed(store, scope, "sentiment", cut, by=by, declared=wanted, together=True)
    out_of = _denominators(store, scope, cut, by)
    rows = []
    for row in sorted(table.rows, key=lambda row: (*(str(row[key]) for key in by), BALANCE.index(row["sentiment"]))):
        whole = out_of.get(tuple(row[key] for key in by)) if by else table.denominator
        rows.append(row | {"share": asking.share(row["n"], whole, table)})
    return table.with_rows(tuple(rows), figures=("n", "share"))
