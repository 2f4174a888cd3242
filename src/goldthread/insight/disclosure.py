"""Small numbers: the one room and the one door (CONTRACTS §5). Nothing is shown that did not pass here.

What it promises: in any one table, a hidden count cannot be worked out from the counts that are shown, its parent
included. What it cannot promise by itself: that nobody joins this table with others. Overlapping cuts are kept from
giving a hidden count away by hiding on people as well as answers and by hiding a second child; that is a guard, not a
proof, and the page on figures says so.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from goldthread.vocabulary import Passages, Scope, Table


FEW_PEOPLE = 5
FEW_FOR_A_SHARE = 10
FEW_FOR_WORDS = 20
ROUND_TO = 5

Row = dict[str, Any]


def disclose(table: Table, scope: Scope, *, parent: Sequence[str] = (), parts: Sequence[str] = ()) -> Table:
    """A table that this scope's audience may see.

    Takes: a raw table whose rows hold "n" and "people"; `parent` names the key columns within which rows are
    children that add up; `parts` names figures that split "n" (each with its own "<part>_people").
    Gives: the table with hidden figures as None and "hidden" True in their rows, and `disclosed_for` set. Figures
    of people and cell keys do not come out.
    Source: CONTRACTS §5; rules of the FFT publication (1–4 hidden, then the next smallest in the same parent).
    """
    if table.disclosed_for is not None:
        return table
    if _is_own_team(table, scope):
        return _finish(table, scope, [dict(row, hidden=False) for row in table.rows], "own team")
    personal = [key for key in table.keys if key.startswith("about:")]
    rows = [dict(row, hidden=_is_small(row["n"], row["people"])) for row in table.rows]
    if personal and (table.people or 0) < FEW_FOR_A_SHARE:
        rows = [dict(row, hidden=True) for row in rows]
    for siblings in _families(rows, parent):
        _hide_a_second(siblings, lambda row: row["n"])
    if personal:
        rows = [_rounded(row) for row in rows]
    for row in rows:
        _hide_parts(row, parts)
    return _finish(table, scope, rows, scope.audience, small=_is_small(table.denominator or 0, table.people or 0))


def _is_own_team(table: Table, scope: Scope) -> bool:
    """Whether the table is of the asker's own services and no others."""
    if scope.audience != "own team":
        return False
    cut = table.asked.get("cut", {})
    asked = {(o, s) for o in cut.get("organisations", ()) for s in cut.get("services", ())}
    return bool(asked) and asked <= scope.services and not cut.get("pathway")


def _is_small(n: int, people: int) -> bool:
    return n > 0 and people < FEW_PEOPLE


def _families(rows: list[Row], parent: Sequence[str]) -> list[list[Row]]:
    families: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        families[tuple(row[key] for key in parent)].append(row)
    return list(families.values())


def _hide_a_second(siblings: list[Row], size: Callable[[Row], int]) -> None:
    """Where exactly one child is hidden, its parent would give it away: hide the next smallest child too.

    A child of 0 protects nothing and stays; of equals the first by name goes, so that repeating gives the same.
    """
    if sum(1 for row in siblings if row["hidden"]) != 1:
        return
    shown = [row for row in siblings if not row["hidden"] and size(row) > 0]
    if shown:
        smallest = min(shown, key=lambda row: (size(row), str(sorted(row.items(), key=lambda item: item[0]))))
        smallest["hidden"] = True


def _rounded(row: Row) -> Row:
    """A count by personal characteristics, rounded to 5 by its cell key: the same cell always rounds the same way."""
    whole, rest = divmod(row["n"], ROUND_TO)
    up = row.get("cell_key", 0) / 2**32 < rest / ROUND_TO
    return row | {"n": ROUND_TO * (whole + up)}


def _hide_parts(row: Row, parts: Sequence[str]) -> None:
    """The parts of a count are its children: small ones go, and where one goes the next smallest goes too."""
    if not parts:
        return
    if row["hidden"]:
        row.update(dict.fromkeys(parts))
        return
    made = [{"name": part, "n": row[part], "hidden": _is_small(row[part], row[f"{part}_people"])} for part in parts]
    _hide_a_second(made, lambda one: one["n"])
    row.update({one["name"]: None if one["hidden"] else one["n"] for one in made})


def _finish(table: Table, scope: Scope, rows: list[Row], audience: str, *, small: bool = False) -> Table:
    """Empty hidden figures, drop what only disclosure needs, and say for whom this is."""
    inner = {"cell_key"} | {figure for figure in table.figures if figure == "people" or figure.endswith("_people")}
    figures = tuple(figure for figure in table.figures if figure not in inner)
    shown = []
    for row in rows:
        kept = {name: value for name, value in row.items() if name not in inner}
        if row["hidden"]:
            kept.update(dict.fromkeys(figures))
        shown.append(kept)
    hidden = sum(1 for row in shown if row["hidden"])
    note = f"{hidden} figures are hidden because few people stand behind them." if hidden else ""
    return table.with_rows(
        tuple(shown),
        figures=figures,
        denominator=None if small else table.denominator,
        people=None,
        disclosed_for=f"{audience}:{scope.person}" if audience == "own team" else audience,
        notes=(*table.notes, note) if note else table.notes,
    )


def share(n: int | None, denominator: int | None, *, fewest: int = FEW_FOR_A_SHARE) -> float | None:
    """A percentage of figures that are shown, None where either is hidden or the denominator is below 10."""
    if n is None or denominator is None or denominator < fewest:
        return None
    return 100 * n / denominator


def disclose_words(passages: Passages, scope: Scope, *, people: int, beside_personal: bool = False) -> Passages:
    """Words that this scope may read, without a total that small numbers would give away.

    Takes: passages already cut to what the scope may read; how many people they come from; whether they stand
    beside a split by personal characteristics, when fewer than 20 answers open no words at all.
    """
    own = scope.audience in ("own team", "owner")
    if beside_personal and (passages.total or 0) < FEW_FOR_WORDS:
        return replace(passages, items=(), total=None, disclosed_for=scope.audience)
    total = passages.total if own or people >= FEW_PEOPLE or passages.total == 0 else None
    return replace(passages, total=total, disclosed_for=scope.audience)
