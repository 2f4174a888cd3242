"""The redactor: what says who somebody is becomes a token such as [NAME]."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from goldthread.deidentify import matching, names
from goldthread.deidentify.normalised import NormalisedText, normalised
from goldthread.deidentify.patterns import Hit
from goldthread.vocabulary import Removal


TOKENS = {
    "NAME": "[NAME]",
    "STAFF_NAME": "[NAME]",
    "PATIENT_NAME": "[NAME]",
    "RELATIVE_NAME": "[NAME]",
    "NHS_NUMBER": "[NHS NUMBER]",
    "PHONE": "[PHONE]",
    "EMAIL": "[EMAIL]",
    "POSTCODE": "[POSTCODE]",
    "ADDRESS": "[ADDRESS]",
    "DOB": "[DATE OF BIRTH]",
    "AGE_90": "[AGE OVER 90]",
    "HOSPITAL_NO": "[HOSPITAL NUMBER]",
    "WARD_BED": "[WARD AND BED]",
    "VEHICLE_REG": "[VEHICLE]",
    "TWITTER": "[HANDLE]",
    "URL": "[URL]",
    "ACCOUNT": "[ACCOUNT NUMBER]",
    "ID_NUMBER": "[ID NUMBER]",
    "IP_ADDRESS": "[IP ADDRESS]",
}
TOGETHER = 256
"""Texts that go through each step together."""

OURS = re.compile("|".join(re.escape(token) for token in sorted(set(TOKENS.values()), key=len, reverse=True)))


class RedactedSpan(NamedTuple):
    """A stretch of the text as given."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text with tokens for what was removed: `spans` point into the text as given, `removed` into the new one."""

    text: str
    spans: tuple[RedactedSpan, ...]
    removed: tuple[Removal, ...]


class Redactor:
    """Takes identities out of texts; the same text always gives the same result."""

    version = "redactor/7"

    def redact(self, texts: Sequence[str]) -> list[Redaction]:
        """Redact texts, one by one.

        Takes: texts of any length and any characters.
        Gives: a Redaction each, in order; spans are sorted and do not overlap.
        """
        return _redacted(texts)

    def redact_labels(self, labels: Sequence[str]) -> list[Redaction]:
        """Redact names of teams, sites and services: a single word that may be a place stays, a person's name "
        "goes."""
        return _redacted(labels, labels=True)


def _redacted(texts: Sequence[str], *, labels: bool = False) -> list[Redaction]:
    """Many texts, a step at a time for all: a machine is quicker where it does the same thing again and again."""
    made: list[Redaction] = []
    for start in range(0, len(texts), TOGETHER):
        some = texts[start : start + TOGETHER]
        normal = [normalised(text) for text in some]
        plains = [one.plain for one in normal]
        lows = [plain.lower() for plain in plains]
        by_pattern, by_name = matching.found_in(plains, lows), names.found_in(plains)
        for text, one, matched, named in zip(some, normal, by_pattern, by_name, strict=True):
            made.append(_without(text, one, [*matched, *named], labels=labels))
    return made


def _without(text: str, normal: NormalisedText, hits: list[Hit], *, labels: bool) -> Redaction:
    plain = normal.plain
    if labels:
        hits = [hit for hit in hits if not names.may_be_a_place(plain, *hit)]
    if not hits:
        return Redaction(text, (), ())
    if "[" in plain:
        ours = [hit.span() for hit in OURS.finditer(plain)]
        hits = [hit for hit in hits if not any(hit[0] < end and hit[1] > start for start, end in ours)]
    return _rewritten(text, [(*normal.stretch(start, end), kind) for start, end, kind in apart(hits)])


def _rewritten(text: str, stretches: list[tuple[int, int, str]]) -> Redaction:
    spans, parts, removed, at, length = [], [], [], 0, 0
    for start, end, kind in stretches:
        token = TOKENS[kind]
        parts += [text[at:start], token]
        length += start - at
        spans.append(RedactedSpan(start, end, kind))
        removed.append(Removal(kind, length, length + len(token)))
        length += len(token)
        at = end
    return Redaction("".join([*parts, text[at:]]), tuple(spans), tuple(removed))


def apart(hits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Hits that do not overlap: those that do become one, of the kind of the longest."""
    kept: list[tuple[int, int, str]] = []
    longest = 0
    for start, end, kind in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if kept and start < kept[-1][1]:
            first, last, was = kept[-1]
            kept[-1] = (first, max(last, end), kind if end - start > longest else was)
            longest = max(longest, end - start)
        else:
            kept.append((start, end, kind))
            longest = end - start
    return kept
