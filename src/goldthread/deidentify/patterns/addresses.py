"""Where somebody lives: a house or flat with its street, and the town after it."""

import re

from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier
from goldthread.deidentify.words import everyday, ordinary


STRONG = (
    r"street|st|str|road|rd|avenue|ave|lane|ln|crescent|cres|terrace|terr|gardens|gdns|grove|mews|"
    r"boulevard|blvd|parade|wharf|"
    r"cul-de-sac|esplanade|promenade|precinct"
)
WEAK = (
    r"close|drive|dr|court|ct|place|square|sq|way|hill|row|walk|rise|view|park|green|croft|fold|bank|"
    r"vale|meadows?|quay|end|"
    r"heights|fields?|common|lea|leys|brow|garth|yard|loan|brae|wynd|path|circus|gate|mount|hall|"
    r"house|lodge|buildings|towers?|"
    r"point|estate|villas|cottages|chase|dene|dell|nook|drove|side|bridge|mill|wood|ridge|reach"
)
WORD = r"(?:st\.|[a-z][a-z'-]{0,24})"
FLAT = (
    r"(?:(?:flat|apartment|apt|unit|room|floor|bedsit|caravan|plot|"
    r"suite)\ (?:no\.?\ )?\w{1,4}[,.]?\ (?:[a-z]{3,15}\ (?:house|court|lodge|tower|heights|point),?\ )?)"
)
HOUSE = r"(?:no\.?\ ?|number\ )?\d{1,4}(?:\ ?[a-f])?(?:\ ?[-/]\ ?\d{1,4}[a-z]?)?,?"
TOWN = rf"(?P<town>(?:,\ ?|\ in\ |\ )(?:{WORD})(?:[\ -]{WORD}){{0,3}})?"
ENDINGS = r"(?:gate|way|side|croft|fields?|bank|dale|thwaite|garth|lands?|view|wood|mead|ways)"
NAMED = "green|close|crescent|avenue|drive|grove|lane|street|square|mews|paddocks?|poplars|limes|croft|orchard"
UNITS = re.compile(
    r"\b(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|miles?|stars?|times?|people|patients|"
    r"metres?|yards?|feet|more|"
    r"less|of|to|from|out|the other|different|long|way|and|or|but|was|is|were|on|in|at|for|with|by|"
    r"lovely|nurses?|doctors?|staff|"
    r"beds?|cars?|chairs?|am|pm|mg|both|all|no|not|per|cent|percent|pounds?|steps?|"
    r"separate|good|very|great|i|my|you|we|he|she|they|it|still|just|then|this|that|a|an|are|be|have|"
    r"had|has)\b"
)
LIVING = re.compile(r"\b(?:live[sd]?|living|address|reside[sd]?|home|house|moved|staying|based)\b[^.!?\n]{0,25}$")
STOPS = frozenset(
    "and but so then the my i we they she he where which when with because for to from was is it who "
    "as at on in or if not this "
    "that you our her his after before since until though although please thank thanks very just near not no".split()
)

TOWN_ENDS = frozenset(
    "bridge green park wood hill heath end common bay abbey moor cross town valley sands wells regis "
    "spa spring springs".split()
)
LINKING = ("upon", "on", "le", "under", "by", "in", "the", "of", "next")


def _town(plain: str, match: re.Match[str]) -> int:
    """Where the address ends: with the town after it, if what follows is one."""
    end = match.start("town") if match["town"] else match.end()
    if not match["town"]:
        return end
    told = plain[match.start("town") : match.end("town")]
    comma = told.lstrip(" ").startswith(",") or told.startswith(" in ")
    lead = re.match(r",\ ?|\ in\ |\ ", told)
    assert lead
    at, kept = lead.end(), 0
    for hit in re.finditer(r"[A-Za-z'.]+", told[at:]):
        word = hit.group().rstrip(".")
        if not _of_a_town(word, comma, kept, told[at + hit.end() :]):
            break
        kept = at + hit.start() + len(word)
        if word != hit.group():
            break
    return match.start("town") + kept if kept else end


def _of_a_town(word: str, comma: bool, kept: int, rest: str) -> bool:
    low = word.lower()
    if kept and low in LINKING and re.match(r"[ -][A-Z]", rest):
        return True
    if low in STOPS or len(low) < 3:
        return False
    if kept:
        return low in TOWN_ENDS or (word[0].isupper() and not ordinary(low))
    return (word[0].isupper() and (comma or not ordinary(low))) or (comma and len(low) > 3 and not ordinary(low))


def _street(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A numbered street: its words may not be of time, distance or number, unless capitals or a home say so."""
    words = match["words"]
    flat = bool(match["flat"])
    living = bool(LIVING.search(before(low, match.start())))
    titled = (
        all(word[0].isupper() for word in plain[match.start("words") : match.end("words")].split())
        and not plain.isupper()
    )
    if UNITS.search(words) and not (titled and flat):
        return None
    if match["weak"] and not (flat or living or titled):
        if all(everyday(word) for word in words.split()) and not plain[match.start("kind")].isupper():
            return None
    return match.start(), _town(plain, match)


def _one_word(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    word = match["word"]
    if ordinary(word) and not (
        plain[match.start("word")].isupper() and (match["flat"] or LIVING.search(before(low, match.start())))
    ):
        return None
    return match.start(), _town(plain, match)


def _unnumbered(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    start = match.start("flat") if match.groupdict().get("flat") else match.start("words")
    told = plain[match.start("words") : match.end("kind")]
    words = told.split()
    if not (words[0][0].isupper() and words[-1][0].isupper()) or plain.isupper() or UNITS.search(match["words"]):
        return None
    return start, _town(plain, match)


PATTERNS = (
    identifier(
        "ADDRESS",
        "street & digit",
        rf"\b(?P<flat>{FLAT})?(?P<house>{HOUSE})\ ?(?P<words>{WORD}(?:\ {WORD}){{0,2}})\ (?P<kind>(?P<weak>{WEAK})|"
        rf"{STRONG})\b(?:(?<=rd|st|ln|dr)\.|(?<=ave|str)\.|(?<=cres|gdns|terr)\.)?{TOWN}",
        _street,
    ),
    identifier(
        "ADDRESS",
        f"street in a word & digit & {ITSELF}",
        rf"\b(?P<flat>{FLAT})?{HOUSE}\ (?P<word>[a-z]{{3,14}}{ENDINGS}|the\ (?:{NAMED})|broadway|"
        rf"parade)\b{TOWN}",
        _one_word,
    ),
    identifier(
        "ADDRESS",
        "live",
        rf"\b(?:live[sd]?|living|address\ is|address\ was|address:|reside[sd]?|moved)\ (?:at\ |on\ |in\ |"
        rf"down\ |up\ |to\ |"
        rf"off\ ){{0,2}}(?P<words>(?:the\ )?{WORD}(?:\ {WORD}){{0,2}}?),?\ (?P<kind>{STRONG}|{WEAK}|"
        rf"cottage|farm|barn|villa|bungalow|manor)\b{TOWN}",
        _unnumbered,
    ),
    identifier(
        "ADDRESS",
        "live",
        r"\b(?P<flat>flat|apartment|"
        r"apt)\ \w{1,4},?\ (?P<words>[a-z]{3,15}(?:\ [a-z]{3,15})?)\ (?P<kind>house|court|lodge|towers?|"
        r"heights|point|mansions|place)\b" + TOWN,
        _unnumbered,
    ),
)
