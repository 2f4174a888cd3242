"""Labels that an agreement withholds: rows and answers are read as if nobody had said them, before anything is asked.

A withheld role is unknown, a withheld team blank, and of a withheld day the month is left. What is filtered, split,
counted, ordered and shown stands on what is left, so that no choice of filters tells of a withheld label.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from goldthread.vocabulary import Withholding


UNKNOWN = "unknown"
COLUMNS: Mapping[Withholding, frozenset[str]] = {
    "role": frozenset({"role"}),
    "team": frozenset({"team"}),
    "day": frozenset({"date", "date_precision"}),
}
"""The columns that each label stands in."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """One label of some organisations, in what files call them, that is withheld from whoever asks."""

    label: Withholding
    organisations: frozenset[str]


def left_of(rows: ir.Table, withheld: Iterable[Withheld]) -> ir.Table:
    """The rows with withheld labels taken out."""
    for one in withheld:
        theirs = rows.organisation.isin(sorted(one.organisations))
        changed = {
            name: ibis.ifelse(theirs, _left(rows[name], one.label), rows[name])
            for name in COLUMNS[one.label] & frozenset(rows.columns)
        }
        rows = rows.mutate(**changed) if changed else rows
    return rows


def _left(column: ir.Value, label: Withholding) -> ir.Value:
    if label == "day" and column.type().is_date():
        return ibis.date(column.year(), column.month(), 1)
    return ibis.literal({"role": UNKNOWN, "team": "", "day": "month"}[label])


def left_of_answer(row: Mapping[str, object], withheld: Iterable[Withheld]) -> dict[str, object]:
    """One answer with withheld labels taken out; its organisation is still in the words of its file."""
    made = dict(row)
    for one in withheld:
        if row["organisation"] not in one.organisations:
            continue
        if one.label == "role":
            made["role"] = UNKNOWN
        elif one.label == "team":
            made["team"] = ""
        elif isinstance(told := row["date"], date):
            made |= {"date": told.replace(day=1), "date_precision": "month"}
    return made


def is_withheld(withheld: Iterable[Withheld], columns: Iterable[str]) -> bool:
    """Whether one of these columns holds something that is withheld."""
    asked = frozenset(columns)
    return any(COLUMNS[one.label] & asked for one in withheld)
