"""A second look at the likeliest sentences: the small encoder's lower layers, and one of their own above them.

Words by themselves do not know what they stand beside. Needs numpy alone: the file of the encoder is in the
base install, and only a few sentences in a hundred are read.
"""

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from goldthread.coding.features.arrays import Numbers, Scores
from goldthread.coding.features.wordpiece import WordPieceTokenizer
from goldthread.coding.models.encoder import COMMITTED as ENCODER
from goldthread.coding.models.encoder import GRAPH, VOCABULARY
from goldthread.coding.models.graph_numbers import graph_numbers
from goldthread.coding.models.layers import EncoderLayer, Layers, LowerLayers, alike, layer_of
from goldthread.coding.models.model import NotAModel


NUMBERS = "context.npz"
BELOW = 3
"""Layers of the encoder that are read before our own: in those above it has learned themes, and unlearned the rest."""
LONGEST = 46
"""Word pieces of one sentence that are read."""


class ContextScorer:
    """Log-odds of sentences, of any concern and of each kind (n, 1 + kinds), by words and what they stand beside.

    Takes: own layers; a line over the means of what they read and of what lies below (2 * WIDTH, 1 + kinds), its bias.
    """

    def __init__(self, layers: Layers, line: Scores, bias: Scores) -> None:
        self._layers, self._line, self._bias = layers, line, bias

    def scores(self, told: Sequence[str]) -> Scores:
        """Score sentences, each alone. Raises NotAModel where the encoder's file cannot be read."""
        made = np.zeros((len(told), len(self._bias)), np.float32)
        spelt = [pieces_of(one) for one in told]
        for rows in alike([len(one) for one in spelt]):
            below = lower_layers().read(np.array([spelt[row] for row in rows]))
            seen = below
            for layer in self._layers:
                seen = layer.read(seen)
            made[rows] = np.hstack([seen.mean(axis=1), below.mean(axis=1)]) @ self._line + self._bias
        return made


@cache
def lower_layers() -> LowerLayers:
    """Those of the committed encoder. Raises NotAModel."""
    return LowerLayers(graph_numbers(ENCODER / GRAPH), BELOW)


@cache
def _speller() -> WordPieceTokenizer:
    return WordPieceTokenizer(ENCODER / VOCABULARY)


def pieces_of(text: str) -> list[int]:
    """The numbers of a sentence's word pieces, between the marks that no question was asked and no score given."""
    size = len(_speller())
    return [size, *_speller().token_ids(text, LONGEST), size + 4]


def save_context(layers: Sequence[Sequence[Scores]], line: Scores, bias: Scores, folder: Path) -> None:
    """Write a scorer. Takes: the numbers of each own layer, in the order of `layers.NUMBERS`."""
    held: dict[str, Numbers] = {"line": line.astype(np.float32), "bias": bias.astype(np.float32)}
    for at, numbers in enumerate(layers):
        for part, value in zip(fields(EncoderLayer), numbers, strict=True):
            name = f"{at}_{part.name}"
            if value.ndim > 1:
                step = np.maximum(np.abs(value).max(axis=0), 1e-9) / 127
                held[name], held[f"{name}_step"] = np.round(value / step).astype(np.int8), step.astype(np.float32)
            else:
                held[name] = value.astype(np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / NUMBERS).open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **held)


def load_context(folder: Path) -> ContextScorer:
    """Read a scorer. Raises NotAModel where the folder holds none."""
    try:
        with np.load(folder / NUMBERS, allow_pickle=False) as npz:
            held: dict[str, Numbers] = {name: npz[name] for name in npz.files}
        count = sum(name.endswith("_attend") for name in held)
        layers = [
            layer_of([_number(held, f"{at}_{part.name}") for part in fields(EncoderLayer)]) for at in range(count)
        ]
        return ContextScorer(layers, _number(held, "line"), _number(held, "bias"))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        raise NotAModel(f"There is no model that can be read in {folder}.", "Install Goldthread again.") from None


def _number(held: dict[str, Numbers], name: str) -> Scores:
    made = held[name].astype(np.float32)
    return made * held[f"{name}_step"].astype(np.float32) if f"{name}_step" in held else made
