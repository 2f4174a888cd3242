"""Which files of cells are written anew together: as few as will do, since every reader reads these again."""

from collections.abc import Mapping


MOST_PARTS = 12
ALIKE = 2
"""A file so many times as large as all smaller ones together is left as it is."""


def to_join(sizes: Mapping[str, int]) -> set[str]:
    """Files to be joined where there are too many: all, or all but those much larger than what is joined.

    Takes: the size of each file in bytes.
    """
    if len(sizes) < MOST_PARTS:
        return set()
    rising = sorted(sizes, key=lambda name: sizes[name])
    together, at = sum(sizes.values()), len(rising)
    while at > MOST_PARTS // 2 and sizes[rising[at - 1]] >= ALIKE * (together - sizes[rising[at - 1]]):
        at -= 1
        together -= sizes[rising[at]]
    return set(rising[:at])
