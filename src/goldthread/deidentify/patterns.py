"""Numbers, addresses and marks that say who somebody is, found by their form and their neighbours."""

from collections.abc import Iterator, Sequence

from goldthread.deidentify.forms import FORMS, Hit
from goldthread.deidentify.sieve import Sieve


SIEVE = Sieve(FORMS)


def found(plain: str, low: str) -> Iterator[Hit]:
    """Every stretch of an ASCII text that a form takes for an identifier: start, end, type."""
    yield from found_in([plain], [low])[0]


def found_in(plains: Sequence[str], lows: Sequence[str]) -> list[list[Hit]]:
    """The same for many texts."""
    sieved = [SIEVE(low) for low in lows]
    return [
        [hit for form in forms for hit in form.found(plain, low)]
        for forms, plain, low in zip(sieved, plains, lows, strict=True)
    ]


def found_plainly(plain: str, low: str) -> Iterator[Hit]:
    """The same with every form tried on every text: the slow twin."""
    for form in FORMS:
        yield from form.found(plain, low)
