"""The council's home care survey: semicolons or tabs, several answers in a row, and who is answering."""

import csv
from collections.abc import Sequence
from pathlib import Path

from goldthread.demo.tellings import Telling


HEADER = (
    "Response ID",
    "Survey date",
    "Organisation code",
    "Service",
    "Team",
    "I am a",
    "Overall, how was your experience of home care?",
    "What was good about your care?",
    "What could we do better?",
    "Do you know who to ring if something goes wrong?",
    "Live alone?",
    "First language",
    "Age group",
    "Full postcode",
)
SCORES = {1: "Very good", 2: "Good", 3: "Neither good nor poor", 4: "Poor", 5: "Very poor", 6: "Don't know"}
ROLES = {"patient": "Person receiving care", "carer": "Friend or relative", "staff": "Staff member"}


def write(path: Path, tellings: Sequence[Telling], delimiter: str) -> Path:
    """The survey's export with this separator, in UTF-8 with a byte order mark."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        out.writerow(HEADER)
        out.writerows(_row(telling) for telling in tellings)
    return path


def _row(telling: Telling) -> tuple[str, ...]:
    return (
        telling.reference,
        f"{telling.date:%d-%b-%Y}",
        telling.service.organisation,
        telling.service.name,
        telling.team,
        ROLES[telling.role],
        SCORES[telling.score],
        telling.good,
        telling.better,
        telling.knew,
        telling.alone,
        "English",
        telling.age,
        telling.postcode,
    )
