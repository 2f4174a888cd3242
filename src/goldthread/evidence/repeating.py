"""Whether something that somebody wrote down repeats what a person told us: for their withdrawal."""

import re
import unicodedata
from collections.abc import Iterable, Iterator


TELLING, DISTINCT = 6, 12
"""So many words in a row that stand in what somebody told are a copy of it, and so is a whole answer of some length."""


class CopyFinder:
    """What somebody told, held in memory alone, to look for copies of it in any number of texts.

    Takes: what they told; how many words in a row are a copy, where fewer would be others' words too.
    """

    def __init__(self, told: Iterable[str] = (), *, telling: int = TELLING) -> None:
        said = [_plain(one) for one in told]
        self._telling = telling
        self._runs = {run for words in said for run in _runs(words, telling)}
        self._whole = {f" {' '.join(words)} " for words in said if words and len(words) < telling}
        self._whole = {one for one in self._whole if len(one) - 2 >= DISTINCT}

    def __bool__(self) -> bool:
        return bool(self._runs or self._whole)

    def repeated_in(self, *texts: str) -> bool:
        """Whether any of these texts repeats the whole of an answer, or so many words in a row."""
        return bool(self) and any(self._repeats(_plain(text)) for text in texts)

    def _repeats(self, words: list[str]) -> bool:
        if any(run in self._runs for run in _runs(words, self._telling)):
            return True
        return bool(self._whole) and any(one in f" {' '.join(words)} " for one in self._whole)


def repeats(text: str, told: Iterable[str]) -> bool:
    """Whether a text repeats what somebody told: the whole of it, or some words in a row."""
    return CopyFinder(told).repeated_in(text)


def strings_in(value: object) -> Iterator[str]:
    """Every string of a value that JSON can hold, names of its parts too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from strings_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings_in(inner)


def _plain(text: str) -> list[str]:
    """The words of a text as they are compared: whatever the case, the punctuation, and how a key writes them."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))
