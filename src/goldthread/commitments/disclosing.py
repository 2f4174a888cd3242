"""Which figures of a result a reader may see: a result is a release (CONTRACTS §5 g).

The parties to a contract see what they report to each other. Everybody else sees a figure only where both its parts are
0 or at least 5 people; of any other they see that it is left out.
"""

from dataclasses import replace

from goldthread.vocabulary.measures import Measure, ReportedCounts
from goldthread.workspace import releasable


LEFT_OUT = "Left out: a part of it is fewer than 5 people, or none"
"""What stands in place of a figure that is no release."""
Counts = tuple[int | None, int | None]


def of_no_period(_: str) -> bool:
    """Whether whoever is no party sees small figures of a period: never."""
    return False


def may_tell(numerator: int | None, denominator: int | None, *, exact: bool = False) -> bool:
    """Whether a reader may see so many of so many. Takes: `exact` for the parties; None where nothing was counted."""
    return exact or numerator is None or denominator is None or releasable(numerator, denominator)


def told(numerator: int | None, denominator: int | None, *, exact: bool = False) -> Counts:
    """The counts that a reader may see; (None, None) for what is left out."""
    return (numerator, denominator) if may_tell(numerator, denominator, exact=exact) else (None, None)


def has_small(measure: Measure) -> bool:
    """Whether a month that a provider reported with a measure may not be shown outside the parties."""
    return released(measure) != measure


def released(measure: Measure) -> Measure:
    """A measure with the reported months that everybody may see; one that is counted here as it is."""
    held = measure.definition
    if not isinstance(held, ReportedCounts):
        return measure
    months = tuple(one for one in held.months if may_tell(one.numerator, one.denominator))
    return replace(measure, definition=replace(held, months=months))
