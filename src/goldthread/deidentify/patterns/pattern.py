"""What a pattern of an identifier is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


ITSELF, ENDS = "itself", "ends short"
Hit = tuple[int, int, str]
Check = Callable[[str, str, "re.Match[str]"], "tuple[int, int] | None"]


@dataclass(frozen=True, slots=True)
class IdentifierPattern:
    """A pattern over lower-case ASCII text; `check` sees the text with and without capitals, and may refuse."""

    type: str
    hint: str
    pattern: re.Pattern[str]
    check: Check | None = None

    def found(self, plain: str, low: str) -> Iterator[Hit]:
        """Every stretch that it takes for an identifier."""
        for match in self.pattern.finditer(low):
            if self.check is None:
                yield match.start(), match.end(), self.type
            elif stretch := self.check(plain, low, match):
                yield *stretch, self.type


def identifier(kind: str, hint: str, pattern: str, check: Check | None = None) -> IdentifierPattern:
    """An identifier's pattern as written; blanks in the pattern that are not in a class or escaped do not count."""
    return IdentifierPattern(kind, hint, re.compile(pattern, re.ASCII | re.VERBOSE), check)


def whole(match: re.Match[str]) -> tuple[int, int]:
    """The whole of a match."""
    return match.start(), match.end()


def before(low: str, at: int, length: int = 40) -> str:
    """What stands before a place."""
    return low[max(0, at - length) : at]
