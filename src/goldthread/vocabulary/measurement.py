"""A number that somebody else counted, such as a published FFT line."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One figure for one place and period, in its publisher's own terms.

    `value` is None where `marker` says why ("*" suppressed, "-" not shown, "N/A"). `check` marks a total row: it is
    kept beside the figures to check them, and never summed with them. `key` tells apart the figures of one row.
    """

    measure: str
    unit: str
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    marker: str = ""
    organisation: str = ""
    organisation_name: str = ""
    site: str = ""
    service: str = ""
    period_start: date | None = None
    period_end: date | None = None
    breakdown: str = ""
    check: bool = False
