"""Contract results are releases: exact, and never so near to another that the difference tells of somebody."""

from collections.abc import Iterable

from goldthread.insight.disclosure.cells import FEW_PEOPLE


People = frozenset[str]


def may_release(parts: Iterable[People], released: Iterable[People] = ()) -> bool:
    """Whether figures of these groups of people may be released exactly (CONTRACTS §5 g).

    Takes: the people of each part (met and not met, say), and of every group whose figure was released before.
    """
    groups = tuple(parts)
    if any(0 < len(group) < FEW_PEOPLE for group in groups):
        return False
    return not any(nests_within(group, other) for group in groups for other in released)


def nests_within(group: People, other: People) -> bool:
    """Whether one group holds the other with fewer than five people to spare; equal groups tell nothing."""
    smaller, larger = sorted((group, other), key=len)
    return bool(smaller) and smaller < larger and len(larger - smaller) < FEW_PEOPLE
