"""Concerns: words that a person should see, found by phrases and by what they sound like."""

from goldthread.coding.concerns.finding import GRAVEST, Concern, concern_actions, concern_kinds, concerns_in


__all__ = ["GRAVEST", "Concern", "concern_actions", "concern_kinds", "concerns_in"]
