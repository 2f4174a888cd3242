"""Telephone numbers in figures."""

import re

from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole


GAP = r"[\ .()\-]{0,3}"
ABOUT = re.compile(
    r"\b(?:tel(?:ephone)?|phone[ds]?|mob(?:ile)?|cell|ring|rang|call|called|text|texted|whatsapp|landline|fax|"
    r"ext(?:ension)?|contact|reach)\b[^.!?\n]{0,25}$"
)
GLUED = r"(?:(?<![\w.])|(?<=tel)|(?<=mob)|(?<=num)|(?<=phone)|(?<=mobile)|(?<=ring)|(?<=call)|(?<=text)|(?<=no))"
r"""Nothing before it, or one of the labels that people glue to a number."""

TIMES = re.compile(r"(?:[01]?\d|2[0-3])[.:]?[0-5][05](?: (?:[01]?\d|2[0-3])[.:]?[0-5][05]){1,2}")
AMOUNT = re.compile(r"\ ?(?:%|times|min|hour|hr|day|week|month|year|people|patients|pm\b|am\b|o'clock)")


def _national(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    digits = sum(c.isdigit() for c in match["number"])
    return whole(match) if 9 <= digits <= 12 else None


def _told(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A short or local number counts only where a telephone is spoken of."""
    digits = sum(c.isdigit() for c in match.group())
    if not 6 <= digits <= 12 or AMOUNT.match(low, match.end()) or "/" in match.group():
        return None
    if TIMES.fullmatch(match.group()):
        return None
    return whole(match) if ABOUT.search(before(low, match.start(), 50)) else None


PATTERNS = (
    identifier(
        "PHONE",
        ITSELF,
        rf"{GLUED}(?:(?:\+|00\ ?)44{GAP}(?:\(0\))?|\(?0)(?P<number>(?:{GAP}\d){{8,11}})(?!\d)",
        _national,
    ),
    identifier("PHONE", ITSELF, r"(?<![\w.])(?:\+|00)[1-9]\d{0,2}(?:[\ .()\-]{0,2}\d){7,12}(?!\d)"),
    identifier("PHONE", ITSELF, r"(?<![\w.$])7\d{3}[\ .\-]?\d{3}[\ .\-]?\d{3}(?!\d)"),
    identifier("PHONE", "four digits & telephone", r"(?<![\w.$/])\d(?:[\ .\-]?\d){5,11}(?![\w/])", _told),
)
