"""The patterns of identifiers, one file per kind: a pattern, and a check of what stands around it."""

from goldthread.deidentify.patterns import (
    accounts,
    addresses,
    ages,
    beds,
    births,
    homes,
    in_words,
    living,
    numbers,
    online,
    papers,
    phones,
    signatures,
    social,
    vehicles,
)
from goldthread.deidentify.patterns.pattern import Hit, IdentifierPattern


PATTERNS: tuple[IdentifierPattern, ...] = (
    *online.PATTERNS,
    *phones.PATTERNS,
    *accounts.PATTERNS,
    *papers.PATTERNS,
    *numbers.PATTERNS,
    *addresses.PATTERNS,
    *homes.PATTERNS,
    *living.PATTERNS,
    *vehicles.PATTERNS,
    *births.PATTERNS,
    *ages.PATTERNS,
    *beds.PATTERNS,
    *in_words.PATTERNS,
    *signatures.PATTERNS,
    *social.PATTERNS,
)

__all__ = ["PATTERNS", "IdentifierPattern", "Hit"]
