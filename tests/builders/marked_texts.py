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


def goes_and_stays(redactor: Redactor, goes: Mapping[str, Sequence[str]], stays: Sequence[str]) -> tuple:
    """Two tests for a module to hold: what is marked goes whole, and other texts stay as they are."""

    @pytest.mark.parametrize(("kind", "text"), each_marked(goes))
    def goes_whole(kind, text):
        assert_gone_whole(redactor, kind, text)

    @pytest.mark.parametrize("text", stays)
    def stays_as_it_is(text):
        assert redactor.redact([text])[0].text == text

    return goes_whole, stays_as_it_is
