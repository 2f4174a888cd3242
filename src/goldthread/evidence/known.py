"""What the store already holds of one source: ids, fingerprints and the batch that each rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa


@dataclass(frozen=True)
class Held:
    """What is held under an id: its fingerprint and its batch."""

    fingerprint: int
    batch: str


class Known:
    """Ids of one source in 20 bytes each, so that ten million fit where a few hundred megabytes are free.

    Takes: a table of id and fingerprint (hex) and batch. Only the first 64 bits of an id are compared: the chance of
    any clash among ten million ids is about 3 in 1,000,000.
    """

    def __init__(self, rows: pa.Table) -> None:
        batches = rows["batch"].combine_chunks().dictionary_encode()
        self._names: list[str] = batches.dictionary.to_pylist()
        ids = first_64_bits(rows["id"].to_pylist())
        order = np.argsort(ids, kind="stable")
        self._ids = ids[order]
        self._fingerprints = first_64_bits(rows["fingerprint"].to_pylist())[order]
        self._batches = np.asarray(batches.indices)[order].astype(np.int32)

    def __len__(self) -> int:
        return len(self._ids)

    def look(self, ids: Sequence[str]) -> list[Held | None]:
        """For each id, what is held under it, or None."""
        if not len(self._ids) or not ids:
            return [None] * len(ids)
        wanted = first_64_bits(ids)
        at = np.minimum(np.searchsorted(self._ids, wanted), len(self._ids) - 1)
        hits = self._ids[at] == wanted
        return [
            Held(int(self._fingerprints[place]), self._names[self._batches[place]]) if hit else None
            for hit, place in zip(hits.tolist(), at.tolist(), strict=True)
        ]


def first_64_bits(values: Sequence[str]) -> np.ndarray:
    """The first 16 hex digits of each value as a number; shape (n,)."""
    return np.fromiter((int(value[:16], 16) for value in values), dtype=np.uint64, count=len(values))
