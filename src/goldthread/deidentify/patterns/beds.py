"""Wards told together with a bed or a bay: they point at one patient on one day."""

import re
from bisect import bisect

from goldthread.deidentify.patterns.pattern import Hit, IdentifierPattern, identifier
from goldthread.deidentify.patterns.spoken import ORDINALS, UP_TO_99
from goldthread.deidentify.words import MONTHS, everyday, never


MARK = (
    rf"(?:[a-z]?-?\d{{1,3}}[a-z]?(?:[:/.-]\d{{1,2}})?|{UP_TO_99}|[b-hj-z]|a(?=[,;:./)-]|$|\ (?:be?d|room|ward|bay)))\b"
)
NUMBER = r"(?:\ ?(?:no\.?|number|num|nr|is|was|[\#:=.-])){0,2}\ ?"
UNITS = (
    r"scbu|nnu|lnu|labour\ ward|lw|delivery\ suite|ambulatory\ care|recovery|resus|majors|minors|amu|mau|sau|itu|"
    r"icu|hdu|"
    r"ccu|eau|cdu|asu|emu|ssu|sdu|picu|nicu|aau|acu|hasu|ambu|dsu|sdec|discharge\ lounge|day\ (?:unit|surgery|case)|"
    r"stroke\ unit|(?:acute|medical|surgical|clinical)\ (?:\w+\ )?unit|birth(?:ing)?\ (?:centre|suite|unit)|maternity|"
    r"(?:stroke|cardiac|respiratory|surgical|"
    r"medical|maternity|children'?s|orthopaedic|elderly|cancer|renal|isolation|labour)\ ward|"
    r"antenatal|postnatal|high\ dependency|intensive\ care|orthopaedics|cardiology|oncology|haematology|neurology|"
    r"urology|gynae(?:cology)?|paediatrics|respiratory|renal|rehab|ent"
)
BED = re.compile(
    rf"\b(?:be?d(?:\ ?space)?s?|cots?|trolley|chair|(?:side\ ?)?(?:room|rm)|sr)(?:\ bay)?(?:{NUMBER}(?:[a-z]?-?"
    rf"\d{{1,3}}[a-z]?|{UP_TO_99})|\ [b-hj-z])\b|\b(?:end|corner|window|middle|last|far|{ORDINALS}|\d{{1,2}}(?:st|nd|"
    rf"rd|th))\ be?d\b",
    re.VERBOSE,
)
BAY = re.compile(rf"\b(?:bay|cubicle|pod){NUMBER}{MARK}", re.VERBOSE)
"""A bay with its ward tells nearly as much as a bed."""

SHORT_BED = re.compile(r"\bb(?!12\ (?:on|in|of)\b)\d{1,2}\b")
"""A bed in shorthand: only right beside a ward in figures."""

SHORT_UNITS = frozenset("mau amu sau eau cdu aau ward wd".split())
GLUED = re.compile(
    r"\b(?:resus|majors|ccu|itu|icu|hdu|nicu|picu|scbu)\ \d{1,2}\b(?!\ ?(?:[%/:]|h(?:ou)?rs?|days?|weeks?|months?|"
    r"years?|mins?|m\b|x\b|st|nd|rd|th|times|of\b|out\b|people|patients|"
    r"staff|nurses|beds|[.,]\d))|\b(?:amu|mau|sau|eau|cdu|aau)\ [a-f]\d{1,2}\b|\b(?:delivery|birthing|labour)\ (?:room|"
    r"pool|suite)\ \d{1,2}\b|"
    r"\b(?:cubicle|bay)\ (?:no\.?\ |number\ )?[a-h]?\d{1,2}\b(?=,?\ (?:in|of|at)\ (?:the\ )?(?:a\ ?&\ ?e|a\ and\ e|"
    r"casualty|ed|"
    r"emergency)\b)|"
    r"\bw(?:d|ard)?-?\d{1,2}[a-z]?[-/ ]?b(?:e?d)?-?\d{1,2}\b|\bb\d{1,2}[-/ ]?w\d{1,2}\b|\b\d{1,2}-[a-f]-\d{1,2}\b"
)
ON_A_WARD = re.compile(r"(?:,| on| in| of| -|/|,? up on) ?(?P<ward>[A-Z][a-z']{2,}(?: [Ww]ard)?)(?=[\s,.;:!?)]|$)")
WARD_FIRST = re.compile(r"(?:\(|\b(?:on|in|of|from|to|at) )(?P<ward>[A-Z][a-z']{2,}(?: [A-Z][a-z]+)?)(?:,? |/| - )$")
"""A ward told by its name alone, with its bed after it."""

BESIDE = re.compile(r"[\s,./()\-;:&]{0,2}(?:(?:on|in|of)\s)?")
PLACE = re.compile(
    rf"\b(?:ward|wd|wrd|corridor){NUMBER}{MARK}|\b(?:{UNITS})\b|\b(?:[a-z]\d{{1,2}}|"
    rf"\d{{1,2}}[a-z])\b(?=,?\ be?d|[\ -]b-?\d)|\bw\d{{1,2}}[a-z]?\b|\b(?:mau|amu|sau|eau|cdu|aau|ward|wd)\b(?=\ b\d)",
    re.VERBOSE,
)
NAMED = re.compile(
    r"\b(?P<named>[a-z][a-z']{2,})\ (?:ward|bay|unit|lounge|suite|wing)\b|\bward\ (?P<called>[a-z][a-z']{2,})\b",
    re.VERBOSE,
)
BETWEEN = re.compile(
    r"(?:\ ?\([a-z ]{1,20}\)|\ (?:by|near|next\ to)\ the\ (?:window|door|desk|sink|toilets?)|\ on\ the\ (?:left|"
    r"right|end))?[\s,./()\-;:&]{0,3}(?:(?:in|on|of|at|"
    r"the|and|which|is|was|to|from|over|i|am|he|she|"
    r"were|in\ the)\b[\s,./()\-]{0,2}){0,3}"
)
UNNAMED = frozenset(
    "the this that my a an same each our his her your their main whole whichever every another other on in which "
    "first second third new old previous next last correct wrong right any one busy noisy open general mixed medical "
    "surgical stroke maternity children's childrens respiratory cardiac assessment admissions emergency day labour "
    "delivery acute care isolation and or was is where when".split()
)


REACH = 80
Part = tuple[int, int, str]
"""Where a bed, a bay or a ward is told, and which of them."""


def _named(plain: str, match: re.Match[str]) -> bool:
    for group in ("named", "called"):
        if match[group]:
            capital = plain[match.start(group)].isupper() and not plain.isupper()
            return match[group] not in UNNAMED and (capital or not everyday(match[group]))
    return True


def _beside(low: str, bed: tuple[int, int], places: "list[tuple[int, int]]") -> bool:
    """Whether nothing but a mark stands between a bed in shorthand and a ward or bay in figures; places are sorted."""
    at = bisect(places, bed)
    for start, end in places[max(0, at - 2) : at + 2]:
        told = low[start:end]
        if (told in SHORT_UNITS or any(c.isdigit() for c in told)) and (
            BESIDE.fullmatch(low, end, bed[0]) or BESIDE.fullmatch(low, bed[1], start)
        ):
            return True
    return False


def _is_a_ward(told: str) -> bool:
    low = told.lower().split()[0]
    return low not in never() | MONTHS and not everyday(low)


def _with_its_ward(plain: str, start: int, end: int) -> tuple[int, int]:
    """A bed with its ward told by name alone, as in "bed 2 on Nightingale" and "(Rainbow, bed 2)"."""
    if plain.isupper():
        return start, end
    before, after = WARD_FIRST.search(plain, max(0, start - 40), start), ON_A_WARD.match(plain, end)
    if before and before["ward"].lower().split()[0] not in never() | MONTHS:
        start = before.start("ward")
    if after and _is_a_ward(after["ward"]):
        end = after.end()
    return start, end


def _grouped(low: str, parts: list[Part]) -> list[list[Part]]:
    """Parts that follow each other with nothing of weight between them."""
    groups: list[list[Part]] = []
    for part in sorted(parts):
        last = max(end for _, end, _ in groups[-1][-2:]) if groups else -1
        if groups and (part[0] < last or BETWEEN.fullmatch(low, last, part[0])):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


class Beds(IdentifierPattern):
    """A bed with the ward or bay beside it, in any order."""

    __slots__ = ()

    def found(self, plain: str, low: str) -> "list[Hit]":  # type: ignore[override]
        """Every stretch that tells a bed and its ward or bay."""
        glued = [(*hit.span(), self.type) for hit in GLUED.finditer(low)]
        beds = [hit.span() for hit in BED.finditer(low)]
        bays = [hit.span() for hit in BAY.finditer(low)] if "bay" in low or "cubicle" in low or "pod" in low else []
        short = [hit.span() for hit in SHORT_BED.finditer(low)]
        near = sorted(beds + bays + short)
        if not near:
            return glued
        first, last = max(0, near[0][0] - REACH), max(end for _, end in near) + REACH
        places = [hit.span() for hit in PLACE.finditer(low, first, last)]
        beds += [bed for bed in short if _beside(low, bed, sorted(places + bays))]
        places += [hit.span() for hit in NAMED.finditer(low, first, last) if _named(plain, hit)]
        kinds = (("bed", beds), ("bay", bays), ("ward", places))
        made: list[Hit] = []
        for group in _grouped(low, [(*span, kind) for kind, spans in kinds for span in spans]):
            start, end = group[0][0], max(last for _, last, _ in group)
            with_ward = (
                _with_its_ward(plain, start, end) if group[0][2] != "ward" or group[-1][2] != "ward" else (start, end)
            )
            if len({kind for _, _, kind in group}) > 1 or (group[0][2] == "bed" and with_ward != (start, end)):
                made.append((*with_ward, self.type))
        return made + glued


_bed = identifier("WARD_BED", "bed", BED.pattern)
PATTERNS = (Beds(_bed.type, _bed.hint, _bed.pattern),)
