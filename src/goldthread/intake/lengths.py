"""How long a cell may be: the redactor cannot be stopped within one, so a longer one is never begun."""

from dataclasses import replace

from goldthread.vocabulary.raw import RawFeedback, RawRow


MOST_LETTERS = 50_000
"""Letters of a cell at most, some twenty pages; a cell of a workbook holds 32,767."""
TOO_LONG = "too long"
"""The reason of rows with a longer cell."""


def of_limited_length(row: RawRow) -> RawRow:
    """The row, to be set aside where one of its cells is too long; whose it is can still be told."""
    if row.reason or max(map(len, row.cells), default=0) <= MOST_LETTERS:
        return row
    whose = tuple(piece for piece in row.pieces if isinstance(piece, RawFeedback))
    return replace(row, pieces=(), reason=TOO_LONG, whose=(*row.whose, *whose))
