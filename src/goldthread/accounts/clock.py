"""What day it is for what people agree: seats, votes, periods, results, and the days on which they are kept.

The audit and everything that guards signing in keep real time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone


_as_of: ContextVar[datetime | None] = ContextVar("as_of", default=None)


def now() -> datetime:
    """The moment that it is."""
    return _as_of.get() or timezone.now()


def today() -> date:
    """The day that it is here."""
    return timezone.localdate(now())


@contextmanager
def as_of(day: date) -> Iterator[None]:
    """Within the block it is the afternoon of this day: a story is told in the order of its dates."""
    token = _as_of.set(timezone.make_aware(datetime.combine(day, time(14))))
    try:
        yield
    finally:
        _as_of.reset(token)
