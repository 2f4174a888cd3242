"""Numbers, addresses and marks that say who somebody is, found by patterns and what stands around."""

from collections.abc import Iterator, Sequence

from goldthread.deidentify.patterns import PATTERNS, Hit
from goldthread.deidentify.patterns.growing import grown
from goldthread.deidentify.prefilter import Prefilter


PREFILTER = Prefilter(PATTERNS)


def found(plain: str, low: str) -> Iterator[Hit]:
    """Every stretch of an ASCII text that a pattern takes for an identifier: start, end, type."""
    yield from found_in([plain], [low])[0]


def found_in(plains: Sequence[str], lows: Sequence[str]) -> list[list[Hit]]:
    """The same for many texts."""
    candidates = [PREFILTER(low) for low in lows]
    return [
        [_whole(plain, low, hit) for pattern in patterns for hit in pattern.found(plain, low)]
        for patterns, plain, low in zip(candidates, plains, lows, strict=True)
    ]


def found_plainly(plain: str, low: str) -> Iterator[Hit]:
    """The same with every pattern tried on every text: the slow twin."""
    for pattern in PATTERNS:
        for hit in pattern.found(plain, low):
            yield _whole(plain, low, hit)


def _whole(plain: str, low: str, hit: Hit) -> Hit:
    """An address with what belongs to it; anything else as it was found."""
    return (*grown(plain, low, *hit[:2]), hit[2]) if hit[2] == "ADDRESS" else hit
