"""Wards and bays told together with a bed: they point at one patient on one day."""

import re
from bisect import bisect

from goldthread.deidentify.patterns.pattern import Hit, IdentifierPattern, identifier
from goldthread.deidentify.patterns.spoken import UP_TO_99
from goldthread.deidentify.words import MONTHS, everyday, never


MARK = rf"(?:[a-z]?-?\d{{1,3}}[a-z]?|{UP_TO_99}|[a-hj-z])\b"
NUMBER = r"(?:\ ?(?:no\.?|number|num|nr|\#))?\ ?"
UNITS = (
    "scbu|nnu|lnu|labour\\ ward|delivery\\ suite|ambulatory\\ care|recovery|resus|amu|mau|sau|itu|icu|hdu|ccu|eau|"
    "cdu|asu|emu|ssu|sdu|picu|nicu|aau|acu|hasu|ambu|dsu"
)
BED = re.compile(
    rf"\b(?:be?d(?:\ ?space)?s?|cots?|trolley|chair|(?:side\ ?)?(?:room|rm)|"
    rf"sr)(?:\ bay)?(?:{NUMBER}(?:[a-z]?-?\d{{1,3}}[a-z]?|{UP_TO_99})|\ [b-hj-z])\b",
    re.VERBOSE,
)
SHORT_BED = re.compile(r"\bb(?!12\ (?:on|in|of)\b)\d{1,2}\b")
"""A bed in shorthand: only right beside a ward in figures."""

SHORT_UNITS = frozenset("mau amu sau eau cdu aau ward wd".split())
GLUED = re.compile(
    r"\bw(?:d|ard)?-?\d{1,2}[a-z]?[-/ ]?b(?:e?d)?-?\d{1,2}\b|\bb\d{1,2}[-/ ]?w\d{1,2}\b|\b\d{1,2}-[a-f]-\d{1,2}\b"
)
ON_A_WARD = re.compile(r" on (?P<ward>[A-Z][a-z]{2,}(?: [Ww]ard)?)\b")
BESIDE = re.compile(r"[\s,./()\-;:&]{0,2}(?:(?:on|in|of)\s)?")
PLACE = re.compile(
    rf"\b(?:ward|wd|wrd|bay|cubicle|pod|corridor){NUMBER}{MARK}|\b(?:{UNITS})\b|\b(?:[a-z]\d{{1,2}}|"
    rf"\d{{1,2}}[a-z])\b(?=,?\ be?d|[\ -]b-?\d)|\bw\d{{1,2}}[a-z]?\b|\b(?:mau|amu|sau|eau|cdu|aau|ward|wd)\b(?=\ b\d)",
    re.VERBOSE,
)
NAMED = re.compile(
    r"\b(?P<named>[a-z][a-z']{2,})\ (?:ward|bay|unit)\b|\bward\ (?P<called>[a-z][a-z']{2,})\b", re.VERBOSE
)
BETWEEN = re.compile(
    r"(?:\ ?\([a-z ]{1,20}\))?[\s,./()\-;:&]{0,3}(?:(?:in|on|of|at|the|and|which|is|was|to|from|over|i|am|he|she|"
    r"were|in\ the)\b[\s,./()\-]{0,2}){0,3}"
)
UNNAMED = frozenset(
    "the this that my a an same each our his her your their main whole whichever every another other on in which "
    "first second third new old previous next last correct wrong right any one busy noisy open general mixed medical "
    "surgical stroke maternity children's childrens respiratory cardiac assessment admissions emergency day labour "
    "delivery acute care isolation and or was is where when".split()
)


def _named(plain: str, match: re.Match[str]) -> bool:
    for group in ("named", "called"):
        if match[group]:
            return match[group] not in UNNAMED and (plain[match.start(group)].isupper() or not everyday(match[group]))
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


def _with_its_ward(plain: str, end: int) -> int:
    """Where a bed ends whose ward is told by name alone, as in "bed 2 on Nightingale"."""
    ward = ON_A_WARD.match(plain, end)
    if not ward or plain.isupper() or ward["ward"].lower() in never() | MONTHS:
        return end
    return ward.end()


class Beds(IdentifierPattern):
    """A bed with the ward or bay beside it, in any order."""

    __slots__ = ()

    def found(self, plain: str, low: str) -> "list[Hit]":  # type: ignore[override]
        """Every stretch that tells a bed and its ward or bay."""
        beds = [hit.span() for hit in BED.finditer(low)]
        places = [hit.span() for hit in PLACE.finditer(low)]
        beds += [bed for bed in (hit.span() for hit in SHORT_BED.finditer(low)) if _beside(low, bed, places)]
        if not beds:
            return [(*hit.span(), self.type) for hit in GLUED.finditer(low)]
        places += [hit.span() for hit in NAMED.finditer(low) if _named(plain, hit)]
        parts = [(*bed, True) for bed in beds] + [(*place, False) for place in places]
        parts.sort()
        groups: list[list[tuple[int, int, bool]]] = []
        for part in parts:
            last = max(end for _, end, _ in groups[-1][-2:]) if groups else -1
            if groups and (part[0] < last or BETWEEN.fullmatch(low, last, part[0])):
                groups[-1].append(part)
            else:
                groups.append([part])
        told = [
            group
            for group in groups
            if {bed for _, _, bed in group} == {True, False} or _with_its_ward(plain, group[-1][1]) > group[-1][1]
        ]
        return [(group[0][0], _with_its_ward(plain, max(end for _, end, _ in group)), self.type) for group in told]


_bed = identifier("WARD_BED", "bed", BED.pattern)
PATTERNS = (Beds(_bed.type, _bed.hint, _bed.pattern),)
