"""Where somebody says that they live, are visited or get their post, when no number shows it."""

import re

from goldthread.deidentify.patterns.addresses import HOUSES, NO_STREET, STOPS, STREETS, STRONG, WEAK, WELSH, WORD
from goldthread.deidentify.patterns.growing import UNIT
from goldthread.deidentify.patterns.homes import BUILDING, NOT_THERE
from goldthread.deidentify.patterns.pattern import ITSELF, identifier
from goldthread.deidentify.patterns.proper import caseless, from_proper, proper
from goldthread.deidentify.patterns.spoken import UP_TO_99
from goldthread.deidentify.places import is_a_hospital
from goldthread.deidentify.words import listed


LIVE = (
    r"(?:live[sd]?|living|reside[sd]?|residing|byw|liv|livin|stay(?:ing|s|ed)?|staying|housed|put\ up|based|"
    r"moved\ (?:house|home|in|out)|(?:we're|we\ are|i'm|im|i\ am)(?=\ at))"
)
POST = (
    r"(?:(?:deliver|post|send|return|forward|address|write|bring|drop)(?:ed|ing|s)?\b[^.!?\n]{0,24}?|"
    r"(?:letters?|post|parcels?|meds|tablets|prescriptions?|dressings|appointments?)\b[^.!?\n]{0,30}?)\ (?:to|at|for)"
)
COME = (
    r"(?:(?:came|come|comes|drove|called|turned\ up|sent|visit(?:ed|s)?|home\ visit|got|get|found|find|reach(?:ed)?|"
    r"collect(?:ed)?|discharged|brought|took|taken|dropped|picked)\b[^.!?\n]{0,24}?)\ (?:out\ )?(?:to|at|from|of)"
)
IS = (
    r"(?:(?:ad?dd?ress|home|house|bungalow|cottage|farm)\ (?:is|was|:)|ad?dd?ress:|(?:house|home)\ (?:is\ )"
    r"?(?:called|named))"
)
AT = (
    r"(?:\ (?:alone|here|now|still|out|back|home|there|together|over|away|just|all|at|in|on|to|from|off|up|down|"
    r"near|by|yn|for)){0,3}\ "
)
SURE = (
    rf"(?:the\ )?(?:{WORD}(?:\ (?:y\ |yr\ )?{WORD}){{0,2}}?)\ (?:{HOUSES}|{BUILDING}|{STRONG}|{WEAK}|moorings|"
    rf"basin|marina|"
    r"park|site|buildings|flats|halls|arms|inn|close|hill|almshouses|towers)"
)
THE_HOUSE = (
    rf"the\ (?:old\ )?(?:vicarage|rectory|manse|lodge|cottage|bungalow|school\ house|mill|forge|barn|farm|smithy|"
    rf"chapel),\ (?:the\ )?{WORD}"
    rf"(?:\ {WORD})?\ (?:{STRONG}|walk|hill|green|way|close)"
)
PLAIN_STREET = rf"{WORD}(?:\ {WORD})?\ (?:{STREETS})"
HOUSEHOLD = re.compile(
    r"\b(?:live[sd]?|living|homes?|house|flat|address|door|doorstep|bungalow|sleeping|neighbours?|deliver\w*|"
    r"waited\ in)\b"
)
HEALTH = re.compile(
    r"\ (?:surgery|practice|medical|clinic|hospital|health|ward|unit|centre|school|nursery|pharmacy|hospice|car\ park|"
    r"bus|station|site|branch)\b"
)
SERVICE = re.compile(
    r"\b(?:clinic|surgery|practice|service|unit|ward|department|centre|hub|pharmacy|appointments?|meeting|group)s?\ "
    r"(?:(?:has|have|had|that|which|will|be|is|was|are|were|got|now)\ ){0,3}"
    r"(?:moved|moving|based|held|relocated|at|in|on|off)\b"
    r"[^.!?,\n]{0,30}$"
)
"""A service, earlier in the sentence, that moved or is somewhere."""

CARE_HOME = r"(?:nursing|care|residential|rest|retirement|sheltered)\ (?:home|house|housing)"


def _proper(plain: str, start: int, end: int) -> bool:
    """Whether a stretch is of proper words and no place of care."""
    words = {word.lower() for word in re.findall(r"[A-Za-z'-]+", plain[start:end])}
    return not words & NOT_THERE and proper(plain, start, end)


def _said(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A house, building or street by its name after words of living; without capitals only a sure kind of street."""
    start, end = match.span("where")
    told = plain[start:end]
    if SERVICE.search(low, max(0, match.start() - 40), start):
        return None
    if HEALTH.match(low, end) or is_a_hospital(low[start:end]) or UNNAMED & set(low[start:end].split()):
        return None
    if _proper(plain, start, end):
        return start, end
    sure = match["sure"] and ("," in told or not NO_STREET & set(low[start:end].split()[:-1]))
    return (start, end) if sure else None


def _beside(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A street with capitals in a sentence that speaks of a home."""
    start, end = match.span("where")
    ahead = max(0, match.start() - 60)
    sentence = max(low.rfind(mark, ahead, match.start()) for mark in ".!?\n")
    if HEALTH.match(low, end) or SERVICE.search(low, ahead, start) or not _proper(plain, start, end):
        return None
    return (start, end) if HOUSEHOLD.search(low, max(ahead, sentence + 1), match.start()) else None


def _at(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Somebody lives at a name: a house that no word calls one."""
    start, end = match.span("where")
    first = re.split(r"[ ,-]", plain[start:end])[0].lower()
    place = first in listed("towns") or first in STOPS or HEALTH.match(low, end)
    return (start, end) if not caseless(plain) and not place and _proper(plain, start, end) else None


def _ours(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """What somebody's own home is called, in two words with capitals: "our bungalow Sea Breeze"."""
    start, end = match.span("where")
    return (start, end) if not caseless(plain) and not HEALTH.match(low, end) and _proper(plain, start, end) else None


def _spelt(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    start, end = match.span("where")
    if caseless(plain) or match.start() == start:
        start = from_proper(plain, start, end)
    return (min(start, match.end()), match.end()) if start < end and _proper(plain, start, end) else None


UNNAMED = frozenset(
    "my our your their her his its that this a an same care nursing residential own big new nice small main local "
    "other nearest private council sheltered ordinary".split()
)
PATTERNS = (
    identifier(
        "ADDRESS",
        f"living & home by name & {ITSELF}",
        rf"\b(?:{LIVE}|{IS}|{POST}){AT}(?P<where>(?P<sure>(?:{UNIT},?\ (?:on\ |in\ |at\ )?)?{PLAIN_STREET}|"
        rf"{THE_HOUSE})|{SURE})\b",
        _said,
    ),
    identifier(
        "ADDRESS",
        f"farm & {ITSELF}",
        rf"\b{COME}\ (?P<where>(?P<sure>(?!))|(?:the\ )?{WORD}(?:\ {WORD})?\ (?:cottage|farm|bungalow|vicarage|"
        rf"rectory|barn|croft|"
        rf"manse|almshouses|{STREETS}))\b",
        _said,
    ),
    identifier(
        "ADDRESS",
        f"household & sort of street & {ITSELF}",
        rf"\b(?:on|in|at|off|down|up|behind|along|opposite|near|of)\ (?P<where>{WORD}(?:\ {WORD})?\ (?:{STREETS}|"
        rf"hill|way|row|yard|walk|square|place))\b",
        _beside,
    ),
    identifier(
        "ADDRESS",
        f"living & {ITSELF}",
        rf"\b(?:(?:live[sd]?|living|staying|reside[sd]?)(?:\ (?:alone|now|still|here|out|over|up|down)){{0,2}}\ at|"
        rf"ad?dd?ress\ is|"
        rf"(?:house|home|cottage|bungalow)\ (?:is\ )?(?:called|named)|yn\ byw\ yn)\ (?P<where>{WORD}(?:[\ -]{WORD})"
        rf"{{0,2}}"
        rf"(?:,\ {WORD}(?:[\ -]{WORD}){{0,2}})?)(?=[,.;!?\n]|$|\ (?:and|but|where|which|with|on|in|near|so|as|"
        rf"since)\b)",
        _at,
    ),
    identifier(
        "ADDRESS",
        f"household & {ITSELF}",
        rf"\b(?:my|our|his|her|their)\ (?:bungalow|farm|house|cottage|boat|caravan|"
        rf"farmhouse),?\ (?P<where>(?:the\ )?{WORD}\ {WORD})"
        r"(?=[,.;!?\n]|$|\ (?:is|was|has|had|and|but|which|where|in|on)\b)",
        _ours,
    ),
    identifier(
        "ADDRESS",
        f"visited & home by name & {ITSELF}",
        rf"\b(?:doctor|gp|nurses?|carers?|crew|ambulance|taxi|paramedics?|midwi\w+|driver|"
        rf"visit)\b[^.!?\n]{{0,15}}?\b(?:came|come|"
        rf"visited|sent|went|got|out|home)\b[^.!?\n]{{0,8}}?\ (?:to|"
        rf"at)\ (?P<where>(?:the\ )?{WORD}(?:\ {WORD})?\ (?:{WEAK}))\b",
        _ours,
    ),
    identifier(
        "ADDRESS",
        f"care home & {ITSELF}",
        rf"\b(?P<where>{WORD}(?:\ {WORD}){{0,2}})\ {CARE_HOME}\b",
        _spelt,
    ),
    identifier(
        "ADDRESS",
        f"street & {ITSELF}",
        rf"(?:(?<=^)|(?<=[.!?:\n]\ )|(?<=\n)|(?<=at\ )|(?<=to\ )|(?<=in\ ))(?:{UP_TO_99}|\d{{1,4}})"
        rf",\ (?P<where>{WORD}(?:\ {WORD})?\ "
        rf"(?:{STREETS}|place|square|hill|row|walk|rise|way))\b",
        _spelt,
    ),
    identifier(
        "ADDRESS",
        f"welsh street & {ITSELF}",
        rf"\b(?P<where>(?:{WELSH}|rhos|pant|coed|glan|plas|hafod|hendre|pont|porth|aber|llan|dol|craig|gwaun|twyn)[\ -]"
        rf"(?:y[\ -]|yr[\ -]|ger[\ -]|isa[\ -])?{WORD},\ (?:{WELSH})\ (?:y\ |yr\ )?{WORD})\b",
        _spelt,
    ),
)
