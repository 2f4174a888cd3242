"""How old one must be to read a page: the Flesch-Kincaid grade of its sentences, plus five years."""

import re
from html.parser import HTMLParser


PROSE = {"p", "li", "dd"}
GROUPS = re.compile(r"[aeiouy]+")


class Prose(HTMLParser):
    """The sentences of a page's main part: paragraphs and list items, with what is inside them."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._depth, self._main = 0, False

    def handle_starttag(self, tag, attrs):
        self._main = self._main or tag == "main"
        if self._main and tag in PROSE:
            self._depth += 1
            self.pieces.append("")

    def handle_endtag(self, tag):
        self._main = self._main and tag != "main"
        if tag in PROSE and self._depth:
            self._depth -= 1

    def handle_data(self, data):
        if self._main and self._depth:
            self.pieces[-1] += data


def age(answer) -> float:
    """The reading age of a page. Source: Kincaid et al. 1975, grade = 0.39 w/s + 11.8 y/w - 15.59."""
    prose = Prose()
    prose.feed(answer.content.decode())
    said = [" ".join(piece.split()) for piece in prose.pieces]
    sentences = [one for piece in said for one in re.split(r"[.!?:]\s", piece) if len(one.split()) > 3]
    words = [word for one in sentences for word in re.findall(r"[A-Za-z’']+", one)]
    assert len(words) > 20, "too little to measure"
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + 5


def syllables(word: str) -> int:
    """About how many syllables an English word has."""
    word = word.lower()
    count = len(GROUPS.findall(word))
    if word.endswith("e") and not word.endswith("le") and count > 1:
        count -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(1, count)
