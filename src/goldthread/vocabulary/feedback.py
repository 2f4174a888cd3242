"""Feedback without identities: the noun that flows through coding into evidence. Its fields declare its columns."""

import datetime
from dataclasses import dataclass
from typing import Annotated, Literal

from goldthread.vocabulary.columns import Column, told


Answered = Literal["words", "blank", "declined", "withheld"]
"""words: something was written; blank: nothing; declined: "Did not answer" and the like; withheld: a language that
cannot be redacted, counted without its words."""

QuestionType = Literal["what_good", "could_improve", "suggestion", "nonspecific"]
"""What a question asks for. An answer to one that asks for suggestions is an idea and no experience: it has no mood."""

Role = Literal["patient", "carer", "staff", "unknown"]
Precision = Literal["day", "month", "none"]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed and where: `start` and `end` point at the token in the redacted text."""

    type: str
    start: int
    end: int


Id = Annotated[
    str, Column(origin="identity", missing="", counted=True, rollup="row", indexed="id", looked_up=True, traced=True)
]
Respondent = Annotated[str, Column(origin="identity", missing="", rollup="row", looked_up=True)]
Batch = Annotated[
    str,
    Column(
        origin="identity", missing="", counted=True, rollup="dimension", indexed="batch", statistics=True, traced=True
    ),
]
RowNumber = Annotated[int, Column(origin="identity", missing=0)]
Kind = Annotated[
    str,
    Column(
        origin="identity",
        missing="",
        counted=True,
        split=True,
        rollup="dimension",
        indexed="kind",
        statistics=True,
        digest=1,
    ),
]

Language = Annotated[str, Column(origin="redactor", missing="", digest=18)]
Unsure = Annotated[bool, Column(origin="redactor", missing=False)]
Removed = Annotated[tuple[Removal, ...], Column(origin="redactor", missing=(), made_from="text")]
CodedBy = Annotated[str, Column(origin="coder", missing="", traced=True)]
RedactedBy = Annotated[str, Column(origin="redactor", missing="", traced=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The opaque ids that intake gives a piece before it is de-identified (CONTRACTS §2); 32 hex digits each."""

    id: Id
    respondent: Respondent
    fingerprint: Annotated[str, Column(origin="identity", missing="")]
    batch: Batch
    row: RowNumber
    kind: Kind
    issuer: Annotated[str, Column(origin="identity", missing="", digest=2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """What a supplier told with an answer, and what is shown to whoever may read it.

    `score` is the native answer as written or its native number ("1", "Extremely likely"), `scale` names its scale
    ("fft_2020", "fft_2013", "stars_5", "of_5_best_5", "of_5_best_1", "of_10_best_10", "of_10_best_1", "faces_5",
    "satisfaction_5" and the others of `scale_words`, "criticality", "other", "" for none): scales are never mixed.
    """

    text: Annotated[str, told(redacted="words", heading=False, indexed="words", fingerprint=1, digest=13)] = ""
    organisation: Annotated[
        str,
        told(
            redacted="never",
            counted=True,
            split=True,
            rollup="dimension",
            indexed="organisation",
            statistics=True,
            fingerprint=4,
            digest=3,
        ),
    ] = ""
    organisation_name: Annotated[str, told(redacted="label", digest=4, made_from="organisation")] = ""
    service: Annotated[
        str,
        told(
            redacted="label", counted=True, split=True, rollup="dimension", indexed="service", fingerprint=6, digest=6
        ),
    ] = ""
    team: Annotated[str, told(redacted="label", counted=True, split=True, rollup="row", fingerprint=7, digest=7)] = ""
    date: Annotated[
        datetime.date | None,
        told(redacted="never", counted=True, rollup="month", indexed="day", statistics=True, fingerprint=3, digest=8),
    ] = None
    date_precision: Annotated[Precision, told(redacted="never", heading=False, digest=9, made_from="date")] = "none"
    question: Annotated[str, told(redacted="label", digest=10)] = ""
    question_type: Annotated[
        QuestionType, told(redacted="never", counted=True, split=True, rollup="row", digest=11)
    ] = "nonspecific"
    score: Annotated[
        str, told(redacted="never", counted=True, split=True, rollup="facet", fingerprint=8, digest=14)
    ] = ""
    scale: Annotated[
        str, told(redacted="never", heading=False, counted=True, rollup="facet", fingerprint=9, digest=15)
    ] = ""
    role: Annotated[
        Role,
        told(redacted="never", counted=True, split=True, rollup="dimension", indexed="role", fingerprint=10, digest=16),
    ] = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Readable):
    """Everything that a supplier told with an answer. Missing values are empty strings; a missing date is None.

    `text` is empty unless `answered` is "words". `about` holds personal characteristics as (name, value), `extra` every
    other column worth keeping.
    """

    answered: Annotated[
        Answered, told(redacted="never", heading=False, counted=True, rollup="facet", fingerprint=2, digest=12)
    ] = "words"
    site: Annotated[str, told(redacted="label", fingerprint=5, digest=5)] = ""
    channel: Annotated[str, told(redacted="label", counted=True, split=True, fingerprint=11, digest=17)] = ""
    about: Annotated[Pairs, told(redacted="values", heading=False, counted=True, fingerprint=12, digest=19)] = ()
    extra: Annotated[
        Pairs, told(redacted="values", heading=False, counted=True, rollup="facet", fingerprint=13, digest=20)
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Told):
    """One answer that one person gave, identities taken out; made only by `deidentify`.

    `unsure` is true where the text was too short or too mixed to tell its language: it was redacted as English.
    """

    identity: Identity
    language: Language
    unsure: Unsure
    removed: Removed
    redactor: RedactedBy
