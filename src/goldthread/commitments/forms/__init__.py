"""Forms of measures, contracts, clauses, results and meetings."""

HERE = "commitments"
"""The eraser that reaches what is typed here."""
