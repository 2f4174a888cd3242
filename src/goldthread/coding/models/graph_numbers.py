"""The numbers of an ONNX file, read without its runtime: what of a graph is wanted where onnxruntime is not installed.

Source: the format's onnx.proto; of its many fields only those that hold numbers are read.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from goldthread.coding.features.arrays import Numbers
from goldthread.coding.models.model import NotAModel


GRAPH, INITIALIZER = 7, 5
"""Fields of a model, and of its graph."""

DIMENSION, KIND, FLOATS, NAME, RAW = 1, 2, 4, 8, 9
"""Fields of an array; what its numbers are in is FLOATS or RAW."""

KINDS: dict[int, type[np.number]] = {1: np.float32, 2: np.uint8, 3: np.int8, 7: np.int64}
WHOLE, EIGHT_BYTES, LONG, FOUR_BYTES = 0, 1, 2, 5
"""How a field's value is written: a number of seven bits a byte, eight bytes, any number of bytes, four bytes."""


def graph_numbers(path: Path) -> dict[str, Numbers]:
    """Arrays of a graph by their names. Raises NotAModel for a file that is cut off or of another make."""
    try:
        held = memoryview(path.read_bytes())
        arrays = [
            array
            for field, graph in _fields(held)
            if field == GRAPH and isinstance(graph, memoryview)
            for inner, array in _fields(graph)
            if inner == INITIALIZER and isinstance(array, memoryview)
        ]
        return dict(map(_array, arrays))
    except (OSError, IndexError, KeyError, ValueError, TypeError):
        raise NotAModel(f"The numbers of {path.name} cannot be read.", "Install Goldthread again.") from None


def _fields(held: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Each field's number and value. Raises IndexError where the bytes end early, KeyError for an unknown form."""
    at = 0
    while at < len(held):
        key, at = _whole(held, at)
        form = key & 7
        if form == WHOLE:
            value, at = _whole(held, at)
            yield key >> 3, value
            continue
        size, at = _whole(held, at) if form == LONG else ({EIGHT_BYTES: 8, FOUR_BYTES: 4}[form], at)
        if at + size > len(held):
            raise IndexError(size)
        yield key >> 3, held[at : at + size]
        at += size


def _whole(held: memoryview, at: int) -> tuple[int, int]:
    """A whole number of seven bits a byte, the least first, and where it ends."""
    made = shift = 0
    while True:
        byte = held[at]
        made |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return made, at


def _array(held: memoryview) -> tuple[str, Numbers]:
    name, kind, raw, shape = "", 0, memoryview(b""), list[int]()
    for field, value in _fields(held):
        if isinstance(value, int):
            if field == DIMENSION:
                shape.append(value)
            elif field == KIND:
                kind = value
        elif field == DIMENSION:
            shape += _packed(value)
        elif field == NAME:
            name = bytes(value).decode()
        elif field in (FLOATS, RAW):
            raw = value
    made = np.frombuffer(raw, KINDS[kind])
    return name, made.reshape(shape) if raw else made


def _packed(held: memoryview) -> list[int]:
    made, at = [], 0
    while at < len(held):
        value, at = _whole(held, at)
        made.append(value)
    return made
