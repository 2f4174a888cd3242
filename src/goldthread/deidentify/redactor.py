"""The redactor: what says who somebody is becomes a token such as [NAME]."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.deidentify import names, patterns
from goldthread.vocabulary import Removal


TOKENS = {
    "NAME": "[NAME]", "STAFF_NAME": "[NAME]", "PATIENT_NAME": "[NAME]", "RELATIVE_NAME": "[NAME]",
    "NHS_NUMBER": "[NHS NUMBER]", "PHONE": "[PHONE]", "EMAIL": "[EMAIL]", "POSTCODE": "[POSTCODE]",
    "ADDRESS": "[ADDRESS]", "DOB": "[DATE OF BIRTH]", "AGE_90": "[AGE OVER 90]", "HOSPITAL_NO": "[HOSPITAL NUMBER]",
    "WARD_BED": "[WARD AND BED]", "VEHICLE_REG": "[VEHICLE]", "TWITTER": "[HANDLE]", "URL": "[URL]",
}  # fmt: skip
OURS = re.compile("|".join(re.escape(token) for token in sorted(set(TOKENS.values()), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text as given."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text with tokens for what was removed: `spans` point into the text as given, `removed` into the new one."""

    text: str
    spans: tuple[Span, ...]
    removed: tuple[Removal, ...]


class Redactor:
    """Takes identities out of texts; the same text always gives the same result."""

    version = "redactor/0"

    def redact(self, texts: Sequence[str]) -> list[Redaction]:
        """Redact texts, one by one."""
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> Redaction:
        hits = [*patterns.found(text), *names.found(text)]
        if not hits:
            return Redaction(text, (), ())
        ours = [(hit.start(), hit.end()) for hit in OURS.finditer(text)]
        spans = [Span(*hit) for hit in _apart(hits) if not any(hit[0] < end and hit[1] > start for start, end in ours)]
        parts, removed, at, length = [], [], 0, 0
        for span in spans:
            token = TOKENS[span.type]
            parts += [text[at : span.start], token]
            length += span.start - at
            removed.append(Removal(span.type, length, length + len(token)))
            length += len(token)
            at = span.end
        return Redaction("".join([*parts, text[at:]]), tuple(spans), tuple(removed))


def _apart(hits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Hits that do not overlap: the longer first, then the earlier."""
    kept: list[tuple[int, int, str]] = []
    for hit in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if not any(hit[0] < other[1] and hit[1] > other[0] for other in kept):
            kept.append(hit)
    return sorted(kept)
