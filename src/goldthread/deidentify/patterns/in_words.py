"""Numbers, dates and houses that are said in words, as people dictate them."""

import re

from goldthread.deidentify.patterns.addresses import LIVING, STREETS
from goldthread.deidentify.patterns.births import BIRTH, MONTH
from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole
from goldthread.deidentify.patterns.spoken import ONES, ORDINALS, TEENS, TENS, UP_TO_99


FIRSTS = (
    rf"(?:(?:twenty|thirty)[\ -])?(?:{ORDINALS})|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    r"seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
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
    r"dial(?:led)?|whatsapp|nhs|hospital)\b[^.!?\n]{0,40}$"
)
BOUND_FOR = re.compile(
    r"\b(?:came|come|went|go|sent|drove|taken|delivered|posted|taxi|ambulance|carers?|nurses?|"
    r"driver)\b[^.!?\n]{0,20}\ (?:to|at)\ $"
)
SPOKEN = re.compile(r"\b(?:zero|oh|nought|naught|double|treble|triple)\b")


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
    told = match["numbered"] or match["hundreds"] or LIVING.search(before(low, match.start()))
    return whole(match) if told or BOUND_FOR.search(before(low, match.start())) else None


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
        rf"\b(?:the\ )?(?:{FIRSTS}|{UP_TO_99}|\d{{1,2}}(?:st|nd|rd|th)?)\ (?:of\ )?{MONTH},?\ (?P<year>{YEAR}|"
        rf"(?:{TENS})(?:[\ -](?:{ONES}))?)\b",
        _birth,
    ),
    identifier(
        "DOB",
        f"birth in any form & {ITSELF}",
        rf"\b(?:the\ )?(?:{FIRSTS}|{UP_TO_99}),?\ (?:of\ )?(?:the\ |oh\ )?(?:{FIRSTS}|"
        rf"{UP_TO_99}),?\ (?P<year>(?:nineteen\ |twenty\ )?{UP_TO_99})\b",
        lambda plain, low, match: whole(match) if BIRTHS.search(before(low, match.start(), 60)) else None,
    ),
    identifier(
        "DOB",
        f"date in words & {ITSELF}",
        rf"\b{MONTH}\ (?:the\ )?(?:{FIRSTS}|\d{{1,2}}(?:st|nd|rd|th)?),?\ (?P<year>{YEAR})\b",
        _birth,
    ),
    identifier("DOB", f"birth & {ITSELF}", rf"\b(?:the\ )?(?:{FIRSTS})\ (?:of\ )?{MONTH}(?P<year>)\b", _birth),
    identifier(
        "DOB",
        f"birth & date in words & {ITSELF}",
        rf"(?<=born\ )(?:in\ )?(?P<year>nineteen[\ -](?:oh[\ -])?{UP_TO_99})\b",
        lambda plain, low, match: match.span("year"),
    ),
    identifier(
        "ADDRESS",
        f"street & {ITSELF}",
        rf"\b(?P<numbered>(?:number|no\.?)\ )?(?P<hundreds>(?:one|a|two|"
        rf"three)\ hundred(?:\ and)?\ )?{UP_TO_99}(?:\ [abc])?,?\ (?:the\ )?[a-z][a-z'-]{{2,20}}"
        rf"(?:\ [a-z][a-z'-]{{2,20}})?\ (?:{STREETS}|place|square|hill|row|walk|rise|view|park|green|way)\b",
        _house,
    ),
)
