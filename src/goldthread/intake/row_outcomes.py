"""Each row's fate: new, a duplicate, a newer version, withdrawn, or unusable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from goldthread.evidence import Aliases, HeldIds, HeldRow, Store
from goldthread.intake.identify import IdentifiedPiece
from goldthread.intake.working import redactor
from goldthread.vocabulary import Identity, Measurement
from goldthread.vocabulary.raw import RawFeedback, RawRow


@dataclass
class RowOutcomes:
    """The outcomes of a chunk's rows: what to work on, and what each row came to so far."""

    work: list[tuple[RawFeedback, Identity]] = field(default_factory=list)
    figures: list[IdentifiedPiece] = field(default_factory=list)
    supersede: list[tuple[int, str, str]] = field(default_factory=list)
    references: list[tuple[int, str, str]] = field(default_factory=list)
    rested_on: list[str] = field(default_factory=list)
    fresh: dict[int, RawRow] = field(default_factory=dict)
    replacing: set[int] = field(default_factory=set)
    duplicates: int = 0
    aside: list[tuple[RawRow, str]] = field(default_factory=list)


class RowSorter:
    """Sorts the rows of one file against what the store holds."""

    def __init__(self, store: Store, kind: str, batch: str) -> None:
        self._store, self._kind, self._batch = store, kind, batch
        self._held: dict[bool, HeldIds] = {}
        self._aliases: Aliases | None = None
        self._withdrawn = store.withdrawn()

    def chunk(self, rows: Sequence[RawRow], pieces: Sequence[Sequence[IdentifiedPiece]]) -> RowOutcomes:
        """Sort one chunk."""
        pieces = [[self._as_held(piece) for piece in of_row] for of_row in pieces]
        held = iter(self._look([piece for of_row in pieces for piece in of_row]))
        out = RowOutcomes()
        for row, of_row in zip(rows, pieces, strict=True):
            found = [(piece, next(held)) for piece in of_row]
            if row.reason or not found:
                out.aside.append((row, row.reason or "nothing in it"))
            else:
                self._sort_row(row, found, out)
        return out

    def _sort_row(self, row: RawRow, found: list[tuple[IdentifiedPiece, HeldRow | None]], out: RowOutcomes) -> None:
        staying = [(piece, held) for piece, held in found if not self._is_withdrawn(piece)]
        if not staying:
            out.aside.append((row, "withdrawn"))
            return
        fresh = [(piece, held) for piece, held in staying if piece.fresh and not _same(piece, held)]
        if not fresh:
            out.duplicates += 1
            out.rested_on.extend({held.batch for _, held in staying if held})
            return
        out.fresh[row.number] = row
        for piece, held in fresh:
            if held:
                out.supersede.append((row.number, piece.id, held.batch))
                out.replacing.add(row.number)
            self._take(row, piece, out)

    def _take(self, row: RawRow, piece: IdentifiedPiece, out: RowOutcomes) -> None:
        if isinstance(piece.piece, Measurement):
            out.figures.append(piece)
            return
        identity = Identity(
            id=piece.id,
            respondent=piece.respondent,
            fingerprint=piece.fingerprint,
            batch=self._batch,
            row=row.number,
            kind=self._kind,
            issuer=piece.issuer,
        )
        raw = piece.piece if piece.piece.organisation else replace(piece.piece, organisation=piece.issuer)
        out.work.append((raw, identity))
        out.references.append((row.number, piece.id, piece.piece.external_id))

    def _as_held(self, piece: IdentifiedPiece) -> IdentifiedPiece:
        """The same piece under the ids that it is held under, where they were made before ids held the owner."""
        if not piece.older_respondent:
            return piece
        if self._aliases is None:
            self._aliases = self._store.aliases(self._kind)
        if not len(self._aliases):
            return piece
        owner = _label(piece.owner)
        key = piece.older_id if piece.older_id and self._aliases.holds(piece.older_id, owner) else piece.id
        person = piece.older_respondent if self._aliases.knows(piece.older_respondent, owner) else piece.respondent
        return replace(piece, id=key, respondent=person)

    def _is_withdrawn(self, piece: IdentifiedPiece) -> bool:
        """Whether somebody has withdrawn this, under its ids now or those before ids held the owner."""
        if not self._withdrawn:
            return False
        remember: Callable[[str], str] = self._store.key.remember
        names = (piece.id, piece.respondent, piece.older_id, piece.older_respondent)
        return any(remember(name) in self._withdrawn for name in names if name)

    def _look(self, pieces: Sequence[IdentifiedPiece]) -> list[HeldRow | None]:
        """What is held under each id, asking only for the kinds of piece that the file really has."""
        found: dict[str, HeldRow | None] = {}
        for figures in (False, True):
            ids = [piece.id for piece in pieces if isinstance(piece.piece, Measurement) == figures]
            if ids:
                found |= dict(zip(ids, self._known(figures).look(ids), strict=True))
        return [found[piece.id] for piece in pieces]

    def _known(self, figures: bool) -> HeldIds:
        if figures not in self._held:
            ask = self._store.known_figures if figures else self._store.known
            self._held[figures] = ask(self._kind)
        return self._held[figures]


def _same(piece: IdentifiedPiece, held: HeldRow | None) -> bool:
    return held is not None and held.fingerprint == int(piece.fingerprint[:16], 16)


@cache
def _label(said: str) -> str:
    """What is kept of an organisation's name: names of people are taken out of it."""
    return redactor().redact_labels([said])[0].text
