"""What the ranking of concerns learns from: invented sentences, and parts of the real comments to choose by."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml
from ordinary import ordinary_sentences
from patterns import composed

from benchmarks.real_comments import Comment
from goldthread.coding.concerns import signals as sig


HERE = Path(__file__).parent
FOLDS = 4
UNSURE = 0.005
"""Share of the parts of real comments, the likeliest, that nothing is learned from."""
MOST = 4000
"""Comments of one source to choose by."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence to learn from: its kind ("" for none), and the fold in which it is left out.

    `heard` says that what finds roundabout words has learned from it too.
    """

    text: str
    kind: str
    fold: int
    weight: float = 1.0
    topic: str = ""
    heard: bool = False


def fold_of(key: str) -> int:
    return zlib.crc32(key.encode()) % FOLDS


def invented() -> list[Unit]:
    made = []
    for name in ("sentences.yaml", "more_sentences.yaml", "further_sentences.yaml"):
        held = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
        heard = name == "sentences.yaml"
        made += [
            Unit(one, "" if kind == "nothing" else kind, fold_of(one), heard=heard)
            for kind, some in held.items()
            for one in some
        ]
    for name in ("needs_a_person.txt", "needs_nobody.txt"):
        made += [Unit(one.text, one.kind, fold_of(one.pattern), 0.5, one.topic) for one in composed(name, 20)]
    return made + [Unit(one, "", fold_of(line), 0.5) for one, line in ordinary_sentences().items()]


def parts_of(comments: list[Comment], weight: float) -> list[Unit]:
    """The parts of real comments as what needs nobody. Takes: how much one weighs beside an invented sentence."""
    return [
        Unit(one.text[start:end], "", fold_of(one.person), weight)
        for one in comments
        for start, end in sig.parts(one.text)
    ]


def chosen(sources: dict[str, tuple[list[Comment], list[Comment]]], chance: Random) -> dict[str, list[Comment]]:
    """The comments to choose by, of each source."""
    return {name: at_most(first, MOST, chance) for name, (first, _) in sources.items()}


def at_most(comments: list[Comment], most: int, chance: Random) -> list[Comment]:
    """All, or as many as `most` drawn at random."""
    return comments if len(comments) <= most else chance.sample(comments, most)
