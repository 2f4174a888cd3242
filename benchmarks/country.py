"""Makes a store as large as a country's, quickly: invented comments through the evidence room's own writers.

Shapes: 36 months, 200 organisations with 8 services each; one file a month, organisation after organisation; six
people in ten give two answers; one in fifty comes back later, somewhere else; the words and codes are those of the
demo's generator and the coder in the box.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from goldthread import coding
from goldthread.demo.calendar import Calendar
from goldthread.demo.shapes import comments
from goldthread.demo.tellings import tell
from goldthread.evidence import Key, Store, feedback_rows
from goldthread.vocabulary import THEMES, Code, Feedback, Identity


MONTHS, SERVICES = 36, 8
CODES = [f"X{n:03d}" for n in range(200)]
FEWEST, EACH = 24, 100
FIRST = date(2023, 1, 1)
PATTERNS = 6_000
CHUNK = 100_000
RETURNING = 0.02
KEY = Key(bytes(range(32)))
SERVICE_NAMES = (
    "Emergency department",
    "Maternity",
    "Children's ward",
    "Outpatients",
    "Community nursing",
    "Talking therapies",
    "Surgery",
    "Care of older people",
)


def organisations(rows: int) -> list[str]:
    """The codes of the organisations that this many answers are about: fewer where there are few."""
    return CODES[: max(FEWEST, rows // EACH)]


def make(folder: Path, rows: int, *, seed: int = 7, asked: Sequence[tuple[str, Sequence[str]]] = ()) -> Store:
    """A store of this many answers, half of them with answers to each of these questions too."""
    store = Store(folder / "evidence", KEY)
    chance = np.random.default_rng(seed)
    patterns = _patterns(min(PATTERNS, rows))
    earlier: list[np.ndarray] = []
    for month in range(MONTHS):
        count = rows * (month + 1) // MONTHS - rows * month // MONTHS
        with store.importing():
            writing = store.writing()
            places = np.sort(chance.integers(0, len(organisations(rows)), count))
            for start in range(0, count, CHUNK):
                part = places[start : start + CHUNK]
                writing.add(
                    "feedback",
                    _asked(_portion(patterns, part, month, start, writing.batch, chance, earlier), asked, chance),
                )
            account = {"rows_read": count, "kept": count, "duplicates": 0, "set_aside": 0, "reasons": {}}
            writing.finish(by="benchmark", file=f"month-{month:02d}.csv", kind="friends_and_family", account=account)
    return store


def mark(store: Store, ids: list[str]) -> None:
    """People's marks on some answers."""
    store.mark([(one, Code(THEMES, "Parking", "person:benchmark", 1.0, "agreed")) for one in ids])


def _patterns(count: int) -> pa.Table:
    """Answers as the demo tells them, coded: what everything is drawn from."""
    pieces = []
    for n, row in enumerate(islice(_answers(count), count)):
        told = dict(zip(comments.HEADER, row, strict=True))
        identity = Identity(
            id="0" * 32,
            respondent="0" * 32,
            fingerprint="0" * 16,
            batch="",
            row=n,
            kind="friends_and_family",
            issuer="",
        )
        pieces.append(
            Feedback(
                identity=identity,
                text=told["text"],
                answered="words",
                question=told["question"],
                question_type=told["question_type"],
                date=FIRST,
                date_precision="day",
                organisation="",
                organisation_name="",
                site="",
                service="",
                team="",
                score=told["fft_score"],
                scale="fft_2020",
                role="carer" if n % 4 == 0 else "patient",
                channel=told["channel"],
                about=(("age", told["age_band"]),),
                extra=(),
                language="en",
                unsure=False,
                removed=(),
                redactor="benchmark",
            )
        )
    coder = coding.open()
    return feedback_rows(pieces, coder.code(pieces), coder.version)


def _answers(count: int) -> Any:
    for row in comments.rows(tell(Calendar(date(2026, 1, 15)), 7, count * 3)):
        if row[comments.TEXT] not in comments.WITHOUT_WORDS:
            yield row


def _portion(
    patterns: pa.Table,
    places: np.ndarray,
    month: int,
    start: int,
    batch: str,
    chance: np.random.Generator,
    earlier: list[np.ndarray],
) -> pa.Table:
    count = len(places)
    rows = patterns.take(pa.array(chance.integers(0, patterns.num_rows, count)))
    people = _people(count, chance, earlier)
    days = _days(month, people, count, chance)
    services = (people[:, 0] % SERVICES).astype(np.int64)
    columns = {
        "id": _hex(chance.bytes(16 * count), 32),
        "respondent": _hex(people.tobytes(), 32),
        "person_key": pa.array(people[:, :4].copy().view(">u4").reshape(-1).astype(np.int64)),
        "fingerprint": _hex(chance.bytes(8 * count), 16),
        "content": pa.array(chance.integers(-(2**62), 2**62, count)),
        "batch": pa.array([batch] * count),
        "row": pa.array(np.arange(start, start + count, dtype=np.int32)),
        "organisation": _named(CODES, places),
        "organisation_name": _named([f"Trust {n}" for n in range(len(CODES))], places),
        "role": _named(("carer", "patient", "patient", "patient"), (people[:, 2] % 4).astype(np.int64)),
        "service": _named(SERVICE_NAMES, services),
        "date": pa.array(days.astype("datetime64[D]")),
        "year": pa.array([str(FIRST.year + month // 12)] * count),
        "text": _unlike(rows["text"], chance),
    }
    for name, values in columns.items():
        at = rows.schema.get_field_index(name)
        rows = rows.set_column(at, rows.schema.field(at), values.cast(rows.schema.field(at).type))
    return rows


def _asked(rows: pa.Table, asked: Sequence[tuple[str, Sequence[str]]], chance: np.random.Generator) -> pa.Table:
    """The rows, half of them with an answer to each question."""
    if not asked:
        return rows
    told = [[(name, values[k]) for name, values in asked for k in (n % len(values),)] for n in range(60)]
    picked = np.where(chance.random(len(rows)) < 0.5, chance.integers(0, len(told), len(rows)), len(told))
    at = rows.schema.get_field_index("extra")
    pairs = [[{"name": name, "value": value} for name, value in one] for one in (*told, [])]
    values = pa.array(pairs, rows.schema.field(at).type).take(pa.array(picked))
    return rows.set_column(at, rows.schema.field(at), values)


def _people(count: int, chance: np.random.Generator, earlier: list[np.ndarray]) -> np.ndarray:
    """Respondents as 16 bytes each; a second answer is by the person before."""
    people = np.frombuffer(chance.bytes(16 * count), dtype=np.uint8).reshape(count, 16).copy()
    second = np.zeros(count, dtype=bool)
    second[1::2] = chance.random(len(second[1::2])) < 0.6
    people[second] = people[np.flatnonzero(second) - 1]
    back = np.flatnonzero(~second & (chance.random(count) < RETURNING))
    if earlier:
        pool = earlier[chance.integers(0, len(earlier))]
        people[back] = pool[chance.integers(0, len(pool), len(back))]
    earlier.append(people[~second][:2_000].copy())
    return people


def _days(month: int, people: np.ndarray, count: int, chance: np.random.Generator) -> np.ndarray:
    year, at = divmod(month, 12)
    first = np.datetime64(date(FIRST.year + year, at + 1, 1))
    return first + (people[:, 1] % 28).astype("timedelta64[D]")


def _hex(raw: bytes, width: int) -> pa.Array:
    return pa.array(np.frombuffer(raw.hex().encode(), dtype=f"S{width}").astype(f"U{width}"))


def _named(names: Any, at: np.ndarray) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(at.astype(np.int32)), pa.array(list(names))).dictionary_decode()


def _unlike(texts: pa.ChunkedArray, chance: np.random.Generator) -> pa.Array:
    """Each answer with a second sentence of another, so that few are alike."""
    other = texts.take(pa.array(chance.integers(0, len(texts), len(texts))))
    return pc.binary_join_element_wise(texts, other, " ").combine_chunks()


def first_day(month: int) -> date:
    """The first day of the n-th month."""
    return date(FIRST.year + month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """The last day of the n-th month."""
    return first_day(month + 1) - timedelta(days=1)
