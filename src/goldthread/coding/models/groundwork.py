"""Groundwork: what other trusts' comments, sorted by people under other headings, teach about words.

`training.groundwork` learned it; its scores are features when themes are learned from far fewer comments.
"""

from functools import cache
from pathlib import Path

from goldthread.coding.models.model import load
from goldthread.coding.models.scoring import LinearScorer


FOLDER = Path(__file__).parent / "groundwork"


@cache
def groundwork() -> LinearScorer:
    """The committed groundwork, ready to score."""
    return LinearScorer(load(FOLDER).weights)
