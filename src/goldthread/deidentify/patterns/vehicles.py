"""Registration marks of vehicles."""

import re

from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole
from goldthread.deidentify.patterns.spoken import ONES
from goldthread.deidentify.words import listed, ordinary


RADIO = (
    "alfa|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa|quebec|romeo|"
    "sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu"
)
ABOUT = re.compile(
    r"\b(?:reg(?:istration)?|plates?|car|van|vehicle|taxi|ambulance|bike|motorbike|scooter|park(?:ed|ing)|"
    r"driv(?:e[sr]?|ing)|drove|clamped|windscreen|blue\ badge|barrier|ford|vauxhall|volvo|skoda|audi|bmw|toyota|"
    r"nissan|honda|kia|fiesta|corsa|golf|polo|land\ rover|ticket|lorry|mini ?bus)\b"
)
PLATE = re.compile(r"\b(?:reg(?:istration)?|plates?)(?: (?:number|no|mark|was|is))*[ :.]{1,2}$")


def _spoken_of(low: str, match: re.Match[str]) -> bool:
    near = before(low, match.start(), 60) + " " + low[match.end() : match.end() + 30]
    return bool(ABOUT.search(near))


def _mark(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Two letters, two digits, three letters: not where the letters are a word, as in "at10 the"."""
    if plain[match.start() : match.end()].isupper() and not plain.isupper():
        return whole(match)
    spaced = not match["gap"] == ""
    if spaced and ordinary(match["letters"]) and not _spoken_of(low, match):
        return None
    return whole(match)


def _spaced(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A mark in three parts: in capitals, and its letters no word unless a vehicle is spoken of."""
    told = plain[match.start() : match.end()]
    first = re.match(r"[a-z]*", match.group())
    words = ordinary(match["letters"]) or (first and len(first[0]) > 1 and ordinary(first[0]))
    if plain.islower() or plain.isupper():
        return whole(match) if not words and (len(first[0] if first else "") > 1 or _spoken_of(low, match)) else None
    if not told.isupper():
        return None
    return whole(match) if not ordinary(match["letters"]) or _spoken_of(low, match) else None


def _old(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Older marks look like much else, so they count in capitals with nothing common in them, or beside a vehicle."""
    told = plain[match.start() : match.end()]
    if _spoken_of(low, match):
        return None if ordinary(match["letters"]) and not told.isupper() else whole(match)
    return whole(match) if told.isupper() and not plain.isupper() and not ordinary(match["letters"]) else None


def _dateless(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Marks without a year look like any number with letters: capitals beside a vehicle, or right after "reg"."""
    if PLATE.search(before(low, match.start(), 20)):
        return whole(match)
    letters = plain[match.start("letters") : match.end("letters")]
    told = letters.isupper() and len(letters) > 1 and not plain.isupper() and not ordinary(letters.lower())
    if letters.lower() in listed("acronyms"):
        return None
    return whole(match) if told and _spoken_of(low, match) else None


PATTERNS = (
    identifier("VEHICLE_REG", ITSELF, r"\b[a-z]{2}\d{2}(?P<gap>[\ -]?)(?P<letters>[a-z]{3})\b", _mark),
    identifier("VEHICLE_REG", ITSELF, r"\b[a-z]{2}\ \d{2}\ (?P<letters>[a-z]{3})\b", _spaced),
    identifier("VEHICLE_REG", ITSELF, r"\b[a-hj-npqr-y]\ ?\d{1,3}\ (?P<letters>[a-z]{3})\b", _spaced),
    identifier("VEHICLE_REG", ITSELF, r"\b[a-hj-np-y]\d{3}(?P<gap>[\ -]?)(?P<letters>[a-z]{3})\b", _mark),
    identifier("VEHICLE_REG", ITSELF, r"\b(?P<letters>[a-z]{3})[\ -]?\d{1,3}[\ -]?[a-hj-np-y]\b", _old),
    identifier("VEHICLE_REG", "vehicle & digit", r"\b(?P<letters>[a-z]{1,3})[\ -]?\d{3,4}\b", _dateless),
    identifier(
        "VEHICLE_REG",
        "vehicle & digit",
        r"\b(?P<letters>[a-z]{3})[\ -]?\d{1,2}\b(?!\ ?(?:min|hour|day|week|%|am|pm|mg))",
        _dateless,
    ),
    identifier(
        "VEHICLE_REG",
        f"radio alphabet & {ITSELF}",
        rf"\b(?:{RADIO})(?:[\ ,-]{{1,3}}(?:{RADIO}|{ONES}|zero|\d{{1,3}})){{3,8}}\b",
    ),
    identifier("VEHICLE_REG", "vehicle & digit", r"\b\d{1,4}[\ -]?(?P<letters>[a-z]{2,3})\b", _dateless),
)
