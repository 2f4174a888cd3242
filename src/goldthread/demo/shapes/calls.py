"""The call 48 hours after somebody went home: one question with fixed answers, few words, by telephone."""

import csv
from collections.abc import Sequence
from pathlib import Path

from goldthread.demo.tellings import Telling
from goldthread.demo.voices import DECLINED


QUESTION = "Before you left, did you know who was coming, when, and who to ring?"
HEADER = (
    "Call ID",
    "Organisation code",
    "Service",
    "Date of call",
    "Respondent type",
    "Overall experience",
    QUESTION,
    "What could have been better?",
)
SCORES = {1: "Very good", 2: "Good", 3: "Neither good nor poor", 4: "Poor", 5: "Very poor", 6: "Don't know"}
ROLES = {"patient": "Patient", "carer": "Carer", "staff": "Staff"}


def write(path: Path, tellings: Sequence[Telling]) -> Path:
    """The callers' list; hardly anybody says more than yes or no."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows(_row(telling) for telling in tellings)
    return path


def _row(telling: Telling) -> tuple[str, ...]:
    says_more = telling.about_home and telling.number % 100 == 0 and telling.better != DECLINED
    return (
        telling.reference,
        telling.service.organisation,
        telling.service.name,
        f"{telling.date:%d/%m/%Y}",
        ROLES[telling.role],
        SCORES[telling.score],
        telling.knew,
        telling.better if says_more else "",
    )
