"""Tables that are laid out otherwise than an answer a row and a question a column, brought into that shape."""

from goldthread.sources.heads import Head
from goldthread.sources.shapes import dates_apart, long, ticks


def reshaped(head: Head) -> Head:
    """The head of a table with a person a row and a question a column; the very same head where it is so already."""
    return ticks.gathered(dates_apart.joined(long.widened(head)))


__all__ = ["reshaped"]
