"""What comes out of evidence: counts with their denominator, or words with their place."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from goldthread.vocabulary.codes import Code
from goldthread.vocabulary.feedback import (
    Batch,
    CodedBy,
    Id,
    Kind,
    Language,
    Readable,
    RedactedBy,
    Removed,
    Respondent,
    RowNumber,
    Unsure,
)


if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Counts, with what they are out of, the version of the store, and for whom small numbers were handled.

    `keys` name the columns that say what a row is about, `figures` those that hold numbers; each row is a mapping
    of both, and a hidden figure is None with its row's "hidden" set to True. Every raw row has "n" (answers) and
    "people" (distinct respondents). `denominator` is the answers the table is out of, `people` the respondents.
    `disclosed_for` is None until `insight.disclosure` has handled small numbers: faces refuse such a table.
    """

    question: str
    keys: tuple[str, ...]
    figures: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    denominator: int | None
    people: int | None
    store_version: int
    disclosed_for: str | None = None
    notes: tuple[str, ...] = ()
    asked: dict[str, Any] = field(default_factory=dict)

    def with_rows(self, rows: tuple[dict[str, Any], ...], **changes: Any) -> "Table":
        """The same table with other rows, and whatever else changes with them."""
        return replace(self, rows=rows, **changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCells:
    """Counts of which shared figures are made: a column for each key and figure, never shown as they are.

    `columns` is a pyarrow Table of the keys (text) and the figures (whole numbers), n, people and cell_key among them,
    in no order; `asked` says what was asked for.
    """

    question: str
    keys: tuple[str, ...]
    figures: tuple[str, ...]
    columns: "pa.Table"
    store_version: int
    asked: dict[str, Any] = field(default_factory=dict)


OF_KIND = "\x1f"
"""In raw cells stands between a moment and one of its kinds, where it has several."""
KIND_COLUMN = "of_kind"
"""A column of raw cells: which kind of a moment they are of, "" for all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Readable):
    """One answer's words with their place: whose organisation, which question, what was removed, what was coded.

    Every column that its fields declare is read when an answer is shown. `alike` is how many more answers say nearly
    the same, where a search folded them into this one.
    """

    id: Id
    batch: Batch
    row: RowNumber
    kind: Kind
    language: Language
    unsure: Unsure
    removed: Removed
    redactor: RedactedBy
    coder: CodedBy
    codes: tuple[Code, ...]
    respondent: Respondent
    alike: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """Words that this scope may read; `total` counts all that match, None where it is not told.

    `people` are the respondents behind a search, until `insight` has handled small numbers.
    """

    items: tuple[Passage, ...]
    total: int | None
    store_version: int
    people: int | None = None
    disclosed_for: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A passage that can be pointed at later: ids, offsets, the words, and a keyed hash that shows they stand."""

    id: str
    batch: str
    start: int
    end: int
    passage: str
    hash: str

    @property
    def reference(self) -> str:
        """The reference that links use: feedback:ID."""
        return f"feedback:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One statement, frozen with its own table, question and date; small numbers are handled."""

    statement: str
    table: Table
    asked: dict[str, Any]
    on: date
