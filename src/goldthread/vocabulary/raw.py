"""Feedback as its supplier wrote it: it may identify someone, so only the way in may hold it."""

import datetime
from dataclasses import dataclass
from typing import Literal

from goldthread.vocabulary.feedback import Answered, QuestionType, Role
from goldthread.vocabulary.measurement import Measurement


Precision = Literal["day", "month", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeedback:
    """One answer that one person gave, before identities are taken out.

    `text` is empty unless `answered` is "words". Missing values are empty strings; a missing date is None.
    `score` is the native answer as written or its native number ("1", "Extremely likely"), `scale` names its scale
    ("fft_2020", "fft_2013", "stars_5", "criticality", "other", "" for none): scales are never mixed.
    `about` holds personal characteristics as (name, value), `extra` every other column worth keeping.
    `external_id` and `respondent_id` are the supplier's own; `occurrence_key` is the raw row where there is no id.
    """

    text: str = ""
    answered: Answered = "words"
    question: str = ""
    question_type: QuestionType = "nonspecific"
    date: datetime.date | None = None
    date_precision: Precision = "none"
    organisation: str = ""
    organisation_name: str = ""
    site: str = ""
    service: str = ""
    team: str = ""
    score: str = ""
    scale: str = ""
    role: Role = "unknown"
    channel: str = ""
    about: tuple[tuple[str, str], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    external_id: str = ""
    respondent_id: str = ""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One non-blank record of a file, with everything it yielded.

    `number` is the line or row as a person counts it in a spreadsheet, from 1; `cells` are the values as read, for
    the file of rows to mend; `pieces` are answers and figures; `reason` is set where the row cannot be used
    ("date", "note", "repeated header", "ragged", "nothing in it", …) and then `pieces` is empty.
    """

    number: int
    sheet: str
    cells: tuple[str, ...]
    pieces: tuple[RawFeedback | Measurement, ...] = ()
    reason: str = ""
