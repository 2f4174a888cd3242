"""What somebody typed, read as words that must all be there, phrases, and words that must not."""

import re
from dataclasses import dataclass

from goldthread.vocabulary import WrongUsage


PIECE = re.compile(r'(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))')
LONGEST = 300


@dataclass(frozen=True)
class Query:
    """Phrases and single words that must all be found, and those that must not; each as the words it is made of."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()


def read_words(typed: str) -> Query:
    """What was meant: words, "phrases in quotes", and -words or -"phrases" to leave out.

    Raises: WrongUsage where there is no word to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in PIECE.findall(typed[:LONGEST]):
        told = (phrase or word).strip()
        if any(letter.isalnum() for letter in told):
            (unwanted if minus else wanted).append(told)
    if not wanted:
        raise WrongUsage("There is no word to look for.", "Type words, or a “phrase in quotes”.")
    return Query(tuple(wanted), tuple(unwanted))
