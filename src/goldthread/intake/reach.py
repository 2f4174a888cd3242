"""Whose rows an import may bring: an upload only those of the organisations of the acting right (decision 0028)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from goldthread.vocabulary import Directory, Measurement
from goldthread.vocabulary.raw import RawFeedback, RawRow


ELSEWHERE = "other organisation"
"""The reason of rows that name an organisation out of reach, or one that nobody knows."""


@dataclass(frozen=True)
class ImportReach:
    """The organisations whose rows an import may bring, by code; None for whoever holds the folder: all of them.

    Takes: the directory, which says whose a name in a file is; the issuer, whose the rows are that name nobody.
    """

    codes: frozenset[str] | None
    directory: Directory
    issuer: str = ""
    left: Counter[str] = field(default_factory=Counter, compare=False)
    """Rows of which something was left out, by what the file calls its organisation."""

    def of(self, rows: Sequence[RawRow]) -> list[RawRow]:
        """The rows, of which only pieces within reach are left; a row without any is to be set aside."""
        return list(rows) if self.codes is None else [self._within(row) for row in rows]

    def _within(self, row: RawRow) -> RawRow:
        if row.whose:
            row = replace(row, whose=tuple(piece for piece in row.whose if self._holds(piece)))
        if row.reason or not row.pieces:
            return row
        staying = tuple(piece for piece in row.pieces if self._holds(piece))
        if len(staying) == len(row.pieces):
            return row
        self.left.update({self._said(piece) for piece in row.pieces if not self._holds(piece)})
        return replace(row, pieces=staying, reason="" if staying else ELSEWHERE)

    def _holds(self, piece: RawFeedback | Measurement) -> bool:
        said = self._said(piece)
        if said not in self._held:
            self._held[said] = self.codes is None or self.directory.code_of(said) in self.codes
        return self._held[said]

    def _said(self, piece: RawFeedback | Measurement) -> str:
        return piece.organisation or piece.organisation_name or self.issuer

    @cached_property
    def _held(self) -> dict[str, bool]:
        """What was looked up already: a file names few organisations, many times."""
        return {}
