"""The hospital's case system: complaints as their team logged them, with the screens' names in the headings."""

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random

from goldthread.demo.tellings import Telling


LOGGING, TEAM = "Complaint - Patient Relations Logging", "Complaint - Patient Relations Team Management"
HEADER = (
    f"{LOGGING} (Reference)",
    f"{LOGGING} (Date Received)",
    f"{LOGGING} (Organisation Code)",
    f"{LOGGING} (Specialty)",
    f"{LOGGING} (Ward)",
    f"{LOGGING} (Status of Complainant)",
    f"{LOGGING} (Type of Complaint/PALS)",
    f"{LOGGING} (Description of Complaint)",
    f"{TEAM} (Subjects (Complaint))",
    f"{TEAM} (Deadline Met)",
    f"{TEAM} (Outcome code (Complaint))",
)
ROLES = {"patient": "Patient", "carer": "Carer", "staff": "Other"}
OUTCOMES = ("Upheld", "Upheld", "Partially upheld", "Partially upheld", "Not upheld", "")
NO_CASES = ("Opened in error", "Withdrawn")


def write(path: Path, tellings: Sequence[Telling], chance: Random) -> Path:
    """The export: UTF-8 with a byte order mark, days first; the last two rows are no cases."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, lineterminator="\r\n")
        out.writerow(HEADER)
        for at, telling in enumerate(tellings):
            left = len(tellings) - at
            outcome = NO_CASES[left - 1] if left <= len(NO_CASES) < len(tellings) else chance.choice(OUTCOMES)
            out.writerow(_row(at, telling, outcome, chance))
    return path


def _row(at: int, telling: Telling, outcome: str, chance: Random) -> tuple[str, ...]:
    subject = (
        "Admissions, discharges and transfers" if telling.about_home else chance.choice(("Communications", "Staff"))
    )
    return (
        f"C{telling.date:%y}-{at + 101:04d}",
        f"{telling.date:%d/%m/%Y}",
        telling.service.organisation,
        telling.service.name,
        telling.team,
        ROLES[telling.role],
        chance.choice(("Formal", "Formal", "PALS")),
        telling.why,
        subject,
        chance.choice(("Yes", "Yes", "No")),
        outcome,
    )
