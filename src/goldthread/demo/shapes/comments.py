"""FFT comments as a supplier sends them: one row per answer, ids like `XWR ED 528 - Q1`."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from goldthread.demo.places import organisation_name
from goldthread.demo.tellings import Telling
from goldthread.demo.voices import DECLINED


HEADER = (
    "comment_id",
    "trust",
    "organisation_name",
    "date",
    "service",
    "team",
    "question",
    "question_type",
    "fft_score",
    "text",
    "role",
    "channel",
    "age_band",
)
TEXT = HEADER.index("text")
WITHOUT_WORDS = ("", DECLINED)
GOOD, BETTER, WHY = "What was good?", "What could we do better?", "FFT Why?"
ROLES = {"patient": "Patient", "carer": "Relative or carer", "staff": "Staff"}


def write(path: Path, tellings: Iterable[Telling]) -> Path:
    """A UTF-8 CSV of all answers of these tellings."""
    return write_rows(path, rows(tellings))


def write_rows(path: Path, answers: Iterable[tuple[str, ...]]) -> Path:
    """A UTF-8 CSV of these rows under the header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows(answers)
    return path


def rows(tellings: Iterable[Telling]) -> Iterator[tuple[str, ...]]:
    """One row per answer, two answers per telling."""
    for telling in tellings:
        yield from _rows(telling)


def _rows(telling: Telling) -> Iterator[tuple[str, ...]]:
    asked = ((GOOD, "what_good", telling.good), (BETTER, "could_improve", telling.better))
    if telling.why:
        asked = ((WHY, "nonspecific", telling.why), asked[1])
    for position, (question, question_type, text) in enumerate(asked, 1):
        yield (
            f"{telling.reference} - Q{position}",
            telling.service.organisation,
            organisation_name(telling.service.organisation),
            f"{telling.date:%Y-%m-%d}",
            telling.service.name,
            telling.team,
            question,
            question_type,
            str(telling.score),
            text,
            ROLES[telling.role],
            telling.channel,
            telling.age,
        )
