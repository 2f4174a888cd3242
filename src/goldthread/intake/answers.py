"""What a process that reads files answers: what a file is, some of its rows, or why it is not read."""

import pickle
from dataclasses import dataclass
from typing import IO

from goldthread import sources
from goldthread.intake.messages import get
from goldthread.vocabulary import PlainError
from goldthread.vocabulary.raw import RawRow


TOO_LARGE = ("The file needs more memory than a file may have.", "Save the sheet with the data by itself, or as CSV.")


@dataclass(frozen=True)
class FoundAnswers:
    """What a file is; its rows follow when they are asked for."""

    kind: str
    profile: sources.Profile
    notes: tuple[str, ...]
    header: tuple[str, ...]
    headers: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Rows:
    """Some rows; none where there are no more."""

    rows: list[RawRow]


@dataclass(frozen=True)
class Refused:
    """Why a file is not read, so that the same error can be raised elsewhere."""

    kind: type[Exception]
    sentence: str
    remedy: str = ""
    profile: sources.Profile | None = None
    number: int = 0
    file: str = ""

    def error(self) -> Exception:
        """The error."""
        if self.kind is OSError:
            return OSError(self.number, self.sentence, self.file or None)
        if not issubclass(self.kind, PlainError):
            return self.kind(self.sentence)
        more = () if self.profile is None else (self.profile,)
        return self.kind(self.sentence, self.remedy, *more)


Answer = FoundAnswers | Rows | Refused


def answer_of(stream: IO[bytes]) -> Answer | None:
    """One answer of such a process, or None where it has ended."""
    message = get(stream)
    if message is None:
        return None
    answer: Answer = pickle.loads(message)
    return answer
