"""Rows as a reader hands them to the way in: a test names only what matters to it."""

from datetime import date
from typing import Any

from goldthread.vocabulary import Measurement
from goldthread.vocabulary.raw import RawFeedback, RawRow


def answer(text: str = "The porter whistled all the way to theatre.", **given: Any) -> RawFeedback:
    usual: dict[str, Any] = {
        "organisation": "XWR",
        "service": "Therapies",
        "question": "What was good?",
        "question_type": "what_good",
        "date": date(2031, 5, 4),
        "date_precision": "day",
    }
    return RawFeedback(text=text, **(usual | given))


def figure(value: float | None = 93.0, **given: Any) -> Measurement:
    usual: dict[str, Any] = {
        "measure": "FFT positive",
        "unit": "percent",
        "organisation": "XWR",
        "period_start": date(2031, 5, 1),
        "period_end": date(2031, 5, 31),
    }
    return Measurement(value=value, **(usual | given))


def row(number: int, *pieces: RawFeedback | Measurement, reason: str = "", sheet: str = "") -> RawRow:
    """A row whose cells are what its pieces say, so that the same pieces make the same row."""
    cells = tuple(piece.text if isinstance(piece, RawFeedback) else str(piece.value) for piece in pieces)
    return RawRow(number=number, sheet=sheet, cells=cells or ("",), pieces=pieces, reason=reason)
