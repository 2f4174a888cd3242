"""Whether words are somebody's or some place's own: by capitals, or by rarity in a text without."""

import re

from goldthread.deidentify.words import MONTHS, everyday, never


WORDS = re.compile(r"[A-Za-z][A-Za-z'.-]*")
SMALL = frozenset("the of y yr on le and by under upon in near n no ger isa cum next".split())
FUNCTION = frozenset(
    "the a an my your our their his her its this that these those and or but so if as at on in to of for from "
    "with by is was are were be been has had have not no i we you he she it they there here where when who which "
    "what why how all lives live living came come comes went go goes get got send sent post posted write wrote "
    "deliver delivered back out up down off near past over now still just please thank thanks ask called home "
    "house address has after before since because though although even care nursing said says will would can "
    "could us me him them do did does only very".split()
)


def caseless(plain: str) -> bool:
    """Whether a text is all in capitals or all without."""
    return plain.islower() or plain.isupper()


def proper(plain: str, start: int, end: int, kinds: int = 1) -> bool:
    """Whether each longer word of a stretch has its capital; without capitals, whether one besides its kind is rare."""
    words = [word for word in WORDS.findall(plain[start:end]) if word.lower() not in SMALL]
    low = [word.lower().strip(".'") for word in words]
    if not words or any(word in never() or word in MONTHS for word in low if len(word) > 2):
        return False
    if not caseless(plain):
        return all(word[0].isupper() for word in words)
    return not FUNCTION & set(low[: len(low) - kinds]) and any(
        not everyday(word) for word in low[: max(1, len(low) - kinds)]
    )


def from_proper(plain: str, start: int, end: int) -> int:
    """Where the proper words begin that run up to an end; the end where the last is none."""
    begins, loose = end, caseless(plain)
    for word in reversed(list(WORDS.finditer(plain, start, end))):
        told = word.group()
        low = told.lower().strip(".'")
        if low in SMALL:
            begins = word.start() if low == "the" and begins < end else begins
            if loose and low not in ("y", "yr"):
                break
        elif (loose and low not in FUNCTION and low not in never()) or (not loose and told[0].isupper()):
            begins = word.start()
        else:
            break
    return begins
