"""Numbers, days and labels in words that people use."""

from datetime import date

from goldthread import coding
from goldthread.insight import FEWER, said
from goldthread.vocabulary import Code
from goldthread.web.opened import coded_by


HIDDEN = "few"
"""A count that is not shown, in a table that says what it means."""
SENTIMENTS = {
    "1": "Very positive",
    "2": "Positive",
    "3": "Neutral or mixed",
    "4": "Negative",
    "5": "Very negative",
}


def number(value: int | None) -> str:
    return FEWER if value is None else f"{value:,}"


def figure(value: int | None, at_least: bool = False) -> str:  # noqa: FBT001, FBT002  # a filter of templates
    """A count in a sentence: at least so many where it is a sum of what several places show."""
    return said(value, at_least=at_least)


def count(value: int | None) -> str:
    """A count in a table that says what few means."""
    return HIDDEN if value is None else f"{value:,}"


def percent(value: float | None) -> str:
    return "–" if value is None else "less than 1%" if 0 < value < 1 else f"{value:.0f}%"


def day(value: date | None, precision: str = "day") -> str:
    if value is None:
        return "No date given"
    return f"{value.day} {value:%B %Y}" if precision == "day" else f"{value:%B %Y}"


def iso_day(value: str) -> str:
    """A day as a machine writes it, in words."""
    return day(date.fromisoformat(value[:10]))


def month(value: str) -> str:
    return f"{date.fromisoformat(value + '-01'):%B %Y}" if value else "No date given"


def plain(value: str) -> str:
    """A key as words: listened_to becomes Listened to."""
    return value.replace("_", " ").capitalize()


def sureness(value: float) -> str:
    return "quite sure" if value >= 0.75 else "fairly sure" if value >= 0.5 else "not very sure"


def how_sure(framework: str, label: str = "", by: str = "") -> str:
    """How often a suggestion is right and how many are found, in a few words; "" where nothing is known.

    Takes: `by`, the version of the coder that suggested it; without one, what coded all that is here.
    """
    sure = coding.how_sure(framework, label, coding.kind_of([by]) if by else coded_by())
    return sure.brief if sure else ""


def how_sure_in_full(framework: str, label: str = "") -> str:
    """The same as sentences, of what coded all that is here."""
    sure = coding.how_sure(framework, label, coded_by())
    return sure.sentence if sure else ""


def cell(value: object) -> str:
    return (
        HIDDEN
        if value is None
        else percent(value)
        if isinstance(value, float)
        else (number(value) if isinstance(value, int) else str(value))
    )


def sentiment(code: Code | str) -> str:
    return SENTIMENTS.get(code if isinstance(code, str) else code.label, "Not rated")


def teller(role: str) -> str:
    """Who told us, in words; "" where nobody said."""
    return {"patient": "a patient", "carer": "a carer", "staff": "a member of staff"}.get(role, "")


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
