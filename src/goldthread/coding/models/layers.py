"""Layers of the small encoder in plain numpy, for the few sentences that are read twice where no runtime is installed.

The accurate coder reads with onnxruntime, which rounds what goes in between; these numbers are near, not the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Numbers, Scores
from goldthread.coding.models.model import NotAModel


WIDTH, HEADS = 384, 12
SMALLEST = 1e-12
AT_ONCE = 4096
"""Word pieces that are read together at most."""

Layers = Sequence["EncoderLayer"]


@dataclass(frozen=True, eq=False)
class EncoderLayer:
    """The numbers of one layer: what it attends to, what it gathers, and two lines with a bend between them.

    Lines are (in, out); what norms and biases hold is (out,).
    """

    attend: Scores
    attend_bias: Scores
    gathered: Scores
    first: Scores
    first_bias: Scores
    gathered_bias: Scores
    wide: Scores
    wide_bias: Scores
    narrow: Scores
    second: Scores
    second_bias: Scores
    narrow_bias: Scores

    def read(self, seen: Scores) -> Scores:
        """What the layer makes of texts of one length (n, length, WIDTH), the same shape."""
        count, length, _ = seen.shape
        three = lined(seen, self.attend, self.attend_bias).reshape(count, length, 3, HEADS, WIDTH // HEADS)
        asked, keys, values = three.transpose(2, 0, 3, 1, 4)
        near = np.exp(_less_most((asked @ keys.transpose(0, 1, 3, 2)) * (WIDTH // HEADS) ** -0.5))
        looked = ((near / near.sum(-1, keepdims=True)) @ values).transpose(0, 2, 1, 3).reshape(seen.shape)
        seen = normed(seen + lined(looked, self.gathered, self.gathered_bias), self.first, self.first_bias)
        wide = bent(lined(seen, self.wide, self.wide_bias))
        return normed(seen + lined(wide, self.narrow, self.narrow_bias), self.second, self.second_bias)


NUMBERS = tuple(part.name for part in fields(EncoderLayer))
"""The numbers of a layer, in the order in which the encoder's file holds them."""


def layer_of(numbers: Sequence[Scores]) -> EncoderLayer:
    """A layer. Takes: its numbers in the order of NUMBERS. Raises NotAModel for other shapes."""
    made = EncoderLayer(*numbers)
    inner = made.wide_bias.shape[0]
    shapes = [one.shape for one in (made.attend, made.gathered, made.wide, made.narrow)]
    if shapes != [(WIDTH, 3 * WIDTH), (WIDTH, WIDTH), (WIDTH, inner), (inner, WIDTH)]:
        raise NotAModel("A layer of the encoder has an unknown shape.", "Install Goldthread again.")
    return made


def lined(seen: Scores, line: Scores, bias: Scores) -> Scores:
    """A line over the last axis, as one product of two flat arrays: text by text takes ten times as long."""
    made: Scores = (seen.reshape(-1, seen.shape[-1]) @ line + bias).reshape(*seen.shape[:-1], line.shape[1])
    return made


def bent(seen: Scores) -> Scores:
    """The bend between two lines, to within 0.001 of the one by the error function, which takes ten times as long.

    Source: Hendrycks and Gimpel, Gaussian error linear units (2016).
    """
    made: Scores = 0.5 * seen * (1 + np.tanh(seen * (0.7978845608 + 0.0356774081 * seen * seen)))
    return made


def normed(seen: Scores, weight: Scores, bias: Scores) -> Scores:
    """The last axis with mean 0 and width 1, then stretched and moved."""
    seen = seen - seen.mean(-1, keepdims=True)
    made: Scores = seen / np.sqrt((seen * seen).mean(-1, keepdims=True) + np.float32(SMALLEST)) * weight + bias
    return made


def _less_most(scores: Scores) -> Scores:
    made: Scores = scores - scores.max(-1, keepdims=True)
    return made


class LowerLayers:
    """The first layers of the encoder: sentences in, hidden states out.

    Takes: the arrays of its file by their names. Raises NotAModel for a file of another make.
    """

    def __init__(self, held: Mapping[str, Numbers], layers: int) -> None:
        numbers = list(_in_order(held))
        if len(numbers) < 6 + len(NUMBERS) * layers:
            raise NotAModel("The encoder has fewer layers than this needs.", "Install Goldthread again.")
        self._words, self._step, self._places, services, self._weight, self._bias = numbers[:6]
        self._service = services[0]
        some = numbers[6 : 6 + len(NUMBERS) * layers]
        self._layers = [layer_of(some[at : at + len(NUMBERS)]) for at in range(0, len(some), len(NUMBERS))]

    def read(self, pieces: NDArray[np.int64]) -> Scores:
        """Hidden states (n, length, WIDTH). Takes: numbers of pieces of texts of one length (n, length)."""
        seen = self._words[pieces] * self._step[pieces] + self._places[: pieces.shape[1]] + self._service
        seen = normed(seen, self._weight, self._bias)
        for layer in self._layers:
            seen = layer.read(seen)
        return seen


def _in_order(held: Mapping[str, Numbers]) -> Iterator[Scores]:
    """The encoder's arrays as they were numbered when it was written, whole numbers times their step."""
    numbered: dict[int, Scores] = {}
    for name, array in held.items():
        number, _, part = name.removeprefix("held").partition("_")
        if not number.isdigit() or part not in ("", "quantized") or array.dtype == np.int64:
            continue
        step = held[f"held{number}_scale"].astype(np.float32) if part else np.float32(1)
        numbered[int(number)] = array.astype(np.float32) * step
    return (numbered[number] for number in sorted(numbered))


def alike(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Texts of one length, by their places, AT_ONCE pieces at most."""
    places: dict[int, list[int]] = {}
    for at, length in enumerate(lengths):
        places.setdefault(length, []).append(at)
    for length, some in places.items():
        step = max(1, AT_ONCE // max(1, length))
        yield from (some[at : at + step] for at in range(0, len(some), step))
