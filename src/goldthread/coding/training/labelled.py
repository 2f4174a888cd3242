"""Comments that people have coded, as training and evaluation read them."""

import csv
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from goldthread.vocabulary import UnreadableFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One coded comment: an Answer with its id, labels and sentiment ("" where none was given)."""

    id: str
    text: str
    question_type: str = ""
    question: str = ""
    score: str = ""
    scale: str = ""
    service: str = ""
    labels: tuple[str, ...] = ()
    sentiment: str = ""

    @property
    def respondent(self) -> str:
        """Who answered: the part of the id before " - Q"."""
        return self.id.rsplit(" - Q", 1)[0]


@dataclass(frozen=True, slots=True)
class Felt:
    """Feelings and moments of one comment; `feelings` maps a feeling to the words that show it."""

    id: str
    feelings: dict[str, str]
    touchpoints: tuple[str, ...]
    text: str = ""
    question_type: str = ""


def read_labelled(path: Path) -> list[Labelled]:
    """Coded comments of a CSV file.

    Takes: columns comment_id (or id), text, labels joined by |, and where there are any question_type, question,
    fft_score (or score), service, sentiment. Raises UnreadableFile, saying what is missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UnreadableFile(f"{path.name} cannot be read as a CSV file in UTF-8.") from None
    found = {name for row in rows[:1] for name in row if name}
    for wanted in (("text",), ("labels",), ("comment_id", "id")):
        if not found & set(wanted):
            raise UnreadableFile(
                f"{path.name} has no column {wanted[0]}.", "Coded comments need comment_id, text and labels."
            )
    made = [_labelled(row) for row in rows]
    if len({one.id for one in made}) < len(made):
        raise UnreadableFile(f"{path.name} holds an id more than once.", "Give each comment an id of its own.")
    return made


def _labelled(row: dict[str, object]) -> Labelled:
    def told(*names: str) -> str:
        return next((value for name in names if isinstance(value := row.get(name), str) and value), "")

    sentiment = told("sentiment").strip()
    return Labelled(
        id=told("comment_id", "id"),
        text=told("text"),
        question_type=told("question_type"),
        question=told("question"),
        score=told("fft_score", "score"),
        service=told("service"),
        labels=tuple(dict.fromkeys(label.strip() for label in told("labels").split("|") if label.strip())),
        sentiment=sentiment if sentiment in {"1", "2", "3", "4", "5"} else "",
    )


READINGS = Path(__file__).parents[1] / "definitions" / "readings" / "feelings-1.jsonl"
"""Feelings and moments that a language model read in published comments; a comment is named by `sealed_name` alone."""


def sealed_name(comment_id: str) -> str:
    """A name for a comment that says nothing to whoever does not hold the comments."""
    return hashlib.sha256(comment_id.encode()).hexdigest()[:16]


def our_readings(rows: Sequence[Labelled]) -> list[Felt]:
    """Readings that came with the package, of those comments that are among the rows."""
    known = {sealed_name(row.id): row for row in rows}
    held = [json.loads(line) for line in READINGS.read_text(encoding="utf-8").splitlines()]
    return [
        Felt(known[one["comment"]].id, dict.fromkeys(one["feelings"], ""), tuple(one["touchpoints"]))
        for one in held
        if one["comment"] in known
    ]


def read_felt(path: Path) -> list[Felt]:
    """Comments with feelings and moments, one JSON object a line. Raises UnreadableFile."""
    try:
        held = [json.loads(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        return [
            Felt(
                one["comment_id"],
                {f["feeling"]: f.get("words", "") for f in one["feelings"]},
                tuple(one["touchpoints"]),
                one.get("text", ""),
                one.get("question_type", ""),
            )
            for one in held
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableFile(
            f"{path.name} cannot be read as feelings.",
            "Each line is one JSON object with comment_id, feelings and touchpoints.",
        ) from None


def marked(rows: Sequence[Labelled], labels: Sequence[str]) -> NDArray[np.int8]:
    """Labels as 0 and 1 (n, labels). Raises UnreadableFile for a label that the framework does not have."""
    at = {label: number for number, label in enumerate(labels)}
    made = np.zeros((len(rows), len(labels)), np.int8)
    for number, row in enumerate(rows):
        for label in row.labels:
            if label not in at:
                raise UnreadableFile(
                    "A comment carries a label that the framework does not have.",
                    "Spell labels as the framework does, or train with a framework of your own.",
                )
            made[number, at[label]] = 1
    return made


def folds(respondents: Sequence[str], count: int = 5) -> NDArray[np.int64]:
    """Which fold each comment is in: all of one respondent in one, sizes even, the same on every run."""
    sizes: dict[str, int] = {}
    for one in respondents:
        sizes[one] = sizes.get(one, 0) + 1
    shuffled = sorted(sizes, key=lambda one: (-sizes[one], _mixed(one)))
    held = [0] * count
    home = {}
    for one in shuffled:
        least = held.index(min(held))
        home[one] = least
        held[least] += sizes[one]
    return np.array([home[one] for one in respondents], np.int64)


def _mixed(text: str) -> int:
    """A number that mixes a text's letters well and is the same on every machine."""
    return zlib.crc32(text.encode())
