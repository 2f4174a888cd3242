"""The closed list of cuts that shared figures are given for (CONTRACTS §5 a, decision 0026)."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date

from goldthread.vocabulary import Cut, NotShared, filters


MOODS = (("1", "2"), ("3",), ("4", "5"))
"""Good, mixed and hard: sentiments that make one label together."""
SPLITS = ("month", "organisation", "service", "role", "kind")
FILTERS = frozenset(
    {
        "organisations",
        "services",
        "pathway",
        "touchpoint",
        "touchpoints",
        "themes",
        "feelings",
        "sentiments",
        "roles",
        "kinds",
        "since",
        "until",
    }
)
"""The filters that shared figures can be narrowed by; any other is refused."""
MOST_LABELS = 2
"""A theme with its mood, or a moment with a feeling; never a third label."""
CHOICES = (
    "Choose one role or all, one theme, feeling, moment or mood, and one calendar month, one financial year (April to "
    "March) or all time. A kind of feedback goes with a place, and with a financial year or all time."
)


def check(cut: Cut, labelled: int = 0) -> None:
    """Let a cut pass if it is on the closed list. Several organisations, services and moments are summed elsewhere.

    Takes: how many labels each figure of the question has of its own. Raises: NotShared, which says what there is.
    """
    if wrong := _refused(cut, labelled):
        raise NotShared(wrong, CHOICES)


def why_not_shared(cut: Cut, labelled: int = 0) -> str:
    """Why a cut is not on the closed list, in a sentence; "" where it is."""
    return f"{wrong} {CHOICES}" if (wrong := _refused(cut, labelled)) else ""


def unlisted(cut: Cut, by: Collection[str], labelled: int = 0) -> str:
    """What a split asks for that is not on the closed list, in words; "" where all of it is."""
    for name in by:
        if name not in SPLITS and not name.startswith("about:"):
            return f"each {name.partition(':')[2] or name.replace('_', ' ')}"
    crossed = cut.roles or is_month(cut) or labels(cut) or labelled or not {"organisation", "service", "kind"} >= {*by}
    return "each kind of feedback beside a role, a month or a label" if "kind" in by and crossed else ""


def _refused(cut: Cut, labelled: int) -> str:
    wrong = _wrong(cut, labelled)
    return f"Shared figures cannot be narrowed to {wrong}." if wrong else ""


def _wrong(cut: Cut, labelled: int) -> str:
    """What a cut asks for that is not on the list, in words; nothing where it is."""
    named = labels(cut)
    strange = ((name, one) for name, one in filters(type(cut)).items() if name not in FILTERS and getattr(cut, name))
    tests = (
        *((True, f"one {one.label.lower() if one else name}") for name, one in strange),
        (len(cut.roles) > 1, "several roles at once"),
        (len(cut.kinds) > 1, "several kinds of feedback at once"),
        (named > 1, "several themes, feelings, moments or moods at once"),
        (named + labelled > MOST_LABELS, "a theme, feeling or mood beside moments with their feelings"),
        (bool(cut.sentiments) and cut.sentiments not in MOODS, "one point of the mood scale"),
        (not is_period(cut.since, cut.until), "these days"),
        (bool(cut.kinds) and bool(cut.roles or named or labelled or is_month(cut)), "a kind of feedback beside these"),
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
    return _is_month(since, until) or is_financial_year(since, until)


def is_month(cut: Cut) -> bool:
    """Whether a cut is of one calendar month."""
    return cut.since is not None and cut.until is not None and _is_month(cut.since, cut.until)


def _is_month(since: date, until: date) -> bool:
    last = monthrange(since.year, since.month)[1]
    return since.day == 1 and until == since.replace(day=last)


def is_financial_year(since: date, until: date) -> bool:
    """Whether two inclusive days are 1 April and the 31 March after it, in any year that a calendar has."""
    return (since.month, since.day, until.month, until.day) == (4, 1, 3, 31) and until.year == since.year + 1


def financial_year(day: date) -> tuple[date, date]:
    """The first and the last day of the financial year that holds a day: 1 April to 31 March."""
    first = day.year if day.month >= 4 else day.year - 1
    return date(first, 4, 1), date(first + 1, 3, 31)
