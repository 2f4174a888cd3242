"""Panels and their members; needs and who supports them; released words; decisions, votes, departures, endorsements.

What is worded is kept in versions that are never changed: an endorsement or a signature is of one version.
"""

from goldthread.partnership.models.decisions import (
    CitedFinding,
    Decision,
    DecisionOption,
    Departure,
    Dissent,
    EarlierView,
    Vote,
)
from goldthread.partnership.models.needs import HandedOn, Need, NeedParent, NeedWording, Support, WantedWords
from goldthread.partnership.models.panels import Endorsement, PanelMember, PatientPanel
from goldthread.partnership.models.words import ReleasedWords


__all__ = [
    "CitedFinding",
    "Decision",
    "DecisionOption",
    "Departure",
    "Dissent",
    "EarlierView",
    "Endorsement",
    "HandedOn",
    "Need",
    "NeedParent",
    "NeedWording",
    "PanelMember",
    "PatientPanel",
    "ReleasedWords",
    "Support",
    "Vote",
    "WantedWords",
]
