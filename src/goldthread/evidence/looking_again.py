"""Looking again for concerns in words that came in before: what was not known then waits for a person now."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Protocol, TypedDict

import pyarrow as pa

from goldthread.evidence.batches import read_log, write_entry
from goldthread.evidence.engine import Engine
from goldthread.evidence.shapes import CONCERNED, UNRANKED
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import Answer, Code


AT_ONCE = 20_000
"""Answers that are read together, so that memory stays flat."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What a coder may read of an answer in the store."""

    text: str
    question_type: str
    question: str
    score: str
    scale: str
    service: str


class FoundConcerns(Protocol):
    """The probability that an answer needs a person (0-1), and its concerns."""

    @property
    def probability(self) -> float: ...  # noqa: D102  # said above
    @property
    def codes(self) -> tuple[Code, ...]: ...  # noqa: D102


Find = Callable[[Sequence[Answer], Sequence[str]], Sequence[FoundConcerns]]
"""Finds concerns in answers, given the sentiment of each as text, "" for none."""

_ANSWER = tuple(field.name for field in fields(StoredAnswer))


class ConcernRow(TypedDict):
    """One concern of an answer, without the answer's id and batch."""

    label: str
    by: str
    start: int
    end: int
    probability: float


Known = dict[str, dict[str, ConcernRow]]
"""What was found before: by id and label, the row with the highest probability."""


def look_again(tables: Tables, engine: Engine, find: Find, *, by: str) -> tuple[int, int]:
    """Add concerns that words now show and did not when they came in; gives answers read, and those with more to see.

    The caller holds the import lock. What was found before stays, with what people decided of it; where it was not
    ranked yet, it is. A concern belongs to the batch of its words, so that an undo or a withdrawal takes it too; after
    a kill, the same call finishes the work.
    """
    read = more = 0
    for line in read_log(tables).standing:
        known = _known(engine, line.batch)
        rows = engine.table("feedback")
        told = rows.filter((rows.batch == line.batch) & (rows.text != "")).select("id", "sentiment", *_ANSWER)
        for part in engine.answer(lambda told=told: told).to_batches(AT_ONCE):  # type: ignore[misc]
            ids, sentiments = part["id"].to_pylist(), [str(one or "") for one in part["sentiment"].to_pylist()]
            answers = [StoredAnswer(*one) for one in zip(*(part[name].to_pylist() for name in _ANSWER), strict=True)]
            fresh = [
                {**row, "id": id_, "batch": line.batch}
                for id_, found in zip(ids, find(answers, sentiments), strict=True)
                for row in _rows(found, known.get(id_, {}))
            ]
            if fresh:
                tables.append("concerned", pa.Table.from_pylist(fresh, schema=CONCERNED))
            added = {row["id"] for row in fresh if row["label"] not in known.get(row["id"], {})}
            read, more = read + len(ids), more + len(added)
    write_entry(tables, what="concerns", by=by, account={"read": read, "concerned": more})
    return read, more


def _rows(found: FoundConcerns, known: dict[str, ConcernRow]) -> Iterator[ConcernRow]:
    """Concerns that are new, and what was found before without a probability, with it."""
    for code in found.codes:
        if code.label not in known:
            yield {
                "label": code.label,
                "by": code.by,
                "start": code.start,
                "end": code.end,
                "probability": code.confidence,
            }
    for row in known.values():
        if row["probability"] == UNRANKED:
            yield {**row, "probability": found.probability}


def _known(engine: Engine, batch: str) -> Known:
    rows = engine.table("concerned")
    held = rows.filter(rows.batch == batch).order_by("probability")
    made: Known = {}
    for row in engine.answer(lambda: held).to_pylist():
        made.setdefault(row["id"], {})[row["label"]] = ConcernRow(
            label=row["label"], by=row["by"], start=row["start"], end=row["end"], probability=row["probability"]
        )
    return made
