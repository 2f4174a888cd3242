"""Percentages of figures that are shown, and nothing else (CONTRACTS §5 e)."""

from goldthread.insight.disclosure.cells import Figure


FEWEST = 50
"""The smallest rounded denominator of a percentage: four answers either way are then at most eight points."""
FEWEST_EXACT = 10


def percentage(part: Figure, whole: Figure) -> float | None:
    """Part of whole in percent, 0 to 100; None where either shows nothing or the whole is too small."""
    fewest = FEWEST_EXACT if whole.exact and part.exact else FEWEST
    if part.n is None or whole.n is None or whole.n < fewest:
        return None
    return min(100.0, 100 * part.n / whole.n)
