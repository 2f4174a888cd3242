"""Looking again for concerns in words that came in before: what was not known then waits for a person now."""

from collections.abc import Callable, Sequence

import pyarrow as pa

from goldthread.evidence.batches import read_log, write_entry
from goldthread.evidence.engine import Engine
from goldthread.evidence.shapes import CONCERNED
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import Code


Find = Callable[[Sequence[str]], list[tuple[Code, ...]]]

AT_ONCE = 20_000
"""Answers that are read together, so that memory stays flat."""


def look_again(tables: Tables, engine: Engine, find: Find, *, by: str) -> tuple[int, int]:
    """Add concerns that words now show and did not when they came in; gives answers read, and those with more to see.

    The caller holds the import lock. What was found before stays, with what people decided of it. A concern belongs to
    the batch of its words, so that an undo or a withdrawal takes it too; after a kill, the same call finishes the work.
    """
    read = more = 0
    for line in read_log(tables).standing:
        known = _known(engine, line.batch)
        rows = engine.table("feedback")
        told = rows.filter((rows.batch == line.batch) & (rows.text != "")).select("id", "text")
        for part in engine.answer(lambda told=told: told).to_batches(AT_ONCE):  # type: ignore[misc]
            ids, texts = part["id"].to_pylist(), part["text"].to_pylist()
            fresh = [
                {
                    "id": id_,
                    "batch": line.batch,
                    "label": code.label,
                    "by": code.by,
                    "start": code.start,
                    "end": code.end,
                }
                for id_, codes in zip(ids, find(texts), strict=True)
                for code in codes
                if (id_, code.label) not in known
            ]
            if fresh:
                tables.append("concerned", pa.Table.from_pylist(fresh, schema=CONCERNED))
            read, more = read + len(ids), more + len({row["id"] for row in fresh})
    write_entry(tables, what="concerns", by=by, account={"read": read, "concerned": more})
    return read, more


def _known(engine: Engine, batch: str) -> set[tuple[str, str]]:
    rows = engine.table("concerned")
    found = engine.answer(lambda: rows.filter(rows.batch == batch).select("id", "label")).to_pylist()
    return {(row["id"], row["label"]) for row in found}
