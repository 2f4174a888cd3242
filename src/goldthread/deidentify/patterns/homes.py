"""Homes told without a number, or with more than one: houses by name, flats, moorings, pitches, farms, care homes.

They look like much else, so each of their words has a capital; where somebody says that they live there, less is asked.
"""

import re

from goldthread.deidentify.patterns.addresses import HOUSES, STRONG, TOWN, WEAK, WELSH, WORD, town
from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier
from goldthread.deidentify.patterns.proper import SMALL, WORDS, caseless, from_proper, proper
from goldthread.deidentify.words import TITLES


KIND = rf"(?:{STRONG}|{WEAK}|bottom|moorings|basin)"
STREET = (
    rf"(?:(?:the\ )?{WORD}(?:\ {WORD})?\ {KIND}|the\ (?:green|street|square|esplanade|parade|drive|close|avenue)|"
    rf"(?:{WELSH})\ (?:y\ |yr\ |ger\ )?{WORD}(?:\ {WORD})?)"
)
BUILDING = (
    r"(?:house|court|lodge|tower|towers|heights|point|mansions|place|halls?|wharf|mill|villas?|buildings?|gardens)"
)
UNIT = (
    r"(?:flat|apartment|apt|unit|caravan|mooring|pitch|chalet|plot|block|bungalow|bedsit|studio|lodge|berth|cabin|"
    r"croft)"
)
FLOOR = r"(?:the\ )?(?:(?:top|ground|first|second|third|fourth|basement|upper|lower|attic|garden)(?:\ floor)?\ )?flat"
THERE = re.compile(
    r"\b(?:live[sd]?|living|address|reside[sd]?|home|staying|based|i'm|we're|im|i am|we are|moved|c/o|to|at|from|"
    r"in)\b[^.!?\n]{0,30}$"
)
ROADS = frozenset("street st road rd lane ln avenue close drive hill walk row way".split())
"""What follows a church or a school in the name of a street."""

NOT_THERE = frozenset(
    "surgery practice centre clinic hospital hospice pharmacy school ward unit nursery church".split()
)


def _titled(plain: str, start: int, end: int) -> bool:
    """Whether a stretch is of proper words, and none is a service."""
    words = [word.lower().strip(".'") for word in WORDS.findall(plain[start:end])]
    named = {word for word, after in zip(words, [*words[1:], ""], strict=True) if after not in ROADS}
    return not named & NOT_THERE and proper(plain, start, end)


def _named(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A name and a street after a comma, as in Bramble Cottage, Back Lane: the name stands before what is matched."""
    comma = match.start()
    name = NAME.search(before(plain, comma, 70))
    if not name:
        return None
    offset = comma - len(before(plain, comma, 70))
    start = from_proper(plain, offset + name.start("name"), comma)
    if start == comma or not _titled(plain, start, match.end("street")):
        return None
    last = name["last"].lower()
    opens = (
        not caseless(plain)
        and OPENING.search(plain, max(0, start - 3), start)
        and not AFTER.match(low, match.end("street"))
    )
    if opens and len(plain[start:comma].split()) > 1:
        return start, town(plain, match)
    if not A_HOUSE.fullmatch(last) and not THERE.search(before(low, start, 45)):
        return None
    flat = name["floor"] and offset + name.end("floor") >= start
    return offset + name.start("floor") if flat else start, town(plain, match)


def _farm(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A farm, cottage or the like by its name alone."""
    start, end = from_proper(plain, *match.span("all")), match.end("all")
    told = plain[start:end]
    if len(told.split()) < 2 or not _titled(plain, start, end) or AFTER.match(low, end):
        return None
    return start, town(plain, match)


def _unit(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A flat, mooring or pitch with the name of where it lies: as far as there are capitals."""
    end = match.start("names")
    for word in WORDS.finditer(plain, *match.span("names")):
        if not word.group()[0].isupper() and word.group().lower() not in SMALL:
            break
        end = word.end() if word.group()[0].isupper() else end
    if caseless(plain):
        end = _caseless_end(low, match)
    told = plain[match.start("names") : end]
    return (match.start(), end) if told and _titled(plain, match.start("names"), end) else None


def _caseless_end(low: str, match: re.Match[str]) -> int:
    """Where the name of a building or site ends in a text without capitals to go by."""
    kind = re.compile(rf"\b(?:{BUILDING}|park|site|marina|moorings|basin|{STRONG}|{WEAK})\b", re.VERBOSE)
    ends = [hit.end() for hit in kind.finditer(low, *match.span("names"))]
    return ends[0] if ends else match.start("names")


def _house_and_flat(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    start = from_proper(plain, *match.span("names"))
    return (start, match.end()) if start < match.end("names") and _titled(plain, start, match.end("names")) else None


def _care_of(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    start, end = match.span("names")
    title = plain[start:end].split(" ")[0].lower().strip(".") in TITLES
    return None if title or not _titled(plain, start, end) else (start, end)


NAME = re.compile(
    rf"(?i)\b(?P<floor>{FLOOR}, ?)?(?P<name>(?:[a-z][a-z'.-]* ){{0,3}}(?P<last>[a-z][a-z'-]*))$".replace("\\ ", " ")
)
OPENING = re.compile(r"(?:^|[.!?\n]\ ?)\Z")
A_HOUSE = re.compile(HOUSES, re.VERBOSE)
AFTER = re.compile(
    r"\ (?:surgery|practice|medical|clinic|hospital|health|ward|unit|centre|school|nursery|pharmacy|hospice)\b"
)
PATTERNS = (
    identifier("ADDRESS", "home", rf"(?:,\ ?|,?\n)(?P<street>{STREET})\b{TOWN}", _named),
    identifier(
        "ADDRESS",
        f"house name & {ITSELF}",
        rf"\b(?P<all>(?:the\ )?(?:{WORD}\ ){{1,2}}(?:cottage|farm|farmhouse|barn|bungalow|vicarage|rectory))\b{TOWN}",
        _farm,
    ),
    identifier(
        "ADDRESS",
        f"unit of a home & {ITSELF}",
        rf"\b{UNIT}\ (?:no\.?\ ?)?[a-z]?\d{{0,4}}[a-z]?,?\ (?:(?:room|"
        rf"flat)\ \w{{1,4}},?\ )?(?P<names>{WORD}(?:,?\ {WORD}){{1,5}})\b",
        _unit,
    ),
    identifier(
        "ADDRESS",
        f"unit of a home & {ITSELF}",
        rf"\b(?P<names>(?:{WORD}\ ){{1,2}}(?:{BUILDING}|(?:nursing|care|residential)\ home)),?\ "
        r"(?:flat|apartment|apt|room|unit|no\.?)\ (?:no\.?\ )?(?:[a-z]?\d{1,4}[a-z]?|[a-h])\b",
        _house_and_flat,
    ),
    identifier(
        "ADDRESS",
        f"care of & {ITSELF}",
        rf"\bc/o\ (?P<names>{WORD}(?:\ {WORD}){{0,3}}(?:,\ {WORD}(?:\ {WORD}){{0,2}}){{0,2}})\b",
        _care_of,
    ),
)
