"""Whether something that somebody wrote down repeats what a person told us: for their withdrawal."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from goldthread.vocabulary.only_text import BLANK_LETTERS, UNREAD


TELLING, DISTINCT = 6, 12
"""So many words in a row that stand in what somebody told are a copy of it, and so is a whole answer of some length."""

LOOK_ALIKES = {
    ord(foreign): latin
    for latin, shapes in {
        "a": "\u0391\u03b1\u0410\u0430\u0251",
        "b": "\u0392\u03b2\u0412\u0432\u042c\u044c",
        "c": "\u0421\u0441",
        "d": "\u0500\u0501\u0110\u0111",
        "e": "\u0395\u03b5\u0415\u0435",
        "g": "\u0261",
        "h": "\u0397\u041d\u043d\u04ba\u04bb\u0126\u0127",
        "i": "\u0399\u03b9\u0406\u0456\u0131",
        "j": "\u0408\u0458",
        "k": "\u039a\u03ba\u041a\u043a",
        "l": "\u04c0\u04cf\u0141\u0142",
        "m": "\u039c\u041c\u043c",
        "n": "\u039d\u03b7",
        "o": "\u039f\u03bf\u041e\u043e\u00d8\u00f8",
        "p": "\u03a1\u03c1\u0420\u0440",
        "q": "\u051a\u051b",
        "s": "\u0405\u0455",
        "t": "\u03a4\u03c4\u0422\u0442",
        "u": "\u03c5\u03bc",
        "v": "\u03bd\u0474\u0475",
        "w": "\u03c9\u051c\u051d",
        "x": "\u03a7\u03c7\u0425\u0445",
        "y": "\u03a5\u03b3\u0423\u0443",
        "z": "\u0396",
    }.items()
    for foreign in shapes
}
"""Greek and Cyrillic letters, and Latin ones that do not decompose, by the Latin letters that they look like.

Each as it is printed: a capital may look like another letter than its small one. `unicodedata` does not hold these.
"""


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
    """The words of a text as they are compared: whatever the case, the punctuation, and how a key writes them.

    Accents, characters that nobody sees and look-alike letters make no difference either, so that a copy is found
    however it is spelled.
    """
    if not text.isascii():
        text = "".join(one for one in unicodedata.normalize("NFKD", text) if not _is_hidden(one)).translate(LOOK_ALIKES)
    return re.findall(r"[^\W_]+", text.casefold())


def _is_hidden(one: str) -> bool:
    return unicodedata.category(one) in UNREAD or one in BLANK_LETTERS


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))
