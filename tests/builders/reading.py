"""Reading a made file whole, and asking simple things of what came of it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldthread import sources
from goldthread.vocabulary import Measurement
from goldthread.vocabulary.raw import RawFeedback, RawRow


@dataclass
class Read:
    """A file that was read to its end."""

    reading: sources.Reading
    rows: list[RawRow]

    @property
    def answers(self) -> list[RawFeedback]:
        return [piece for row in self.rows for piece in row.pieces if isinstance(piece, RawFeedback)]

    @property
    def figures(self) -> list[Measurement]:
        return [piece for row in self.rows for piece in row.pieces if isinstance(piece, Measurement)]

    @property
    def texts(self) -> list[str]:
        return [answer.text for answer in self.answers]

    @property
    def reasons(self) -> dict[str, int]:
        return dict(Counter(row.reason for row in self.rows if row.reason))

    @property
    def notes(self) -> str:
        return " ".join(self.reading.notes)


def read(path: Path, **how: Any) -> Read:
    """Read a file to its end."""
    reading = sources.read(path, **how)
    return Read(reading, list(reading.rows()))
