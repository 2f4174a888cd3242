"""Small numbers: the one room and the one door (CONTRACTS §5). Nothing is shown that did not pass here.

What it promises: along every way in which the rows of one table add up, a hidden count cannot be worked out from the
counts that are shown and their sum; so a table split by month and organisation stands beside the same by month alone.
What it cannot promise by itself: that nobody joins several tables of other cuts (one pathway taken from another, today
from yesterday, a table of two splits solved as equations over all its rows and columns at once, a count asked for by
itself that a larger table hides only to cover its neighbour). Hiding on people as well as answers and hiding further
children is a guard there, not a proof, and the page on figures says so.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from goldthread.vocabulary import Passages, Scope, Table


FEW_PEOPLE = 5
FEW_FOR_A_SHARE = 10
FEW_FOR_WORDS = 20
ROUND_TO = 5
NEVER_ADDED = ("scale",)
PERSONAL = ("about:", "extra:")
"""Other columns of a file may hold personal characteristics too, so they are split with the same care."""

Row = dict[str, Any]


def disclose(
    table: Table, scope: Scope, *, parent: Sequence[str] = (), parts: Sequence[str] = (),
    spare: tuple[str, Any] | None = None,
) -> Table:  # fmt: skip
    """A table that this scope's audience may see.

    Takes: a raw table whose rows hold "n" and "people"; `parent` names the key columns within which rows are
    children that add up (rows that differ in one key alone are children of the same table without that key, and are
    covered as well); `spare` is a key column and the value whose rows nobody looks at: they are never shown, so they
    cover the others first; `parts` names figures that split "n" (each with its own "<part>_people").
    Gives: the table with hidden figures as None and "hidden" True in their rows, and `disclosed_for` set. Figures
    of people and cell keys do not come out.
    Source: CONTRACTS §5; rules of the FFT publication (1–4 hidden, then the next smallest in the same parent).
    """
    if table.disclosed_for is not None:
        return table
    if _is_own_team(table, scope):
        return _finish(table, scope, [dict(row, hidden=False) for row in table.rows], "own team")
    personal = [key for key in table.keys if key.startswith(PERSONAL)]
    rows = [dict(row, hidden=_is_small(row["n"], row["people"])) for row in table.rows]
    rows = [_spared(row, spare) if spare else row for row in rows]
    if personal:
        _hide_splits_of_few(rows, [key for key in table.keys if key not in personal], table.people or 0)
    families = [found for keys in _additions(table.keys, parent) for found in _families(rows, keys)]
    while any([_cover(siblings, table.keys) for siblings in families]):
        pass
    bare = _is_small(table.denominator or 0, table.people or 0) or _is_bare(rows, table)
    for row in rows:
        _hide_parts(row, parts)
    if personal:
        rows = [_rounded(row, parts) for row in rows]
    return _finish(table, scope, rows, scope.audience, small=bare)


def _is_own_team(table: Table, scope: Scope) -> bool:
    """Whether the table is of the asker's own services and no others."""
    cut = table.asked.get("cut", {})
    return not cut.get("pathway") and is_own(scope, cut.get("organisations", ()), cut.get("services", ()))


def is_own(scope: Scope, organisations: Sequence[str], services: Sequence[str]) -> bool:
    """Whether an own team asks for its own services by name, and for no others."""
    asked = {(organisation, service) for organisation in organisations for service in services}
    return scope.audience == "own team" and bool(asked) and asked <= scope.services


def _spared(row: Row, spare: tuple[str, Any]) -> Row:
    """A row that nobody looks at is hidden, and needs no cover itself unless few people stand behind it."""
    return row | {"hidden": True, "spare": not row["hidden"]} if row[spare[0]] == spare[1] else row


def _is_small(n: int, people: int) -> bool:
    return n > 0 and people < FEW_PEOPLE


def _additions(keys: Sequence[str], parent: Sequence[str]) -> list[tuple[str, ...]]:
    """The ways in which rows add up: within the parent, and along each key with the others held still."""
    added = [key for key in keys if key not in NEVER_ADDED]
    ways = [tuple(parent), *(tuple(other for other in keys if other != key) for key in added)]
    return list(dict.fromkeys(ways))


def _families(rows: list[Row], parent: Sequence[str]) -> list[list[Row]]:
    families: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        families[tuple(row[key] for key in parent)].append(row)
    return list(families.values())


def _hide_splits_of_few(rows: list[Row], others: Sequence[str], people: int) -> None:
    """A split by personal characteristics needs ten people in its own group, not only in the whole table."""
    for siblings in _families(rows, others):
        if min(people, sum(row["people"] for row in siblings)) < FEW_FOR_A_SHARE:
            for row in siblings:
                row["hidden"] = True


def _is_given_away(siblings: list[Row]) -> bool:
    """Whether a sum less what is shown tells what is hidden: one count alone, or counts that can only be 1 each.

    Counts of 0 are shown, so whatever is hidden is at least 1.
    """
    rows = [row for row in siblings if row["hidden"] and row["n"] > 0]
    hidden = [row["n"] for row in rows]
    if all(row.get("spare") for row in rows):
        return False
    return len(hidden) == 1 or sum(hidden) == len(hidden)


def _cover(siblings: list[Row], names: Sequence[str]) -> bool:
    """Hide the next smallest child while the others would give hidden ones away; says whether any had to go.

    A child of 0 protects nothing and stays; of equals the first by name goes, so that repeating gives the same.
    """
    covered = False
    while _is_given_away(siblings):
        shown = [row for row in siblings if not row["hidden"] and row["n"] > 0]
        if not shown:
            break
        min(shown, key=lambda row: (row["n"], *(str(row[name]) for name in names)))["hidden"] = True
        covered = True
    return covered


def _is_bare(rows: list[Row], table: Table) -> bool:
    """Whether hidden children have no cover left, so that their total would tell them: then the total goes too."""
    additive = bool(rows) and sum(row["n"] for row in rows) == table.denominator
    return additive and _is_given_away(rows)


def _rounded(row: Row, parts: Sequence[str]) -> Row:
    """A count by personal characteristics, rounded to 5 by its cell key: the same cell always rounds the same way."""
    key = row.get("cell_key", 0)
    return row | {name: _to_five(row[name], key) for name in ("n", *parts) if row[name] is not None}


def _to_five(n: int, cell_key: int) -> int:
    """Source: n = 5q + r goes up when cell key ÷ 2³² < r ÷ 5 (CONTRACTS §5)."""
    whole, rest = divmod(n, ROUND_TO)
    return ROUND_TO * (whole + (cell_key / 2**32 < rest / ROUND_TO))


def _hide_parts(row: Row, parts: Sequence[str]) -> None:
    """The parts of a count are its children: small ones go, and where one goes the next smallest goes too."""
    if not parts:
        return
    if row["hidden"]:
        row.update(dict.fromkeys(parts))
        return
    made = [{"name": part, "n": row[part], "hidden": _is_small(row[part], row[f"{part}_people"])} for part in parts]
    _cover(made, ("name",))
    row.update({one["name"]: None if one["hidden"] else one["n"] for one in made})


def _finish(table: Table, scope: Scope, rows: list[Row], audience: str, *, small: bool = False) -> Table:
    """Empty hidden figures, drop what only disclosure needs, and say for whom this is."""
    inner = {"cell_key", "spare"} | {
        figure for figure in table.figures if figure == "people" or figure.endswith("_people")
    }
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
