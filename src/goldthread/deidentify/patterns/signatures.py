"""Initials under what somebody wrote: the last thing said, on a line of its own or after a greeting."""

import re
from collections.abc import Iterator

from goldthread.deidentify.patterns.pattern import ENDS, Hit, IdentifierPattern, identifier
from goldthread.deidentify.words import listed


REACH = 32
HOURS = frozenset("am pm eg ie uk us eu ok".split())


def _initials(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Capitals that are no short form of a service; without dots only after a greeting."""
    start, end = match.span("initials")
    told = plain[start:end]
    letters = [letter for letter in told if letter.isalpha()]
    small = "." in told and plain.islower()
    if not (small or all(letter.isupper() for letter in letters)) or (
        plain.isupper() and not match["greeting"] and "." not in told
    ):
        return None
    if "".join(letters).lower() in HOURS:
        return None
    if "." not in told and (not match["greeting"] or "".join(letters).lower() in listed("acronyms")):
        return None
    return start, end


class Signatures(IdentifierPattern):
    """Looked for in the last letters alone."""

    __slots__ = ()

    def found(self, plain: str, low: str) -> Iterator[Hit]:
        """The initials that a text ends with, if any."""
        match = self.pattern.search(low, max(0, len(low) - REACH))
        if match and (stretch := _initials(plain, low, match)):
            yield *stretch, self.type


_signed = identifier(
    "NAME",
    ENDS,
    r"(?:(?P<greeting>\b(?:regards|wishes|thanks|sincerely|faithfully|yours|love|signed|from)[,.\ \n-]{1,4})|"
    r"^|,\ |[.!?]\ {1,2}|\n\ ?|-\ )(?P<initials>[a-z]\.?\ ?[a-z](?:\.?\ ?[a-z])?\.?)\s*$",
)
PATTERNS = (Signatures(_signed.type, _signed.hint, _signed.pattern),)
