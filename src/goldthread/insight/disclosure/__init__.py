"""Small numbers: the one room and the one door (CONTRACTS §5). Nothing is shown that did not pass here."""

from goldthread.insight.disclosure.cells import (
    FEWER,
    Cell,
    Figure,
    cell_key,
    figure,
    record_key,
    rounded,
    shared,
    total,
)
from goldthread.insight.disclosure.closing import CLOSE, closed_version, month_start, next_close
from goldthread.insight.disclosure.cuts import NotShared, check, financial_year
from goldthread.insight.disclosure.hiding import FEW_PEOPLE, disclose, disclose_words, is_own, share
from goldthread.insight.disclosure.readers import reads_all, silence
from goldthread.insight.disclosure.releases import may_release
from goldthread.insight.disclosure.shares import percentage, ranked
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
    "Cell",
    "Figure",
    "NotShared",
    "cell_key",
    "check",
    "closed_version",
    "disclose",
    "disclose_words",
    "exactly",
    "figure",
    "financial_year",
    "is_exact",
    "is_one_unit",
    "is_personal",
    "is_own",
    "may_release",
    "month_start",
    "next_close",
    "percentage",
    "ranked",
    "reads_all",
    "record_key",
    "rounded",
    "share",
    "shared",
    "sharing",
    "silence",
    "total",
    "units_of",
    "whole_of",
]
