"""Answers already given, for as long as the store stands at the same version."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from goldthread.vocabulary import Passages, RawCells, Table


MOST = 256


class AnswerCache:
    """A cache of answers of one state of the store: whatever changes empties it, words and all.

    A state is the store's version and that of what is published: the line of a publication is written before it, and
    what was answered in between must not be remembered for after it.
    """

    def __init__(self) -> None:
        self._state: Hashable = None
        self._answers: OrderedDict[Hashable, Table | RawCells | Passages] = OrderedDict()
        self._turn = threading.Lock()

    def clear(self) -> None:
        """Forget every answer."""
        with self._turn:
            self._answers.clear()

    def get(
        self, state: Hashable, asked: Hashable, answer: Callable[[], Table | RawCells | Passages]
    ) -> Table | RawCells | Passages:
        """The answer to what was asked in this state, worked out where nobody asked it yet."""
        with self._turn:
            if state != self._state:
                self._answers.clear()
                self._state = state
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return self._answers[asked]
        made = answer()
        with self._turn:
            if state == self._state:
                self._answers[asked] = made
                while len(self._answers) > MOST:
                    self._answers.popitem(last=False)
        return made
