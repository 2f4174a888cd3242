"""Which voice speaks: those of a service, role and mood are dealt like cards, so that none comes too often."""

from collections.abc import Callable
from random import Random

from goldthread.demo.written import WrittenVoice, voices


Pool = tuple[WrittenVoice, ...]


class Dealer:
    """Deals the voices of each pool in turn, in an order by chance, and begins again when all have spoken."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._left: dict[str, list[WrittenVoice]] = {}
        self._rounds: dict[str, int] = {}

    def deal(self, name: str, pool: Callable[[], Pool]) -> WrittenVoice:
        """The next voice of this pool. Raises IndexError where it has none."""
        if not self._left.get(name):
            turn = self._rounds[name] = self._rounds.get(name, 0) + 1
            self._left[name] = Random(f"{self._seed}/{name}/{turn}").sample(found := pool(), len(found))
        return self._left[name].pop()


def next_voice(dealer: Dealer, files: tuple[str, ...], role: str, mood: str, *, single: bool = False) -> WrittenVoice:
    """A voice in this mood.

    Takes: `files` of words that may be drawn from, the service's own first; `single` where only a voice that says one
    thing fits, since one question is asked.
    """
    name = f"{files}/{role}/{mood}/{single}"
    return dealer.deal(name, lambda: _pool(files, role, mood, single))


def _pool(files: tuple[str, ...], role: str, mood: str, single: bool) -> Pool:
    """The service's own voices twice as often as those that fit many services."""
    found: list[WrittenVoice] = []
    for file in files:
        own = (*voices(file, f"{role} {mood}"), *(voices(file, f"any {mood}") if role != "staff" else ()))
        found += own * (2 if file == files[0] and len(files) > 1 else 1)
    return tuple(one for one in found if one.single or not single)
