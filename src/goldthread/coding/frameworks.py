"""Themes, feelings and kinds of touchpoint, as people define them in YAML."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from goldthread.vocabulary import FEELINGS, THEMES, TOUCHPOINTS


HERE = Path(__file__).parent / "definitions"
UNCHECKED = frozenset({FEELINGS, TOUCHPOINTS})
"""Frameworks whose examples were labelled by a language model and that no person has checked: say so where shown."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """A feeling: its key, its title, and whether it is good (1) or bad (-1) to have."""

    key: str
    title: str
    polarity: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of touchpoint, in journey order."""

    key: str
    title: str
    about: str


@cache
def definition(name: str) -> dict[str, Any]:
    """One of the definition files, as it stands."""
    held: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return held


@cache
def categories() -> dict[str, tuple[str, ...]]:
    """The categories of the NHS themes, each with its labels."""
    return {name: tuple(labels) for name, labels in definition("themes")["categories"].items()}


@cache
def themes() -> tuple[str, ...]:
    """The 32 theme labels, in the framework's order."""
    return tuple(label for labels in categories().values() for label in labels)


@cache
def _category_of() -> dict[str, str]:
    return {label: name for name, labels in categories().items() for label in labels}


def category(framework: str, label: str) -> str:
    """The category that a theme belongs to, "" outside the NHS themes."""
    return _category_of().get(label, "") if framework == THEMES else ""


@cache
def feelings() -> tuple[Feeling, ...]:
    """The 16 feelings, good ones first."""
    return tuple(Feeling(one["key"], one["title"], one["polarity"]) for one in definition("feelings")["feelings"])


@cache
def touchpoint_kinds() -> tuple[Kind, ...]:
    """The 14 kinds of touchpoint, in the order in which people meet them."""
    return tuple(Kind(one["key"], one["title"], one["about"]) for one in definition("touchpoints")["kinds"])
