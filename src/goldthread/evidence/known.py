"""What the store already holds of one source: ids, fingerprints and the batch that each rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa


@dataclass(frozen=True)
class HeldRow:
    """What is held under an id: its fingerprint and its batch."""

    fingerprint: int
    batch: str


class HeldIds:
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

    def look(self, ids: Sequence[str]) -> list[HeldRow | None]:
        """For each id, what is held under it, or None."""
        if not len(self._ids) or not ids:
            return [None] * len(ids)
        wanted = first_64_bits(ids)
        at = np.minimum(np.searchsorted(self._ids, wanted), len(self._ids) - 1)
        hits = self._ids[at] == wanted
        return [
            HeldRow(int(self._fingerprints[place]), self._names[self._batches[place]]) if hit else None
            for hit, place in zip(hits.tolist(), at.tolist(), strict=True)
        ]


class Aliases:
    """Ids and people of one kind of source, as they were named before ids held the owner (decision 0028).

    Takes: a table of id, respondent and organisation. An older name stands for a new one only within its owner.
    """

    def __init__(self, rows: pa.Table) -> None:
        owners = rows["organisation"].combine_chunks().dictionary_encode()
        self._owners = {name: place for place, name in enumerate(owners.dictionary.to_pylist())}
        whose = np.asarray(owners.indices).astype(np.int32)
        self._ids = _paired(rows["id"].to_pylist(), whose)
        self._people = _paired(rows["respondent"].to_pylist(), whose)

    def __len__(self) -> int:
        return len(self._ids[0])

    def holds(self, key: str, owner: str) -> bool:
        """Whether an older id is held, and is this owner's."""
        return self._owners_of(self._ids, key) == {self._owners.get(owner)}

    def knows(self, person: str, owner: str) -> bool:
        """Whether an older name of somebody is held, and all of it is this owner's."""
        return self._owners_of(self._people, person) == {self._owners.get(owner)}

    def _owners_of(self, held: tuple[np.ndarray, np.ndarray], key: str) -> set[int | None]:
        ids, whose = held
        wanted = first_64_bits([key])[0]
        return set(whose[np.searchsorted(ids, wanted) : np.searchsorted(ids, wanted, side="right")].tolist())


def _paired(values: Sequence[str], whose: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    ids = first_64_bits(values)
    order = np.argsort(ids, kind="stable")
    return ids[order], whose[order]


def first_64_bits(values: Sequence[str]) -> np.ndarray:
    """The first 16 hex digits of each value as a number; shape (n,)."""
    return np.fromiter((int(value[:16], 16) for value in values), dtype=np.uint64, count=len(values))
