"""Redactors and coders of an earlier version: they miss what today's find, and say that they are older."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest

from goldthread import coding
from goldthread.deidentify import Redaction, Redactor
from goldthread.deidentify.redactor import TOKENS
from goldthread.vocabulary import SENTIMENT, THEMES, Removal


class EarlierRedactor(Redactor):
    """Leaves these types of identifiers where they are."""

    version = "redactor/1"

    def __init__(self, missed: Sequence[str] = ("STAFF_NAME",), version: str = "redactor/1") -> None:
        self._missed = frozenset(missed)
        self.version = version

    def redact(self, texts: Sequence[str]) -> list[Redaction]:
        return [self._without(text, one) for text, one in zip(texts, super().redact(texts), strict=True)]

    def redact_labels(self, labels: Sequence[str]) -> list[Redaction]:
        return [self._without(text, one) for text, one in zip(labels, super().redact_labels(labels), strict=True)]

    def _without(self, text: str, redacted: Redaction) -> Redaction:
        spans = tuple(span for span in redacted.spans if span.type not in self._missed)
        made, removed, at = "", list[Removal](), 0
        for span in spans:
            made += text[at : span.start]
            removed.append(Removal(span.type, len(made), len(made) + len(TOKENS[span.type])))
            made += TOKENS[span.type]
            at = span.end
        return Redaction(made + text[at:], spans, tuple(removed))


class EarlierCoder:
    """Finds one theme in everything, and calls the mood of everything neutral."""

    kind = "fast"
    theme = "Waiting"

    def __init__(self, version: str = "fast/0") -> None:
        self.version = version
        self._today = coding.open()

    def code(self, answers):
        return [tuple(self._changed(code) for code in codes) for codes in self._today.code(answers)]

    def _changed(self, code):
        if code.framework == THEMES:
            return replace(code, label=self.theme, by=self.version)
        return replace(code, label="3" if code.framework == SENTIMENT else code.label, by=self.version)


@contextmanager
def earlier(redactor: Redactor | None = None, coder: object = None) -> Iterator[None]:
    """In the block, imports are redacted and coded by these."""
    with pytest.MonkeyPatch.context() as patch:
        if redactor is not None:
            patch.setattr("goldthread.intake.working.redactor", lambda: redactor)
        if coder is not None:
            patch.setattr("goldthread.intake.working.coder", lambda model, kind: coder)
        yield
