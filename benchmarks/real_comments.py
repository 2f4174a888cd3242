"""Real comments of the shared folder, in two halves by the people who wrote them: one to choose by, one to count by.

Nothing of them is kept: they are read where they lie.
"""

import csv
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as a coder reads it, who wrote it, and the kind of concern that was planted in it."""

    text: str
    question_type: str
    question: str
    score: str
    person: str
    kind: str = ""
    scale: str = ""
    service: str = ""


def halves(shared: Path) -> dict[str, tuple[list[Comment], list[Comment]]]:
    """Comments of each source: those to choose by, and those kept for figures. Raises FileNotFoundError."""
    made = {}
    for name, read in (("FFT", _fft), ("GP", _gp), ("mental health", _notts)):
        first: list[Comment] = []
        second: list[Comment] = []
        for one in read(shared / "data"):
            (second if zlib.crc32(f"{name}/{one.person}".encode()) % 2 else first).append(one)
        made[name] = (first, second)
    return made


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _fft(data: Path) -> Iterator[Comment]:
    for row in _rows(data / "fft_labelled_dev.csv"):
        if row["text"].strip():
            person = row["comment_id"].rsplit(" - ", 1)[0]
            yield Comment(
                row["text"], row["question_type"], row["question"], row["fft_score"], person, service=row["service"]
            )


def _gp(data: Path) -> Iterator[Comment]:
    for at, row in enumerate(_rows(data / "real" / "fft_text" / "gp_fft_comments_5_surgeries.csv")):
        for column, asked in (("free_text", "nonspecific"), ("do_better", "could_improve")):
            if row[column].strip():
                yield Comment(row[column], asked, "", "", str(at))


def _notts(data: Path) -> Iterator[Comment]:
    asked = {"best": "what_good", "improve": "could_improve"}
    for row in _rows(data / "real" / "trust_comments" / "notts_healthcare_comments_2015-04_2017-03.csv"):
        if row["comment_txt"].strip():
            yield Comment(row["comment_txt"], asked.get(row["comment_type"], ""), "", "", row["key_user"])
