"""How people write: each manner changes the pieces of a comment, and leaves them apart, so that offsets stay exact."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True)
class Piece:
    """A stretch of a comment: the frame's words, an identifier (`label` its type), or a look-alike (its kind)."""

    text: str
    label: str = ""
    stays: bool = False

    @property
    def identifier(self) -> bool:
        return bool(self.label) and not self.stays

    @property
    def name(self) -> bool:
        return self.identifier and self.label.endswith("_NAME") and self.label != "SOCIAL_NAME"


Manner = Callable[[Random, list[Piece]], list[Piece]]
NEIGHBOURS = {"a": "s", "e": "r", "i": "o", "o": "p", "t": "y", "n": "m", "s": "d", "r": "t", "h": "j", "l": "k"}
CORRECTED = {
    **{"were": "we're", "well": "we'll", "its": "it's", "the": "teh", "and": "amd", "ill": "I'll", "for": "fir"},
    **{"of": "if", "on": "in", "not": "bot", "good": "goof", "you": "u", "are": "r", "to": "too", "because": "cos"},
    **{"with": "wiht", "their": "there", "really": "relly", "nurse": "nures", "doctor": "docter", "he": "hr"},
}
FILLERS = (" and", " so", " um", " you know", " anyway", "", "", " and then")
ORDINARY = {"VERB_START", "KIN_VERB", "PARTICLE", "WORD_NAME", "ROLE", "OTHER"}
"""Kinds of look-alikes that dictation writes as other words."""
GLUED = {"PHONE", "DOB", "NHS_NUMBER", "HOSPITAL_NO", "WARD_BED", "POSTCODE", "AGE_90"}


def as_it_is(draw: Random, pieces: list[Piece]) -> list[Piece]:
    return pieces


def lower(draw: Random, pieces: list[Piece]) -> list[Piece]:
    """All lower case, without punctuation; half of the writers leave apostrophes out too."""
    marks = r"[.,!?;:\"()]" if draw.random() < 0.5 else r"[.,!?;:\"()']"

    def plain(text: str) -> str:
        left = re.sub(marks, "", text.lower()).replace(" - ", " ")
        return left if left.strip() or "\n" in text or not text.strip() else " "

    return [replace(piece, text=piece.text.lower() if piece.label else plain(piece.text)) for piece in pieces]


def capitals(draw: Random, pieces: list[Piece]) -> list[Piece]:
    return [replace(piece, text=piece.text.upper()) for piece in pieces]


def dictated(draw: Random, pieces: list[Piece]) -> list[Piece]:
    """Run-on; a third of the speakers say their punctuation. The telephone gives most names a capital."""
    says_marks, knows_names = draw.random() < 0.35, draw.random() < 0.6

    def plain(text: str) -> str:
        text = re.sub(r"\bi\b", "I", text.lower())
        if says_marks:
            for mark, said in (
                (",", " comma"),
                (".", " full stop"),
                ("?", " question mark"),
                ("!", " exclamation mark"),
            ):
                text = re.sub(re.escape(mark) + r"(?=\s|$)", said, text)
        text = re.sub(r"[.?!](?=\s)", lambda _: draw.choice(FILLERS), text)
        return re.sub(r"[.,?!;:\"](?=\s|$)", "", text)

    def labelled(piece: Piece) -> Piece:
        small = piece.label in ORDINARY if piece.stays else piece.name and not knows_names
        return replace(piece, text=piece.text.lower()) if small else piece

    return [labelled(piece) if piece.label else replace(piece, text=plain(piece.text)) for piece in pieces]


def mistyped(draw: Random, word: str) -> str:
    if len(word) < 3 or not word.isalpha():
        return word
    at = draw.randrange(1, len(word) - 1)
    return draw.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + NEIGHBOURS.get(word[at], word[at]) + word[at + 1 :],
        )
    )


def phone(draw: Random, pieces: list[Piece]) -> list[Piece]:
    """Thumbs on glass: typing errors, spaces left out, words corrected into others, names with a small letter."""

    def plain(text: str, before_number: bool) -> str:
        words = re.split(r"(\s+)", text)
        for at, word in enumerate(words):
            if word in CORRECTED and draw.random() < 0.15:
                words[at] = CORRECTED[word]
            elif word.strip() and draw.random() < 0.06:
                words[at] = mistyped(draw, word)
        text = re.sub(r"([.,!?]) ", lambda found: found[1] + draw.choice((" ", " ", "", "")), "".join(words))
        text = text.replace("'", draw.choice(("", "'")))
        text = re.sub(r"\.$", lambda _: draw.choice((".", "", " ", "..", "!!")), text)
        return text.rstrip(" ") if before_number and re.search(r"\w $", text) and draw.random() < 0.3 else text

    made = []
    for piece, after in zip(pieces, [*pieces[1:], Piece("")], strict=True):
        if not piece.label:
            made.append(replace(piece, text=plain(piece.text, after.label in GLUED and not after.stays)))
        elif piece.name and piece.text.isascii():
            text = mistyped(draw, piece.text) if draw.random() < 0.12 else piece.text
            made.append(replace(piece, text=text.lower() if draw.random() < 0.35 else text))
        else:
            made.append(replace(piece, text=piece.text.lower()) if draw.random() < 0.2 else piece)
    return made


def careless(draw: Random, pieces: list[Piece]) -> list[Piece]:
    """As it is, or all small, or all large."""
    return draw.choice((as_it_is, as_it_is, lower, capitals))(draw, pieces)


MANNERS: dict[str, tuple[str, Manner, int]] = {
    "usual": ("usual", as_it_is, 18),
    "lower_case": ("usual", lower, 16),
    "capitals": ("usual", capitals, 9),
    "phone": ("usual", phone, 15),
    "dictated": ("usual", dictated, 7),
    "dictated_own": ("dictated", as_it_is, 6),
    "non_native": ("nonnative", as_it_is, 10),
    "short": ("short", careless, 9),
    "form": ("form", careless, 5),
    "complaint": ("complaint", as_it_is, 5),
}
"""Each manner's frames, what it does with them, and how many of 100 comments are written in it."""
