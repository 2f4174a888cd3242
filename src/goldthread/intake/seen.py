"""Which ids this file has already brought, in 16 bytes each, so that memory stays flat as files grow."""

from collections.abc import Sequence

import numpy as np


class IdsSeen:
    """Ids and fingerprints (64 bits of each) of the rows so far; chunks are merged in as they end."""

    def __init__(self) -> None:
        self._ids = np.empty(0, dtype=np.uint64)
        self._prints = np.empty(0, dtype=np.uint64)
        self._now: dict[int, int] = {}

    def look(self, ids: Sequence[int]) -> list[int | None]:
        """For each id, the fingerprint it came with in earlier chunks, or None."""
        if not len(self._ids) or not ids:
            return [None] * len(ids)
        wanted = np.array(ids, dtype=np.uint64)
        at = np.minimum(np.searchsorted(self._ids, wanted), len(self._ids) - 1)
        hits = (self._ids[at] == wanted).tolist()
        return [int(self._prints[place]) if hit else None for hit, place in zip(hits, at.tolist(), strict=True)]

    def in_chunk(self, key: int) -> int | None:
        """The fingerprint that an id came with in this chunk, or None."""
        return self._now.get(key)

    def add(self, key: int, fingerprint: int) -> None:
        """Note an id of this chunk."""
        self._now[key] = fingerprint

    def end_chunk(self) -> None:
        """Merge this chunk's ids in."""
        if not self._now:
            return
        ids = np.fromiter(self._now.keys(), dtype=np.uint64, count=len(self._now))
        prints = np.fromiter(self._now.values(), dtype=np.uint64, count=len(self._now))
        ids, prints = np.concatenate([self._ids, ids]), np.concatenate([self._prints, prints])
        order = np.argsort(ids, kind="stable")
        self._ids, self._prints = ids[order], prints[order]
        self._now = {}
