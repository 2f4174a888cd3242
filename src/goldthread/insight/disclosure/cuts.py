"""The closed list of cuts that shared figures are given for (CONTRACTS §5 a)."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from goldthread.vocabulary import Cut, PlainError


MOODS = (("1", "2"), ("3",), ("4", "5"))
"""Good, mixed and hard: sentiments that make one label together."""
SPLITS = ("month", "organisation", "service", "role", "kind")
CHOICES = (
    "Choose one role or all, one kind of feedback or all, one theme, feeling, moment or mood, and one calendar month, "
    "one financial year (April to March) or all time."
)


class NotShared(PlainError):
    """A cut that shared figures are not given for."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Shared figures cannot be narrowed to {what}.", CHOICES)


def check(cut: Cut, by: Iterable[str] = ()) -> None:
    """Let a cut pass if it is on the closed list. Several organisations, services and moments are summed elsewhere.

    Raises: NotShared, which says what there is to choose from.
    """
    wrong = _wrong(cut)
    if wrong:
        raise NotShared(wrong)
    for name in by:
        if name not in SPLITS and not name.startswith("about:"):
            raise NotShared(f"each {name.partition(':')[2] or name.replace('_', ' ')}")


def _wrong(cut: Cut) -> str:
    """What a cut asks for that is not on the list, in words; nothing where it is."""
    tests = (
        (bool(cut.teams), "a team"),
        (bool(cut.question_types), "one question"),
        (bool(cut.batch), "one import"),
        (len(cut.roles) > 1, "several roles at once"),
        (len(cut.kinds) > 1, "several kinds of feedback at once"),
        (labels(cut) > 1, "several themes, feelings, moments or moods at once"),
        (bool(cut.sentiments) and cut.sentiments not in MOODS, "one point of the mood scale"),
        (not is_period(cut.since, cut.until), "these days"),
    )
    return next((said for is_wrong, said in tests if is_wrong), "")


def labels(cut: Cut) -> int:
    """How many labels a cut names; a mood is one, a moment of a pathway is one."""
    named = len(cut.themes) + len(cut.feelings) + len(cut.touchpoints)
    return named + bool(cut.sentiments) + bool(cut.touchpoint)


def is_period(since: date | None, until: date | None) -> bool:
    """Whether two inclusive days are one calendar month, one financial year, or no limit at all."""
    if since is None or until is None:
        return since is None and until is None
    return _is_month(since, until) or (since, until) == financial_year(since)


def _is_month(since: date, until: date) -> bool:
    last = monthrange(since.year, since.month)[1]
    return since.day == 1 and until == since.replace(day=last)


def financial_year(day: date) -> tuple[date, date]:
    """The first and the last day of the financial year that holds a day: 1 April to 31 March."""
    first = day.year if day.month >= 4 else day.year - 1
    return date(first, 4, 1), date(first + 1, 3, 31)
