"""Every text of every published noun is emptied or named where it repeats withdrawn words: one is planted in each."""

from dataclasses import fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from goldthread.evidence import NOUNS, CopyFinder
from goldthread.evidence.forgetting import forget_file_names, forget_older, forget_published
from goldthread.evidence.tables import Tables
from tests.builders.evidence import keep, store


SAID = "The heron on the canal was quizzical about my plastered elbow."
SIX = "heron on the canal was quizzical"
MOST = 12


def planted(kind: Any) -> Any:
    """A value of a type with the sentence in every text of it."""
    origin, inner = get_origin(kind), [one for one in get_args(kind) if one is not type(None)]
    if origin in (Union, UnionType):
        return planted(inner[0])
    if origin is Literal:
        return inner[0]
    if origin is tuple:
        return tuple(planted(one) for one in inner if one is not Ellipsis)
    if origin is frozenset:
        return frozenset({planted(inner[0])})
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{one.name: planted(hints[one.name]) for one in fields(kind)})
    return {str: f"They said {SIX}.", int: 7, bool: True, date: date(2030, 1, 1)}.get(kind, f"They said {SIX}.")


def made(kind: Any) -> Any:
    hints = get_type_hints(kind.noun)
    values = {one.name: planted(hints[one.name]) for one in fields(kind.noun) if one.name != kind.unknown_field}
    return kind.noun(**values)


def texts(body: Any) -> list[str]:
    if isinstance(body, dict):
        return [name for name, value in body.items() if SIX in str(value)]
    return []


@pytest.mark.parametrize("kind", NOUNS.kinds(), ids=lambda kind: kind.name)
def test_a_sentence_in_any_text_of_a_noun_is_emptied_or_named(tmp_path, kind):
    held, noun = store(tmp_path), made(kind)
    version = held.publish(noun)
    before = texts(NOUNS.written(noun))
    places = forget_published(tables := Tables(held.folder), CopyFinder([SAID]))
    body = tables.read("published")["body"].to_pylist()[0]
    named = {place.rpartition(":")[2] for place in places}
    assert before and all(place.startswith(f"published.{kind.name}:{version}:") for place in places)
    for name in before:
        nested = name in named and SIX in body
        assert nested or (name in kind.emptied and f'"{name}": ""' in body), name
    assert not forget_older(tables, version), "what holds is never dropped"
    held.publish(noun)
    assert forget_older(tables, version)


def test_what_repeats_nothing_is_left_as_it_is(tmp_path):
    held = store(tmp_path)
    for kind in NOUNS.kinds():
        held.publish(made(kind))
    tables = Tables(held.folder)
    before = tables.read("published").to_pylist()
    assert forget_published(tables, CopyFinder(["Nobody unbolted the conservatory before supper."])) == []
    assert forget_published(tables, CopyFinder()) == [] and forget_file_names(tables, CopyFinder()) == 0
    assert tables.read("published").to_pylist() == before


def test_the_name_of_a_file_goes_and_its_account_stays(tmp_path):
    held = store(tmp_path)
    keep(held, [{"n": 1}])
    tables = Tables(held.folder)
    name = tables.read("batches")["file"].to_pylist()[0]
    assert forget_file_names(tables, CopyFinder(["x" * MOST])) == 0
    assert forget_file_names(tables, CopyFinder([f"{name} is a whole answer"])) == 0
    assert held.counts()["feedback"] == 1
