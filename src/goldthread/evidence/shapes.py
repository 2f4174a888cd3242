"""The columns of every table in the store, and how a Feedback with its codes becomes a row."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from goldthread.evidence.columns import COLUMNS, I32, I64, D, S, names
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS, Code, Feedback, Identity, Measurement
from goldthread.vocabulary.columns import columns_of, hashed, later_parts


FEEDBACK = pa.schema([(name, column.type) for name, column in COLUMNS.items()])
MEASUREMENTS = pa.schema(
    [
        ("id", S),
        ("batch", S),
        ("row", I32),
        ("kind", S),
        ("issuer", S),
        ("organisation", S),
        ("organisation_name", S),
        ("site", S),
        ("service", S),
        ("period_start", D),
        ("period_end", D),
        ("measure", S),
        ("unit", S),
        ("breakdown", S),
        ("value", pa.float64()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("marker", S),
        ("check", pa.bool_()),
        ("fingerprint", S),
        ("content", I64),
    ]
)
BATCHES = pa.schema(
    [("version", I64), ("what", S), ("batch", S), ("at", S), ("by", S), ("file", S), ("kind", S), ("account", S)]
)
SUPERSEDED = pa.schema([("id", S), ("batch", S), ("by_batch", S)])
REFERENCES = pa.schema([("id", S), ("batch", S), ("sealed", pa.binary())])
WITHDRAWN = pa.schema([("mark", S)])
MARKS = pa.schema(
    [("id", S), ("framework", S), ("label", S), ("status", S), ("by", S), ("at", S), ("start", I32), ("end", I32)]
)
CONCERNED = pa.schema(
    [("id", S), ("batch", S), ("label", S), ("by", S), ("start", I32), ("end", I32), ("probability", pa.float32())]
)
"""Concerns are apart from the feedback: no question but their own reads them."""
PUBLISHED = pa.schema([("kind", S), ("key", S), ("version", I64), ("body", S)])

SCHEMAS = {
    "feedback": FEEDBACK,
    "measurements": MEASUREMENTS,
    "batches": BATCHES,
    "superseded": SUPERSEDED,
    "references": REFERENCES,
    "withdrawn": WITHDRAWN,
    "marks": MARKS,
    "published": PUBLISHED,
    "concerned": CONCERNED,
}


@dataclass(frozen=True)
class Added:
    """A column that came after the first format of the workspace, and what older rows read as in it."""

    since: int
    missing: object


CONCERNS_RANKED = 4
"""The workspace format that brought probabilities."""
UNRANKED = 0.0
"""What stands for the probability of a concern that was found before concerns were ranked: none is this small."""

ADDED: dict[str, dict[str, Added]] = {
    "concerned": {"probability": Added(since=CONCERNS_RANKED, missing=UNRANKED)},
    "feedback": {name: Added(column.since, column.missing) for name, column in COLUMNS.items() if column.since > 1},
}
"""Columns that older files of a table lack. Those of feedback are declared; of another table they stand here."""
NEWEST_COLUMN = max((one.since for added in ADDED.values() for one in added.values()), default=1)
"""The format of the workspace that brought the newest column."""
PARTITIONED = {"feedback": list(names(lambda column: column.partition))}
STATISTICS = names(lambda column: column.statistics)
COUNTED_COLUMNS = {"feedback": ",".join(STATISTICS), "measurements": "batch,kind"}
"""Columns that Delta may keep statistics of: none with words or personal values (CONTRACTS §6)."""
SHOWN = names(lambda column: column.shown)
"""What is read of an answer that is shown whole."""

UNDATED = "undated"


def feedback_rows(pieces: Sequence[Feedback], codes: Sequence[Sequence[Code]], coder: str) -> pa.Table:
    """The rows of a chunk, in the store's columns.

    Raises: TypeError for anything but Feedback: nothing identifiable may be kept by mistake.
    """
    if any(type(piece) is not Feedback for piece in pieces):
        raise TypeError("Only de-identified Feedback may be kept.")
    columns: dict[str, list[Any]] = {name: [getattr(piece, name) for piece in pieces] for name in _OF_PIECE}
    columns |= {name: [getattr(piece.identity, name) for piece in pieces] for name in _OF_IDENTITY}
    columns |= {
        "person_key": [int(piece.identity.respondent[:8], 16) for piece in pieces],
        "year": [str(piece.date.year) if piece.date else UNDATED for piece in pieces],
        "removed": [[(r.type, r.start, r.end) for r in piece.removed] for piece in pieces],
        "coder": [coder if marks else "" for marks in codes],
    }
    columns["content"] = _contents(columns)
    columns |= _code_columns(codes)
    return pa.table([_array(columns[field.name], field.type) for field in FEEDBACK], schema=FEEDBACK)


_OF_IDENTITY, _OF_PIECE = tuple(columns_of(Identity)), tuple(columns_of(Feedback))
_DIGEST, _DIGEST_LATER = hashed(COLUMNS.values(), "digest")


def _contents(columns: dict[str, list[Any]]) -> list[int]:
    """The digest of each row."""
    said = zip(*(columns[name] for name in _DIGEST), strict=True)
    if not _DIGEST_LATER:
        return [content_of(*parts) for parts in said]
    more = zip(*(columns[column.name] for column in _DIGEST_LATER), strict=True)
    return [content_of(*parts, *later_parts(_DIGEST_LATER, new)) for parts, new in zip(said, more, strict=True)]


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    """An array, lists of tuples laid out by hand: building them from dictionaries takes five times as long."""
    if not (pa.types.is_list(kind) and pa.types.is_struct(kind.value_type)):
        return pa.array(values, kind)
    offsets, flat = [0], []
    for value in values:
        flat.extend(value)
        offsets.append(len(flat))
    parts = [pa.array([one[place] for one in flat], field.type) for place, field in enumerate(kind.value_type)]
    inner = pa.StructArray.from_arrays(parts, fields=list(kind.value_type))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), inner, type=kind)


def _code_columns(codes: Sequence[Sequence[Code]]) -> dict[str, list[object]]:
    columns: dict[str, list[object]] = {name: [] for name in names(lambda column: column.origin == "coder")}
    del columns["coder"]
    for marks in codes:
        by: dict[str, list[Code]] = {THEMES: [], SENTIMENT: [], FEELINGS: [], TOUCHPOINTS: []}
        for mark in marks:
            by[mark.framework].append(mark)
        felt = by[SENTIMENT][0] if by[SENTIMENT] else None
        columns["sentiment"].append(int(felt.label) if felt else None)
        columns["sentiment_p"].append(felt.confidence if felt else None)
        columns["feelings_at"].append([(mark.start, mark.end) for mark in by[FEELINGS]])
        for name, framework in (("themes", THEMES), ("feelings", FEELINGS), ("touchpoints", TOUCHPOINTS)):
            columns[name].append([mark.label for mark in by[framework]])
            columns[f"{name}_p"].append([mark.confidence for mark in by[framework]])
    return columns


def concern_rows(pieces: Sequence[Feedback], concerns: Sequence[Sequence[Code]]) -> pa.Table:
    """The concerns of a chunk, one row for each."""
    rows = [
        {
            "id": piece.identity.id,
            "batch": piece.identity.batch,
            "label": code.label,
            "by": code.by,
            "start": code.start,
            "end": code.end,
            "probability": code.confidence,
        }
        for piece, codes in zip(pieces, concerns, strict=True)
        for code in codes
    ]
    return pa.Table.from_pylist(rows, schema=CONCERNED)


def content_of(*parts: object) -> int:
    """A hash of what a row says, without ids, batches or times, so that two stores can be compared; signed 64 bits."""
    joined = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big", signed=True)


def measurement_rows(
    figures: Sequence[tuple[str, str, int, Measurement]], *, batch: str, kind: str, issuer: str
) -> pa.Table:
    """The rows of some figures: each with its id, fingerprint and row number."""
    rows = []
    for key, fingerprint, number, figure in figures:
        row = {name: getattr(figure, name) for name in _FIGURE}
        row |= {"id": key, "batch": batch, "row": number, "kind": kind, "issuer": issuer, "fingerprint": fingerprint}
        row["content"] = content_of(kind, issuer, *(row[name] for name in _FIGURE))
        rows.append(row)
    return pa.Table.from_pylist(rows, schema=MEASUREMENTS)


_FIGURE = (
    "organisation",
    "organisation_name",
    "site",
    "service",
    "period_start",
    "period_end",
    "measure",
    "unit",
    "breakdown",
    "value",
    "numerator",
    "denominator",
    "marker",
    "check",
)
