"""Dates of birth: dates beside a word of birth, and dates too old to be of care."""

import re

from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole


MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"\d{1,2}(?:\ ?(?:st|nd|rd|th))?"
YEAR = r"'?\d{2}(?:\d{2})?"
WRITTEN = (
    rf"{DAY}(?:\ of)?[\ ,.\-/]{{1,2}}{MONTH}[\ ,.\-/]{{1,2}}{YEAR}|\d{{1,2}}{MONTH}(?:(?:19|20)\d\d|'?\d\d)|"
    rf"(?:christmas|boxing|"
    rf"new\ year'?s|valentine'?s|st\.?\ [a-z]+'?s)\ (?:day|eve),?\ (?:19|20)\d\d|{MONTH}\ {DAY},?\ {YEAR}|"
    rf"{MONTH}\ {DAY}|"
    rf"{MONTH}\ (?:19|20)\d\d|{DAY}(?:\ of)?\ {MONTH}|\d{{1,2}}[./-][ivx]{{1,4}}[./-](?:19|20)?\d\d|\d{{1,2}}(?:st|"
    rf"nd|rd|"
    rf"th)\ (?:of\ )?(?:the\ )?\d{{1,2}}(?:st|nd|rd|th)?,?\ (?:19|20)?\d\d|(?:19|20)\d\d,?\ (?:{DAY}\ {MONTH}|"
    rf"{MONTH}\ {DAY})"
)
FIGURES = (
    r"\d{1,2}\ ?[-/.\ |\\]\ ?\d{1,2}\ ?[-/.\ |\\]\ ?\d{4}|\d{1,2},\ \d{1,2},\ \d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|"
    r"\d{1,2}\ \d{1,2}\ \d{2}|"
    r"\d{1,2}[-/.]\d{1,2}[-/.]'\d{2}|"
    r"(?:19|20)\d\d,\ ?\d{1,2},\ ?\d{1,2}|(?:19|20)\d\d\x1a\d{1,2}\x1a\d{1,2}\x1a?|(?:19|"
    r"20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{6}|\d{8}"
)
BIRTH = (
    r"(?:born|dobb?|ddo|dbo|brith|bith|birht|d\.o\.b|d\ o\ b|d\.\ ?o\.\ ?b|d/o/b|birth|birth-?date|birthday|"
    r"b-?day|bday|\(b|\bb\.)"
)
BABY = r"(?:baby|babies|twins?|(?:little|baby)\ (?:girl|boy|one|man|lady))"
ARRIVED = (
    rf"{BABY}\ (?:\w+\ )?(?:arrived|(?:was\ )?delivered|came\ into\ the\ world)|(?:son|daughter|he|she|"
    rf"i)\ (?:came\ into\ "
    rf"the\ world|was\ delivered)|(?:had|having|delivered|welcomed)\ (?:my|our|the|a)\ (?:{BABY}|son|daughter)"
)
EARLIER = re.compile(
    rf"\b{BIRTH}\b\??[^!?\n]{{0,28}}$|[\s(]b\.?\ ?$|\b(?:{ARRIVED})(?:\ (?:here|safely|at\ home|early))?\ "
    r"(?:on\ )?(?:the\ )?$"
)
"""A word of birth before a date, or a baby that arrives on it."""

SINCE = re.compile(
    r"\b(?:since|from|on|in|at|until|till|by|before|after|dated?|seen|done|admitted|discharged|diagnosed|registered|"
    r"joined)\ $"
)
GLUED = r"(?:(?<![\w/.-])|(?<=dob)|(?<=d\.o\.b)|(?<=d\.o\.b\.)|(?<=born)|(?<=birth))"
LATER = re.compile(rf"[^.!?\n\d]{{0,28}}\b(?:{BIRTH}|weigh(?:ing|ed))\b|\ ?\((?:dob|birth)")
SHORT_YEAR = re.compile(r"(?:^\d{1,2}[-/.]\d{1,2}[-/.]|[a-z],?[ -])'?(?:2[89]|[3-9]\d)$")
"""A date that ends in a year that can only be of the last century."""

OLD = re.compile(r"(?<!\d)(?:19\d\d|200\d|201[0-4])(?!\d)")
FULL = re.compile(r"\d.*(?:19|20)\d\d$|^(?:19|20)\d\d[-/.]")


def _birth(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A date counts beside a word of birth, or if whole and from before 2015."""
    if EARLIER.search(before(low, match.start(), 45)) or LATER.match(low[match.end() : match.end() + 45]):
        return whole(match)
    told = match.group()
    if SINCE.search(before(low, match.start(), 15)):
        return None
    return whole(match) if SHORT_YEAR.search(told) or (OLD.search(told) and FULL.search(told)) else None


PATTERNS = (
    identifier(
        "DOB",
        ITSELF,
        rf"(?<![\w/.-])(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.]'?(?:2[89]|[3-9]\d)|\d{{1,2}}(?:\ ?(?:st|nd|rd|th))?(?:\ of)"
        rf"?[\ -]{MONTH},?[\ -]'?"
        rf"(?:2[89]|[3-9]\d)|\d{{1,2}}(?:st|nd|rd|th)\ of\ the\ \d{{1,2}}(?:st|nd|rd|th),?\ (?:19)?[2-9]\d)"
        rf"(?![\w/]|-\d|\.\d|\ ?%)",
        _birth,
    ),
    identifier("DOB", "birth", rf"{GLUED}(?:{WRITTEN}|{FIGURES})(?![\w/]|-\d|\.\d)", _birth),
    identifier(
        "DOB",
        "birth",
        r"\b(?:d\.?o\.?b\.?|d\ o\ b|date\ of\ birth|birth\ ?date|year\ (?:of\ birth|born)|birth\ year)\ ?(?:is|was|:|"
        r"-|=)?\ ?"
        r"(?P<year>(?:19|20)\d\d)(?![\w/]|[-.]\d)",
        lambda plain, low, match: match.span("year"),
    ),
    identifier(
        "DOB",
        "birth",
        r"\b(?:d\.?o\.?b\.?|d\ o\ b|date\ of\ birth|birth\ ?day)\ ?(?:is|was|on|:|-|=)?\ ?(?P<day>\d{1,2}[/.]\d{1,2})"
        r"(?![\w/%]|[-.]\d)",
        lambda plain, low, match: match.span("day"),
    ),
    identifier(
        "DOB",
        "birth",
        r"(?<=born\ )(?:in\ )?(?P<year>'[2-9]\d)\b|\ba\ (?P<of>(?:" + MONTH + r"\ )?(?:19\d\d|20[01]\d))\ baby\b",
        lambda plain, low, match: match.span("year" if match["year"] else "of"),
    ),
    identifier(
        "DOB", "birth", r"(?<=born\ )(?:in\ )?(?P<year>19[0-3]\d)\b", lambda plain, low, match: match.span("year")
    ),
)
