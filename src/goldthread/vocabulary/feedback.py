"""Feedback without identities: the noun that flows through coding into evidence."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


Answered = Literal["words", "blank", "declined", "withheld"]
"""words: something was written; blank: nothing; declined: "Did not answer" and the like; withheld: a language that
cannot be redacted, counted without its words."""

QuestionType = Literal["what_good", "could_improve", "nonspecific"]
Role = Literal["patient", "carer", "staff", "unknown"]


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed and where: `start` and `end` point at the token in the redacted text."""

    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The opaque ids that intake gives a piece before it is de-identified (CONTRACTS §2); 32 hex digits each."""

    id: str
    respondent: str
    fingerprint: str
    batch: str
    row: int
    kind: str
    issuer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One answer that one person gave, identities taken out; made only by `deidentify`.

    Missing values are empty strings; a missing date is None. `text` is empty unless `answered` is "words".
    `unsure` is true where the text was too short or too mixed to tell its language: it was redacted as English.
    """

    identity: Identity
    text: str
    answered: Answered
    question: str
    question_type: QuestionType
    date: date | None
    date_precision: str
    organisation: str
    organisation_name: str
    site: str
    service: str
    team: str
    score: str
    scale: str
    role: Role
    channel: str
    about: tuple[tuple[str, str], ...]
    extra: tuple[tuple[str, str], ...]
    language: str
    unsure: bool
    removed: tuple[Removal, ...]
    redactor: str
