"""People's marks: appended, never overwritten; what holds now is the machine's suggestion with them laid over it."""

from collections.abc import Iterable
from datetime import UTC, datetime

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from goldthread.evidence.batches import write_entry
from goldthread.evidence.engine import Engine
from goldthread.evidence.shapes import MARKS
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS, Code


LISTS = {"themes": THEMES, "feelings": FEELINGS, "touchpoints": TOUCHPOINTS}


def add_marks(tables: Tables, marks: Iterable[tuple[str, Code]]) -> int:
    """Append what people said of codes, each with the feedback's id, and give the store's version."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    rows = [
        {
            "id": key,
            "framework": code.framework,
            "label": code.label,
            "status": code.status,
            "by": code.by,
            "at": now,
            "start": code.start,
            "end": code.end,
        }
        for key, code in marks
    ]
    if any(row["status"] == "suggested" for row in rows):
        raise ValueError("People agree or reject; only software suggests.")
    tables.append("marks", pa.Table.from_pylist(rows, schema=MARKS))
    return write_entry(tables, what="marks", account={"marks": len(rows)})


def is_marked(tables: Tables, id: str, *, by: str, since: datetime) -> bool:  # noqa: A002
    """Whether somebody has put a mark on an answer since a moment."""
    held = tables.read("marks").filter((pc.field("id") == id) & (pc.field("by") == by))
    return any(datetime.fromisoformat(at) >= since for at in held["at"].to_pylist())


def told(engine: Engine, tables: Tables, until: str = "") -> ir.Table | None:
    """What people said of each answer that anybody marked, one row for each; None where there are no marks.

    Takes: the moment before which it was said; "" for all.
    """
    files = tuple(tables.files("marks"))
    if not files:
        return None
    marks = engine.table("marks")
    marks = marks.filter(marks["at"] < until) if until else marks
    name = "told_closed" if until else "told"
    return engine.laid(name, (files, until), lambda: engine.sql(_told(_newest(marks))))


def _told(newest: ir.Table) -> ir.Table:
    labels = {
        **{f"yes_{n}": _labels(newest, f, "agreed") for n, f in LISTS.items()},
        **{f"no_{n}": _labels(newest, f, "rejected") for n, f in LISTS.items()},
        "yes_sentiment": newest.label.max(where=(newest.framework == SENTIMENT) & (newest.status == "agreed")),
    }
    return newest.group_by("id").aggregate(**labels).rename(marked="id")


def laid_over(rows: ir.Table, told: ir.Table | None) -> ir.Table:
    """The rows with what holds now in their code columns, and what people agreed beside it.

    Takes: what people said, as `told` gives it; None where nobody spoke of these rows.
    """
    none = ibis.array([""])[:0]  # the engine takes a literal without entries for a list of numbers
    if told is None:
        return rows.mutate(
            **{f"agreed_{name}": none for name in LISTS},
            agreed_sentiment=ibis.null("int8"),
        )
    joined = rows.left_join(told, rows.id == told.marked).drop("marked")
    changes: dict[str, ir.Value] = {}
    for name in LISTS:
        yes, no = joined[f"yes_{name}"].coalesce(none), joined[f"no_{name}"].coalesce(none)
        kept = joined[name].filter(lambda label, gone=no: ~gone.contains(label))
        changes |= {name: kept.concat(yes).unique(), f"agreed_{name}": yes}
    agreed = joined.yes_sentiment.cast("int8")
    changes |= {"sentiment": ibis.coalesce(agreed, joined.sentiment), "agreed_sentiment": agreed}
    return joined.mutate(**changes).drop(*(c for c in joined.columns if c.startswith(("yes_", "no_"))))


def _newest(marks: ir.Table) -> ir.Table:
    of_one = ibis.window(group_by=["id", "framework", "label"], order_by=ibis.desc("at"))
    ranked = marks.mutate(rank=ibis.row_number().over(of_one))
    return ranked.filter(ranked["rank"] == 0).drop("rank")


def _labels(marks: ir.Table, framework: str, status: str) -> ir.Value:
    return marks.label.collect(where=(marks.framework == framework) & (marks.status == status))
