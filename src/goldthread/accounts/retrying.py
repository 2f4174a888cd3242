"""When what failed is tried again: the first wait, then twice as long each time, up to an hour."""

from datetime import timedelta


LONGEST = timedelta(hours=1)
DOUBLED = 12
"""More doublings than any wait needs, so that no number grows without end."""


def wait_after(tries: int, *, first: timedelta) -> timedelta:
    """How long to wait after so many tries that failed, the newest not counted."""
    return min(first * (1 << min(tries, DOUBLED)), LONGEST)
