"""Small numbers: the one room and the one door (CONTRACTS §5). Nothing is shown that did not pass here."""

from goldthread.insight.disclosure.cells import (
    FEW_PEOPLE,
    FEWER,
    Figure,
    said,
)
from goldthread.insight.disclosure.closing import (
    CLOSE,
    IMPORT,
    closed_version,
    is_emptied,
    month_start,
    next_close,
)
from goldthread.insight.disclosure.cuts import FILTERS, SPLITS, check, financial_year, labels, unlisted, why_not_shared
from goldthread.insight.disclosure.readers import reads_all
from goldthread.insight.disclosure.releases import (
    Release,
    ReleasedGroup,
    Rest,
    is_apart,
    nests,
    overlaps,
    releasable,
    rests,
    rests_within,
)
from goldthread.insight.disclosure.shares import percentage
from goldthread.insight.disclosure.tables import (
    exactly,
    is_exact,
    is_one_unit,
    is_personal,
    sharing,
    units_of,
    whole_of,
)


__all__ = [
    "CLOSE",
    "FEWER",
    "FEW_PEOPLE",
    "FILTERS",
    "SPLITS",
    "IMPORT",
    "Figure",
    "Release",
    "ReleasedGroup",
    "Rest",
    "check",
    "closed_version",
    "is_emptied",
    "exactly",
    "financial_year",
    "is_exact",
    "is_one_unit",
    "is_personal",
    "labels",
    "month_start",
    "is_apart",
    "nests",
    "next_close",
    "overlaps",
    "percentage",
    "reads_all",
    "releasable",
    "rests",
    "rests_within",
    "said",
    "sharing",
    "units_of",
    "unlisted",
    "whole_of",
    "why_not_shared",
]
