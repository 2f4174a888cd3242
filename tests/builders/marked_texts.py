"""Texts in which what must go stands in angle brackets, and what a redactor makes of them."""

from collections.abc import Mapping, Sequence

import pytest

from goldthread.deidentify import Redactor


def each_marked(texts: Mapping[str, Sequence[str]]) -> list:
    """Parameters of a test: each kind with each of its texts."""
    return [pytest.param(kind, text, id=f"{kind} {at}") for kind, some in texts.items() for at, text in enumerate(some)]


def assert_gone_whole(redactor: Redactor, kind: str, text: str) -> None:
    """What is marked goes whole, under its kind, and nothing beside it."""
    start, end = text.index("<"), text.index(">") - 1
    given = text.replace("<", "").replace(">", "")
    (span,) = redactor.redact([given])[0].spans
    assert (given[span.start : span.end], span.type) == (given[start:end], kind)
