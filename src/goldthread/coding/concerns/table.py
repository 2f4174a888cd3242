"""Ranking a table of comments: one CSV file in, one out, a line for each comment in its order."""

from collections.abc import Sequence
from pathlib import Path

from goldthread.coding.concerns.ranking import USUAL_LENGTH, RankedAnswer, least_probability, ranked_concerns
from goldthread.coding.models.linear import Coder
from goldthread.coding.tables import CommentRow, copy_table
from goldthread.vocabulary import SENTIMENT, Code


COLUMNS = ("id", "kind", "probability", "words")


def concern_table(source: Path | str, out: Path | str, coder: Coder, *, in_a_thousand: int = USUAL_LENGTH) -> int:
    """Write the likeliest concern of each comment of a CSV file; gives the number of comments.

    Takes: columns as `code_table` does; the length of the queue: below it `kind` and `words` are empty, and the
    probability is written all the same. Raises UnreadableFile, WorkspaceProblem, WrongUsage for no such length.
    """
    least = least_probability(in_a_thousand)

    def lines(part: Sequence[CommentRow]) -> list[tuple[str, ...]]:
        sentiments = [sentiment_of(codes) for codes in coder.code(part)]
        ranked = ranked_concerns(part, sentiments)
        return [_line(row, one, least) for row, one in zip(part, ranked, strict=True)]

    return copy_table(source, out, COLUMNS, lines)


def sentiment_of(codes: Sequence[Code]) -> str:
    """The sentiment among an answer's marks, "" for none."""
    return next((code.label for code in codes if code.framework == SENTIMENT), "")


def _line(row: CommentRow, one: RankedAnswer, least: float) -> tuple[str, ...]:
    code = one.codes[0] if one.codes and one.probability >= least else None
    kind, words = (code.label, row.text[code.start : code.end]) if code else ("", "")
    return row.id, kind, f"{one.probability:.4f}", words
