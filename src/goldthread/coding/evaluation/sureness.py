"""How often a suggestion is right, and how many it finds: figures kept beside the model, told in plain words."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.coding.models.model import NotAModel
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS


FILE = "figures.json"
MODELS = Path(__file__).parents[1] / "models"
THREE_POINTS = "three points"
"""The label that stands for sentiment as pages show it: positive, neutral or mixed, negative."""

ENOUGH = 20
"""Marks by people below which a share would say more than is known."""

BLOCKS = {THEMES: "content", FEELINGS: "feelings", TOUCHPOINTS: "touchpoints"}
BY_LANGUAGE_MODEL = "labelled by a language model; no person has checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """Of the suggestions of one label, the share that is right; of what people marked, the share that is found.

    `n` is how many comments people had marked so, `low` and `high` the 95 % interval of `right`; `checked` whether
    people made the labels that this was measured with; `one_each` whether every comment has exactly one such label, so
    that what is missed of one is what is wrong of another.
    """

    right: float
    found: float
    low: float
    high: float
    n: int
    checked: bool
    one_each: bool = False

    @property
    def enough(self) -> bool:
        """Whether there were enough examples to say anything."""
        return self.n >= ENOUGH

    @property
    def brief(self) -> str:
        """The figures in a few words."""
        if not self.enough:
            return "too few examples to say"
        right = f"{about(self.right)} right"
        return right if self.one_each else f"{right}, {about(1 - self.found)} missed"

    @property
    def sentence(self) -> str:
        """The figures in plain words."""
        if not self.enough:
            told = f"Only {self.n} examples were known, too few to say how often this is right."
        else:
            right = f"{about(self.right).capitalize()} of these tags are right"
            told = f"{right}." if self.one_each else f"{right}, and {about(1 - self.found)} are missed."
        return told if self.checked else f"{told} Measured on examples {BY_LANGUAGE_MODEL}."


def about(share: float) -> str:
    """A share in a sentence: "about half", "about 8 in 10", "nearly all"."""
    tenths = in_ten(share)
    return "about half" if tenths == "5 in 10" else f"about {tenths}" if tenths[0].isdigit() else tenths


def in_ten(share: float) -> str:
    """A share as people say it."""
    tenths = round(share * 10)
    return "nearly all" if tenths == 10 else "hardly any" if tenths == 0 else f"{tenths} in 10"


def how_sure(framework: str, label: str = "", coder: str = "fast") -> Sureness | None:
    """How sure one may be of a suggested label, by figures kept with a coder in the box; None where none are kept.

    Feelings and moments are the fast coder's, whichever codes. For sentiment the label says on how many points, five
    where it is empty.
    Source: cross-validation grouped by respondent, `goldthread evaluate IN.csv --folds 5 --keep DIR`.
    """
    held = figures(coder if framework in (THEMES, SENTIMENT) else "fast")
    if framework == SENTIMENT:
        return _of_points(held.get("sentiment3" if label == THREE_POINTS else "sentiment5"))
    one = held.get(BLOCKS.get(framework, ""), {}).get("labels", {}).get(label)
    one = one or (held.get("all", {}).get("labels", {}).get(label) if framework == THEMES else None)
    if one is None:
        return None
    return Sureness(
        right=one["precision"]["value"],
        found=one["recall"]["value"],
        low=one["precision"]["lo"],
        high=one["precision"]["hi"],
        n=one["n"],
        checked=framework == THEMES,
    )


def _of_points(block: dict[str, Any] | None) -> Sureness | None:
    """Every answer is given one point, so what is right and what is found are the same share."""
    if block is None:
        return None
    told = block["accuracy"]
    return Sureness(
        right=told["value"],
        found=told["value"],
        low=told["lo"],
        high=told["hi"],
        n=block["comments"],
        checked=True,
        one_each=True,
    )


def kind_of(versions: Iterable[str]) -> str:
    """The kind of coder whose figures hold for marks of these versions: of several, the least sure one."""
    kinds = {version.partition("/")[0] for version in versions if version}
    return next((kind for kind in ("accurate", "cascade") if kinds and kinds <= {kind, "accurate"}), "fast")


@cache
def figures(coder: str = "fast") -> dict[str, Any]:
    """All figures kept with a coder in the box; empty where there are none."""
    path = MODELS / coder / FILE
    if not path.is_file():
        return {}
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return held


def write_figures(found: dict[str, Any], folder: Path) -> None:
    """Keep figures beside a model. Raises NotAModel where the folder cannot be written."""
    try:
        text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise NotAModel(f"The figures cannot be written to {folder}: {error.strerror}.") from None
