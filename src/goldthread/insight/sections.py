"""The parts that a brief is made of: sentences, and disclosed tables with the headings that they are read under."""

from dataclasses import dataclass, field

from goldthread.insight.disclosure import said
from goldthread.vocabulary import Passage, Table


NAMES = {"patient": "Patients", "carer": "Carers", "staff": "Staff"}


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of a brief. `columns` are pairs of a table's column and its heading, in the order to be read."""

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    table: Table | None = None
    columns: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()

    def rows(self) -> list[list[object]]:
        """The table's cells in the order of the columns; None is hidden. Empty without a table."""
        if self.table is None:
            return []
        return [[_cell(name, row.get(name)) for name, _ in self.columns] for row in self.table.rows]

    @property
    def few(self) -> str:
        """What *few* means in this part's table, "" where nothing in it is hidden."""
        hidden = any(cell is None for row in self.rows() for cell in row)
        return f"Few means: {self._fewer}." if hidden and not self.silence else ""

    @property
    def silence(self) -> str:
        """That no row of this part's table shows how many there are, said once in place of the table; else ""."""
        rows = self.table.rows if self.table else ()
        return f"Every count here is {self._fewer}." if rows and all(row.get("n") is None for row in rows) else ""

    @property
    def _fewer(self) -> str:
        return said(None, at_least=bool(self.table and self.table.asked.get("at_least")))

    def as_dict(self) -> dict[str, object]:
        """The part for a program."""
        made: dict[str, object] = {"key": self.key, "title": self.title, "sentences": list(self.sentences)}
        if self.table is not None:
            made["disclosed_for"] = self.table.disclosed_for
            made["exact"], made["at_least"] = (bool(self.table.asked.get(name)) for name in ("exact", "at_least"))
            made["notes"] = list(self.table.notes)
            made["rows"] = [{name: row.get(name) for name, _ in self.columns} for row in self.table.rows]
        if self.passages:
            made["words"] = [
                {
                    "id": f"feedback:{one.id}",
                    "question": one.question,
                    "text": one.text,
                    "date": _when(one),
                    "organisation": one.organisation,
                    "service": one.service,
                    "role": one.role,
                }
                for one in self.passages
            ]
        return made


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a brief looks at to say who was not heard: disclosed counts of answers by one thing."""

    name: str
    rows: tuple[tuple[str, int | None], ...]
    expected: tuple[str, ...] = field(default=())
    missing: int | None = 0
    """What it means that one is not in the rows: nobody where figures are exact, None where they are shared."""
    answers: int | None = None
    """How many answers there are in all; None where too few to show."""


def few_said(table: Table, did: str) -> str:
    """That so few or none did something, as a sentence; of a sum, in each place."""
    where = " in each place" if table.asked.get("at_least") else ""
    return f"Fewer than five people{where} {did}, or none."


def amount(table: Table, thing: str, things: str) -> str:
    """How many a table is out of, with their noun: at least so many, where it is a sum."""
    n, summed = table.denominator, bool(table.asked.get("at_least"))
    if n is None and summed:
        return f"fewer than 5 {things} in each place, or none"
    return ("at least " if summed else "") + number(n, thing, things)


def number(n: int | None, thing: str, things: str = "") -> str:
    """A count with its noun; one that is not shown is fewer than 5, or none."""
    if n is None:
        return f"fewer than 5 {things or thing + 's'}, or none"
    return f"{n:,} {thing if n == 1 else things or thing + 's'}"


def upper(text: str) -> str:
    """A sentence with its capital."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """A label in the middle of a sentence."""
    return text.replace("_", " ")


def _when(passage: Passage) -> str | None:
    """The day of an answer, or its month where no day is known or may be."""
    if passage.date is None:
        return None
    return passage.date.isoformat() if passage.date_precision == "day" else f"{passage.date:%Y-%m}"


def _cell(name: str, value: object) -> object:
    """A cell as it is read; a share that is not given is a dash, since only counts are few."""
    return "–" if name == "share" and value is None else value
