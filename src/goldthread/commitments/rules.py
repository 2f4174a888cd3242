"""What a clause comes to, when it is agreed, when a result is late: plain functions of facts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from goldthread.vocabulary import WrongUsage
from goldthread.vocabulary.measures import MONTHS_OF, Period


CAPACITIES = (
    ("co-ordinating commissioner", "Co-ordinating commissioner"),
    ("commissioner", "Commissioner"),
    ("provider", "Provider"),
    ("sub-contractor", "Sub-contractor"),
    ("council", "Council"),
)
PAYS = frozenset({"co-ordinating commissioner", "commissioner", "council"})
GIVES = frozenset({"provider", "sub-contractor"})
"""Capacities that give the care: they report results, and add context before others see them."""
STATUSES = {"met": "Met", "not met": "Not met", "too few": "Too few to say"}
REPORTED = "reported"
"""Where a result comes from that its provider reported."""
RECHECKS = (3, 6, 12)
"""Months after an action was done at which it is asked about again."""
ENOUGH = 10
"""Replies that a period needs before it says anything."""
GROUPS = (("staff", "Staff"), ("carer", "Carers"), ("patient", "Patients"))
"""Who can be compared in how they answer one question."""
REPORT_DAYS = 15
"""Days after a period's end, or after the clause was signed, on which a reported result is late."""
MOST_COUNTED = 100_000_000
"""The largest count that a form, a file or a command takes."""
QUARTER_MONTHS = (1, 4, 7, 10)
"""The months in which quarters begin: those of the calendar, which are those of the financial year from April."""
MONTH = re.compile(r"2[01]\d\d-(0[1-9]|1[0-2])", re.ASCII)
Code = Literal["draft", "asked", "check again", "not endorsed", "endorsed", "departed", "agreed", "ended"]
SAID: Mapping[str, str] = {
    "draft": "Draft",
    "asked": "Waiting for patients and carers",
    "check again": "Check again",
    "not endorsed": "Not endorsed",
    "endorsed": "Endorsed, not signed yet",
    "departed": "Signed against the panel’s view",
    "agreed": "Agreed",
    "ended": "Ended",
}


TO_ANSWER: frozenset[Code] = frozenset({"draft", "asked", "check again"})
"""How a clause stands while it waits for its panel's answer."""


@dataclass(frozen=True)
class ClauseFacts:
    """What is known of a clause as it stands now.

    `was_answered`: whether the panel answered an earlier standing; `departed`: organisations that go on with this one
    although the panel said no, each for itself; `unsigned`: parties that have not signed this one;
    `pair_waits`: whether the other clause of its pair is not as far; `watched`: whether its measure can be watched,
    and not agreed; `stale`: whether a link above it is to be checked again; `answered_on`: the newest answer’s day;
    `added`: whether it was written after its contract began, and no party has signed it in any wording.
    """

    answered: int
    endorsed: bool
    has_quorum: bool
    was_answered: bool
    departed: tuple[str, ...]
    unsigned: tuple[str, ...]
    pair_waits: bool
    stale: bool
    ended: bool = False
    retired: bool = False
    watched: bool = False
    added: bool = False
    answered_on: date | None = None


def state(facts: ClauseFacts) -> Code:
    """What a clause comes to. It reads *agreed* only where a quorum endorsed this very standing, every party signed it,
    its pair is as far, its measure can be agreed and is not retired, and nothing above is to be checked again. A quorum
    that does not endorse this very standing has looked at all that changed: then it reads *not endorsed*."""
    if facts.ended:
        return "ended"
    if facts.retired:
        return "check again"
    if facts.has_quorum and not facts.endorsed:
        return "departed" if facts.departed and not facts.unsigned else "not endorsed"
    if facts.stale or (facts.was_answered and not facts.has_quorum):
        return "check again"
    if facts.endorsed:
        return "endorsed" if facts.unsigned or facts.pair_waits or facts.watched else "agreed"
    if facts.departed and not facts.unsigned:
        return "departed"
    return "asked" if facts.answered else "draft"


def standing(versions: Iterable[tuple[str, int | str]]) -> str:
    """How something stands, as the versions of all that it is made of."""
    return " ".join(f"{name}@{version}" for name, version in versions)


def check_month(period: str) -> str:
    """A period as it is kept, "2026-05". Raises WrongUsage."""
    if not MONTH.fullmatch(period):
        raise WrongUsage("That is not a month.", "Write it as 2026-05.")
    return period


def first_day(period: str) -> date:
    """The first day of a period."""
    return date(int(period[:4]), int(period[5:]), 1)


def last_day(period: str, size: Period) -> date:
    """The last day of a period."""
    return first_day(after(period, MONTHS_OF[size])) - timedelta(days=1)


def named(period: str, size: str = "month") -> str:
    """A period in words: May 2026, or April to June 2026."""
    first = first_day(period)
    if size == "month":
        return f"{first:%B %Y}"
    last = first_day(after(period, 2))
    return f"{first:%B}{'' if first.year == last.year else f' {first:%Y}'} to {last:%B %Y}"


def after(period: str, months: int) -> str:
    """The month so many months after another."""
    number = int(period[:4]) * 12 + int(period[5:]) - 1 + months
    return f"{number // 12:04}-{number % 12 + 1:02}"


def counts_from(starts: date, signed: date | None, *, back_dated: bool) -> date | None:
    """The day from which a clause counts: periods that began before it have no result, and nobody asks for one.

    It is the contract's first day, or the day on which the last party signed where that is later; of a clause that the
    parties made back-dated the contract's first day. None before every party has signed.
    """
    if signed is None or back_dated:
        return starts if signed else None
    return max(starts, signed)


def first_period(day: date, size: int) -> str:
    """The first month, or quarter of three, that begins on a day or after it. Takes: months a period."""
    here = f"{day:%Y-%m}" if day.day == 1 else after(f"{day:%Y-%m}", 1)
    while size > 1 and int(here[5:]) not in QUARTER_MONTHS:
        here = after(here, 1)
    return here


def quarter_of(month: str) -> str:
    """The quarter that a month is in, by its first month."""
    return after(month, -((int(month[5:]) - 1) % 3))


def periods(starts: date, ends: date, until: date, size: int) -> list[str]:
    """Whole periods between two days, both included, that are over by a third, in order. Takes: months a period."""
    made, here = [], first_period(starts, size)
    while (end := first_day(after(here, size))) <= min(until, ends + timedelta(days=1)):
        made.append(here)
        here = f"{end:%Y-%m}"
    return made


def late_on(period: str, size: int, signed: date | None = None) -> date:
    """The day from which a period that nobody reported is late; no earlier than that after the clause was signed."""
    over = first_day(after(period, size))
    return max(over, signed or over) + timedelta(days=REPORT_DAYS)


def check_counts(numerator: int, denominator: int) -> None:
    """Raises WrongUsage for counts that cannot be."""
    if max(numerator, denominator) > MOST_COUNTED:
        raise WrongUsage(f"A count cannot be above {MOST_COUNTED:,}.", "Check both figures.")
    if denominator < 0 or numerator < 0:
        raise WrongUsage("A count cannot be below 0.", "Enter whole numbers from 0 up.")
    if numerator > denominator:
        raise WrongUsage(
            f"The numerator, {numerator:,}, is larger than the denominator, {denominator:,}.",
            "Check both. The numerator counts some of those that the denominator counts.",
        )


def add_months(day: date, months: int) -> date:
    """The day so many months later; the last of the month where there is no such day."""
    first = first_day(after(f"{day:%Y-%m}", months))
    last = first_day(after(f"{first:%Y-%m}", 1)) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def holds_between(since: str, until: str, on: date) -> bool:
    """Whether something holds on a day. Takes: its first and its last day as ISO dates, "" for no such day."""
    return (not since or since <= on.isoformat()) and (not until or on.isoformat() <= until)
