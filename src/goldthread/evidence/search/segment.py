"""One segment of the index: some ten thousand answers, built once, never changed; rebuilt when somebody withdraws."""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyarrow as pa
import tantivy

from goldthread.evidence.columns import COLUMNS
from goldthread.evidence.search.asked import Query


EPOCH = date(1900, 1, 1)
HEAP = 60_000_000
ANALYSER = "goldthread"
WORDS, DAY, ALIKE = "words", "day", "alike"
OWN = ("id", WORDS, DAY)
"""Fields that are made of their columns in a way of their own."""
LISTS, PLAIN = (
    {
        one.indexed: one.name
        for one in COLUMNS.values()
        if one.indexed and one.indexed not in OWN and pa.types.is_list(one.type) == many
    }
    for many in (True, False)
)
"""Fields of which an answer has several values, and those of which it has one, each with its column."""
ALIKE_FROM = 12
"""Shorter answers are not folded: "very good" said by many is many answers."""


@dataclass(frozen=True)
class Hit:
    """One answer found: its id and batch, its day (as days since 1900), what is alike to it, and how well it fits."""

    id: str
    batch: str
    day: int
    alike: int
    score: float


def analyser() -> Any:
    """How words are taken apart: letters and digits, small letters, no accents, English endings off."""
    made = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    return made.filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.stemmer("english")).build()


def schema() -> Any:
    """The fields of the index; nothing of an answer is stored but its id and batch."""
    made = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    made = made.add_text_field("words", tokenizer_name=ANALYSER)
    for name in (*PLAIN, *LISTS):
        made = made.add_text_field(name, stored=name == "batch", tokenizer_name="raw", index_option="basic")
    made = made.add_unsigned_field("day", indexed=True, fast=True)
    return made.add_unsigned_field("alike", fast=True).build()


def fold(text: str) -> int:
    """A number that nearly the same answers share: letters and digits alone, small letters; 0 for short ones."""
    plain = re.sub(r"[\W_]+", "", text.casefold())
    if len(plain) < ALIKE_FROM:
        return 0
    return int.from_bytes(blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big") | 1


def days(when: date | None) -> int:
    """Days since 1900, 0 for no date."""
    return max(0, (when - EPOCH).days) if when else 0


def build(folder: Path, rows: Iterable[dict[str, Any]]) -> int:
    """A segment of these rows, in a folder of its own; gives how many."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fields = schema()
    index = tantivy.Index(fields, str(folder))
    index.register_tokenizer(ANALYSER, analyser())
    writer = index.writer(heap_size=HEAP, num_threads=1)
    count = 0
    for row in rows:
        held: dict[str, Any] = {name: row[column] or "" for name, column in PLAIN.items()}
        held |= {name: list(row[column] or ()) for name, column in LISTS.items()}
        held |= {"id": row["id"], "words": row["text"], "day": days(row["date"]), "alike": fold(row["text"])}
        writer.add_document(tantivy.Document.from_dict(held, fields))
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count


class Segment:
    """An open segment."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))  # with the fields that it was built with, in their order
        self._index.register_tokenizer(ANALYSER, analyser())
        self._index.reload()
        self._searcher = self._index.searcher()
        self._schema = self._index.schema

    def find(
        self, words: Query, within: Sequence[tuple[str, Sequence[str]]], days: tuple[int, int], limit: int, offset: int
    ) -> Iterator[Hit]:
        """Answers that hold the words, newest first."""
        asked = self._asked(words, within, days)
        result = self._searcher.search(asked, limit=limit, offset=offset, order_by_field="day", count=False)
        return self._found(result.hits, by_day=True)

    def count(self, words: Query, within: Sequence[tuple[str, Sequence[str]]], days: tuple[int, int]) -> int:
        """How many answers hold the words."""
        found: int = self._searcher.search(self._asked(words, within, days), limit=1, count=True).count
        return found

    def like(
        self, terms: Sequence[str], within: Sequence[tuple[str, Sequence[str]]], days: tuple[int, int], limit: int
    ) -> Iterator[Hit]:
        """Answers that share most of these terms, the closest first."""
        occur = tantivy.Occur
        some = [(occur.Should, tantivy.Query.term_query(self._schema, "words", term)) for term in terms]
        few = max(1, round(len(some) * 0.35))
        close = tantivy.Query.boolean_query(some, minimum_number_should_match=few)
        asked = tantivy.Query.boolean_query([(occur.Must, close), *self._within(within, days)])
        return self._found(self._searcher.search(asked, limit=limit, count=False).hits, by_day=False)

    def has(self, id: str) -> bool:  # noqa: A002
        """Whether an id stands anywhere in the segment, even among what was deleted."""
        return bool(self._searcher.doc_freq("id", id))

    def says(self, text: str) -> bool:
        """Whether these very words stand in the segment."""
        terms = list(dict.fromkeys(analyser().analyze(text)))
        if not terms:
            return False
        return bool(self._searcher.search(self._phrase(text), limit=1, count=True).count)

    def _found(self, hits: Sequence[Any], *, by_day: bool) -> Iterator[Hit]:
        places = [place for _, place in hits]
        alike = self._searcher.fast_field_values("alike", places) if places else []
        when = (
            [value for value, _ in hits]
            if by_day
            else (self._searcher.fast_field_values("day", places) if places else [])
        )
        for (score, place), day, same in zip(hits, when, alike, strict=True):
            held = self._searcher.doc(place)
            yield Hit(held["id"][0], held["batch"][0], int(day or 0), int(same or 0), 0.0 if by_day else score)

    def _asked(self, words: Query, within: Sequence[tuple[str, Sequence[str]]], days: tuple[int, int]) -> Any:
        occur = tantivy.Occur
        parts = [(occur.Must, self._phrase(one)) for one in words.wanted]
        parts += [(occur.MustNot, self._phrase(one)) for one in words.unwanted]
        return tantivy.Query.boolean_query([*parts, *self._within(within, days)])

    def _phrase(self, text: str) -> Any:
        terms = analyser().analyze(text)
        if not terms:
            return tantivy.Query.empty_query()
        if len(terms) == 1:
            return tantivy.Query.term_query(self._schema, "words", terms[0])
        return tantivy.Query.phrase_query(self._schema, "words", terms)

    def _within(self, within: Sequence[tuple[str, Sequence[str]]], days: tuple[int, int]) -> list[Any]:
        must = tantivy.Occur.Must
        tests = [(must, tantivy.Query.term_set_query(self._schema, name, list(values))) for name, values in within]
        if days != (0, 0):
            when = tantivy.Query.range_query(self._schema, "day", tantivy.FieldType.Unsigned, days[0], days[1])
            tests.append((must, when))
        return tests


def holds(folder: Path, needles: Iterable[str]) -> bool:
    """Whether a segment still holds any of these ids or words; it is opened and asked, since its files are packed."""
    segment = Segment(folder)
    return any(segment.has(needle) or segment.says(needle) for needle in needles)
