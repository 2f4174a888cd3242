"""How well a redactor does on comments whose identifiers are known: what is gone, what was hurt beside it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


NAMES = ("STAFF_NAME", "PATIENT_NAME", "RELATIVE_NAME")
PATTERNED = ("NHS_NUMBER", "HOSPITAL_NO", "PHONE", "EMAIL", "POSTCODE", "URL", "VEHICLE_REG")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EITHER_WAY = frozenset(
    "dr mr mrs ms miss prof professor doctor sister matron nurse year years yr yrs old aged no number ref s x and of "
    "the on in at is my a to or bed ward bay dot com co uk www http https".split()
)
"""Words beside an identifier that may go or stay without harm."""


@dataclass(frozen=True, slots=True)
class AnnotatedComment:
    """One comment with its identifiers (start, end, type), and look-alikes that must stay (start, end, kind)."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    look_alikes: tuple[tuple[int, int, str], ...] = ()


@dataclass
class RedactionTally:
    """Counts over comments; `types` and `kinds` count [whole, gone] identifiers and [whole, touched] look-alikes."""

    comments: int = 0
    types: dict[str, list[int]] = field(default_factory=dict)
    kinds: dict[str, list[int]] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)
    held: list[int] = field(default_factory=lambda: [0, 0])
    free: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, comment: AnnotatedComment, removed: Iterable[tuple[int, int]]) -> None:
        """Count one comment, given the stretches that were removed from it."""
        text = comment.text
        gone = {at for start, end in removed for at in range(max(0, start), min(len(text), end))}
        self.comments += 1
        clean = True
        for start, end, kind in comment.spans:
            whole = all(at in gone for at in range(start, end) if text[at].isalnum())
            clean &= whole
            _count(self.types, kind, whole)
        for start, end, kind in comment.look_alikes:
            _count(self.kinds, kind, any(at in gone and text[at].isalnum() for at in range(start, end)))
        if comment.spans:
            self.held[0] += 1
            self.held[1] += clean
        else:
            self.free[0] += 1
            self.free[1] += any(text[at].isalnum() for at in gone)
        self._add_words(text, {at for start, end, _ in comment.spans for at in range(start, end)}, gone)

    def _add_words(self, text: str, named: set[int], gone: set[int]) -> None:
        for found in _WORD.finditer(text):
            letters = range(found.start(), found.end())
            inside = [at for at in letters if at in named]
            if inside:
                self.words["names gone"] += all(at in gone for at in inside)
                continue
            near = any(
                at in named for at in (*range(letters.start - 3, letters.start), *range(letters.stop, letters.stop + 3))
            )
            if not (near and found.group().lower() in _EITHER_WAY):
                self.words["other"] += 1
                self.words["other gone"] += all(at in gone for at in letters)

    def figures(self) -> dict[str, Any]:
        """Percentages; None where there was nothing to count.

        An identifier is gone only if every letter and digit of it is. Precision is over the words removed.
        """
        named, patterned = self._gone(NAMES), self._gone(PATTERNED)
        every = self._gone(tuple(self.types))
        look_alikes = [sum(pair[at] for pair in self.kinds.values()) for at in (0, 1)]
        removed = self.words["names gone"] + self.words["other gone"]
        return {
            "comments": self.comments,
            "identifiers": every[0],
            "names": named[0],
            "patterned": patterned[0],
            "look_alikes": look_alikes[0],
            "recall": percent(every[1], every[0]),
            "names_recall": percent(named[1], named[0]),
            "patterned_recall": percent(patterned[1], patterned[0]),
            "precision": percent(self.words["names gone"], removed),
            "words_removed": removed,
            "hard_negatives_touched": percent(look_alikes[1], look_alikes[0]),
            "over_redaction": percent(self.words["other gone"], self.words["other"], 2),
            "other_words": self.words["other"],
            "comments_fully_clean": percent(self.held[1], self.held[0]),
            "no_identifier_but_touched": percent(self.free[1], self.free[0]),
            "by_type": {kind: {"n": n, "recall": percent(hit, n)} for kind, (n, hit) in sorted(self.types.items())},
            "hard_by_kind": {
                kind: {"n": n, "touched": percent(hit, n)} for kind, (n, hit) in sorted(self.kinds.items())
            },
        }

    def _gone(self, types: Sequence[str]) -> tuple[int, int]:
        held = [self.types[one] for one in types if one in self.types]
        return sum(pair[0] for pair in held), sum(pair[1] for pair in held)


def _count(counts: dict[str, list[int]], key: str, hit: bool) -> None:
    pair = counts.setdefault(key, [0, 0])
    pair[0] += 1
    pair[1] += hit


def percent(hits: int, of: int, places: int = 1) -> float | None:
    """A percentage; None of nothing."""
    return round(100 * hits / of, places) if of else None
