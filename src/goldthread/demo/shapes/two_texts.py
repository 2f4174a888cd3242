"""FFT answers as practices keep them: two free texts in one row, the old scale's words, no ids, Windows habits."""

import csv
from collections.abc import Sequence
from pathlib import Path

from goldthread.demo.tellings import Telling
from goldthread.demo.voices import DECLINED


HEADER = ("time", "rating", "free_text", "do_better", "organisation_code", "service", "team", "completed_by")
OLD_WORDS = {
    1: "Extremely likely",
    2: "Likely",
    3: "Neither likely nor unlikely",
    4: "Unlikely",
    5: "Extremely unlikely",
    6: "Don't know",
}
ROLES = {"patient": "Patient", "carer": "Relative or carer", "staff": "Staff"}


def write(path: Path, tellings: Sequence[Telling], encoding: str, delimiter: str = ",") -> Path:
    """The file of these tellings in this encoding, with CR LF at each line's end; what it lacks becomes `?`."""
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        out = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        out.writerow(HEADER)
        for telling in tellings:
            out.writerow(_row(telling))
    return path


def _row(telling: Telling) -> tuple[str, ...]:
    minute = telling.number * 7 % 600
    return (
        f"{telling.date:%d/%m/%Y} {8 + minute // 60:02d}:{minute % 60:02d}",
        OLD_WORDS[telling.score],
        _curly(telling.good),
        _curly(telling.better),
        telling.service.organisation,
        telling.service.name,
        telling.team,
        ROLES[telling.role],
    )


def _curly(text: str) -> str:
    return "" if text == DECLINED else text.replace("'", "\u2019")
