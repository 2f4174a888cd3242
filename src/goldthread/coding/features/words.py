"""Words as the coder reads them: lower case, one form of apostrophe, everything else between blanks."""

from collections import Counter
from collections.abc import Iterable


LONGEST = 40
"""Letters of one word that are looked at: what is longer is noise or an attack."""

_CURLY = "\u2018\u2019\u00b4\u02bc`"
_BLANKS = (
    "".join(chr(n) for n in range(33))
    + '!"#$%&()*+,-./:;<=>?@[\\]^_{|}~'
    + "\u00a0\u00a3\u20ac\u00e2\u0080\u0099\u2122\u201c\u201d\u2013\u2014\u2026\u2022\u200b\ufeff\ufffd"
)
_FORMS = {ord(c): " " for c in _BLANKS} | {ord(c): "'" for c in _CURLY}


def normalise(text: str) -> str:
    """The text with one blank before and after it, letter for letter: offset n is offset n - 1 of the text."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    low = " " + low.translate(_FORMS) + " "
    if "'" in low:
        low = low.replace(" '", "  ").replace("' ", "  ")
    return low


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return normalise(text).split()


def pieces(word: str) -> list[str]:
    """Groups of 3 to 5 letters of one word, its edges marked by blanks: misspelt words share most of them."""
    edged = f" {word[:LONGEST]} "
    found = []
    for size in (3, 4, 5):
        if len(edged) <= size:
            found.append(edged)
            break
        found += [edged[at : at + size] for at in range(len(edged) - size + 1)]
    return found


def pairs(found: list[str]) -> Iterable[tuple[str, str]]:
    """Neighbouring words."""
    return zip(found, found[1:], strict=False)


def piece_counts(word: str) -> Counter[str]:
    """How often each piece occurs in a word."""
    return Counter(pieces(word))
