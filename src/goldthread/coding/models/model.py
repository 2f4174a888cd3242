"""A fitted model as it lies on disk: one file of numbers, one of plain facts; no comment rows, nothing executable."""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Scores
from goldthread.coding.models.scoring import Weights
from goldthread.vocabulary import PlainError


COMMITTED = Path(__file__).parent / "fast"
"""The model that comes with the package."""

BASE = "base"
"""The folder, inside the folder of a layer, of the model that the layer lies on."""

LAYERS = ("own themes", "own marks")
"""What a layer may have been learned from."""

LAYER_FORM = 2
"""How a layer's numbers are laid out; other forms are refused."""

NUMBERS = "fast.npz"
FACTS = "model.json"


class MissingExtra(PlainError):
    """A package that this coder, or training, needs is not installed."""


class NotAModel(PlainError):
    """A folder that holds no model of ours."""


@dataclass(frozen=True, eq=False)
class Model:
    """Weights with what turns scores into marks.

    `facts` holds what people and the coder must know in plain JSON: version, labels of each framework, what was read
    in training, licences. `numbers` holds the small arrays that the parts of the coder name; see `training`.
    """

    weights: Weights
    facts: dict[str, Any]
    numbers: dict[str, Scores]

    @property
    def version(self) -> str:
        """What marks are signed with."""
        return str(self.facts["version"])


def _packed(texts: tuple[str, ...]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _unpacked(held: NDArray[np.uint8]) -> tuple[str, ...]:
    whole = held.tobytes().decode()
    return tuple(whole.split("\n")) if whole else ()


def _small(says: Scores) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers from -127 to 127 with one step for each output."""
    step = np.maximum(np.abs(says).max(axis=0, initial=0), 1e-9) / 127
    return np.round(says / step).astype(np.int8), step.astype(np.float32)


def save(model: Model, folder: Path) -> None:
    """Write a model. Raises NotAModel where the folder cannot be written."""
    held: dict[str, Any] = {f"number_{name}": value for name, value in model.numbers.items()}
    for part in fields(Weights):
        value = getattr(model.weights, part.name)
        if isinstance(value, tuple):
            held[part.name] = _packed(value)
        elif part.name.endswith("_says"):
            held[part.name], held[part.name + "_step"] = _small(value)
        else:
            held[part.name] = value.astype(np.float16) if value.dtype == np.float32 else value
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / NUMBERS).open("wb") as out:
            np.savez_compressed(out, **held)
        facts = json.dumps(model.facts, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / FACTS).write_text(facts + "\n", encoding="utf-8")
    except OSError as error:
        raise NotAModel(f"The model cannot be written to {folder}: {error.strerror}.") from None


def load(folder: Path) -> Model:
    """Read a model. Raises NotAModel where the folder holds none."""
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        with np.load(folder / NUMBERS, allow_pickle=False) as held:
            parts = {part.name: _part(held, part.name) for part in fields(Weights)}
            numbers = {name[7:]: held[name] for name in held.files if name.startswith("number_")}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        raise NotAModel(
            f"There is no model that can be read in {folder}.", "Make one with `goldthread train IN.csv --out DIR`."
        ) from None
    return Model(Weights(**parts), facts, numbers)


def _part(held: Any, name: str) -> Any:
    value = held[name]
    if value.dtype == np.uint8:
        return _unpacked(value)
    if name.endswith("_says"):
        return value.astype(np.float32) * held[name + "_step"]
    return value.astype(np.float32) if value.dtype == np.float16 else value
