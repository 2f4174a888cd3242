"""Who and which (CONTRACTS §2): opaque ids from raw values, so that a better redactor never changes them.

Ids of different owners never meet (decision 0028): where one issuer supplies several organisations, the row's own
organisation is part of the id. Ids that were made without it are known as aliases.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from goldthread.evidence import Key
from goldthread.intake.seen import IdsSeen
from goldthread.vocabulary import Measurement
from goldthread.vocabulary.columns import columns_of, hashed, later_parts
from goldthread.vocabulary.feedback import Told
from goldthread.vocabulary.raw import RawFeedback, RawRow


_FIRST, LATER_TOLD = hashed(columns_of(Told).values(), "fingerprint")
TELLING = attrgetter(*_FIRST)
"""What tells a changed row from the same row, in the order that its fingerprint has it."""


@dataclass(frozen=True, slots=True)
class IdentifiedPiece:
    """One piece with its opaque ids; `fresh` is False where the file itself brought the same piece before.

    `older_id` and `older_respondent` are what both were before ids held the owner; empty where that is the same.
    """

    piece: RawFeedback | Measurement
    row: int
    id: str
    respondent: str
    fingerprint: str
    issuer: str
    fresh: bool
    older_id: str = ""
    older_respondent: str = ""

    @property
    def owner(self) -> str:
        """Whose it is, as the file says it: the row's own organisation, else the issuer."""
        return self.piece.organisation or self.issuer


@dataclass(frozen=True, slots=True)
class _Named:
    """What a piece or a whole row is known by, before occurrences in the file are counted."""

    id: str
    older: str
    fingerprint: str = "0" * 16
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class _Settled:
    """Which occurrence in the file a name is."""

    id: str
    older: str
    fingerprint: str
    fresh: bool
    is_row: bool


class Identifier:
    """Gives ids to the rows of one file.

    Takes: the workspace's key; the source's kind; the issuer of the profile (it comes first) and of the command line
    (it comes last, after the row's own organisation).
    """

    def __init__(self, key: Key, kind: str, *, profile_issuer: str = "", given_issuer: str = "") -> None:
        self._key = key
        self._kind = kind
        self._first, self._last = profile_issuer, given_issuer
        self._seen = IdsSeen()
        self._later: dict[str, int] = {}

    def chunk(self, rows: Sequence[RawRow]) -> list[list[IdentifiedPiece]]:
        """For each row, its pieces with their ids."""
        named = [self._names(row) for row in rows]
        flat = [one for of_row in named for one in of_row]
        before = iter(self._seen.look([_number(one.id) for one in flat]))
        given = [[self._settle(one, next(before)) for one in of_row] for of_row in named]
        self._seen.end_chunk()
        return [self._pieces(row, settled) for row, settled in zip(rows, given, strict=True)]

    def whose(self, row: RawRow) -> frozenset[str]:
        """Ids by which whoever told a row is known, whether or not it can be used; none where it does not say."""
        told = [piece for piece in (*row.pieces, *row.whose) if isinstance(piece, RawFeedback)]
        found = set[str]()
        for piece in told:
            by_id = piece.external_id and self._issuer(piece)
            if by_id:
                found.update(self._both(piece, "id", piece.external_id, " ".join(piece.question.split()), "0"))
            if by_id or piece.respondent_id:
                found.update(self._respondent(piece, None))
        return frozenset(found - {""})

    # A row without an id of its own is identified as a whole, once; a piece with one is identified by itself.

    def _names(self, row: RawRow) -> list[_Named]:
        if row.reason or not row.pieces:
            return []
        named = []
        whole = False
        for piece in row.pieces:
            issuer = self._issuer(piece)
            if isinstance(piece, Measurement):
                key = self._key.identify(self._kind, "figure", issuer, *_figure_names(piece))
                named.append(_Named(key, "", self._figure_print(piece)))
            elif piece.external_id and issuer:
                asked = " ".join(piece.question.split())
                key, older = self._both(piece, "id", piece.external_id, asked, "0")
                named.append(_Named(key, older, self._feedback_print(piece)))
            elif not whole:
                whole = True
                named.append(_Named(*self._both(piece, "row", *row.cells, "0"), is_row=True))
        return named

    def _both(self, piece: RawFeedback, *parts: str) -> tuple[str, str]:
        """An id within its owner, and what it was before ids held the owner; "" where that is the same."""
        issuer = self._issuer(piece)
        plain = self._key.identify(self._kind, issuer, *parts)
        if not piece.organisation or piece.organisation == issuer:
            return plain, ""
        return self._key.identify(self._kind, issuer, "of", piece.organisation, *parts), plain

    def _settle(self, named: _Named, before: int | None) -> _Settled:
        """The n-th occurrence that this name is: its id, its fingerprint, and whether it is fresh in this file."""
        number, stamp = _number(named.id), _number(named.fingerprint)
        earlier = before if before is not None else self._seen.in_chunk(number)
        if earlier is None:
            self._seen.add(number, stamp)
            return self._occurrence(named, 0, fresh=True)
        if named.is_row:
            self._later[named.id] = n = self._later.get(named.id, 0) + 1
            return self._occurrence(named, n, fresh=True)
        if earlier == stamp:
            return self._occurrence(named, 0, fresh=False)
        return self._another(named)

    def _another(self, named: _Named) -> _Settled:
        """An id that came before with other content: the next occurrence, unless that very content came too."""
        held = f"{named.id}/{named.fingerprint}"
        if held in self._later:
            return self._occurrence(named, self._later[held], fresh=False)
        self._later[named.id] = self._later[held] = n = self._later.get(named.id, 0) + 1
        return self._occurrence(named, n, fresh=True)

    def _occurrence(self, named: _Named, n: int, *, fresh: bool) -> _Settled:
        key, older = named.id, named.older
        if n:
            key, older = self._key.identify(key, str(n)), older and self._key.identify(older, str(n))
        return _Settled(key, older, named.fingerprint, fresh, named.is_row)

    def _pieces(self, row: RawRow, settled: list[_Settled]) -> list[IdentifiedPiece]:
        if not settled:
            return []
        left = iter(settled)
        whole: _Settled | None = None
        known = []
        for place, piece in enumerate(row.pieces):
            if isinstance(piece, Measurement):
                one = next(left)
                known.append(
                    IdentifiedPiece(piece, row.number, one.id, "", one.fingerprint, self._issuer(piece), one.fresh)
                )
            elif piece.external_id and self._issuer(piece):
                known.append(self._known(row, piece, next(left), whole))
            else:
                whole = whole or next(left)
                known.append(self._known(row, piece, self._part(whole, place), whole))
        return known

    def _part(self, whole: _Settled, place: int) -> _Settled:
        """A piece of a row that is known as a whole."""
        key, older = (one and self._key.identify(one, "piece", str(place)) for one in (whole.id, whole.older))
        return _Settled(key, older, "", whole.fresh, whole.is_row)

    def _known(self, row: RawRow, piece: RawFeedback, one: _Settled, whole: _Settled | None) -> IdentifiedPiece:
        person, older = self._respondent(piece, whole)
        stamp = one.fingerprint or self._feedback_print(piece)
        return IdentifiedPiece(
            piece, row.number, one.id, person, stamp, self._issuer(piece), one.fresh, one.older, older
        )

    def _respondent(self, piece: RawFeedback, whole: _Settled | None) -> tuple[str, str]:
        if piece.respondent_id:
            return self._both(piece, "person", piece.respondent_id)
        if whole:
            return self._key.identify(whole.id, "person"), whole.older and self._key.identify(whole.older, "person")
        return self._both(piece, "person of", piece.external_id)

    def _issuer(self, piece: RawFeedback | Measurement) -> str:
        return self._first or piece.organisation or self._last

    def _feedback_print(self, piece: RawFeedback) -> str:
        later = later_parts(LATER_TOLD, [getattr(piece, column.name) for column in LATER_TOLD]) if LATER_TOLD else []
        return self._key.fingerprint(*map(str, TELLING(piece)), *later)

    def _figure_print(self, figure: Measurement) -> str:
        return self._key.fingerprint(
            repr(figure.value), repr(figure.numerator), repr(figure.denominator), figure.marker
        )


def _figure_names(figure: Measurement) -> tuple[str, ...]:
    return (
        figure.organisation,
        figure.organisation_name,
        figure.site,
        figure.service,
        str(figure.period_start),
        str(figure.period_end),
        figure.measure,
        figure.unit,
        figure.breakdown,
        str(figure.check),
    )


def _number(digits: str) -> int:
    return int(digits[:16], 16)
