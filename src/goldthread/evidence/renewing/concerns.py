"""Concerns of answers that were made again: today's, and those that people may still have to look at."""

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from goldthread.evidence.looking_again import ConcernRow
from goldthread.evidence.renewing.answers import Cut, RenewedAnswer
from goldthread.evidence.shapes import CONCERNED, UNRANKED


class StoredConcern(ConcernRow):
    """One concern with the answer that it is of."""

    id: str
    batch: str


Key = tuple[str, str]


def found_concerns(held: pa.Table, answers: Sequence[RenewedAnswer]) -> tuple[pa.Table, int]:
    """The concerns of answers as they are from now on, and how many have one that was not known.

    Nothing found before is cleared: a concern that is not found today stays, where its words are now, and no answer
    becomes less likely to need a person than it was. Takes: all that was found before.
    """
    coded = [one for one in answers if one.codes is not None]
    known = _known(held, coded)
    rows, more = list[StoredConcern](), 0
    for one in coded:
        before = known.get((one.piece.identity.id, one.piece.identity.batch), {})
        made = {row["label"]: row for row in _today(one)}
        more += bool(made.keys() - before.keys())
        least = max((row["probability"] for row in before.values()), default=UNRANKED)
        for label, row in before.items():
            made.setdefault(label, _stays(row, one))
        for row in made.values():
            rows.append({**row, "probability": max(row["probability"], least)})
    return pa.Table.from_pylist(rows, schema=CONCERNED), more


def merged(held: pa.Table, found: Iterable[pa.Table]) -> pa.Table:
    """All concerns, with what was found again in the place of what was known of the same answers.

    A label that came meanwhile and was not found again stays.
    """
    again = {(row["id"], row["batch"], row["label"]): row for table in found for row in table.to_pylist()}
    if not again:
        return held
    keys = pa.array(["\x1f".join(key) for key in again])
    said = pc.binary_join_element_wise(held["id"], held["batch"], held["label"], "\x1f")
    stays = held.filter(pc.invert(pc.is_in(said, value_set=keys)))
    return pa.concat_tables([stays, pa.Table.from_pylist(list(again.values()), schema=CONCERNED)])


def _known(held: pa.Table, answers: Sequence[RenewedAnswer]) -> dict[Key, dict[str, StoredConcern]]:
    """What was found before, by answer and label; of several rows that with the highest probability."""
    if not answers:
        return {}
    ids = pa.array([one.piece.identity.id for one in answers])
    some = held.filter(pc.is_in(held["id"], value_set=ids)).sort_by("probability")
    made: dict[Key, dict[str, StoredConcern]] = {}
    for row in some.to_pylist():
        made.setdefault((row["id"], row["batch"]), {})[row["label"]] = row
    return made


def _today(one: RenewedAnswer) -> Iterator[StoredConcern]:
    identity = one.piece.identity
    for code in one.concerns:
        yield {
            "id": identity.id,
            "batch": identity.batch,
            "label": code.label,
            "by": code.by,
            "start": code.start,
            "end": code.end,
            "probability": code.confidence,
        }


def _stays(row: StoredConcern, one: RenewedAnswer) -> StoredConcern:
    """A concern that is not found today. Where nobody has ranked it, it is ranked."""
    start, end = moved(row["start"], row["end"], one.cuts)
    chance = one.probability if row["probability"] == UNRANKED else row["probability"]
    return {**row, "start": start, "end": end, "probability": chance}


def moved(start: int, end: int, cuts: Sequence[Cut]) -> tuple[int, int]:
    """Where words are now, after others were removed; what was cut in part reaches to the end of what is there instead.

    -1 stays: the whole answer is meant.
    """
    if start < 0:
        return start, end
    return _moved(start, cuts, to_end=False), _moved(end, cuts, to_end=True)


def _moved(at: int, cuts: Sequence[Cut], *, to_end: bool) -> int:
    shift = 0
    for start, end, length in cuts:
        inside = start < at < end
        if inside:
            return start + shift + (length if to_end else 0)
        if end > at:
            break
        shift += length - (end - start)
    return at + shift
