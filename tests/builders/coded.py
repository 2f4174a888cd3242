"""Invented coded comments: three themes that anyone can tell apart, from as many people as asked for."""

import csv
from pathlib import Path
from random import Random

from goldthread.coding.training.labelled import Labelled


SAID = {
    "Staff manner & personal attributes": (
        "The nurse was kind and gentle",
        "Lovely staff who smiled at me",
        "They were so patient with my mother",
        "Every nurse was polite and warm",
    ),
    "Parking": (
        "I could not find anywhere to park",
        "The car park was full again",
        "Parking cost me six pounds",
        "No spaces in the car park by the clinic",
    ),
    "Food & drink provision & facilities": (
        "The soup was cold and dull",
        "Dinner came late and was cold",
        "More choice of meals please",
        "The breakfast on the ward was bland",
    ),
}
ENDS = ("today", "last week", "on Monday", "in June", "when I came", "as usual", "this time")
POINTS = dict(zip(SAID, ("1", "4", "4"), strict=True))


def coded(people: int = 60, seed: int = 1) -> list[Labelled]:
    """One comment of each person, its theme in turn."""
    mixed, labels = Random(seed), list(SAID)
    return [
        Labelled(
            id=f"XAA {n} - Q1",
            text=f"{mixed.choice(SAID[labels[n % 3]])} {mixed.choice(ENDS)}",
            question_type=("what_good", "could_improve", "nonspecific")[n % 3],
            service="Ward 7",
            score=POINTS[labels[n % 3]],
            labels=(labels[n % 3],),
            sentiment=POINTS[labels[n % 3]],
        )
        for n in range(people)
    ]


def write_coded(path: Path, rows: list[Labelled], named: dict[str, str] | None = None) -> Path:
    """The comments as a CSV file; `named` gives themes other names, and leaves out those it does not name."""
    with path.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out)
        sheet.writerow(["comment_id", "text", "question_type", "service", "fft_score", "labels", "sentiment"])
        for row in rows:
            labels = row.labels if named is None else [named[one] for one in row.labels if one in named]
            sheet.writerow(
                [row.id, row.text, row.question_type, row.service, row.score, "|".join(labels), row.sentiment]
            )
    return path
