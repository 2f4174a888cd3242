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
CONCERNED = pa.schema([("id", S), ("batch", S), ("label", S), ("by", S), ("start", I32), ("end", I32)])
"""Concerns stand apart from the feedback: no question but their own reads them."""
PUBLISHED = pa.schema([("kind", S), ("key", S), ("version", I64), ("body", S)])

SCHEMAS = {
    "feedback": FEEDBACK, "measurements": MEASUREMENTS, "batches": BATCHES, "superseded": SUPERSEDED,
    "references": REFERENCES, "withdrawn": WITHDRAWN, "marks": MARKS, "published": PUBLISHED, "concerned": CONCERNED,
}  # fmt: skip
PARTITIONED = {"feedback": ["year"]}
COUNTED_COLUMNS = {"feedback": "batch,date,kind,organisation", "measurements": "batch,kind"}
"""Columns that Delta may keep statistics of: none with words or personal values (CONTRACTS §6)."""

SHOWN = (
    "id", "batch", "row", "text", "organisation", "organisation_name", "service", "team", "date", "date_precision",
    "kind", "question", "question_type", "score", "scale", "role", "language", "unsure", "redactor", "coder",
    "respondent", "removed", "themes", "themes_p", "sentiment", "sentiment_p", "feelings", "feelings_p", "feelings_at",
    "touchpoints", "touchpoints_p",
)  # fmt: skip
"""What is read of an answer that is shown whole."""

UNDATED = "undated"


def feedback_rows(pieces: Sequence[Feedback], codes: Sequence[Sequence[Code]], coder: str) -> pa.Table:
    """The rows of a portion, in the store's columns.

    Raises: TypeError for anything but Feedback: nothing identifiable may be kept by mistake.
    """
    if any(type(piece) is not Feedback for piece in pieces):
        raise TypeError("Only de-identified Feedback may be kept.")
    columns: dict[str, list[Any]] = {name: [getattr(piece, name) for piece in pieces] for name in _PLAIN}
    columns |= {name: [getattr(piece.identity, name) for piece in pieces] for name in _IDENTITY}
    columns |= {
        "person_key": [int(piece.identity.respondent[:8], 16) for piece in pieces],
        "year": [str(piece.date.year) if piece.date else UNDATED for piece in pieces],
        "about": [piece.about for piece in pieces],
        "extra": [piece.extra for piece in pieces],
        "removed": [[(r.type, r.start, r.end) for r in piece.removed] for piece in pieces],
        "coder": [coder if marks else "" for marks in codes],
    }
    said = zip(*(columns[name] for name in ("kind", "issuer", *_CONTENT)), strict=True)
    columns["content"] = [content_of(*parts, p.about, p.extra) for parts, p in zip(said, pieces, strict=True)]
    columns |= _code_columns(codes)
    return pa.table([_array(columns[field.name], field.type) for field in FEEDBACK], schema=FEEDBACK)


_PLAIN = (
    "organisation", "organisation_name", "site", "service", "team", "date", "date_precision", "question",
    "question_type", "answered", "text", "score", "scale", "role", "channel", "language", "unsure", "redactor",
)  # fmt: skip
_IDENTITY = ("id", "respondent", "batch", "row", "kind", "issuer", "fingerprint")
_CONTENT = tuple(name for name in _PLAIN if name not in {"unsure", "redactor"})


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


def _code_columns(codes: Sequence[Sequence[Code]]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in _CODED}
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


_CODED = (
    "themes", "themes_p", "sentiment", "sentiment_p", "feelings", "feelings_p", "feelings_at", "touchpoints",
    "touchpoints_p",
)  # fmt: skip


def concern_rows(pieces: Sequence[Feedback], concerns: Sequence[Sequence[Code]]) -> pa.Table:
    """The concerns of a portion, one row for each."""
    rows = [
        {"id": piece.identity.id, "batch": piece.identity.batch, "label": code.label, "by": code.by,
         "start": code.start, "end": code.end}
        for piece, codes in zip(pieces, concerns, strict=True) for code in codes
    ]  # fmt: skip
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
    "organisation", "organisation_name", "site", "service", "period_start", "period_end", "measure", "unit",
    "breakdown", "value", "numerator", "denominator", "marker", "check",
)  # fmt: skip
