"""A community survey by telephone after 48 hours at home: many questions, many left blank."""

import csv
from collections.abc import Sequence
from pathlib import Path

from goldthread.demo.tellings import Telling
from goldthread.demo.voices import DECLINED


HEADER = (
    "Respondent ID",
    "Organisation code",
    "Service",
    "Team",
    "Date completed",
    "Respondent type",
    "Overall experience",
    "Did you know who was coming, when, and who to ring?",
    "What went well?",
    "What could have been better?",
    "Age band",
)
SCORES = {1: "Very good", 2: "Good", 3: "Neither good nor poor", 4: "Poor", 5: "Very poor", 6: "Don't know"}
ROLES = {"patient": "Patient", "carer": "Carer", "staff": "Staff"}


def write(path: Path, tellings: Sequence[Telling]) -> Path:
    """The survey's CSV; what was not asked or not answered stays as its interviewers wrote it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows(_row(telling) for telling in tellings)
    return path


def _row(telling: Telling) -> tuple[str, ...]:
    knew = DECLINED if telling.number % 11 == 0 else telling.knew
    return (
        telling.reference,
        telling.service.organisation,
        telling.service.name,
        telling.team,
        f"{telling.date:%d/%m/%Y}",
        ROLES[telling.role],
        SCORES[telling.score],
        knew,
        telling.good,
        telling.better,
        telling.age,
    )
