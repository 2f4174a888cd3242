"""Wards and bays told together with a bed: they point at one patient on one day."""

import re

from goldthread.deidentify.patterns.pattern import Hit, IdentifierPattern, identifier
from goldthread.deidentify.words import everyday


WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|"
    r"nineteen|twenty(?:[\ -](?:one|two|three|four|five|six|seven|eight|nine))?|thirty"
)
MARK = rf"(?:[a-z]?-?\d{{1,3}}[a-z]?|(?:{WORDS})|[a-hj-z])\b"
NUMBER = r"(?:\ ?(?:no\.?|number|num|nr|\#))?\ ?"
UNITS = "amu|mau|sau|itu|icu|hdu|ccu|eau|cdu|asu|emu|ssu|sdu|picu|nicu|aau|acu|hasu|ambu|dsu"
BED = re.compile(rf"\bbed(?:\ ?space)?s?(?:{NUMBER}(?:[a-z]?-?\d{{1,3}}[a-z]?|(?:{WORDS}))|\ [b-hj-z])\b", re.VERBOSE)
PLACE = re.compile(
    rf"\b(?:ward|bay|side\ ?room|room|cubicle|pod|corridor){NUMBER}{MARK}|\b(?:{UNITS})\b|"
    rf"\b[a-z]\d{{1,2}}\b(?=,?\ bed)",
    re.VERBOSE,
)
NAMED = re.compile(
    r"\b(?P<named>[a-z][a-z']{2,})\ (?:ward|bay|unit)\b|\bward\ (?P<called>[a-z][a-z']{2,})\b", re.VERBOSE
)
BETWEEN = re.compile(
    r"[\s,./()\-;:&]{0,3}(?:(?:in|on|of|at|the|and|which|is|was|to|from|over|i|am|he|she|were|"
    r"in\ the)\b[\s,./()\-]{0,2}){0,3}"
)
UNNAMED = frozenset(
    "the this that my a an same each our his her your their main whole whichever every another other "
    "on in which first second "
    "third new old previous next last correct wrong right any one busy noisy open general mixed "
    "medical surgical stroke "
    "maternity children's childrens respiratory cardiac assessment admissions emergency day labour "
    "delivery acute care "
    "isolation and or was is where when".split()
)


def _named(plain: str, match: re.Match[str]) -> bool:
    for group in ("named", "called"):
        if match[group]:
            return match[group] not in UNNAMED and (plain[match.start(group)].isupper() or not everyday(match[group]))
    return True


class Beds(IdentifierPattern):
    """A bed with the ward or bay beside it, in any order."""

    __slots__ = ()

    def found(self, plain: str, low: str) -> "list[Hit]":  # type: ignore[override]
        """Every stretch that tells a bed and its ward or bay."""
        parts = [(hit.start(), hit.end(), True) for hit in BED.finditer(low)]
        if not parts:
            return []
        parts += [(hit.start(), hit.end(), False) for hit in PLACE.finditer(low)]
        parts += [(hit.start(), hit.end(), False) for hit in NAMED.finditer(low) if _named(plain, hit)]
        parts.sort()
        groups: list[list[tuple[int, int, bool]]] = []
        for part in parts:
            last = max(end for _, end, _ in groups[-1][-2:]) if groups else -1
            if groups and (part[0] < last or BETWEEN.fullmatch(low, last, part[0])):
                groups[-1].append(part)
            else:
                groups.append([part])
        told = [group for group in groups if {bed for _, _, bed in group} == {True, False}]
        return [(group[0][0], max(end for _, end, _ in group), self.type) for group in told]


_bed = identifier("WARD_BED", "bed", BED.pattern)
PATTERNS = (Beds(_bed.type, _bed.hint, _bed.pattern),)
