"""Where somebody lives: a house or flat with its street, and the town after it."""

import re

from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier
from goldthread.deidentify.patterns.proper import caseless
from goldthread.deidentify.words import everyday, ordinary


STRONG = (
    r"street|st|str|road|rd|avenue|ave|lane|ln|crescent|cres|terrace|terr|gardens|gdns|grove|mews|boulevard|blvd|"
    r"parade|wharf|approach|yard|cul-de-sac|esplanade|promenade|precinct"
)
WEAK = (
    r"close|drive|dr|court|ct|place|square|sq|way|hill|row|walk|rise|view|park|green|croft|fold|bank|vale|meadows?|"
    r"quay|end|heights|fields?|common|lea|leys|brow|garth|yard|loan|brae|wynd|path|circus|gate|mount|hall|house|"
    r"lodge|buildings|towers?|point|estate|villas|cottages|chase|dene|dell|nook|drove|side|bridge|mill|wood|ridge|"
    r"reach"
)
WORD = r"(?:st\.|[a-z][a-z'-]{0,24})"
FLAT = (
    r"(?:(?:flat|apartment|apt|unit|room|floor|bedsit|caravan|plot|"
    r"suite)\ (?:no\.?\ )?\w{1,4}[,.]?\ (?:[a-z]{3,15}\ (?:house|court|lodge|tower|heights|point),?\ )?)"
)
HOUSE = r"(?:\d{1,2}/\d{1,2},?\ )?(?:no\.?\ ?|number\ )?\d{1,4}(?:\ ?[a-f])?(?:\ ?[-/]\ ?\d{1,4}[a-z]?)?,?"
TOWN = rf"(?P<town>(?:,\ ?|,?\n|\ in\ |\ near\ |\ )(?:{WORD})(?:[\ -]{WORD}){{0,3}})?"
ENDINGS = r"(?:gate|way|side|croft|fields?|bank|dale|thwaite|garth|lands?|view|wood|mead|ways)"
NAMED = (
    "green|close|crescent|avenue|drive|grove|lane|street|square|mews|paddocks?|poplars|limes|croft|orchard|maltings|"
    "beeches|oaks|elms|willows|hollies|laurels|firs|cedars|meadows|chase|ridings|spinney|glebe|coppice|copse|rise|"
    "ridgeway|cloisters|quadrant|oval|circle|priory|granary|brambles|pastures|hawthorns|birches|larches|pines|foundry"
)
UNITS = re.compile(
    r"\b(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|miles?|stars?|times?|people|patients|metres?|yards?|"
    r"feet|more|less|of|to|from|out|the other|different|long|way|and|or|but|was|is|were|on|in|at|for|with|by|lovely|"
    r"nurses?|doctors?|staff|when|since|until|beds?|cars?|chairs?|am|pm|mg|both|all|no|not|per|cent|percent|pounds?|"
    r"steps?|separate|good|very|great|i|my|you|we|he|she|they|it|still|just|then|this|that|a|an|are|be|have|had|"
    r"has)\b"
)
LIVING = re.compile(r"\b(?:live[sd]?|living|address|reside[sd]?|home|house|moved|staying|based)\b[^.!?\n]{0,25}$")
HOME = (
    r"\b(?:live[sd]?|living|address(?:\ is|\ was|:)?|reside[sd]?|(?:deliver(?:ed)?|sen[dt]|post(?:ed)?)\ (?:it|them|"
    r"this|that|mine|letters?|everything)|home(?:\ is|:)|moved\ (?:house|home|in))"
)
AT = r"(?:\ (?:it|them|this|mine|me|him|her))?(?:\ (?:at|on|in|to|down|up|off|near)){0,2}\ "
STREETS = "street|road|avenue|lane|crescent|terrace|gardens|grove|mews|close|drive|court"
"""The kinds of streets that are nothing else, even without a capital."""

HOUSES = (
    "cottages?|house|farm|farmhouse|barn|bungalow|vicarage|rectory|manse|forge|smithy|mill|lodge|court|grange|gables|"
    "laurels|hollies|willows|firs|elms|beeches|orchard|nest|view|villa|hall|croft|stables|holme?|nook|haven|bakery|"
    "dairy|chapel|school\\ ?house|manor|oaks|limes|cedars|pines|poplars|rowans|retreat|hollow|paddock|granary|"
    "hayloft|thatch|coach\\ house|post\\ office|police\\ house"
)
"""What houses that go by a name are called."""

WELSH = (
    r"(?:heol|ffordd|stryd|lon|maes|bryn|cwm|clos|rhodfa|rhiw|gerddi|llys|cae|parc|bro|trem|ty|pen|tan|nant|gwelfor)"
)
WELSH_WORD = r"[a-z][a-z'-]{0,18}"
NO_STREET = frozenset(
    "the a an my your our their his her this that same next main busy other long quiet side back front one wrong "
    "right every each no any some ward nearby both opposite whole very such high edge end top bottom middle "
    "corner".split()
)
STOPS = frozenset(
    "and but so then the my i we they she he where which when with because for to from was is it who as at on in or "
    "if not this that you our her his after before since until though although please thank thanks very just near "
    "not no".split()
)

TOWN_ENDS = frozenset(
    "bridge green park wood hill heath end common bay abbey moor cross town valley sands wells regis spa spring "
    "springs".split()
)
LINKING = ("upon", "on", "le", "under", "by", "in", "the", "of", "next")


def town(plain: str, match: re.Match[str]) -> int:
    """Where the address ends: with the town after it, if what follows is one."""
    end = match.start("town") if match["town"] else match.end()
    if not match["town"]:
        return end
    told = plain[match.start("town") : match.end("town")]
    comma = told.lstrip(" ").startswith((",", "\n")) or told.startswith((" in ", " near "))
    lead = re.match(r",\ ?|,?\n|\ in\ |\ near\ |\ ", told)
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
    return match.start(), town(plain, match)


def _one_word(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    word = match["word"]
    if ordinary(word) and not (
        plain[match.start("word")].isupper() and (match["flat"] or LIVING.search(before(low, match.start())))
    ):
        return None
    return match.start(), town(plain, match)


def _unnumbered(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    start = match.start("flat") if match.groupdict().get("flat") else match.start("words")
    told = plain[match.start("words") : match.end("kind")]
    words = told.split()
    if not (words[0][0].isupper() and words[-1][0].isupper()) or plain.isupper() or UNITS.search(match["words"]):
        return None
    return start, town(plain, match)


def _lower(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A street without a number and without capitals, where somebody says that they live on it."""
    if NO_STREET & set(match["words"].split()):
        return None
    return match.start("words"), town(plain, match)


def _welsh(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A Welsh street or house: with its number, or where a home is spoken of, and with capitals."""
    start = match.start("house") if match["house"] else match.start("street")
    titled = plain[match.start("street")].isupper() or (bool(match["house"]) and caseless(plain))
    if not titled or not (match["house"] or LIVING.search(before(low, start)) or SENT.search(before(low, start))):
        return None
    return start, town(plain, match)


def _named_house(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A house by its name, with its street or where a home is spoken of."""
    if match["street"] or match["numbered"] or plain[match.start("name")].isupper():
        return match.start("all"), town(plain, match)
    return None


SENT = re.compile(
    r"\b(?:deliver(?:ed)?|sen[dt]|post(?:ed)?)\ (?:it|them|this|that|mine|letters?|everything)\b[^.!?\n]{0,10}$"
)
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
        rf"\b(?P<flat>{FLAT})?{HOUSE}\ (?P<word>[a-z]{{3,14}}{ENDINGS}|the\ (?:{NAMED})|broadway|parade)\b{TOWN}",
        _one_word,
    ),
    identifier(
        "ADDRESS",
        "live",
        rf"\b(?:live[sd]?|living|address\ is|address\ was|address:|reside[sd]?|moved\ (?:house|home|in))\ (?:at\ |"
        rf"on\ |in\ |down\ |up\ |to\ |off\ ){{0,2}}(?P<words>(?:the\ )?{WORD}(?:\ {WORD}){{0,2}}?),?\ "
        rf"(?P<kind>{STRONG}|{WEAK}|cottage|farm|barn|villa|bungalow|manor)\b{TOWN}",
        _unnumbered,
    ),
    identifier(
        "ADDRESS",
        "live",
        r"\b(?P<flat>flat|apartment|apt)\ \w{1,4},?\ (?P<words>[a-z]{3,15}(?:\ [a-z]{3,15})?)\ (?P<kind>house|court|"
        r"lodge|towers?|"
        r"heights|point|mansions|place)\b" + TOWN,
        _unnumbered,
    ),
    identifier(
        "ADDRESS",
        f"live & street & {ITSELF}",
        rf"{HOME}{AT}(?P<words>{WORD}(?:\ {WORD})?)\ (?P<kind>{STREETS})\b{TOWN}",
        _lower,
    ),
    identifier(
        "ADDRESS",
        f"welsh street & {ITSELF}",
        rf"\b(?P<house>{HOUSE}\ )?(?P<street>{WELSH}\ (?:y\ |yr\ |"
        rf"ger\ )?{WELSH_WORD}(?:,\ {WELSH}\ {WELSH_WORD})?)\b{TOWN}",
        _welsh,
    ),
    identifier(
        "ADDRESS",
        f"house name & {ITSELF}",
        rf"{HOME}{AT}(?P<all>(?P<numbered>(?:number\ |no\.?\ ?)?\d{{1,4}}[a-z]?,?\ )?(?P<name>(?:the\ |"
        rf"{WORD}\ ){{1,2}}?(?:old\ )?(?:{HOUSES}))(?P<street>,\ ?{WORD}(?:\ {WORD})?\ (?:{STRONG}|{WEAK}))?)\b{TOWN}",
        _named_house,
    ),
)
