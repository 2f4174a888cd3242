"""Feedback as its supplier wrote it: it may identify someone, so only the way in may hold it."""

from dataclasses import dataclass

from goldthread.vocabulary.feedback import Told
from goldthread.vocabulary.measurement import Measurement


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeedback(Told):
    """One answer that one person gave, before identities are taken out.

    `external_id` and `respondent_id` are the supplier's own; neither is kept as it is.
    """

    external_id: str = ""
    respondent_id: str = ""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One non-blank record of a file, with everything it yielded.

    `number` is the line or row as a person counts it in a spreadsheet, from 1; `cells` are the values as read, for
    the file of rows to mend; `pieces` are answers and figures; `reason` is set where the row cannot be used
    ("date", "note", "repeated header", "ragged", "nothing in it", …) and then `pieces` is empty: `whose` is what could
    be read of it all the same, for nothing but knowing somebody again who has withdrawn.
    """

    number: int
    sheet: str
    cells: tuple[str, ...]
    pieces: tuple[RawFeedback | Measurement, ...] = ()
    reason: str = ""
    whose: tuple[RawFeedback, ...] = ()
