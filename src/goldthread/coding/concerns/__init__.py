"""Concerns: words that a person should see, found by phrases and by what they sound like."""

from goldthread.coding.concerns.finding import GRAVEST, Concern, concern_actions, concern_kinds, concerns_in
from goldthread.coding.concerns.ranking import (
    USUAL_LENGTH,
    QueueLength,
    RankedAnswer,
    least_probability,
    queue_length,
    queue_lengths,
    ranked_concerns,
)
from goldthread.coding.concerns.table import concern_table, sentiment_of


__all__ = [
    "GRAVEST",
    "USUAL_LENGTH",
    "Concern",
    "QueueLength",
    "RankedAnswer",
    "concern_actions",
    "concern_kinds",
    "concern_table",
    "concerns_in",
    "least_probability",
    "queue_length",
    "queue_lengths",
    "ranked_concerns",
    "sentiment_of",
]
