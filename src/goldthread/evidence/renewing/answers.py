"""The rows of one chunk, with those made again that older versions of redactor or coder made."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa

from goldthread.evidence.columns import COLUMNS, names
from goldthread.evidence.marks import LISTS
from goldthread.evidence.renewing.counting import NEWER, NOT_RENEWED, REMOVED
from goldthread.evidence.shapes import feedback_rows
from goldthread.vocabulary import Code, Feedback
from goldthread.vocabulary.columns import StoredRow


CODED = frozenset(names(lambda column: column.origin == "coder"))
MARKS = (*LISTS, "sentiment")
VERSIONS = ("redactor", "coder")
ASKED = (*VERSIONS, "answered")
"""The columns that say whether an answer is to be made again."""
Cut = tuple[int, int, int]
"""Where words were removed: start and end in the words as they were, and the length of what is there instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewedAnswer:
    """One answer as it is today. `codes` is None where the stored ones stay.

    `cuts` say where its words changed, `removed` which types were removed there, `other_columns` whether more was
    removed elsewhere. `concerns` have the answer's `probability` (0-1).
    """

    piece: Feedback
    codes: tuple[Code, ...] | None = None
    concerns: tuple[Code, ...] = ()
    probability: float = 0.0
    cuts: tuple[Cut, ...] = ()
    removed: tuple[str, ...] = ()
    other_columns: bool = False


class Renewer(Protocol):
    """Redacts and codes stored answers; says of which versions its redactor and its coder are."""

    @property
    def redactor(self) -> str: ...  # noqa: D102  # said above
    @property
    def coder(self) -> str: ...  # noqa: D102

    def renew(self, rows: Sequence[StoredRow]) -> list[RenewedAnswer]:
        """Answers as they are today, in order."""
        ...


def is_newer(version: str, today: str) -> bool:
    """Whether a version, or a part of it, is newer than today's: “fast/3” than “fast/2”, never than “accurate/1”."""
    now = dict(map(_part, today.split("+")))
    return any(number > now.get(family, number) for family, number in map(_part, version.split("+")))


def _part(version: str) -> tuple[str, int]:
    family, _, number = version.partition("/")
    return family, int(number) if number.isdigit() else 0


@dataclass(frozen=True)
class OlderAnswers:
    """Of the rows of a chunk: those to be made again, and how many of them only might have more to say."""

    rows: list[int]
    unmarked: frozenset[int]
    newer: int


def chosen(rows: pa.Table, renewer: Renewer) -> OlderAnswers:
    """Which answers older versions made. Words without a mark do not say who coded them: they are coded to see.

    Takes: rows with the columns of ASKED.
    """
    again, unmarked, newer = list[int](), set[int](), 0
    said = (rows[name].to_pylist() for name in ASKED)
    for at, (redactor, coder, answered) in enumerate(zip(*said, strict=True)):
        redactor, coder = redactor or "", coder or ""
        if is_newer(redactor, renewer.redactor) or is_newer(coder, renewer.coder):
            newer += 1
        elif redactor != renewer.redactor or coder not in ("", renewer.coder):
            again.append(at)
        elif not coder and answered == "words":
            again.append(at)
            unmarked.add(at)
    return OlderAnswers(again, frozenset(unmarked), newer)


@dataclass(frozen=True)
class RenewedChunk:
    """A chunk as it is today: all of its rows, the answers that were made again, and what changed in numbers."""

    rows: pa.Table
    answers: tuple[RenewedAnswer, ...]
    counts: Counter[str]


def renewed(rows: pa.Table, renewer: Renewer) -> RenewedChunk:
    """Make older answers of a chunk again. Takes: rows in the columns of the table, undeclared ones too."""
    some = chosen(rows, renewer)
    made = renewer.renew(_told(rows.take(some.rows))) if some.rows else []
    pairs = [(at, one) for at, one in zip(some.rows, made, strict=True) if at not in some.unmarked or one.codes]
    counts = Counter(
        {
            "looked_at": rows.num_rows,
            "renewed": len(pairs),
            "left_alone": rows.num_rows - len(pairs) - some.newer,
            NOT_RENEWED + NEWER: some.newer,
        }
    )
    if not pairs:
        return RenewedChunk(rows, (), counts)
    answers = tuple(one for _, one in pairs)
    places = [at for at, _ in pairs]
    fresh = feedback_rows([one.piece for one in answers], [one.codes or () for one in answers], renewer.coder)
    counts += _changes(rows.take(places), fresh, answers)
    return RenewedChunk(_exchanged(rows, fresh, places, answers), answers, counts)


def _told(rows: pa.Table) -> list[StoredRow]:
    """Rows as their columns are declared: what older files lack reads as its missing value."""
    held: list[dict[str, object]] = rows.select(list(COLUMNS)).to_pylist()
    return [{name: COLUMNS[name].missing if value is None else value for name, value in row.items()} for row in held]


def _exchanged(rows: pa.Table, fresh: pa.Table, places: list[int], answers: Sequence[RenewedAnswer]) -> pa.Table:
    """All rows in their order, with these in the place of the older ones; stored codes stay where none were made."""
    all_ = np.arange(rows.num_rows)
    again, coded = all_.copy(), all_.copy()
    for number, (at, one) in enumerate(zip(places, answers, strict=True)):
        again[at] = rows.num_rows + number
        if one.codes is not None:
            coded[at] = rows.num_rows + number
    made = []
    for field in rows.schema:
        held = rows[field.name]
        if field.name in fresh.schema.names:
            both = pa.chunked_array([*held.chunks, *fresh[field.name].cast(field.type).chunks], field.type)
            held = both.take(pa.array(coded if field.name in CODED else again))
        made.append(held)
    return pa.table(made, schema=rows.schema)


def _changes(before: pa.Table, after: pa.Table, answers: Sequence[RenewedAnswer]) -> Counter[str]:
    counts = Counter[str]()
    for name in MARKS:
        old, new = before[name].to_pylist(), after[name].to_pylist()
        pairs = zip(answers, old, new, strict=True)
        counts[name] = sum(one.codes is not None and _set(was) != _set(now) for one, was, now in pairs)
    for one in answers:
        counts["more_redacted"] += bool(one.cuts)
        counts["other_columns"] += one.other_columns
        counts.update(REMOVED + kind for kind in one.removed)
    return counts


def _set(value: object) -> frozenset[object]:
    """Labels without their order; one value is a set of one."""
    return frozenset(value if isinstance(value, list) else () if value is None else (value,))
