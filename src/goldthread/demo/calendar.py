"""The demo's 24 months, and those that matter: what began when, and what changed."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property


MONTHS = 24
COUNTED_ON = 3
"""The day of a month on which the month before is counted."""


@dataclass(frozen=True)
class Calendar:
    """24 months up to and with the month of `today`.

    In November, texting began in March and going home got worse from June; in any other month both move along, so
    that the chart always shows eight months of texting and five of trouble before the present one.
    """

    today: date

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The first day of each month, oldest first."""
        return tuple(self._back(n) for n in range(MONTHS - 1, -1, -1))

    @property
    def texting_began(self) -> date:
        """The first day of the month in which collection by SMS began."""
        return self._back(8)

    @property
    def trouble_began(self) -> date:
        """The first day of the month from which going home got worse."""
        return self._back(5)

    @property
    def she_told(self) -> date:
        """The first day of the month in which the carer told us what the thread starts from."""
        return self._back(13)

    @property
    def contract_began(self) -> date:
        """The first day of the contract's year; seven months of it are over."""
        return self._back(7)

    @property
    def script_changed(self) -> date:
        """The first day of the month from which the hospital's callers ask who is coming, and make sure."""
        return self._back(2)

    def back(self, months: int, day: int = 1) -> date:
        """A day of the month so many before the present one."""
        return self._back(months).replace(day=day)

    def counted(self) -> tuple[tuple[int, date], ...]:
        """The contract's months that are over and counted: how far back each is, and the day it was counted on."""
        days = ((back, self.back(back - 1, COUNTED_ON)) for back in range(7, 0, -1))
        return tuple((back, day) for back, day in days if day <= self.today)

    def last_day(self, month: date) -> int:
        """The last day of this month on which anyone can have told us something."""
        if (month.year, month.month) == (self.today.year, self.today.month):
            return self.today.day
        return monthrange(month.year, month.month)[1]

    def _back(self, months: int) -> date:
        years, month = divmod(self.today.year * 12 + self.today.month - 1 - months, 12)
        return date(years, month + 1, 1)
