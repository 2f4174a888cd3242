"""Coding a table of comments: one CSV file in, one out, in step, with memory that stays flat."""

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

import numpy as np

from goldthread.coding.models.linear import Coder
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS, Code, UnreadableFile, WorkspaceProblem


COLUMNS = ("id", "themes", "sentiment", "feelings", "touchpoints")
AT_ONCE = 4096
SHOWN = 0.05
"""Probabilities below this are left out."""

LONGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment of a table: an Answer with its id."""

    id: str
    text: str
    question_type: str
    question: str
    score: str
    scale: str
    service: str


Lines = Callable[[Sequence[CommentRow]], Iterable[tuple[str, ...]]]
"""Makes the lines of some comments, in their order."""


def code_table(source: Path | str, out: Path | str, coder: Coder, *, probabilities: bool = False) -> int:
    """Code each comment of a CSV file: every id once, in the order of the file.

    Takes: columns id and text, and where there are any question_type, question, score (FFT 1-5; anything else acts
    as empty) and service; names of coded comments (comment_id, fft_score) will do. Gives the number of comments.
    Raises UnreadableFile for a file that cannot be used, and then writes nothing; WorkspaceProblem where `out` cannot
    be written.
    """

    def lines(part: Sequence[CommentRow]) -> list[tuple[str, ...]]:
        coded = [_line(row.id, codes) for row, codes in zip(part, coder.code(part), strict=True)]
        if not probabilities:
            return coded
        chances = coder.theme_probabilities(part)
        return [(*line, _chances(one, coder.labels)) for line, one in zip(coded, chances, strict=True)]

    return copy_table(source, out, (*COLUMNS, "theme_p") if probabilities else COLUMNS, lines)


def copy_table(source: Path | str, out: Path | str, heading: Sequence[str], lines: Lines) -> int:
    """Write a line for each comment of a CSV file, in its order; gives the number of comments.

    Takes: what makes the lines of some comments. Raises UnreadableFile for a file that cannot be used, and then writes
    nothing; WorkspaceProblem where `out` cannot be written.
    """
    path, target = Path(source), Path(out)
    part = target.with_name(target.name + ".part")
    try:
        with _opened(path) as held, part.open("w", encoding="utf-8", newline="") as sheet:
            count = _copy(_rows(held, path.name), sheet, heading, lines)
        os.replace(part, target)
        return count
    except OSError as error:
        raise WorkspaceProblem(f"{target.name} cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _opened(path: Path) -> IO[str]:
    try:
        return path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise UnreadableFile(f"{path.name} cannot be opened: {error.strerror}.") from None


def _rows(lines: IO[str], name: str) -> Iterator[CommentRow]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.DictReader(lines)
    seen: set[str] = set()
    try:
        named = set(reader.fieldnames or ())
        if missing := [one for one in (("id", "comment_id"), ("text",)) if not named.intersection(one)]:
            raise UnreadableFile(
                f"{name} has no column {missing[0][0]}.", "The first row must name the columns: id, text, and so on."
            )
        for held in reader:
            row = _row(held)
            if row.id in seen:
                raise UnreadableFile(f"{name} holds an id twice, again in line {reader.line_num}.", "Ids must differ.")
            seen.add(row.id)
            yield row
    except UnicodeDecodeError:
        raise UnreadableFile(f"{name} is not written in UTF-8.", "Save it as CSV UTF-8.") from None
    except csv.Error:
        raise UnreadableFile(
            f"{name} cannot be read as CSV near line {reader.line_num}.", "Open and save it as CSV UTF-8."
        ) from None


def _row(held: dict[str, Any]) -> CommentRow:
    def told(*names: str) -> str:
        return next((value for name in names if isinstance(value := held.get(name), str) and value), "")

    return CommentRow(
        id=told("id", "comment_id"),
        text=told("text"),
        question_type=told("question_type").strip(),
        question=told("question"),
        score=told("score", "fft_score"),
        scale="",
        service=told("service"),
    )


def _copy(rows: Iterator[CommentRow], sheet: IO[str], heading: Sequence[str], lines: Lines) -> int:
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(heading)
    count = 0
    while part := list(islice(rows, AT_ONCE)):
        writer.writerows(lines(part))
        count += len(part)
    return count


def _line(key: str, codes: tuple[Code, ...]) -> tuple[str, ...]:
    found: dict[str, list[str]] = {THEMES: [], SENTIMENT: [], FEELINGS: [], TOUCHPOINTS: []}
    for code in codes:
        found.setdefault(code.framework, found[THEMES]).append(code.label)
    return (key, *("|".join(found[one]) for one in (THEMES, SENTIMENT, FEELINGS, TOUCHPOINTS)))


def _chances(one: Any, labels: tuple[str, ...]) -> str:
    return "|".join(f"{labels[at]}={one[at]:.4f}" for at in np.flatnonzero(one >= SHOWN))
