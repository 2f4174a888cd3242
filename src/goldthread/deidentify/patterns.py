"""Numbers, addresses and marks that say who somebody is, found by their form and their neighbours."""

from collections.abc import Iterator

from goldthread.deidentify.forms import FORMS, Hit
from goldthread.deidentify.sieve import Sieve


_sieve = Sieve(FORMS)


def found(plain: str, low: str) -> Iterator[Hit]:
    """Every stretch of an ASCII text that a form takes for an identifier: start, end, type."""
    for form in _sieve(low):
        yield from form.found(plain, low)


def found_plainly(plain: str, low: str) -> Iterator[Hit]:
    """The same with every form tried on every text: the slow twin."""
    for form in FORMS:
        yield from form.found(plain, low)
