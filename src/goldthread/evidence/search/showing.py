"""Where the words that somebody looked for stand in a text, found as the index finds them."""

import re
from functools import cache
from typing import Any

from goldthread.evidence.search.asked import read_words
from goldthread.evidence.search.segment import analyser
from goldthread.vocabulary import WrongUsage


PIECE = re.compile(r"[^\W_]+")


@cache
def _analyser() -> Any:
    return analyser()


def _terms(text: str) -> list[str]:
    found: list[str] = _analyser().analyze(text)
    return found


def places_of(typed: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where wanted words and phrases stand in a text: from, to; in order, none inside another.

    Gives: nothing where there is no word to look for.
    """
    try:
        wanted = [_terms(one) for one in read_words(typed).wanted]
    except WrongUsage:
        return ()
    pieces = [(piece.span(), _terms(piece[0])) for piece in PIECE.finditer(text)]
    held = [(span, terms[0]) for span, terms in pieces if len(terms) == 1]
    found: list[tuple[int, int]] = []
    for phrase in filter(None, wanted):
        for at in range(len(held) - len(phrase) + 1):
            if all(held[at + n][1] == term for n, term in enumerate(phrase)):
                found.append((held[at][0][0], held[at + len(phrase) - 1][0][1]))
    return tuple(_apart(sorted(found)))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for start, end in spans:
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
