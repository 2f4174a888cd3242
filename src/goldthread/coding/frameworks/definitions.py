"""Frameworks of codes as people own them: themes in categories, feelings, kinds of touchpoint in journey order."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from goldthread.vocabulary import FEELINGS, THEMES, TOUCHPOINTS, BadDefinition, NotFound


FOLDER = Path(__file__).parents[1] / "definitions"


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a framework with its labels in their published order, and phrases that hint at each label."""

    title: str
    labels: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework of labels; `key` names it and its version."""

    key: str
    title: str
    categories: tuple[Category, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels, in the order of the categories."""
        return tuple(label for category in self.categories for label in category.labels)

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """Phrases that hint at each label, in the order of `labels`."""
        return tuple(hints for category in self.categories for hints in category.words)


@dataclass(frozen=True, slots=True)
class Feeling:
    """A feeling in plain words; `polarity` is 1 for good and -1 for bad, `denied` what its opposite shows."""

    key: str
    title: str
    polarity: int
    about: str
    words: tuple[str, ...]
    denied: str = ""


@dataclass(frozen=True, slots=True)
class TouchpointKind:
    """A kind of touchpoint, titled in plain English."""

    key: str
    title: str
    about: str
    words: tuple[str, ...]


def load_framework(path: Path) -> Framework:
    """A framework from its YAML file. Raises BadDefinition, saying what is missing or wrong."""
    held = _yaml(path)
    try:
        made = Framework(
            key=str(held["framework"]),
            title=str(held.get("title", held["framework"])),
            categories=tuple(_category(one) for one in held["categories"]),
        )
    except (KeyError, TypeError, AttributeError):
        raise BadDefinition(
            f"The framework {path.name} does not list categories with a title and themes.",
            "Write `framework:`, then `categories:` with a `title:` and `themes:` each.",
        ) from None
    if not made.labels or len(set(made.labels)) < len(made.labels) or any("|" in one for one in made.labels):
        raise BadDefinition(f"The framework {path.name} names a theme twice, names none, or uses | in a name.")
    return made


def _category(held: dict[str, Any]) -> Category:
    """A category; a theme is a name, or a title with words that hint at it."""
    themes = [one if isinstance(one, dict) else {"title": one} for one in held["themes"]]
    return Category(
        str(held["title"]),
        tuple(str(one["title"]) for one in themes),
        tuple(tuple(str(word) for word in one.get("words", ())) for one in themes),
    )


def _yaml(path: Path) -> dict[str, Any]:
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BadDefinition(f"The file {path.name} cannot be read as YAML.") from None
    if not isinstance(held, dict):
        raise BadDefinition(f"The file {path.name} holds no framework.")
    return held


@cache
def framework(key: str = THEMES) -> Framework:
    """A framework of themes by name and version. Raises NotFound where there is none of that name."""
    for path in sorted((FOLDER / "frameworks").glob("*.yaml")):
        found = load_framework(path)
        if found.key == key:
            return found
    raise NotFound(f"There is no framework called {key}.")


@cache
def _categories(key: str) -> dict[str, str]:
    return {label: category.title for category in framework(key).categories for label in category.labels}


def category(key: str, label: str) -> str:
    """The category of a label, empty for a label that the framework does not have."""
    return _categories(key).get(label, "")


@cache
def feelings() -> tuple[Feeling, ...]:
    """The 16 feelings, good ones first."""
    held = _yaml(FOLDER / "feelings" / "feelings-1.yaml")
    return tuple(
        Feeling(one["key"], one["title"], int(one["polarity"]), one["about"], _words(one), one.get("denied", ""))
        for one in held["feelings"]
    )


@cache
def touchpoint_kinds() -> tuple[TouchpointKind, ...]:
    """The 14 kinds of touchpoint, in the order in which people meet them."""
    held = _yaml(FOLDER / "touchpoints" / "touchpoints-1.yaml")
    return tuple(TouchpointKind(one["key"], one["title"], one["about"], _words(one)) for one in held["touchpoints"])


def _words(one: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(word) for word in one["words"])


unchecked_frameworks: frozenset[str] = frozenset({FEELINGS, TOUCHPOINTS})
"""Frameworks whose training labels no person has checked: say so wherever their counts are shown."""
