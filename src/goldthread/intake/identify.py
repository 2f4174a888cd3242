"""Who and which (CONTRACTS §2): opaque ids from raw values, so that a better redactor never changes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from goldthread.evidence import Key
from goldthread.intake.seen import Seen
from goldthread.vocabulary import Measurement
from goldthread.vocabulary.columns import columns_of, hashed, later_parts
from goldthread.vocabulary.feedback import Told
from goldthread.vocabulary.raw import RawFeedback, RawRow


_FIRST, LATER_TOLD = hashed(columns_of(Told).values(), "fingerprint")
TELLING = attrgetter(*_FIRST)
"""What tells a changed row from the same row, in the order that its fingerprint has it."""


@dataclass(frozen=True, slots=True)
class Known:
    """One piece with its opaque ids; `fresh` is False where the file itself brought the same piece before."""

    piece: RawFeedback | Measurement
    row: int
    id: str
    respondent: str
    fingerprint: str
    issuer: str
    fresh: bool


class Identifier:
    """Gives ids to the rows of one file.

    Takes: the workspace's key; the source's kind; the issuer of the profile (it comes first) and of the command line
    (it comes last, after the row's own organisation).
    """

    def __init__(self, key: Key, kind: str, *, profile_issuer: str = "", given_issuer: str = "") -> None:
        self._key = key
        self._kind = kind
        self._first, self._last = profile_issuer, given_issuer
        self._seen = Seen()
        self._later: dict[str, int] = {}

    def portion(self, rows: Sequence[RawRow]) -> list[list[Known]]:
        """For each row, its pieces with their ids."""
        bases = [self._bases(row) for row in rows]
        flat = [base for of_row in bases for base, _ in of_row]
        before = iter(self._seen.look([_number(base) for base in flat]))
        given = [[self._settle(row, base, *how, next(before)) for base, how in of_row]
                 for row, of_row in zip(rows, bases, strict=True)]  # fmt: skip
        self._seen.end_portion()
        return [self._pieces(row, settled) for row, settled in zip(rows, given, strict=True)]

    # A row without an id of its own is identified as a whole, once; a piece with one is identified by itself.

    def _bases(self, row: RawRow) -> list[tuple[str, tuple[str, str]]]:
        if row.reason or not row.pieces:
            return []
        bases = []
        whole = ""
        for piece in row.pieces:
            issuer = self._issuer(piece)
            if isinstance(piece, Measurement):
                named = ("figure", issuer, *_figure_names(piece))
                bases.append((self._key.identify(self._kind, *named), (self._figure_print(piece), "id")))
            elif piece.external_id and issuer:
                bases.append((self._by_id(issuer, piece, 0), (self._feedback_print(piece), "id")))
            elif not whole:
                whole = self._key.identify(self._kind, issuer, "row", *row.cells, "0")
                bases.append((whole, ("0" * 16, "row")))
        return bases

    def _by_id(self, issuer: str, piece: RawFeedback, n: int) -> str:
        asked = " ".join(piece.question.split())
        return self._key.identify(self._kind, issuer, "id", piece.external_id, asked, str(n))

    def _settle(self, row: RawRow, base: str, fingerprint: str, how: str, before: int | None) -> tuple[str, str, bool]:
        """The n-th occurrence that this base is: its id, its fingerprint, and whether it is fresh in this file."""
        number, stamp = _number(base), _number(fingerprint)
        earlier = before if before is not None else self._seen.in_portion(number)
        if earlier is None:
            self._seen.add(number, stamp)
            return base, fingerprint, True
        if how == "row":
            self._later[base] = n = self._later.get(base, 0) + 1
            return self._key.identify(base, str(n)), fingerprint, True
        if earlier == stamp:
            return base, fingerprint, False
        return self._another(base, fingerprint)

    def _another(self, base: str, fingerprint: str) -> tuple[str, str, bool]:
        """An id that came before with other content: the next occurrence, unless that very content came too."""
        held = f"{base}/{fingerprint}"
        if held in self._later:
            return self._key.identify(base, str(self._later[held])), fingerprint, False
        self._later[base] = self._later[held] = n = self._later.get(base, 0) + 1
        return self._key.identify(base, str(n)), fingerprint, True

    def _pieces(self, row: RawRow, settled: list[tuple[str, str, bool]]) -> list[Known]:
        if not settled:
            return []
        left = iter(settled)
        whole: tuple[str, str, bool] | None = None
        known = []
        for place, piece in enumerate(row.pieces):
            issuer = self._issuer(piece)
            if isinstance(piece, Measurement) or (piece.external_id and issuer):
                key, stamp, fresh = next(left)
            else:
                whole = whole or next(left)
                key, stamp, fresh = self._key.identify(whole[0], "piece", str(place)), "", whole[2]
            if isinstance(piece, RawFeedback):
                stamp = stamp if stamp.strip("0") else self._feedback_print(piece)
                person = self._respondent(issuer, piece, whole[0] if whole else "")
            else:
                person = ""
            known.append(Known(piece, row.number, key, person, stamp, issuer, fresh))
        return known

    def _respondent(self, issuer: str, piece: RawFeedback, whole: str) -> str:
        if piece.respondent_id:
            return self._key.identify(self._kind, issuer, "person", piece.respondent_id)
        if whole:
            return self._key.identify(whole, "person")
        return self._key.identify(self._kind, issuer, "person of", piece.external_id)

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
        figure.organisation, figure.organisation_name, figure.site, figure.service, str(figure.period_start),
        str(figure.period_end), figure.measure, figure.unit, figure.breakdown, str(figure.check),
    )  # fmt: skip


def _number(digits: str) -> int:
    return int(digits[:16], 16)
