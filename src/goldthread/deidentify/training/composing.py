"""Text composed by us: sentences with invented names in known places, and sentences that only look so.

The frames stand in `frames_named.txt` and `frames_plain.txt`, by our own hand; no real comment is used.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldthread.deidentify.training import look_alikes, slots
from goldthread.deidentify.words import listed, ordinary


HERE = Path(__file__).parent
CHOICE = re.compile(r"\(([^()]*)\)")
SLOT = re.compile(r"\{(\w+)\}")
SPACES = re.compile(r" +")
LINKS = (". ", ". ", ". ", " ", ", ", "! ", "\n", " and ", " - ", "; ", ".")
TITLED = "Dr|Dr.|dr|Doctor|Mr|Mrs|Miss|Ms|Professor|Prof|Mr.|Sister|DR"


@dataclass(frozen=True, slots=True)
class Composed:
    """A text and where its names stand."""

    text: str
    names: tuple[tuple[int, int], ...]


@cache
def frames(name: str) -> tuple[str, ...]:
    """The frames of a kind, of all its files."""
    files = sorted(HERE.glob(f"{name}*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


class Composer:
    """Makes texts from frames and names, the same for the same seed."""

    def __init__(
        self, seed: int, first: Sequence[str], last: Sequence[str], named: Sequence[str], plain: Sequence[str]
    ) -> None:
        self.dice = random.Random(seed)
        self.first, self.last, self.named, self.plain = list(first), list(last), list(named), list(plain)
        self.fill = {**slots.written(), **look_alikes.fills()}
        self.said = sorted(listed("words_said"))
        self.others = [
            sorted(listed(name)) for name in ("words_common", "words_usual", "words_less_usual", "words_rare")
        ]

    def texts(self, count: int) -> list[Composed]:
        """So many texts, of one to four sentences."""
        return [self._text() for _ in range(count)]

    def _text(self) -> Composed:
        dice = self.dice
        parts = []
        for _ in range(dice.choice((1, 1, 2, 2, 3, 4))):
            pool = self.named if dice.random() < 0.33 else self.plain
            parts.append(self._sentence(dice.choice(pool)))
        style = dice.choices(("as is", "lower", "upper", "sloppy"), (52, 23, 9, 16))[0]
        text = ""
        names: list[tuple[int, int]] = []
        for part in parts:
            text, names = self._joined(text, names, part, style)
        if style == "lower":
            text = text.lower()
        if style == "upper":
            text = text.upper()
        return Composed(text, tuple(names))

    def _joined(
        self, text: str, names: list[tuple[int, int]], part: tuple[str, list[tuple[int, int]]], style: str
    ) -> tuple[str, list[tuple[int, int]]]:
        words, found = part
        links = (". ", ". ", "! ", " ", "\n") if style == "as is" else LINKS
        link = self.dice.choice(links) if text else ""
        if style == "as is" or (style == "sloppy" and self.dice.random() < 0.4):
            words = words[:1].upper() + words[1:]
        at = len(text) + len(link)
        text = text + link + words
        return text, [*names, *((at + a, at + b) for a, b in found)]

    def _sentence(self, frame: str) -> tuple[str, list[tuple[int, int]]]:
        while "(" in frame:
            frame = CHOICE.sub(lambda hit: self.dice.choice(hit[1].split("|")), frame)
        frame = SPACES.sub(" ", frame).strip().replace(" , ", ", ").replace(" .", ".").replace(" ,", ",")
        out, names, at = "", [], 0
        for hit in SLOT.finditer(frame):
            out += self._noisy(frame[at : hit.start()])
            at = hit.end()
            for word, is_name in self._slot(hit[1]):
                if is_name:
                    names.append((len(out), len(out) + len(word)))
                out += word
        out += self._noisy(frame[at:])
        if self.dice.random() < 0.25 and out[-1:].isalnum():
            out += self.dice.choice((".", "!", ".", "!!", " x", "..."))
        return out, names

    def _noisy(self, words: str) -> str:
        if self.dice.random() > 0.2:
            return words
        parts = words.split(" ")
        for _ in range(self.dice.choice((1, 1, 2))):
            at = self.dice.randrange(len(parts))
            chance = self.dice.random()
            if chance < 0.25 and at + 1 < len(parts) and parts[at].isalpha() and parts[at + 1].isalpha():
                parts[at : at + 2] = [parts[at] + parts[at + 1]]
            else:
                parts[at] = self.slip(parts[at] if chance < 0.8 else self.slip(parts[at]))
        return " ".join(parts)

    def slip(self, word: str) -> str:
        """A word with one slip of the fingers."""
        if len(word) < 4 or not word.isalpha():
            return word
        at = self.dice.randrange(1, len(word) - 1)
        return self.dice.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + self.dice.choice("abcdefghijklmnoprstuvwy") + word[at + 1 :],
            )
        )

    def _slot(self, slot: str) -> list[tuple[str, bool]]:
        maker = getattr(self, f"_{slot}", None)
        if maker is not None:
            return maker()  # type: ignore[no-any-return]
        return [(self.dice.choice(self.fill[slot]), False)]

    def name(self, pool: Sequence[str]) -> str:
        """A name as people write one: mostly with its capital, sometimes without, sometimes with a slip."""
        name = self.dice.choice(pool)
        if self.dice.random() < 0.07:
            name = self.slip(name)
        name = name.title()
        chance = self.dice.random()
        if chance < 0.03 and len(name) > 3:
            name = self.dice.choice(("O'", "Mc", "Mac", "D'", "El-", "Al-")) + name
        elif chance < 0.06:
            name = f"{name}-{self.dice.choice(pool).title()}"
        return name

    def _cased(self, words: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
        chance = self.dice.random()
        if chance < 0.16:
            return [(word.lower(), is_name) for word, is_name in words]
        if chance < 0.2:
            return [(word.upper(), is_name) for word, is_name in words]
        return words

    def _first(self) -> list[tuple[str, bool]]:
        pool = self.first if self.dice.random() < 0.88 else self.last
        return self._cased([(self.name(pool), True)])

    def _anywhere(self) -> list[tuple[str, bool]]:
        """A name that shows by itself: with its capital, if it is a word besides."""
        pool = self.first if self.dice.random() < 0.6 else self.last
        name = self.name(pool)
        return [(name if ordinary(name.lower()) or self.dice.random() < 0.75 else name.lower(), True)]

    def _lastonly(self) -> list[tuple[str, bool]]:
        return self._cased([(self.name(self.last), True)])

    def _full(self) -> list[tuple[str, bool]]:
        middle: list[tuple[str, bool]] = [(" ", True)]
        if self.dice.random() < 0.08:
            middle = [(f" {self.dice.choice('ABCDEFGHJKLMNPRST')}{self.dice.choice(('', '.'))} ", True)]
        return self._cased([(self.name(self.first), True), *middle, (self.name(self.last), True)])

    def _titled(self) -> list[tuple[str, bool]]:
        title = (self.dice.choice(TITLED.split("|")) + " ", False)
        return [title, *(self._lastonly() if self.dice.random() < 0.75 else self._full())]

    def _staff(self) -> list[tuple[str, bool]]:
        chance = self.dice.random()
        if chance < 0.5:
            return self._first()
        if chance < 0.62:
            return self._full()
        if chance < 0.82:
            return self._titled()
        if chance < 0.86:
            return self._lastonly()
        role = self.dice.choice(self.fill["role"])
        return [(f"{role} ", False), *(self._first() if self.dice.random() < 0.7 else self._full())]

    def _rel(self) -> list[tuple[str, bool]]:
        return (
            self._first()
            if self.dice.random() < 0.65
            else self._full()
            if self.dice.random() < 0.7
            else self._lastonly()
        )

    def _pat(self) -> list[tuple[str, bool]]:
        chance = self.dice.random()
        return (
            self._full()
            if chance < 0.55
            else self._titled()
            if chance < 0.7
            else self._first()
            if chance < 0.85
            else self._lastonly()
        )

    def _word(self) -> str:
        chance = self.dice.random()
        if chance < 0.7:
            return self.dice.choice(self.said)
        word = self.dice.choice(self.dice.choice(self.others))
        return self.slip(word) if chance > 0.92 else word

    def _slip(self) -> list[tuple[str, bool]]:
        return [(self.slip(self._word()), False)]

    def _Slip(self) -> list[tuple[str, bool]]:
        return [(self.slip(self._word()).capitalize(), False)]

    def _salad(self) -> list[tuple[str, bool]]:
        words = [self._word() for _ in range(self.dice.randrange(1, 7))]
        return [(" ".join(word.capitalize() if self.dice.random() < 0.04 else word for word in words), False)]

    def _Salad(self) -> list[tuple[str, bool]]:
        return [(self._salad()[0][0].capitalize(), False)]

    def _SALAD(self) -> list[tuple[str, bool]]:
        return [(self._salad()[0][0].upper(), False)]

    def _Title(self) -> list[tuple[str, bool]]:
        return [(" ".join(self._word().capitalize() for _ in range(self.dice.randrange(2, 5))), False)]
