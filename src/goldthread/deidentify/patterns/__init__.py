"""The patterns of identifiers, one file per kind: a pattern, and a check of what stands around it."""

from goldthread.deidentify.patterns import addresses, ages, beds, births, numbers, online, phones, vehicles
from goldthread.deidentify.patterns.pattern import Hit, IdentifierPattern


PATTERNS: tuple[IdentifierPattern, ...] = (
    *online.PATTERNS,
    *phones.PATTERNS,
    *numbers.PATTERNS,
    *addresses.PATTERNS,
    *vehicles.PATTERNS,
    *births.PATTERNS,
    *ages.PATTERNS,
    *beds.PATTERNS,
)

__all__ = ["PATTERNS", "IdentifierPattern", "Hit"]
