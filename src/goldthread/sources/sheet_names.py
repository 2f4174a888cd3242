"""What the name of a sheet says: where care was given, and in which month or quarter."""

import re
from datetime import date

from goldthread.sources.dates import month_named, names_a_month
from goldthread.sources.restoring import restored


SAYS_NOTHING = re.compile(
    r"^(sheet|data|table|tab|results?|responses?|form|export|comments?|feedback|raw|all|master|report|survey|fft|page"
    r"|list|log|q\d|\d)|\d{4}",
    re.I,
)
WARD = re.compile(r"\b(ward|unit|clinic|team|practice|surgery|hospital|department|centre|theatre|service)\b", re.I)
EDGES = " -–—_,.()[]"


def month_of(name: str, title: str = "") -> date | None:
    """The first day of the month or quarter that a name says, by itself or beside a place; else None."""
    return _parted(name, title)[1]


def place_of(name: str) -> str:
    """The place that a name says, without its month or quarter; "" for a name that says nothing of a place."""
    place, month = _parted(restored(name), "")
    silent = not place or SAYS_NOTHING.search(place) or (month is None and names_a_month(name))
    return "" if silent else place


def is_ward(name: str) -> bool:
    """Whether a name says by itself that it is of a ward, a clinic or another place."""
    return WARD.search(place_of(name)) is not None


def _parted(name: str, title: str) -> tuple[str, date | None]:
    """A name as a place and a month: Ward 7 Q2 2025-26 is Ward 7, July 2025."""
    if whole := month_named(name, title):
        return "", whole
    words = name.split()
    for length in range(len(words) - 1, 0, -1):
        for place, month in ((words[:-length], words[-length:]), (words[length:], words[:length])):
            if found := month_named(" ".join(month).strip(EDGES)):
                return " ".join(place).strip(EDGES), found
    return " ".join(words), None
