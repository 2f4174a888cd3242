"""Redacting answers that are stored: what was removed stays removed, and more may be.

The original words are gone, so this starts from the redacted ones. A token is never opened, redacted or split.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from goldthread.deidentify.cleaning import LABELS, VALUES, other_columns
from goldthread.deidentify.redactor import TOKENS, RedactedSpan, Redactor
from goldthread.vocabulary import Feedback, Identity, Removal
from goldthread.vocabulary.columns import StoredRow, columns_of


_OF_IDENTITY, _OF_PIECE = tuple(columns_of(Identity)), tuple(columns_of(Feedback))


@dataclass(frozen=True, slots=True)
class RedactedAgain:
    """An answer after it was redacted again.

    `spans` are what was removed from its words now, and point into the words as they were stored; `columns` are names
    of other columns of which more was removed.
    """

    piece: Feedback
    spans: tuple[RedactedSpan, ...]
    columns: tuple[str, ...]


def feedback_of(row: StoredRow) -> Feedback:
    """A stored answer as the noun that it was stored from."""
    said = {name: row[name] for name in _OF_PIECE}
    said["removed"] = tuple(Removal(**one) for one in said["removed"])
    said |= {name: tuple((pair["name"], pair["value"]) for pair in said[name]) for name in VALUES}
    return Feedback(identity=Identity(**{name: row[name] for name in _OF_IDENTITY}), **said)


def redact_again(pieces: Sequence[Feedback], redactor: Redactor) -> list[RedactedAgain]:
    """Redact stored answers by this redactor, in order; ids, dates and whatever else is not text stay."""
    found = redactor.redact([piece.text for piece in pieces])
    return [_again(piece, one.spans, redactor) for piece, one in zip(pieces, found, strict=True)]


def _again(piece: Feedback, found: Iterable[RedactedSpan], redactor: Redactor) -> RedactedAgain:
    spans = tuple(part for span in found for part in _outside(piece.text, span, piece.removed))
    text, removed = _rewritten(piece, spans)
    others = other_columns(piece, redactor)
    made = replace(piece, text=text, removed=removed, redactor=redactor.version, **others)
    columns = tuple(name for name in (*LABELS, *VALUES) if others[name] != getattr(piece, name))
    return RedactedAgain(made, spans, columns)


def _outside(text: str, span: RedactedSpan, tokens: Sequence[Removal]) -> Iterator[RedactedSpan]:
    """The parts of a span that are in no token, and say something."""
    at = span.start
    for token in tokens:
        if token.start < span.end and token.end > at:
            yield from _saying(text, at, token.start, span.type)
            at = max(at, token.end)
    yield from _saying(text, at, span.end, span.type)


def _saying(text: str, start: int, end: int, kind: str) -> Iterator[RedactedSpan]:
    if any(letter.isalnum() for letter in text[start:end]):
        yield RedactedSpan(start, end, kind)


def _rewritten(piece: Feedback, spans: Sequence[RedactedSpan]) -> tuple[str, tuple[Removal, ...]]:
    """The words with a token for each span, and all that was removed from them, now and before."""
    stays = {(one.start, one.end): one.type for one in piece.removed}
    goes = {(span.start, span.end): span.type for span in spans}
    parts, removed, at, length = list[str](), list[Removal](), 0, 0
    for start, end in sorted({*stays, *goes}):
        told = piece.text[start:end] if (start, end) in stays else TOKENS[goes[start, end]]
        kind = stays.get((start, end)) or goes[start, end]
        parts += [piece.text[at:start], told]
        length += start - at
        removed.append(Removal(kind, length, length + len(told)))
        length += len(told)
        at = end
    return "".join([*parts, piece.text[at:]]), tuple(removed)
