"""A cache of values that hold for one state of the store each."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar


T = TypeVar("T")


class StateCache:
    """What was found once for each state; where there is too much, what was asked for longest ago goes.

    Takes: how many it holds at most, and how much one value counts as, 1 by default. `sum` is how much is held.
    """

    def __init__(self, most: int, size: Callable[[Any], int] = lambda _: 1) -> None:
        self._most, self._size = most, size
        self._held: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
        self.sum = 0
        self._turn = threading.Lock()

    def once(self, about: Hashable, state: Hashable, ask: Callable[[], T]) -> T:
        """The value of this state, found out where it is not held. One of another state is let go."""
        with self._turn:
            if (held := self._held.get(about)) is not None and held[0] == state:
                self._held.move_to_end(about)
                found: T = held[1]
                return found
        made = ask()
        with self._turn:
            self._let_go(about)
            self._held[about] = (state, made)
            self.sum += self._size(made)
            while self.sum > self._most and len(self._held) > 1:
                self._let_go(next(iter(self._held)))
        return made

    def clear(self) -> None:
        """Let everything go."""
        with self._turn:
            self._held.clear()
            self.sum = 0

    def _let_go(self, about: Hashable) -> None:
        if (held := self._held.pop(about, None)) is not None:
            self.sum -= self._size(held[1])
