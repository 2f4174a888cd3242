"""The columns of every table in the store, and how a Feedback with its codes becomes a row."""

import hashlib
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS, Code, Feedback, Measurement


S, I32, I64, F32, D = pa.string(), pa.int32(), pa.int64(), pa.float32(), pa.date32()
PAIR = pa.struct([("name", S), ("value", S)])
PLACE = pa.struct([("start", I32), ("end", I32)])

FEEDBACK = pa.schema(
    [
        ("id", S), ("respondent", S), ("person_key", I64), ("batch", S), ("row", I32), ("kind", S), ("issuer", S),
        ("organisation", S), ("organisation_name", S), ("site", S), ("service", S), ("team", S),
        ("date", D), ("date_precision", S), ("year", S),
        ("question", S), ("question_type", S), ("answered", S), ("text", S), ("score", S), ("scale", S),
        ("role", S), ("channel", S), ("about", pa.list_(PAIR)), ("extra", pa.list_(PAIR)),
        ("language", S), ("unsure", pa.bool_()),
        ("removed", pa.list_(pa.struct([("type", S), ("start", I32), ("end", I32)]))), ("redactor", S),
        ("fingerprint", S), ("content", I64), ("coder", S),
        ("themes", pa.list_(S)), ("themes_p", pa.list_(F32)), ("sentiment", pa.int8()), ("sentiment_p", F32),
        ("feelings", pa.list_(S)), ("feelings_p", pa.list_(F32)), ("feelings_at", pa.list_(PLACE)),
        ("touchpoints", pa.list_(S)), ("touchpoints_p", pa.list_(F32)),
    ]
)  # fmt: skip
MEASUREMENTS = pa.schema(
    [
        ("id", S), ("batch", S), ("row", I32), ("kind", S), ("issuer", S), ("organisation", S),
        ("organisation_name", S), ("site", S), ("service", S), ("period_start", D), ("period_end", D),
        ("measure", S), ("unit", S), ("breakdown", S), ("value", pa.float64()), ("numerator", pa.float64()),
        ("denominator", pa.float64()), ("marker", S), ("check", pa.bool_()), ("fingerprint", S), ("content", I64),
    ]
)  # fmt: skip
BATCHES = pa.schema(
    [("version", I64), ("what", S), ("batch", S), ("at", S), ("by", S), ("file", S), ("kind", S), ("account", S)]
)
SUPERSEDED = pa.schema([("id", S), ("batch", S), ("by_batch", S)])
REFERENCES = pa.schema([("id", S), ("batch", S), ("sealed", pa.binary())])
WITHDRAWN = pa.schema([("mark", S)])
MARKS = pa.schema(
    [("id", S), ("framework", S), ("label", S), ("status", S), ("by", S), ("at", S), ("start", I32), ("end", I32)]
)
PUBLISHED = pa.schema([("kind", S), ("key", S), ("version", I64), ("body", S)])

SCHEMAS = {
    "feedback": FEEDBACK, "measurements": MEASUREMENTS, "batches": BATCHES, "superseded": SUPERSEDED,
    "references": REFERENCES, "withdrawn": WITHDRAWN, "marks": MARKS, "published": PUBLISHED,
}  # fmt: skip
PARTITIONED = {"feedback": ["year"]}
COUNTED_COLUMNS = {"feedback": "batch,date,kind,organisation", "measurements": "batch,kind"}
"""Columns that Delta may keep statistics of: none with words or personal values (CONTRACTS §6)."""

UNDATED = "undated"


def feedback_rows(pieces: Sequence[Feedback], codes: Sequence[Sequence[Code]], coder: str) -> pa.Table:
    """The rows of a portion, in the store's columns.

    Raises: TypeError for anything but Feedback: nothing identifiable may be kept by mistake.
    """
    rows = [_feedback_row(piece, marks, coder) for piece, marks in zip(pieces, codes, strict=True)]
    return pa.Table.from_pylist(rows, schema=FEEDBACK)


def _feedback_row(piece: Feedback, marks: Sequence[Code], coder: str) -> dict[str, Any]:
    if type(piece) is not Feedback:
        raise TypeError("Only de-identified Feedback may be kept.")
    who = piece.identity
    row: dict[str, Any] = {name: getattr(piece, name) for name in _PLAIN}
    row |= {
        "id": who.id, "respondent": who.respondent, "person_key": int(who.respondent[:8], 16), "batch": who.batch,
        "row": who.row, "kind": who.kind, "issuer": who.issuer, "fingerprint": who.fingerprint,
        "year": str(piece.date.year) if piece.date else UNDATED,
        "about": [{"name": name, "value": value} for name, value in piece.about],
        "extra": [{"name": name, "value": value} for name, value in piece.extra],
        "removed": [{"type": r.type, "start": r.start, "end": r.end} for r in piece.removed],
        "content": content_of(who.kind, who.issuer, *(str(row[name]) for name in _CONTENT), piece.about, piece.extra),
        "coder": coder if marks else "",
    }  # fmt: skip
    row |= _code_columns(marks)
    return row


_PLAIN = (
    "organisation", "organisation_name", "site", "service", "team", "date", "date_precision", "question",
    "question_type", "answered", "text", "score", "scale", "role", "channel", "language", "unsure", "redactor",
)  # fmt: skip
_CONTENT = tuple(name for name in _PLAIN if name not in {"unsure", "redactor"})


def _code_columns(marks: Sequence[Code]) -> dict[str, Any]:
    themes = [m for m in marks if m.framework == THEMES]
    feelings = [m for m in marks if m.framework == FEELINGS]
    points = [m for m in marks if m.framework == TOUCHPOINTS]
    sentiment = next((m for m in marks if m.framework == SENTIMENT), None)
    return {
        "themes": [m.label for m in themes],
        "themes_p": [m.confidence for m in themes],
        "sentiment": int(sentiment.label) if sentiment else None,
        "sentiment_p": sentiment.confidence if sentiment else None,
        "feelings": [m.label for m in feelings],
        "feelings_p": [m.confidence for m in feelings],
        "feelings_at": [{"start": m.start, "end": m.end} for m in feelings],
        "touchpoints": [m.label for m in points],
        "touchpoints_p": [m.confidence for m in points],
    }


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
    "organisation", "organisation_name", "site", "service", "period_start", "period_end", "measure", "unit",
    "breakdown", "value", "numerator", "denominator", "marker", "check",
)  # fmt: skip
