"""NHS numbers, hospital and other reference numbers, and postcodes."""

import re

import nhs_number

from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole
from goldthread.deidentify.words import ordinary


FORM = re.compile(r"(?:ds|iso|med|fp|hc|hs|bs|en|uc|esa|sf|sa|ng|cg|qs|gms|cop|covid|sars|mk|dn)\d")
"""Forms, standards and guidance that go by a number."""

MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)")
AMOUNT_ENDS = re.compile(r"\d(?:k|m|bn|am|pm|mg|ml|p|kg|g|km|th|st|nd|rd|hr|s)$")
AREAS = frozenset(
    (
        "ab|al|b|ba|bb|bd|bh|bl|bn|br|bs|bt|ca|cb|cf|ch|cm|co|cr|ct|cv|cw|da|dd|de|dg|dh|dl|dn|dt|dy|e|ec|en|ex|eh|"
        "fk|fy|g|gl|gu|gy|ha|hd|hg|hp|hr|hs|hu|hx|ig|im|ip|iv|ka|kt|kw|ky|l|la|ld|le|ll|ln|ls|lu|m|me|mk|ml|n|ne|ng|"
        "nn|np|nr|nw|ol|ox|pa|pe|ph|pl|po|pr|rg|rh|rm|s|sa|se|sg|sk|sl|sm|sn|so|sp|sr|ss|st|sw|sy|ta|td|tf|tn|tq|tr|"
        "ts|tw|ub|w|wa|wc|wd|wf|wn|wr|ws|wv|yo|ze|je"
    ).split("|")
)
ORDINAL = re.compile(r"1st|2nd|3rd|\dth|\dam|\dpm")
GROUPS = {(10,), (3, 3, 4), (3, 4, 3), (4, 3, 3), (5, 5), (4, 6), (6, 4), (3, 7), (2, 4, 4), (2, 2, 2, 2, 2)}
NHS = re.compile(r"\bnhs\b[^.!?\n]{0,30}$|\bnhs (?:no|num)")
KEYS = (
    r"(?:hospital|hosp|patient|pt|unit|case|records?|mrn|pas|crn|file|chart|district|booking|incident|datix|"
    r"appointment|appt|study|trial|lab|sample|specimen|ticket|complaint|claim|ubrn|referral|admission|account|x-?ray|"
    r"registration|medical|clinic|ref(?:erence)?|nhs|id|number|num|no|nr|card|staff|badge)"
)
WORDS_BETWEEN = (
    r"(?:[\ .:#-]{0,3}(?:numbers?|num|no|nr|id|ref(?:erence)?|code|is|was|of|it's|it\ is|starts|begins|ends)\b){0,3}"
)
LABEL = re.compile(r"(?:dob|born|tel|mob|num|no|nhs|aged?|bed|bay|ward|wd|bd|acc|flat|room)[-/ ]?\d")
"""Labels that people glue to a number of another kind."""

DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|(?:19|20)\d\d[-/ ]\d{2,4}")
AMOUNT = re.compile(
    r"\ ?(?:%|percent|people|patients|pounds|quid|words|steps|miles|units?\b|mg|ml|mcg|iu\b|times|staff|years|hours)"
)


def _is_date(told: str) -> bool:
    """Whether figures can be a day of a year: "12-03-45" can, "55-20-981" cannot."""
    if not DATE.fullmatch(told):
        return False
    parts = re.findall(r"\d+", told)
    if len(parts) < 3:
        return True
    day, month = sorted(map(int, parts[:2]), reverse=True)
    return day <= 31 and month <= 12 and len(parts[2]) != 3


def _ten(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Ten digits: any check digit, if grouped as such numbers are or spoken of as one."""
    groups = tuple(len(group) for group in re.findall(r"\d+", match.group()))
    digits = re.sub(r"\D", "", match.group())
    if groups in GROUPS and (digits[0] != "0" or NHS.search(before(low, match.start()))):
        return whole(match)
    spoken = NHS.search(before(low, match.start()))
    return whole(match) if spoken or (len(groups) < 6 and nhs_number.is_valid(digits)) else None


def _referred(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    number = match["number"]
    start = match.start("number")
    if " " in number[:3] and number[0].isalpha() and not plain[start].isupper():
        number = number[number.index(" ") + 1 :]
        start = match.end("number") - len(number)
    digits = re.sub(r"\D", "", number)
    if len(digits) < (4 if number[0].isalpha() else 5) or AMOUNT.match(low, match.end()):
        return None
    if re.fullmatch(r"(?:19|20)\d\d[-/ ](?:19|20)?\d\d", number) or _is_date(number):
        return None
    return start, match.end("number")


def _coded(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A code in letters and figures right after what it is the number of: its letters in capitals."""
    start, end = match.span("number")
    letters = re.match(r"[a-zA-Z]*", plain[start:end])
    assert letters
    if letters[0] and plain[start - 1].isalpha():
        return None
    if (letters[0] and not _code(plain, letters[0]) and " " in plain[start:end]) or sum(
        c.isdigit() for c in low[start:end]
    ) < 4:
        return None
    if MONTH.fullmatch(letters[0].lower()) or LABEL.match(low, start) or _is_date(low[start:end]):
        return None
    return None if AMOUNT.match(low, end) else (start, end)


def _followed(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A number that what follows calls a patient's."""
    number = match["number"]
    start, end = match.span("number")
    if " " in number[:4] and number[0].isalpha() and not plain[start].isupper():
        start = end - len(number) + number.index(" ") + 1
    return None if re.fullmatch(r"(?:19|20)\d\d", low[start:end]) else (start, end)


def _told_after(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A number that what follows places on a letter, a wristband or a file."""
    start, end = match.span("number")
    told = plain[start:end]
    letters = "".join(c for c in told if c.isalpha())
    digits = sum(c.isdigit() for c in told)
    if letters and " " in told and ordinary(letters.lower()) and (plain.isupper() or not letters.isupper()):
        start, told, letters = start + told.index(" ") + 1, told[told.index(" ") + 1 :], ""
    if digits < (4 if letters else 5) or AMOUNT.match(low, end) or (letters and not _code(plain, letters)):
        return None
    return None if _is_date(told) or LABEL.match(told.lower()) else (start, end)


def _code(plain: str, letters: str) -> bool:
    """Whether letters are a code's: in capitals, or, where a text has none, no word."""
    return letters.isupper() if not plain.isupper() and not plain.islower() else not ordinary(letters.lower())


def _in_groups(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Letters and figures in groups, as on a card: in capitals, and no word, unit or year among them."""
    told = plain[match.start() : match.end()]
    letters = re.match(r"[A-Za-z]*", told)
    assert letters
    word = letters[0].lower()
    if not _code(plain, letters[0]) or ordinary(word) or MONTH.fullmatch(word) or re.fullmatch(KEYS, word):
        return None
    if AMOUNT.match(low, match.end()) or re.search(r"(?:19|20)\d\d$|000$", told) or LABEL.match(told.lower()):
        return None
    return whole(match)


def _lettered(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Letters, a blank and digits count only where the letters are capitals and no word."""
    told = plain[match.start() : match.end()]
    if LABEL.match(told.lower()):
        return None
    if " " in told and re.fullmatch(KEYS, told[: told.index(" ")].lower()):
        return match.start() + told.index(" ") + 1, match.end()
    if " " in told and (not _code(plain, told[: told.index(" ")]) or AMOUNT.match(low, match.end())):
        return None
    return whole(match)


def _mixed(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Letters and a year, as in June2021, are no number."""
    letters = re.match(r"[a-z]*", match.group())
    assert letters
    told = plain[match.start() : match.end()]
    amount = AMOUNT_ENDS.search(match.group()) and not (told[-1].isupper() and len(told) > 6)
    if ordinary(letters[0]) or MONTH.fullmatch(letters[0]) or FORM.match(match.group()) or amount:
        return None
    return whole(match)


def _bare(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    number = match.group()
    if (
        number.endswith("000")
        or (number.endswith("0") and AMOUNT.match(low, match.end()))
        or low[max(0, match.start() - 2) : match.start()].strip() == "$"
    ):
        return None
    return whole(match)


def _spelt_as_one(told: str, area: str) -> bool:
    """Whether its spelling shows a postcode, although its area is none that we know."""
    return told[-4] == " " and (told.isupper() or len(area) == 2)


def _postcode(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    inward = match["inward"]
    if match["area"] not in AREAS and not _spelt_as_one(plain[match.start() : match.end()], match["area"]):
        return None
    if inward[0] == "o" and not plain[match.start() : match.end()].isupper():
        return None
    if ORDINAL.fullmatch(inward) and not plain[match.start() : match.end()].isupper():
        return None
    return whole(match)


PATTERNS = (
    identifier(
        "NHS_NUMBER",
        ITSELF,
        r"(?:(?<![\w$+])|(?<=nhs)|(?<=nhsno)|(?<=nhs\ no))(?<!\d[.,])\d(?:[\ .\-/]{0,2}\d){9}(?![\w])(?![.,]\d)",
        _ten,
    ),
    identifier(
        "HOSPITAL_NO",
        f"four digits & {ITSELF}",
        rf"\b{KEYS}{WORDS_BETWEEN}[\ :#.(-]{{0,4}}(?!(?:no|num|nr|ref|id|nhs|is)\d)(?P<number>(?:[a-z]{{1,4}}[/-]?|"
        rf"[a-z]{{1,2}}\ )?\d[\d/\ -]{{2,14}}\d[a-z]?)\b",
        _referred,
    ),
    identifier("HOSPITAL_NO", ITSELF, r"\b[a-z]{1,4}[-/\ ]?\d{5,9}[a-z]?\b", _lettered),
    identifier(
        "HOSPITAL_NO",
        ITSELF,
        r"\b(?:[a-z]{2,4}\d{4}|[a-z]\d{2,3}[-/]\d{3,4}|[a-z]{1,3}\d{2,3}[a-z]\d{3,5}|\d{5,8}[a-z]{1,2})\b",
        _mixed,
    ),
    identifier("HOSPITAL_NO", ITSELF, r"(?<![\w$/.,-])\d{7,9}[a-z]?(?![\w/]|[.,-]\d)", _bare),
    identifier("HOSPITAL_NO", ITSELF, r"(?<![\w$/.,-])\d{2,3}[/-]\d{5,6}(?![\w/]|[.,-]\d)"),
    identifier("HOSPITAL_NO", ITSELF, r"\b[a-z]{2,5}[-/]\d{2,4}[-/]\d{3,6}\b|\b[a-z]{2,4}/[a-z]{2,4}/\d{3,8}\b"),
    identifier("HOSPITAL_NO", ITSELF, r"\b\d{2}[a-z]\d{6,8}\b"),
    identifier(
        "HOSPITAL_NO",
        f"four digits & {ITSELF}",
        rf"\b{KEYS}{WORDS_BETWEEN}[^\w\n]{{0,4}}(?P<number>(?:[a-z]{{1,6}}[-/.\ ]?\d[\d/\ -]{{1,12}}\d(?:-?[a-z])?|"
        rf"\d{{1,6}}[a-z]?[-/\ ]\d{{3,6}}[a-z]?|\d{{4,6}}/[a-z]{{2,4}}))\b",
        _coded,
    ),
    identifier(
        "HOSPITAL_NO",
        f"four digits & {ITSELF}",
        r"(?<![\w$/.,-])(?P<number>(?:[a-z]{1,3}[-/\ ]?)?\d[\d\ ]{2,9}\d[a-z]?)(?:\ ?\(|,\ |\ -\ |\ )(?:(?:that|this|"
        r"it|which)\ ?(?:is|'s|was)\ |is\ |was\ |as\ |being\ )?(?:(?:my|her|his|the|our|their|mum's|"
        r"dad's)\ )?(?:hospital|hosp|patient|unit|case|mrn|record|clinic|chart|file|pas|crn)\ ?(?:numbers?|no|num|id|"
        r"ref)?\b",
        _followed,
    ),
    identifier(
        "HOSPITAL_NO",
        f"four digits & number told after & {ITSELF}",
        r"(?<![\w$/.,-])(?<!\w)(?P<number>(?:[a-z]{1,4}[-/\ ]?)?\d[\d\ /-]{2,12}\d[a-z]{0,2}|\d{3,6}[a-z]{1,2})"
        r"\b[^.!?\n\d]{0,32}\b(?:(?:hospital|hosp|"
        r"patient|unit|case|casenote|records?|clinic|chart|file|outpatient|x-?ray|booking|appointment)"
        r"\ (?:numbers?|no|num|id|"
        r"ref(?:erence)?|code)|mrn|crn|(?:on|at\ the\ top\ of)\ (?:my|her|his|the|your|our)\ (?:\w+\ )"
        r"?(?:wristband|letters?|"
        r"notes|card|label|sticker|records?|file|form|envelope|system|computer|screen)|your\ (?:ref|reference|system|"
        r"records?|files?))\b",
        _told_after,
    ),
    identifier(
        "HOSPITAL_NO",
        f"four digits & number told before & {ITSELF}",
        r"\b(?:hospital|hosp|patient|unit|case|records?|notes?|mrn|chart|file|wristband|sticker|label|ref(?:erence)?|"
        r"(?:bump|booking|study|trial|chemo|scan)\ (?:number|book|ref|no|id)|under)"
        r"\b[^.!?\n\d]{0,45}[^\w.](?P<number>(?:[a-z]{1,4}[-/\ ]?)?"
        r"\d[\d/\ -]{2,12}\d(?:-?\ ?[a-z]{1,2})?)(?=[\s).,;!?]|$)(?![.,]\d)",
        _told_after,
    ),
    identifier(
        "HOSPITAL_NO",
        f"four digits & {ITSELF}",
        r"(?<![\w$/.,-])[a-z]{1,4}[/-]?\d{2,4}[\ /-]\d{3,6}[a-z]?(?![\w/]|[.,-]\d)|(?<![\w$/.,-])"
        r"[a-z]{1,4}[\ /-]\d{2}[\ /-]\d{3,5}"
        r"(?![\w/]|[.,-]\d)|(?<![\w$/.,-])[a-z]{2,4}[/-]\d{4,6}(?:[/-]\d{1,3})?(?![\w/]|[.,-]\d)|(?<![\w$/.,-])"
        r"[a-z]\ ?\d{2,3}\ \d{2,3}"
        r"(?:\ \d{2,3})?(?![\w/]|[.,-]\d)",
        _in_groups,
    ),
    identifier(
        "POSTCODE",
        ITSELF,
        r"\b(?P<area>[a-z]{1,2})\d[a-z\d]?[\ -]{0,2}(?P<inward>[\do][abd-hjlnp-uw-z]{2})\b",
        _postcode,
    ),
    identifier(
        "POSTCODE",
        "postcode",
        r"\bpost\ ?code(?:\ area|\ district)?(?:\ is|\ was)?[\ :]{1,2}(?P<code>[a-z]{1,2}\d[a-z\d]?)\b(?!\ ?\d)",
        lambda plain, low, match: match.span("code"),
    ),
)
