"""Stored answers redacted and coded again, by the redactor and the coder that an import would use today."""

from collections.abc import Sequence

from goldthread import coding
from goldthread.deidentify import RedactedAgain, feedback_of, redact_again
from goldthread.deidentify.redactor import TOKENS
from goldthread.evidence import Renewed, RenewedAnswer, Store
from goldthread.intake.gathering import patient
from goldthread.intake.options import Progress
from goldthread.intake.working import coder, redactor
from goldthread.vocabulary import Answer, Code, Feedback
from goldthread.vocabulary.columns import StoredRow


HEARD = tuple(name for name, part in vars(Answer).items() if isinstance(part, property))
"""What a coder reads of an answer."""


def renew(store: Store, kind: str, *, by: str, progress: Progress | None = None) -> Renewed:
    """Redact and code again what older versions did. Takes: the kind of coder, as of an import.

    Raises: what `Store.renew` raises; MissingExtra where the coder's package is not installed.
    """
    with patient():
        return store.renew(TodaysRenewer(kind), by=by, progress=progress)


class TodaysRenewer:
    """Makes stored answers again as they would be made today. Takes: the kind of coder, as of an import."""

    def __init__(self, kind: str = "fast") -> None:
        self._coder = coder("", kind)
        self.redactor = redactor().version
        self.coder: str = self._coder.version

    def renew(self, rows: Sequence[StoredRow]) -> list[RenewedAnswer]:
        """Answers as they are today, in order; coded again where the coder is another, or what it reads."""
        held = [feedback_of(row) for row in rows]
        made = redact_again(held, redactor())
        again = [
            at
            for at, (row, was, now) in enumerate(zip(rows, held, made, strict=True))
            if row["coder"] != self.coder or _heard(was) != _heard(now.piece)
        ]
        pieces = [made[at].piece for at in again]
        codes = self._coder.code(pieces)
        ranked = coding.ranked_concerns(pieces, [coding.sentiment_of(some) for some in codes])
        coded = dict(zip(again, zip(codes, ranked, strict=True), strict=True))
        return [_answer(one, *coded.get(at, (None, None))) for at, one in enumerate(made)]


def _heard(piece: Feedback) -> tuple[str, ...]:
    return tuple(getattr(piece, name) for name in HEARD)


def _answer(one: RedactedAgain, codes: tuple[Code, ...] | None, ranked: coding.RankedAnswer | None) -> RenewedAnswer:
    return RenewedAnswer(
        piece=one.piece,
        codes=codes,
        concerns=ranked.codes if ranked else (),
        probability=ranked.probability if ranked else 0.0,
        cuts=tuple((span.start, span.end, len(TOKENS[span.type])) for span in one.spans),
        removed=tuple(span.type for span in one.spans),
        other_columns=bool(one.columns),
    )
