"""Redacting again only takes away: no token is opened, split or redacted, and every word that is left was there."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.deidentify import Redactor, redact_again
from goldthread.deidentify.redactor import OURS, TOKENS, RedactedSpan, Redaction
from goldthread.vocabulary import Removal
from tests.builders.evidence import feedback
from tests.builders.renewing import EarlierRedactor


WORDS = [
    "Brenda",
    "the",
    "nurse",
    "Sister Okonkwo",
    "07700 900123",
    "was",
    "kind.",
    "SW1A 1AA",
    "[NAME]",
    "Ward 7",
    "—",
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
missed = st.lists(st.sampled_from(sorted(TOKENS)), max_size=len(TOKENS))


class Anything(Redactor):
    """Finds whatever it is told to find, wherever that is."""

    version = "redactor/9"

    def __init__(self, spans):
        self._spans = spans

    def redact(self, texts):
        return [Redaction(text, tuple(span for span in self._spans if span.end <= len(text)), ()) for text in texts]

    def redact_labels(self, labels):
        return [Redaction(label, (), ()) for label in labels]


def first(text, redactor):
    (made,) = redactor.redact([text])
    return feedback(text=made.text, removed=made.removed, redactor=redactor.version)


def tokens(piece):
    return [piece.text[one.start : one.end] for one in piece.removed]


def without_tokens(piece):
    """The words with every token that is listed taken out."""
    told, at = "", 0
    for one in piece.removed:
        told, at = told + piece.text[at : one.start] + " ", one.end
    return told + piece.text[at:]


def assert_only_taken_away(before, after, spans):
    assert tokens(after) == [TOKENS[one.type] for one in after.removed], "each removal is of its token, whole"
    assert len(after.removed) == len(before.removed) + len(spans)
    kinds = iter([one.type for one in after.removed])
    assert all(one.type in kinds for one in before.removed), "what was removed stays removed, in its order"
    left = iter(re.findall(r"\S", without_tokens(before)))
    assert all(letter in left for letter in re.findall(r"\S", without_tokens(after))), "no letter came or moved"


@settings(max_examples=60, deadline=None)
@given(texts, missed)
def test_nothing_becomes_less_redacted(text, kinds):
    before = first(text, EarlierRedactor(kinds))
    (made,) = redact_again([before], Redactor())
    assert_only_taken_away(before, made.piece, made.spans)
    assert made.piece.redactor == Redactor.version
    assert (made.piece.identity, made.piece.date, made.piece.score) == (before.identity, before.date, before.score)


@settings(max_examples=200, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_tokens_stay_whole_whatever_a_redactor_finds(text, chance: random.Random):
    before = first(text, EarlierRedactor([]))
    edges = sorted(chance.sample(range(len(before.text) + 1), min(6, len(before.text) + 1)))
    spans = [RedactedSpan(start, end, "PHONE") for start, end in zip(edges[::2], edges[1::2], strict=False)]
    (made,) = redact_again([before], Anything(spans))
    assert_only_taken_away(before, made.piece, made.spans)
    for one in before.removed:
        assert made.piece.text.count(TOKENS[one.type]) >= tokens(before).count(TOKENS[one.type])


def test_more_is_removed_and_said_where():
    before = first("Nurse Brenda on 07700 900123 was kind", EarlierRedactor(["STAFF_NAME", "NAME"]))
    assert before.text == "Nurse Brenda on [PHONE] was kind"
    (made,) = redact_again([before], Redactor())
    assert made.piece.text == "Nurse [NAME] on [PHONE] was kind"
    assert [(one.start, one.end) for one in made.spans] == [(6, 12)]
    assert [(one.type, made.piece.text[one.start : one.end]) for one in made.piece.removed][1] == ("PHONE", "[PHONE]")


def test_tokens_of_another_vocabulary_are_left_alone():
    before = feedback(text="Nurse [PERSON] was kind", removed=(Removal("NAME", 6, 14),), redactor="redactor/0")
    (made,) = redact_again([before], Anything([RedactedSpan(0, 10, "NAME")]))
    assert (made.piece.text, len(made.piece.removed)) == ("[NAME][PERSON] was kind", 2)
    assert OURS.search("[PERSON]") is None


@pytest.mark.parametrize("column", ["team", "service", "question"])
def test_other_columns_are_redacted_too(column):
    before = feedback(**{column: "Dr Khan's list"}, extra=(("consultant", "Karen Jones"),), redactor="redactor/1")
    (made,) = redact_again([before], Redactor())
    assert getattr(made.piece, column) == "Dr [NAME]'s list"
    assert made.piece.extra == (("consultant", "[NAME]"),)
    assert made.columns == (column, "extra") and made.piece.text == before.text
