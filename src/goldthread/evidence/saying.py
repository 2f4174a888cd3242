"""Which answers of the store say the same words on the same day at the same place, by a digest of all three."""

import hashlib
from collections.abc import Collection
from datetime import date

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from goldthread.evidence.view import View


SAID_AT = ("organisation", "service", "team", "site", "date")
"""Where and when an answer was given, in the order of its digest."""
BETWEEN, DIGITS = "\x1f", 16


def said_print(words: str, *place: str | date | None) -> str:
    """A digest (64 bits, hex) of an answer's words with the values of SAID_AT."""
    parts = ("" if one is None else str(one) for one in (words, *place))
    return hashlib.sha256(BETWEEN.join(parts).encode()).hexdigest()[:DIGITS]


def saying(
    view: View, prints: Collection[str], days: Collection[date | None], organisations: frozenset[str] | None
) -> dict[str, set[str]]:
    """Of some digests, those that the store holds, by batch.

    Takes: the days of their answers, None among them for no day; the codes of the organisations to look into, None for
    every one.
    """
    wanted = ibis.memtable(pa.table({"print": pa.array(sorted(prints), pa.string())}))
    rows = of_organisations(view, organisations)
    dated = [one for one in days if one is not None]
    on = rows.date.between(min(dated), max(dated)) if dated else ibis.literal(False)  # noqa: FBT003
    rows = rows.filter(rows.answered == "words", on | rows.date.isnull() if None in days else on)
    parts = [rows.text, *(rows[name].cast("string").fill_null("") for name in SAID_AT)]
    said = ibis.literal(BETWEEN).join(parts).hexdigest("sha256").substr(0, DIGITS)
    found = rows.select(batch=rows.batch, print=said).semi_join(wanted, "print").distinct()
    held: dict[str, set[str]] = {}
    for row in view.engine.answer(lambda: found).to_pylist():
        held.setdefault(row["batch"], set()).add(row["print"])
    return held


def of_organisations(view: View, organisations: frozenset[str] | None) -> ir.Table:
    """Newest versions of standing answers, of some organisations by their codes; of every one for None."""
    rows = view.standing()
    if organisations is None:
        return rows
    coded = view.places.coded(rows)
    keep = coded.filter(coded.organisation.isin(sorted(organisations)))
    return rows.semi_join(keep, ["id", "batch"])
