"""The parts that a brief is made of: sentences, and disclosed tables with the headings that they are read under."""

from dataclasses import dataclass, field

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
        return [[row.get(name) for name, _ in self.columns] for row in self.table.rows]

    def as_dict(self) -> dict[str, object]:
        """The part for a program."""
        made: dict[str, object] = {"key": self.key, "title": self.title, "sentences": list(self.sentences)}
        if self.table is not None:
            made["disclosed_for"] = self.table.disclosed_for
            made["rows"] = [{name: row.get(name) for name, _ in self.columns} for row in self.table.rows]
        if self.passages:
            made["words"] = [
                {"id": f"feedback:{one.id}", "text": one.text, "date": one.date.isoformat() if one.date else None,
                 "organisation": one.organisation, "service": one.service, "role": one.role}
                for one in self.passages
            ]  # fmt: skip
        return made


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a brief looks at to say who was not heard: disclosed counts of answers by one thing."""

    name: str
    rows: tuple[tuple[str, int | None], ...]
    expected: tuple[str, ...] = field(default=())
    missing: int | None = 0
    """What it means that one is not in the rows: nobody where figures are exact, None where they are shared."""


def number(n: int | None, thing: str, things: str = "") -> str:
    """A count with its noun; one that is not shown is fewer than 5, or none."""
    if n is None:
        return f"fewer than 5 {things or thing + 's'}, or none"
    return f"{n:,} {thing if n == 1 else things or thing + 's'}"


def listed(words: list[str], joined: str = "and") -> str:
    """Words as people list them."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joined} {words[-1]}" if words else ""


def lower(text: str) -> str:
    """A label in the middle of a sentence."""
    return text.replace("_", " ")
