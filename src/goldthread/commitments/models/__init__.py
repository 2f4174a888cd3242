"""Measures in versions; contracts, clauses and signatures; monthly results, disputes; meetings, actions, re-checks.

What is worded or defined is kept in versions that are never changed: a signature is of one version of everything that
the clause rests on.
"""

from goldthread.commitments.models.contracts import Clause, ClauseWording, Contract, ContractParty, Signature
from goldthread.commitments.models.measures import ChartMark, ComparedGroups, MeasureRecord, MeasureVersion
from goldthread.commitments.models.meetings import AgendaItem, AgreedAction, CarriedOver, ContractMeeting, Recheck
from goldthread.commitments.models.results import ClauseResult, Dispute, ResultContext


__all__ = [
    "AgendaItem",
    "AgreedAction",
    "CarriedOver",
    "ChartMark",
    "Clause",
    "ClauseResult",
    "ClauseWording",
    "ComparedGroups",
    "Contract",
    "ContractMeeting",
    "ContractParty",
    "Dispute",
    "MeasureRecord",
    "MeasureVersion",
    "Recheck",
    "ResultContext",
    "Signature",
]
