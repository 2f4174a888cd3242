"""Answers already given, for as long as the store stands at the same version."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from goldthread.vocabulary import Passages, Table


MOST = 256


class Remembered:
    """Answers of one version: every change writes a line, so a newer version empties it, words and all."""

    def __init__(self) -> None:
        self._version = -1
        self._answers: OrderedDict[Hashable, Table | Passages] = OrderedDict()
        self._turn = threading.Lock()

    def clear(self) -> None:
        """Forget every answer."""
        with self._turn:
            self._answers.clear()

    def get(self, version: int, asked: Hashable, answer: Callable[[], Table | Passages]) -> Table | Passages:
        """The answer to what was asked at this version, worked out where nobody asked it yet."""
        with self._turn:
            if version != self._version:
                self._answers.clear()
                self._version = version
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return self._answers[asked]
        made = answer()
        with self._turn:
            if version == self._version:
                self._answers[asked] = made
                while len(self._answers) > MOST:
                    self._answers.popitem(last=False)
        return made
