"""Numbers, dates and houses that are said in words, as people dictate them."""

import re

from goldthread.deidentify.patterns.births import BIRTH
from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole


ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
UP_TO_99 = rf"(?:(?:{TENS})(?:[\ -](?:{ONES}))?|{TEENS}|{ONES})"
FIRSTS = (
    r"(?:(?:twenty|thirty)[\ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|"
    r"twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|"
    "jul|aug|"
    "sept?|oct|nov|dec"
)
YEAR = (
    rf"nineteen[\ -](?:hundred(?:[\ -]and)?[\ -])?(?:oh[\ -])?{UP_TO_99}|two\ thousand(?:[\ -]and)?(?:\ {UP_TO_99})?|"
    rf"twenty[\ -](?:oh[\ -])?{UP_TO_99}"
)
DIGIT = r"(?:zero|oh|o|nought|naught|nil|" + ONES + r"|double|treble|triple|\d)"
GROUP = rf"(?:{DIGIT}|hundred|thousand|{TEENS}|{TENS})"
BIRTHS = re.compile(rf"\b(?:{BIRTH}|d\ o\ b)\b[^!?\n]{{0,40}}$")
TALK = re.compile(
    r"\b(?:ring|rang|call(?:ed)?|phone[ds]?|number|mobile|tel(?:ephone)?|landline|text(?:ed)?|reach|contact|"
    r"dial(?:led)?|"
    r"whatsapp|nhs|hospital)\b[^.!?\n]{0,40}$"
)
SPOKEN = re.compile(r"\b(?:zero|oh|nought|naught|double|treble|triple)\b")
LIVING = re.compile(r"\b(?:live[sd]?|living|address|reside[sd]?|home|house|staying|based|from)\b[^.!?\n]{0,25}$")


def _birth(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    told = match["year"] or ""
    return whole(match) if told.startswith("nineteen") or BIRTHS.search(before(low, match.start(), 60)) else None


def _aloud(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Seven digits with a nought or a double among them, or where a number is spoken of; nine in any case."""
    told = re.findall(GROUP, match.group())
    if len(told) >= 9 or SPOKEN.search(match.group()) or TALK.search(before(low, match.start(), 60)):
        return whole(match)
    return None


def _house(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    return whole(match) if match["numbered"] or LIVING.search(before(low, match.start())) else None


PATTERNS = (
    identifier(
        "PHONE",
        f"digits in words & {ITSELF}",
        rf"\b(?:plus\ )?{DIGIT}(?:[\ ,.-]{{1,3}}(?:and\ )?{GROUP}\b){{6,16}}",
        _aloud,
    ),
    identifier(
        "DOB",
        f"month in words & {ITSELF}",
        rf"\b(?:the\ )?(?:{FIRSTS}|\d{{1,2}}(?:st|nd|rd|th)?)\ (?:of\ )?(?:{MONTHS}),?\ (?P<year>{YEAR}|"
        rf"(?:{TENS})(?:[\ -](?:{ONES}))?)\b",
        _birth,
    ),
    identifier(
        "DOB",
        f"birth in any form & {ITSELF}",
        rf"\b(?:the\ )?(?:{FIRSTS}|{UP_TO_99}),?\ (?:of\ )?(?:the\ )?(?:{FIRSTS}|{UP_TO_99}),?\ "
        rf"(?P<year>(?:nineteen\ |twenty\ )?{UP_TO_99})\b",
        lambda plain, low, match: whole(match) if BIRTHS.search(before(low, match.start(), 60)) else None,
    ),
    identifier(
        "DOB",
        f"date in words & {ITSELF}",
        rf"\b(?:{MONTHS})\ (?:the\ )?(?:{FIRSTS}|\d{{1,2}}(?:st|nd|rd|th)?),?\ (?P<year>{YEAR})\b",
        _birth,
    ),
    identifier("DOB", f"birth & {ITSELF}", rf"\b(?:the\ )?(?:{FIRSTS})\ (?:of\ )?(?:{MONTHS})(?P<year>)\b", _birth),
    identifier(
        "DOB",
        f"birth & date in words & {ITSELF}",
        rf"(?<=born\ )(?:in\ )?(?P<year>nineteen[\ -](?:oh[\ -])?{UP_TO_99})\b",
        lambda plain, low, match: match.span("year"),
    ),
    identifier(
        "ADDRESS",
        f"street & {ITSELF}",
        rf"\b(?P<numbered>(?:number|"
        rf"no\.?)\ )?{UP_TO_99}(?:\ [abc])?,?\ (?:the\ )?[a-z][a-z'-]{{2,20}}(?:\ [a-z][a-z'-]{{2,20}})?\ "
        r"(?:street|road|avenue|lane|crescent|terrace|gardens|grove|mews|close|drive|court|place|square|hill|row|"
        r"walk|rise|"
        r"view|park|green|way)\b",
        _house,
    ),
)
