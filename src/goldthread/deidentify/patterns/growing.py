"""An address found in part, made whole: the flat or house before it, the village or room after it."""

import re

from goldthread.deidentify.patterns.addresses import HOUSES, LINKING, STOPS, STRONG, WEAK
from goldthread.deidentify.patterns.proper import FUNCTION, caseless
from goldthread.deidentify.patterns.spoken import UP_TO_99
from goldthread.deidentify.words import MONTHS, listed, never, ordinary


FLOORS = r"(?:top|ground|first|second|third|fourth|basement|upper|lower|attic|garden|back|front)"
UNIT = (
    rf"(?:(?:the\ )?{FLOORS}(?:\ floor)?\ (?:flat|maisonette)|(?:the\ )?(?:flat|cottage|annexe?|caravan|house|"
    r"bungalow)\ (?:above|behind|over|beside|below|next\ to|opposite)\ (?:the\ )?[a-z'-]{2,20}(?:\ [a-z'-]{2,20})?|"
    r"(?:flat|apartment|apt|room|rm|unit|caravan|mooring|pitch|plot|block|chalet|bungalow|bedsit|studio|berth|cabin|"
    r"croft|lot|static|hut|floor|house|number)(?:\ (?:number|no\.?))?\ (?:[a-z]?\d{1,4}[a-z]?(?:/\d{1,2})?|[a-h]|"
    rf"{UP_TO_99}(?:\ slash\ {UP_TO_99})?)(?!\w))"
)
LEFT_UNIT = re.compile(
    rf"\b(?:{UNIT}(?:,\ ?|\n|\ (?:on|in|at|of|off)\ |\ )|(?:the\ )?(?:flat|cottage|annexe?|caravan|house|bungalow)"
    rf"\ (?:above|"
    r"behind|over|beside|below|next\ to|opposite)\ )$",
    re.VERBOSE,
)
RIGHT_UNIT = re.compile(rf"(?:,\ ?|\n|\ )\(?{UNIT}\b\)?", re.VERBOSE)
LEFT_NAME = re.compile(
    r"(?:\b(?:the|The) )?\b[A-Z][A-Za-z'-]+(?: (?:[A-Z][A-Za-z'-]+|the|of|y|yr|care home|nursing home))*(?:, ?|\n|"
    r" on | in )$"
)
RIGHT_NAME = re.compile(
    r"(?P<gap>, ?|,?\n|,? (?:in|near|off|outside) |,? (?=(?:nr|nr\.) ))(?:nr\.? )?(?P<name>[A-Z][A-Za-z'.-]+(?:[ -]"
    r"(?:[A-Z][A-Za-z'-]+|(?:upon|on|le|under|by|in|the|y|yr|of|next|cum|super)(?=[ -][A-Za-z])))*)"
)
OUTWARD = re.compile(r",? [A-Z]{1,2}\d[A-Z\d]?\b(?! ?\d)")
"""The first half of a postcode, after a place."""

CUT = re.compile(r"\d[A-Z\d]?\b(?! ?\d)")

KIND = re.compile(rf"(?:{STRONG}|{WEAK}|{HOUSES}|flats|home|marina|moorings|site|centre)", re.VERBOSE)
CHUNKS = 3
NO_PLACE = frozenset("the and but i my we they he she nhs gp please thank thanks dr mr mrs miss ms".split())


def grown(plain: str, low: str, start: int, end: int) -> tuple[int, int]:
    """Where an address begins and ends with what belongs to it on either side."""
    return _left(plain, low, start), _right(plain, low, end)


LOOSE = re.compile(r"(?:,\ ?|\n|,?\ (?:in|near|off)\ )(?P<name>[a-z'-]{2,20}(?:\ [a-z'-]{2,20}){0,3})", re.VERBOSE)


def _loose_right(low: str, end: int) -> int:
    """Where an address ends in a text without capitals: with a street or a rare word after a comma."""
    match = LOOSE.match(low, end)
    if not match:
        return end
    words: list[str] = []
    for word in match["name"].split():
        if word in STOPS or word in FUNCTION or word in never() or len(words) == CHUNKS:
            break
        words.append(word)
        if len(words) > 1 and KIND.fullmatch(word):
            break
    while words and ordinary(words[-1]) and not (len(words) > 1 and KIND.fullmatch(words[-1])):
        words.pop()
    return match.start("name") + len(" ".join(words)) if words else end


def _left(plain: str, low: str, start: int) -> int:
    for _ in range(CHUNKS):
        at = max(0, start - 60)
        unit = LEFT_UNIT.search(low, at, start)
        name = None if unit else LEFT_NAME.search(plain, at, start)
        if unit:
            start = unit.start()
        elif name and _is_a_house(name.group()):
            start = name.start()
        else:
            break
    return start


def _is_a_house(told: str) -> bool:
    """Whether words with capitals before an address end in what houses are called."""
    words = [word.strip(",\n") for word in told.split() if word.strip(",\n")]
    kinds = [word for word in words if word not in ("on", "in")]
    last = kinds[-1].lower() if kinds else ""
    if words and words[-1] == "on" and kinds:
        return kinds[0][0].isupper() and not any(_no_place(word) for word in kinds if word.lower() != "the")
    return len(kinds) > 1 and bool(KIND.fullmatch(last)) and not any(_no_place(word) for word in kinds[1:])


def _no_place(word: str) -> bool:
    low = word.lower().strip(".'")
    return low in never() or low in MONTHS or low in NO_PLACE


def _right(plain: str, low: str, end: int) -> int:
    for _ in range(CHUNKS):
        unit = RIGHT_UNIT.match(low, end)
        loose = end if unit or not caseless(plain) else _loose_right(low, end)
        if loose > end:
            end = loose
            continue
        name = None if unit else RIGHT_NAME.match(plain, end)
        if unit:
            end = unit.end()
        elif name:
            kept = _of_the_place(plain, name)
            if kept == end:
                break
            end = kept
        else:
            break
    code = OUTWARD.match(plain, end) or (CUT.match(plain, end) if plain[end - 2 : end].strip().isupper() else None)
    return code.end() if code else end


def _of_the_place(plain: str, match: re.Match[str]) -> int:
    """Where the words of a place end: before one that names none, or that only begins what comes next."""
    kept = match.start()
    capitals = plain[match.start() : match.end()].isupper()
    for hit in re.finditer(r"[A-Za-z'.]+", plain[match.start("name") : match.end()]):
        word = hit.group().rstrip(".")
        low = word.lower()
        if low in STOPS or _no_place(word) or (capitals and ordinary(low) and kept > match.start()):
            if not (low in LINKING and kept > match.start()):
                break
            continue
        if kept == match.start() and ordinary(low) and not _known_start(low, match):
            break
        kept = match.start("name") + hit.start() + len(word)
        if word != hit.group():
            break
    return kept


def _known_start(low: str, match: re.Match[str]) -> bool:
    """Whether an ordinary word begins a place: one of several with capitals, or what places begin with."""
    return " " in match["name"] or "-" in match["name"] or low in listed("towns")
