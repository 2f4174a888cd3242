"""Counts kept for speed: a cache beside the tables that can be thrown away and rebuilt at any time (CONTRACTS §3).

What may be added up is: everyone whose answers all stand in one cell (one import, month, organisation, service, kind
of source and role) is counted once in that cell, for each label, so that people stay exact when cells are summed. The
answers of everybody else, and of everyone whose answers people have marked or a later file has changed, are kept
beside the cells as rows and counted one by one for each question.
"""

from goldthread.evidence.rollups.adding import (
    BALANCE,
    DIMENSIONS,
    FACETS,
    FIGURES,
    NARROW,
    POINTS,
    RECORD_KEY,
    SAID,
    in_rollup,
    told_apart,
)
from goldthread.evidence.rollups.keeping import RollupManifest, Rollups


__all__ = [
    "BALANCE",
    "DIMENSIONS",
    "FACETS",
    "FIGURES",
    "NARROW",
    "POINTS",
    "RECORD_KEY",
    "SAID",
    "RollupManifest",
    "Rollups",
    "in_rollup",
    "told_apart",
]
