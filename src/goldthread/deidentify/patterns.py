# ruff: noqa: E501
"""Numbers, addresses and marks that say who somebody is, found by their form and their neighbours."""

import re
from collections.abc import Iterator
from functools import cache

import nhs_number


FLAGS = re.IGNORECASE
STREET = (
    r"street|st|road|rd|avenue|ave|lane|ln|close|drive|dr|crescent|cres|terrace|gardens|gdns|grove|court|ct|place|square|"
    r"way|hill|row|walk|mews|rise|view|park|green|croft|fold|bank|parade|vale|meadows?|wharf|quay|end"
)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
DATE = rf"(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? \d{{2,4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
NINETIES = r"(?:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|a hundred(?: and \w+)?|one hundred(?: and \w+)?)"
PLAIN = (
    ("EMAIL", r"[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+|[\w.+-]+ ?(?:\(at\)|\[at\]| at ) ?[\w-]+(?: ?(?:\(dot\)| dot ) ?[\w-]+)+"),
    ("URL", r"(?:https?://|www\.)[^\s<>\"']+[\w/]|\b[\w-]+(?:\.[\w-]+)*\.(?:co\.uk|org\.uk|nhs\.uk|com|org|net|uk|info)(?:/[^\s<>\"']*\w)?"),
    ("TWITTER", r"(?<![\w.])@\w{2,30}"),
    ("POSTCODE", r"\b(?:gir ?0aa|[a-z]{1,2}\d[a-z\d]? ?[\do][abd-hjlnp-uw-z]{2})\b"),
    ("VEHICLE_REG", r"\b[a-z]{2}\d{2} ?(?!and|for|but|the|who|was|min|day|yrs|hrs)[a-hj-pr-z]{3}\b|\b[a-hj-np-y]\d{3} ?(?!and|for|but|the|who|was|min|day|yrs|hrs)[a-z]{3}\b"),
    ("PHONE", r"(?<![\w])(?:\+44[\s().-]*(?:\(0\))?|0)(?:[\s().-]*\d){9,10}(?!\d)"),
    ("DOB", rf"(?:(?<=born )|(?<=born on )|(?<=dob )|(?<=dob: )|(?<=d\.o\.b )|(?<=d\.o\.b\. )|(?<=birth )|(?<=birth: )|(?<=birth is )|(?<=dob is )|(?<=birthday is )|(?<=birth of )|(?<=born the )){DATE}"),
    ("AGE_90", rf"\b(?:9\d|1[01]\d)(?= ?-? ?(?:years?[- ]old|yrs?\b|yo\b|y/o|years? of age|years? young|year-old))|(?:(?<=aged )|(?<=age )|(?<=age of )|(?<=is )|(?<=was )|(?<=turned )|(?<=turning )|(?<=turns )|(?<=i'm )|(?<=i am )|(?<='s )|(?<=nearly )|(?<=almost )|(?<=at )|(?<=being ))(?:9\d|1[01]\d)\b(?! ?(?:%|minutes?|mins?|hours?|days?|weeks?|miles?|pounds?|percent|per cent|degrees|/|\.\d|:|mg|ml|kg|patients|people|pence|am\b|pm\b))|\b{NINETIES}(?=[- ]years?[- ]old| years of age|-year)|(?:(?<=aged )|(?<=is )|(?<=was )|(?<=turned )|(?<=at )){NINETIES}\b(?! (?:minutes|per|percent|hours|days))"),
    ("WARD_BED", r"\b(?:ward|bay) [\w]{1,4},? (?:(?:bay|room) \w{1,3},? )?(?:in )?bed (?:no\.? |number )?\w{1,3}\b|\bbed (?:no\.? |number )?\d{1,3},? (?:on |in )?(?:ward|bay) \w{1,4}\b"),
    ("ADDRESS", rf"\b(?:(?:flat|apartment|apt|unit) \w{{1,4}},? )?\d{{1,4}}[a-z]?,? (?:(?:[a-z']+ ){{1,3}}(?:{STREET})|[a-z]{{3,}}(?:gate|way|side|croft|field))\b(?:,? (?-i:[A-Z][a-z]+(?:[- ](?:on|under|upon|le)?[- ]?[A-Z][a-z]+)?)|, (?!and|but|so|then|the|my|i|we|they|she|he|where|which|when)[a-z]{{4,}}\b)?"),
    ("HOSPITAL_NO", r"(?:(?<=number )|(?<=number is )|(?<=no )|(?<=no\. )|(?<=no: )|(?<=ref )|(?<=ref: )|(?<=mrn )|(?<=mrn: )|(?<=id )|(?<=record )|(?<=number: )|(?<=unit )|(?<=hosp ))[a-z]{0,3}[ -]?\d{5,9}[a-z]?\b|\b[a-z]{1,3}\d{6,8}\b|\bmrn\d+\b"),
)  # fmt: skip
TEN = re.compile(r"(?<![\w£])\d(?:[\s.\-–]?\d){9}(?![\w])")
QUICK = re.compile(r"[\d@]|www|http|\.(?:co|org|com|net|uk)\b|ninety|hundred| dot |\(at\)", FLAGS)


@cache
def _compiled() -> list[tuple[str, re.Pattern[str]]]:
    return [(name, re.compile(pattern, FLAGS)) for name, pattern in PLAIN]


def found(text: str) -> Iterator[tuple[int, int, str]]:
    """Every stretch that a pattern takes for an identifier: start, end, type."""
    if not QUICK.search(text):
        return
    for hit in TEN.finditer(text):
        digits = re.sub(r"\D", "", hit.group())
        around = text[max(0, hit.start() - 30) : hit.start()].lower()
        if digits[0] != "0" and (nhs_number.is_valid(digits) or "nhs" in around or digits[0] in "4679"):
            yield hit.start(), hit.end(), "NHS_NUMBER"
    for name, pattern in _compiled():
        for hit in pattern.finditer(text):
            yield hit.start(), hit.end(), name
